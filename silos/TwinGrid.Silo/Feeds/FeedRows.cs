using TwinGrid.Adapters.HttpFeeds;
using TwinGrid.Grains.Adapters;
using TwinGrid.Model;

namespace TwinGrid.Silo.Feeds;

/// <summary>Rows of a feed on their way to its door, each checked; those with a content have no number yet.</summary>
/// <param name="plan">The feed.</param>
/// <param name="latest">The latest time that a row may have.</param>
internal sealed class FeedRows(FeedPlan plan, DateTimeOffset latest)
{
    private readonly List<(PhaseRead Read, UInt128? Content)> _reads = [];
    private readonly List<(SensorRead Reading, UInt128? Content)> _readings = [];

    /// <summary>The feed.</summary>
    public FeedPlan Plan => plan;

    /// <summary>Reads of tags.</summary>
    public IReadOnlyList<(PhaseRead Read, UInt128? Content)> Reads => _reads;

    /// <summary>Readings of sensors.</summary>
    public IReadOnlyList<(SensorRead Reading, UInt128? Content)> Readings => _readings;

    /// <summary>Number of rows.</summary>
    public int Count => _reads.Count + _readings.Count;

    /// <summary>Adds a row that the adapter will take.</summary>
    /// <exception cref="ArgumentException">It would not.</exception>
    public void Add(FeedItem item)
    {
        UInt128? content = item.Source is null ? item.Content : null;
        var id = new ObservationId(
            item.Source switch { null => plan.AdapterName, "" => plan.NumberedSource, { } source => source },
            item.Source is null ? 1 : item.Sequence);
        if (item.Kind == FeedItemKind.Read)
        {
            PhaseRead read = item.ToRead(id);
            ReadCheck.Require(read, plan.ReaderName, latest);
            _reads.Add((read, content));
        }
        else
        {
            SensorRead reading = item.ToReading(id);
            SensorCheck.Require(reading, latest);
            _readings.Add((reading, content));
        }
    }
}
