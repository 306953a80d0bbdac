using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Adapters;

/// <summary>Tells new observations from repeated ones by (source, sequence).</summary>
internal sealed class IntakeFilter
{
    // Most filters see one source: a dictionary is for those that see more.
    private string? _firstSource;
    private SequenceSet? _firstSeen;
    private Dictionary<string, SequenceSet>? _otherSeen;

    /// <summary>Takes up where a stored filter ended; a source that it doesn't name, or null for no filter, stays as it is.</summary>
    public void Restore(IReadOnlyDictionary<string, long[]>? stored)
    {
        foreach ((string source, long[] bounds) in stored ?? ImmutableDictionary<string, long[]>.Empty)
        {
            Put(source, new SequenceSet(bounds));
        }
    }

    /// <summary>A filter from its packed form.</summary>
    public static IntakeFilter Unpack(byte[] packed)
    {
        var filter = new IntakeFilter();
        using var reader = new BinaryReader(new MemoryStream(packed, writable: false));
        while (reader.BaseStream.Position < packed.Length)
        {
            string source = reader.ReadString();
            long[] bounds = new long[reader.Read7BitEncodedInt()];
            long last = 0;
            for (int i = 0; i < bounds.Length; i++)
            {
                bounds[i] = last += reader.Read7BitEncodedInt64();
            }

            filter.Put(source, new SequenceSet(bounds));
        }

        return filter;
    }

    /// <summary>The filter in the fewest bytes: for each source its name, the number of bounds, and the steps from one bound to the next.</summary>
    public byte[] Pack()
    {
        using var packed = new MemoryStream();
        using var writer = new BinaryWriter(packed);
        foreach ((string source, SequenceSet seen) in All())
        {
            long[] bounds = seen.ToArray();
            writer.Write(source);
            writer.Write7BitEncodedInt(bounds.Length);
            long last = 0;
            foreach (long bound in bounds)
            {
                writer.Write7BitEncodedInt64(bound - last);
                last = bound;
            }
        }

        return packed.ToArray();
    }

    /// <summary>The filter in stored form.</summary>
    public Dictionary<string, long[]> ToStored() =>
        All().ToDictionary(entry => entry.Source, entry => entry.Seen.ToArray(), StringComparer.Ordinal);

    /// <summary>
    /// The filter in stored form, with at most so many intervals a source: for those who take their share of a source that many share,
    /// and see a gap at every number of the others'. A number that comes later than so many of theirs counts as repeated.
    /// </summary>
    public Dictionary<string, long[]> ToStored(int intervals)
    {
        foreach ((_, SequenceSet seen) in All())
        {
            seen.Compact(intervals);
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
        if (string.Equals(source, _firstSource, StringComparison.Ordinal))
        {
            return _firstSeen!;
        }

        if (_otherSeen is null || !_otherSeen.TryGetValue(source, out SequenceSet? set))
        {
            Put(source, set = new SequenceSet());
        }

        return set;
    }

    private void Put(string source, SequenceSet seen)
    {
        if (_firstSource is null)
        {
            (_firstSource, _firstSeen) = (source, seen);
        }
        else if (source == _firstSource)
        {
            _firstSeen = seen;
        }
        else
        {
            (_otherSeen ??= new(StringComparer.Ordinal))[source] = seen;
        }
    }

    private IEnumerable<(string Source, SequenceSet Seen)> All()
    {
        if (_firstSource is not null)
        {
            yield return (_firstSource, _firstSeen!);
        }

        foreach ((string source, SequenceSet seen) in _otherSeen ?? [])
        {
            yield return (source, seen);
        }
    }
}
