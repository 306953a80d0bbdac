namespace TwinGrid.Signal.Synthesis;

/// <summary>The truth of one synthesised link.</summary>
/// <param name="First">Index of the first node in the room; lower than <paramref name="Second"/>.</param>
/// <param name="Second">Index of the second node.</param>
/// <param name="Distance">True distance in metres.</param>
/// <param name="GeometricPhase">2πd/λ in radians, not wrapped: what the phase would be without the link's own multipath.</param>
/// <param name="ChannelPhase">True θ₁₂ in radians, not wrapped, with the link's own multipath.</param>
/// <param name="Attenuation">True α₁₂.</param>
/// <param name="ForwardNoise">Standard deviation of one voltage at the second node, in volts.</param>
/// <param name="BackwardNoise">Standard deviation of one voltage at the first node, in volts.</param>
/// <param name="PhaseDeviation">σ(θ̂₁₂) that the law gives at this distance, in radians.</param>
public readonly record struct SyntheticLink(
    int First,
    int Second,
    double Distance,
    double GeometricPhase,
    double ChannelPhase,
    double Attenuation,
    double ForwardNoise,
    double BackwardNoise,
    double PhaseDeviation);
