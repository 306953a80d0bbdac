using System.Collections.Immutable;

namespace TwinGrid.Model;

/// <summary>Observations that travel together; each kind may be empty, all in the order of their sources.</summary>
/// <param name="Probes">Probing cycles between tags.</param>
/// <param name="Reads">Reads of tags by reader antennas.</param>
/// <param name="Cycles">Polling cycles of readers.</param>
/// <param name="Readings">Readings of sensor tags and loggers.</param>
public sealed record ObservationBatch(
    ImmutableArray<Probe> Probes, ImmutableArray<PhaseRead> Reads, ImmutableArray<PollingCycle> Cycles, ImmutableArray<SensorRead> Readings)
{
    /// <summary>A batch without readings.</summary>
    public ObservationBatch(ImmutableArray<Probe> probes, ImmutableArray<PhaseRead> reads, ImmutableArray<PollingCycle> cycles)
        : this(probes, reads, cycles, [])
    {
    }

    /// <summary>A batch without observations.</summary>
    public static ObservationBatch Empty { get; } = new([], [], [], []);

    /// <summary>Number of observations of all kinds.</summary>
    public int Count => Probes.Length + Reads.Length + Cycles.Length + Readings.Length;

    /// <summary>What the batch costs to keep, in observations of the usual size: a polling cycle counts as its replies, and at least one.</summary>
    public int Weight => Probes.Length + Reads.Length + Cycles.Sum(WeightOf) + Readings.Length;

    /// <summary>What a polling cycle counts for in <see cref="Weight"/>.</summary>
    public static int WeightOf(PollingCycle cycle)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        return Math.Max(1, cycle.Replies.Length);
    }

    /// <summary>A batch of probes alone.</summary>
    public static ObservationBatch Of(ImmutableArray<Probe> probes) => new(probes, [], []);

    /// <summary>A batch of reads alone.</summary>
    public static ObservationBatch Of(ImmutableArray<PhaseRead> reads) => new([], reads, []);

    /// <summary>A batch of polling cycles alone.</summary>
    public static ObservationBatch Of(ImmutableArray<PollingCycle> cycles) => new([], [], cycles);

    /// <summary>A batch of readings alone.</summary>
    public static ObservationBatch Of(ImmutableArray<SensorRead> readings) => new([], [], [], readings);
}
