namespace TwinGrid.Signal.Ranging;

/// <summary>A distance between a reader and a tag with what is known about its error.</summary>
/// <param name="Range">Distance in metres, in [0, λₑ/2).</param>
/// <param name="Deviation">Its standard deviation in metres, under the model that was fitted.</param>
/// <param name="ResidualDeviation">Standard deviation of the phases about the fit, in radians.</param>
/// <param name="Coherence">Length of the mean phasor after the fit, 0 to 1: near 1 the phases lie on one slope, near 0 on none.</param>
/// <param name="Converged">Whether the refinement settled on a maximum of the likelihood.</param>
public readonly record struct RangeEstimate(double Range, double Deviation, double ResidualDeviation, double Coherence, bool Converged);
