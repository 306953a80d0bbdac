using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Adapters;

/// <summary>Tells new observations from repeated ones by (source, sequence).</summary>
internal sealed class IntakeFilter
{
    private readonly Dictionary<string, SequenceSet> _seen = new(StringComparer.Ordinal);

    /// <summary>Takes up where a stored filter ended.</summary>
    public void Restore(IReadOnlyDictionary<string, long[]> stored)
    {
        _seen.Clear();
        foreach ((string source, long[] bounds) in stored)
        {
            _seen[source] = new SequenceSet(bounds);
        }
    }

    /// <summary>The filter in stored form.</summary>
    public Dictionary<string, long[]> ToStored() =>
        _seen.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);

    /// <summary>
    /// The filter in stored form, with at most so many intervals a source: for those who take their share of a source that many share,
    /// and see a gap at every number of the others'. A number that comes later than so many of theirs counts as repeated.
    /// </summary>
    public Dictionary<string, long[]> ToStored(int intervals)
    {
        foreach (SequenceSet set in _seen.Values)
        {
            set.Compact(intervals);
        }

        return ToStored();
    }

    /// <summary>The observations of a batch whose numbers are not in the filter yet, which holds them from now on.</summary>
    public ObservationBatch Admit(ObservationBatch batch) => Select(batch, (set, sequence) => set.Add(sequence));

    /// <summary>The observations of a batch whose numbers are not in the filter; the filter stays as it is.</summary>
    public ObservationBatch Unseen(ObservationBatch batch) => Select(batch, (set, sequence) => !set.Contains(sequence));

    private ObservationBatch Select(ObservationBatch batch, Func<SequenceSet, long, bool> isNew)
    {
        ImmutableArray<Probe> probes = Select(batch.Probes, probe => probe.Id, isNew);
        ImmutableArray<PhaseRead> reads = Select(batch.Reads, read => read.Id, isNew);
        ImmutableArray<PollingCycle> cycles = Select(batch.Cycles, cycle => cycle.Id, isNew);
        ImmutableArray<SensorRead> readings = Select(batch.Readings, reading => reading.Id, isNew);
        return probes.Length + reads.Length + cycles.Length + readings.Length == batch.Count ? batch : new ObservationBatch(probes, reads, cycles, readings);
    }

    private ImmutableArray<T> Select<T>(ImmutableArray<T> items, Func<T, ObservationId> idOf, Func<SequenceSet, long, bool> isNew)
    {
        var fresh = ImmutableArray.CreateBuilder<T>(items.Length);
        string? source = null;
        SequenceSet set = null!;
        foreach (T item in items)
        {
            ObservationId id = idOf(item);
            if (source is null || !string.Equals(source, id.Source, StringComparison.Ordinal))
            {
                (source, set) = (id.Source, SetOf(id.Source));
            }

            if (isNew(set, id.Sequence))
            {
                fresh.Add(item);
            }
        }

        return fresh.Count == items.Length ? items : fresh.ToImmutable();
    }

    private SequenceSet SetOf(string source)
    {
        if (!_seen.TryGetValue(source, out SequenceSet? set))
        {
            _seen[source] = set = new SequenceSet();
        }

        return set;
    }
}
