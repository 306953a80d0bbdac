using System.Net;
using TwinGrid.Adapters;
using TwinGrid.Adapters.HttpFeeds;
using TwinGrid.Grains;

namespace TwinGrid.Silo.Feeds;

/// <summary>How feeds over HTTP are served, with defaults.</summary>
public sealed record FeedSettings
{
    /// <summary>The feeds that are served; with none, any name is, of the kind that the request says.</summary>
    public IReadOnlyList<FeedPlan> Feeds { get; init; } = [];

    /// <summary>Keys of those who may post. Without any only clients on this machine are served.</summary>
    public IReadOnlyList<FeedKey> Keys { get; init; } = [];

    /// <summary>
    /// An address beside that of the service where feeds are served and nothing else is; only with <see cref="Keys"/>. Default none.
    /// </summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>Whether keys come with a site file; until they do only clients on this machine are served. Default no.</summary>
    public bool HasSiteKeys { get; init; }

    /// <summary>Most bytes of one request. Default 32 MiB.</summary>
    public int MostBytes { get; init; } = 32 << 20;

    /// <summary>Requests that one feed has under way at most; one more is told to come again. Default eight.</summary>
    public int MostRequests { get; init; } = 8;

    /// <summary>
    /// Rows without a number that a feed remembers, to know them when they come again, also after a restart. Default 65,536: some 5 MB
    /// of memory for a feed that is full.
    /// </summary>
    public int Remembered { get; init; } = 1 << 16;

    /// <summary>Refuses settings that can't be.</summary>
    /// <exception cref="BadInputException">A setting is out of range, a feed or key can't be, or there is an address without keys.</exception>
    public void Require()
    {
        Hold(Listen is null || Keys.Count > 0 || HasSiteKeys, "keys, because an address is given where others can reach it", "none");
        Hold(MostBytes >= 1, "at least one byte a request", MostBytes);
        Hold(MostRequests >= 1, "at least one request under way", MostRequests);
        Hold(Remembered >= 4096, "at least 4096 rows remembered", Remembered);
        var names = new HashSet<(string, string)>();
        foreach (FeedPlan feed in Feeds)
        {
            Hold(names.Add((feed.Site, feed.Name)), "each feed of a site once", feed.Name);
            feed.Require();
        }

        foreach (FeedKey key in Keys)
        {
            key.Require();
        }
    }

    /// <summary>The plan of a feed; null where it isn't served.</summary>
    /// <param name="site">Name of the site.</param>
    /// <param name="name">Name of the feed.</param>
    /// <param name="kind">Its kind where no plan says it.</param>
    /// <exception cref="ArgumentException">A name can't be one.</exception>
    internal FeedPlan? PlanOf(string site, string name, FeedKind kind)
    {
        if (Feeds.FirstOrDefault(feed => feed.Site == site && feed.Name == name) is { } known)
        {
            return known;
        }

        if (Feeds.Count > 0 && name != FeedPlan.Posted)
        {
            return null;
        }

        var plan = new FeedPlan { Site = site, Name = TwinKeys.Checked(name), Options = new FeedOptions { Kind = kind } };
        TwinKeys.InSite(plan.Site, plan.ReaderName);
        return plan;
    }

    private static void Hold<T>(bool holds, string expected, T found)
    {
        if (!holds)
        {
            throw new BadInputException("feeds", 0, expected, FormattableString.Invariant($"{found}"));
        }
    }
}
