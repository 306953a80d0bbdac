using TwinGrid.Model;

namespace TwinGrid.Adapters.Replay;

/// <summary>Times of a batch's observations.</summary>
internal static class BatchTimes
{
    /// <summary>The earliest and the latest; null for a batch without observations.</summary>
    public static (DateTimeOffset First, DateTimeOffset Last)? Of(ObservationBatch batch)
    {
        if (batch.Count == 0)
        {
            return null;
        }

        (DateTimeOffset first, DateTimeOffset last) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        foreach (DateTimeOffset time in batch.Probes.Select(probe => probe.Time)
            .Concat(batch.Reads.Select(read => read.Time))
            .Concat(batch.Cycles.Select(cycle => cycle.Time))
            .Concat(batch.Readings.Select(reading => reading.Time)))
        {
            (first, last) = (time < first ? time : first, time > last ? time : last);
        }

        return (first, last);
    }

    /// <summary>The batch with all times moved by a span.</summary>
    public static ObservationBatch Shifted(ObservationBatch batch, TimeSpan by) => new(
        [.. batch.Probes.Select(probe => probe with { Time = probe.Time + by })],
        [.. batch.Reads.Select(read => read with { Time = read.Time + by })],
        [.. batch.Cycles.Select(cycle => cycle with { Time = cycle.Time + by })],
        [.. batch.Readings.Select(reading => reading with { Time = reading.Time + by })]);
}
