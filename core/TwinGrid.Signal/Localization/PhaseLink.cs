using TwinGrid.Signal.Probing;

namespace TwinGrid.Signal.Localization;

/// <summary>
/// One measured link of a problem: the phase of the channel between two nodes, which is 2πd/λ modulo π.
/// The order of the two ends has no meaning.
/// </summary>
/// <param name="First">Index of one node.</param>
/// <param name="Second">Index of the other node.</param>
/// <param name="Phase">θ₁₂ modulo π in radians; any finite value, only its remainder counts.</param>
/// <param name="PhaseDeviation">Standard deviation of the phase from measurement noise, in radians, above zero.</param>
/// <param name="SystematicDeviation">
/// Standard deviation of the link's own multipath error in radians where it is known; null to have it
/// estimated from the residuals of all links.
/// </param>
/// <param name="Attenuation">α₁₂ where it was measured, else null. The solver doesn't rely on it: amplitudes depend on how antennas are turned.</param>
public readonly record struct PhaseLink(
    int First,
    int Second,
    double Phase,
    double PhaseDeviation,
    double? SystematicDeviation = null,
    double? Attenuation = null)
{
    /// <summary>The link between two nodes as probing estimated it.</summary>
    public static PhaseLink From(int first, int second, in ChannelEstimate channel) =>
        new(first, second, channel.Phase, channel.PhaseDeviation, SystematicDeviation: null, channel.Attenuation);
}
