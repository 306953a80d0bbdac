using System.Globalization;
using TwinGrid.Model;

namespace TwinGrid.Grains.Archives;

/// <summary>
/// History of one twin: the recent part in memory, bounded; the older part in the archive, in compressed chunks whose names
/// carry the span of time that they cover.
/// </summary>
internal sealed class ObservationHistory(IChunkArchive archive, string twinKey, int window, int chunkSize)
{
    private readonly string _folder = $"history/{twinKey}";
    private readonly List<Probe> _probes = [];
    private readonly List<PhaseRead> _reads = [];
    private readonly List<PollingCycle> _cycles = [];
    private readonly List<SensorRead> _readings = [];
    private int _cyclesWeight;
    private bool _isFolderClean;

    /// <summary>What is in memory, in observations; see <see cref="ObservationBatch.Weight"/>.</summary>
    public int Count => _probes.Count + _reads.Count + _readings.Count + _cyclesWeight;

    /// <summary>Whether more is in memory than the window holds.</summary>
    public bool IsOverfull => Count > window;

    /// <summary>Takes up the recent part from its stored form.</summary>
    public void Restore(byte[]? stored)
    {
        if (stored is not null)
        {
            Add(ObservationCodec.Decode(stored));
        }
    }

    /// <summary>The recent part in stored form.</summary>
    public byte[] ToStored() => ObservationCodec.Encode(Recent(), compress: true);

    /// <summary>Adds observations.</summary>
    public void Add(ObservationBatch batch)
    {
        _probes.AddRange(batch.Probes);
        _reads.AddRange(batch.Reads);
        _cycles.AddRange(batch.Cycles);
        _readings.AddRange(batch.Readings);
        _cyclesWeight += batch.Cycles.Sum(ObservationBatch.WeightOf);
    }

    /// <summary>Moves one chunk of the oldest observations to the archive.</summary>
    /// <param name="number">Number of the chunk; the caller counts on as soon as this returns.</param>
    public async Task ArchiveOldest(long number)
    {
        await RemoveOrphans(number);
        int fromProbes = Math.Min(_probes.Count, chunkSize), fromReads = Math.Min(_reads.Count, chunkSize - fromProbes);
        int fromReadings = Math.Min(_readings.Count, chunkSize - fromProbes - fromReads), fromOthers = fromProbes + fromReads + fromReadings;
        int fromCycles = CyclesWithin(chunkSize - fromOthers, isLeastOne: fromOthers == 0);
        var oldest = new ObservationBatch(
            [.. _probes.GetRange(0, fromProbes)], [.. _reads.GetRange(0, fromReads)], [.. _cycles.GetRange(0, fromCycles)], [.. _readings.GetRange(0, fromReadings)]);
        await archive.WriteAsync(NameOf(number, oldest), ObservationCodec.Encode(oldest, compress: true));
        _probes.RemoveRange(0, fromProbes);
        _reads.RemoveRange(0, fromReads);
        _cycles.RemoveRange(0, fromCycles);
        _readings.RemoveRange(0, fromReadings);
        _cyclesWeight -= oldest.Cycles.Sum(ObservationBatch.WeightOf);
    }

    /// <summary>The observations of a span of time, oldest first.</summary>
    /// <param name="from">First moment, included.</param>
    /// <param name="to">Last moment, excluded.</param>
    /// <param name="firstUnarchived">Number of the next chunk; chunks from there on are orphans, see <see cref="RemoveOrphans"/>.</param>
    public async Task<ObservationBatch> Read(DateTimeOffset from, DateTimeOffset to, long firstUnarchived)
    {
        var parts = new List<ObservationBatch>();
        foreach (string name in await archive.ListAsync(_folder))
        {
            (long number, long first, long last) = SpanOf(name);
            if (number < firstUnarchived && first < to.UtcTicks && last >= from.UtcTicks && await archive.ReadAsync(name) is { } chunk)
            {
                parts.Add(ObservationCodec.Decode(chunk));
            }
        }

        parts.Add(Recent());
        return new ObservationBatch(
            [.. parts.SelectMany(part => part.Probes).Where(probe => probe.Time >= from && probe.Time < to).OrderBy(probe => probe.Time)],
            [.. parts.SelectMany(part => part.Reads).Where(read => read.Time >= from && read.Time < to).OrderBy(read => read.Time)],
            [.. parts.SelectMany(part => part.Cycles).Where(cycle => cycle.Time >= from && cycle.Time < to).OrderBy(cycle => cycle.Time)],
            [.. parts.SelectMany(part => part.Readings).Where(reading => reading.Time >= from && reading.Time < to).OrderBy(reading => reading.Time)]);
    }

    /// <summary>
    /// Removes, once an activation, the chunks that an activation wrote and then died before it kept their number: their
    /// observations come again from the journal.
    /// </summary>
    private async Task RemoveOrphans(long nextChunk)
    {
        if (_isFolderClean)
        {
            return;
        }

        foreach (string name in await archive.ListAsync(_folder))
        {
            if (SpanOf(name).Number >= nextChunk)
            {
                await archive.DeleteAsync(name);
            }
        }

        _isFolderClean = true;
    }

    /// <summary>How many of the oldest cycles weigh no more than that; one that alone weighs more is a chunk of its own.</summary>
    private int CyclesWithin(int weight, bool isLeastOne)
    {
        int count = 0;
        for (; count < _cycles.Count; count++)
        {
            weight -= ObservationBatch.WeightOf(_cycles[count]);
            if (weight < 0 && !(isLeastOne && count == 0))
            {
                break;
            }
        }

        return count;
    }

    private ObservationBatch Recent() => new([.. _probes], [.. _reads], [.. _cycles], [.. _readings]);

    /// <summary>history/{tag}/{number}_{first tick}_{last tick}: numbers keep the order in which chunks were written.</summary>
    private string NameOf(long number, ObservationBatch chunk)
    {
        long first = long.MaxValue, last = long.MinValue;
        IEnumerable<DateTimeOffset> times = chunk.Probes.Select(probe => probe.Time)
            .Concat(chunk.Reads.Select(read => read.Time))
            .Concat(chunk.Cycles.Select(cycle => cycle.Time))
            .Concat(chunk.Readings.Select(reading => reading.Time));
        foreach (DateTimeOffset time in times)
        {
            (first, last) = (Math.Min(first, time.UtcTicks), Math.Max(last, time.UtcTicks));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{_folder}/{number:D10}_{first:D19}_{last:D19}");
    }

    private (long Number, long First, long Last) SpanOf(string name)
    {
        string[] parts = name[(_folder.Length + 1)..].Split('_');
        return parts.Length == 3
            ? (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture))
            : throw new InvalidDataException($"archive '{name}': expected number_first_last, found '{name[(_folder.Length + 1)..]}'");
    }
}
