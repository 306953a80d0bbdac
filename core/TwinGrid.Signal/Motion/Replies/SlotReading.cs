using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>How a slot came out.</summary>
public enum SlotKind
{
    /// <summary>Nobody replied.</summary>
    Empty,

    /// <summary>Every reply in the slot was separated, and together they explain the signal down to its noise.</summary>
    Resolved,

    /// <summary>Somebody replied, but no answer explains the signal.</summary>
    Unresolved,
}

/// <summary>Why a slot was left unresolved.</summary>
public enum DeclineReason
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>No set of edges within the allowed number of tags explains the clusters of the I-Q plane.</summary>
    NoLattice,

    /// <summary>Edges were found, but the best fit leaves more than the noise.</summary>
    Residual,

    /// <summary>The signal is explained, but a reply is not distinct from the noise or from another reply.</summary>
    Indistinct,
}

/// <summary>What one reply says of its tag.</summary>
/// <param name="Edge">h: the complex step between the tag's low and high state, in the samples' unit.</param>
/// <param name="Phase">Phase profile θ = ∠h − β in (−π, π] radians. Wang et al., (2).</param>
/// <param name="PhaseDeviation">Standard deviation of θ from the noise, in radians.</param>
/// <param name="Length">Length of the reply from the onset of the pilot to the end of the dummy bit, in samples: stands for the link frequency.</param>
/// <param name="LengthDeviation">Standard deviation of the length from the noise, in samples.</param>
/// <param name="Bits">The 16 random bits.</param>
public sealed record TagReply(Complex Edge, double Phase, double PhaseDeviation, double Length, double LengthDeviation, ushort Bits)
{
    /// <summary>Onset of the reply, in samples from the slot's first.</summary>
    public double Onset { get; init; }

    /// <summary>The edge at each receiving antenna, in the order in which the antennas were given; a single one when there was one.</summary>
    public IReadOnlyList<AntennaEdge> Antennas { get; init; } = [];
}

/// <summary>A tag's edge as one antenna receives it.</summary>
/// <param name="Edge">h at this antenna.</param>
/// <param name="Phase">θ = ∠h − β at this antenna, in (−π, π] radians.</param>
/// <param name="PhaseDeviation">Standard deviation of θ from the noise, in radians.</param>
public readonly record struct AntennaEdge(Complex Edge, double Phase, double PhaseDeviation);

/// <summary>What a slot was found to hold.</summary>
/// <param name="Kind">How it came out.</param>
/// <param name="Replies">The replies, by descending strength; none unless resolved.</param>
/// <param name="Reason">Why it was left unresolved.</param>
/// <param name="Leakage">A·e^{jβ}: the carrier that reaches the receiver without a tag.</param>
/// <param name="NoiseVariance">E|n|² of one sample.</param>
/// <param name="ResidualRatio">Power that the best answer left over that of the noise; NaN where no fit was made.</param>
public sealed record SlotReading(
    SlotKind Kind, IReadOnlyList<TagReply> Replies, DeclineReason Reason, Complex Leakage, double NoiseVariance, double ResidualRatio);
