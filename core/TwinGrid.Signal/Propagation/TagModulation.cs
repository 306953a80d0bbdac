using System.Numerics;

namespace TwinGrid.Signal.Propagation;

/// <summary>How a tag modulates what falls on it: its two reflection coefficients, and with them M, at an incident power.</summary>
public abstract record TagModulation
{
    /// <summary>The modulation factor M in dB at an incident power. Qi et al., section II-B.</summary>
    /// <param name="incidentPower">Power at the tag's antenna port, dBm.</param>
    public abstract double FactorDecibels(double incidentPower);

    /// <summary>The reflection coefficients Γ₁ and Γ₂ of both states at an incident power; ¼·|Γ₁ − Γ₂|² is M.</summary>
    /// <param name="incidentPower">Power at the tag's antenna port, dBm.</param>
    public abstract (Complex First, Complex Second) Reflections(double incidentPower);
}

/// <summary>
/// A tag that powers its logic from a cell but reflects with a passive switch between opposite phases (BPSK), so that M does
/// not depend on the incident power. Qi et al., section IV: at most −6 dB, for the losses in the switch.
/// </summary>
/// <param name="Factor">M in dB, at most zero.</param>
public sealed record SemiPassiveModulation(double Factor = -6) : TagModulation
{
    /// <summary>M in dB.</summary>
    public double Factor { get; } = Factor <= 0 && double.IsFinite(Factor)
        ? Factor
        : throw new ArgumentOutOfRangeException(nameof(Factor), Factor, "expected a passive tag's modulation factor of at most 0 dB, finite");

    /// <inheritdoc/>
    public override double FactorDecibels(double incidentPower) => Factor;

    /// <inheritdoc/>
    public override (Complex First, Complex Second) Reflections(double incidentPower)
    {
        double magnitude = Math.Sqrt(LinkBudget.FromDecibels(Factor));
        return (magnitude, -magnitude);
    }
}

/// <summary>
/// A tag with a tunnel-diode reflection amplifier keyed on and off. Its gain rises as the incident power falls: between two
/// measured ends it is taken as straight in decibels over decibels, and as constant beyond them. Qi et al., section II-C: 5 dB at
/// −55 dBm and 38 dB at −80 dBm. The source puts this gain into its link budget as M, and so does this.
/// </summary>
/// <param name="StrongPower">Incident power at and above which the gain is least, dBm.</param>
/// <param name="StrongGain">M there, dB.</param>
/// <param name="WeakPower">Incident power at and below which the gain is largest, dBm; below <paramref name="StrongPower"/>.</param>
/// <param name="WeakGain">M there, dB; not below <paramref name="StrongGain"/>.</param>
public sealed record TunnellingModulation(
    double StrongPower = -55, double StrongGain = 5, double WeakPower = -80, double WeakGain = 38) : TagModulation
{
    private readonly double _slope = Slope(StrongPower, StrongGain, WeakPower, WeakGain);

    /// <inheritdoc/>
    public override double FactorDecibels(double incidentPower) =>
        StrongGain + _slope * (StrongPower - Math.Clamp(incidentPower, WeakPower, StrongPower));

    /// <inheritdoc/>
    /// <remarks>Off, the diode is taken as matched, Γ₂ = 0; on, Γ₁ = 2√M, beyond 1 because energy is added.</remarks>
    public override (Complex First, Complex Second) Reflections(double incidentPower) =>
        (2 * Math.Sqrt(LinkBudget.FromDecibels(FactorDecibels(incidentPower))), Complex.Zero);

    /// <summary>
    /// Decibels of gain for each decibel of fading, which must stay below 2: over that, a tag further away would return more
    /// power than one near, and power would no longer tell a range.
    /// </summary>
    private static double Slope(double strongPower, double strongGain, double weakPower, double weakGain)
    {
        double slope = (weakGain - strongGain) / (strongPower - weakPower);
        return strongPower > weakPower && slope is >= 0 and < 2
            ? slope
            : throw new ArgumentOutOfRangeException(
                nameof(weakGain), slope, "expected a gain that rises by 0 to 2 dB for each dB of falling power, found another slope");
    }
}
