using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Readers;

/// <summary>
/// One reader antenna set, or the sink of a tag-to-tag network, keyed <c>site/reader</c>: groups observations by tag and
/// hands each tag's twin its share; tells its region where tags were heard; learns its tags' profiles from inventories and matches polling cycles with them.
/// </summary>
public interface IReaderGrain : IGrainWithStringKey
{
    /// <summary>Says which region the reader serves.</summary>
    /// <param name="regionKey">Key of the region.</param>
    Task Configure(string regionKey);

    /// <summary>
    /// Says what the reader's antennas overlook, in place of what was said before. Reads at other ports are sightings in the region.
    /// </summary>
    /// <param name="zonesByPort">Names of zones, such as dock-1, by number of the antenna from 1; several antennas may share a zone.</param>
    /// <exception cref="ArgumentException">A port is below 1 or above 65,535, or a name can't be part of a key.</exception>
    Task Zones(ImmutableDictionary<int, string> zonesByPort);

    /// <summary>Sends observations to the twins of their tags; returns when all have taken them.</summary>
    /// <exception cref="InvalidOperationException">The reader was not configured.</exception>
    Task Observe(ObservationBatch batch);

    /// <summary>Polling cycles of a span of time, oldest first; other observations are in the histories of their tags.</summary>
    /// <param name="from">First moment, included.</param>
    /// <param name="to">Last moment, excluded.</param>
    Task<ObservationBatch> History(DateTimeOffset from, DateTimeOffset to);

    /// <summary>Makes durable every twin that has taken observations since the last call.</summary>
    Task Flush();
}
