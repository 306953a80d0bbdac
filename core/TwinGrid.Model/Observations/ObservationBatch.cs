using System.Collections.Immutable;

namespace TwinGrid.Model;

/// <summary>Observations that travel together; either kind may be empty, both in the order of their sources.</summary>
/// <param name="Probes">Probing cycles between tags.</param>
/// <param name="Reads">Reads of tags by reader antennas.</param>
public sealed record ObservationBatch(ImmutableArray<Probe> Probes, ImmutableArray<PhaseRead> Reads)
{
    /// <summary>A batch without observations.</summary>
    public static ObservationBatch Empty { get; } = new([], []);

    /// <summary>Number of observations of both kinds.</summary>
    public int Count => Probes.Length + Reads.Length;

    /// <summary>A batch of probes alone.</summary>
    public static ObservationBatch Of(ImmutableArray<Probe> probes) => new(probes, []);

    /// <summary>A batch of reads alone.</summary>
    public static ObservationBatch Of(ImmutableArray<PhaseRead> reads) => new([], reads);
}
