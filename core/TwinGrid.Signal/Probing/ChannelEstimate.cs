namespace TwinGrid.Signal.Probing;

/// <summary>The tag-to-tag channel as both directions of probing tell it, free of the exciter's channels.</summary>
/// <param name="Attenuation">α₁₂, the amplitude ratio, without unit.</param>
/// <param name="AttenuationDeviation">Standard deviation of α₁₂.</param>
/// <param name="Phase">θ₁₂ modulo π, in [0, π) radians.</param>
/// <param name="PhaseDeviation">Standard deviation of θ₁₂ from the voltage noise alone, in radians.</param>
/// <param name="Method">The envelope model both directions were fitted with; linear if either was.</param>
/// <param name="Converged">True when both directions converged.</param>
public readonly record struct ChannelEstimate(
    double Attenuation,
    double AttenuationDeviation,
    double Phase,
    double PhaseDeviation,
    ProbeMethod Method,
    bool Converged)
{
    /// <summary>
    /// Distance for the integer <paramref name="k"/>: d = λθ/2π + kλ/2. Ahmad et al. (4.11).
    /// </summary>
    /// <param name="wavelength">λ in metres, above zero.</param>
    /// <param name="k">Number of whole half-wavelengths, not negative.</param>
    /// <returns>The distance in metres.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The wavelength is not a positive number or <paramref name="k"/> is below zero.</exception>
    public double Range(double wavelength, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        if (!(wavelength > 0 && double.IsFinite(wavelength)))
        {
            throw new ArgumentOutOfRangeException(nameof(wavelength), wavelength, "expected a wavelength above zero, in metres");
        }

        return wavelength * Phase / (2 * Math.PI) + k * wavelength / 2;
    }
}
