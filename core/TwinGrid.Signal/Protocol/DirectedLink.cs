namespace TwinGrid.Signal.Protocol;

/// <summary>One tag's measurement of another: the unit of what is collected.</summary>
/// <param name="Transmitter">The tag that probes.</param>
/// <param name="Receiver">The tag that measures.</param>
/// <param name="Phase">True Θ = θ₁ + θ₁₂ − θ₂ in radians, (−π, π].</param>
/// <param name="Deviation">Standard deviation of one measurement of Θ, in radians.</param>
public readonly record struct DirectedLink(int Transmitter, int Receiver, double Phase, double Deviation);
