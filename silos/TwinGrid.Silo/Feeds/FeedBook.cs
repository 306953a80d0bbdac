using TwinGrid.Silo.Hosting;

namespace TwinGrid.Silo.Feeds;

/// <summary>The feeds and keys in force: those of the settings, and with them those of a site file, which may change while the silo runs.</summary>
internal sealed class FeedBook(SiloSettings settings)
{
    private volatile Page _page = new(settings.Feeds);

    /// <summary>The settings in force.</summary>
    public FeedSettings Settings => _page.Settings;

    /// <summary>The keys in force.</summary>
    public FeedKeys Keys => _page.Keys;

    /// <summary>Takes the feeds and keys of a site file in place of those of the former.</summary>
    public void Use(IReadOnlyList<FeedPlan> feeds, IReadOnlyList<FeedKey> keys) => _page = new Page(settings.Feeds with
    {
        Feeds = [.. settings.Feeds.Feeds, .. feeds],
        Keys = [.. settings.Feeds.Keys, .. keys],
    });

    private sealed class Page(FeedSettings settings)
    {
        public FeedSettings Settings { get; } = settings;

        public FeedKeys Keys { get; } = new(settings.Keys);
    }
}
