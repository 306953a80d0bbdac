using System.Collections.Concurrent;

namespace TwinGrid.Silo.Live;

/// <summary>The maps of all sites, in memory. A run has one epoch: numbers and versions of another run mean nothing in this one.</summary>
public sealed class LiveSites(TimeProvider time)
{
    /// <summary>Objects of a site that are kept.</summary>
    public const int Capacity = 1_000_000;

    /// <summary>Objects of a site that a page is told of.</summary>
    public const int Shown = 100_000;

    private readonly ConcurrentDictionary<string, LiveSite> _sites = new(StringComparer.Ordinal);
    private int _watchers;

    /// <summary>Names this run.</summary>
    public string Epoch { get; } = time.GetUtcNow().UtcTicks.ToString("x", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Pages that follow a site now.</summary>
    public int Watchers => _watchers;

    /// <summary>Names of the sites.</summary>
    public IReadOnlyList<string> Names => [.. _sites.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A site; made when it is new.</summary>
    public LiveSite Open(string name) => _sites.GetOrAdd(name, _ => new LiveSite(Capacity));

    /// <summary>A site; null where nothing is known of it.</summary>
    public LiveSite? Find(string name) => _sites.GetValueOrDefault(name);

    /// <summary>Counts a page that follows a site, until the answer is disposed of.</summary>
    public IDisposable Watch()
    {
        Interlocked.Increment(ref _watchers);
        return new Watching(this);
    }

    private sealed class Watching(LiveSites sites) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref sites._watchers);
    }
}
