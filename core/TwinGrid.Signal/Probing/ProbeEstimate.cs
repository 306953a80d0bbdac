namespace TwinGrid.Signal.Probing;

/// <summary>Which model of the envelope an estimate comes from.</summary>
public enum ProbeMethod
{
    /// <summary>The first-order model, one matrix product; biased when β is not small against V.</summary>
    Linear = 0,

    /// <summary>The exact envelope, fitted by Gauss–Newton from the linear estimate.</summary>
    Envelope = 1,
}

/// <summary>
/// What one direction of a probing cycle tells: tag 1 backscatters, tag 2 hears. Ahmad et al. section 4.1.
/// </summary>
/// <param name="ExcitationVoltage">V₂: what the receiving tag detects of the exciter alone, in volts.</param>
/// <param name="BackscatterVoltage">β₂ = V₁α₁₂ in volts, not negative.</param>
/// <param name="Phase">Θ₂ = θ₁ + θ₁₂ − θ₂ in radians, in (−π, π].</param>
/// <param name="Covariance">Covariance of (V, β·cosΘ, β·sinΘ) in square volts.</param>
/// <param name="ResidualDeviation">Standard deviation of the voltage residuals with N − 3 degrees of freedom, in volts.</param>
/// <param name="Method">The model that was fitted.</param>
/// <param name="Converged">False when the exact fit did not settle; the values are then those of the linear model.</param>
public readonly record struct ProbeEstimate(
    double ExcitationVoltage,
    double BackscatterVoltage,
    double Phase,
    ProbeCovariance Covariance,
    double ResidualDeviation,
    ProbeMethod Method,
    bool Converged)
{
    /// <summary>Standard deviation of the excitation voltage, in volts.</summary>
    public double ExcitationDeviation => Math.Sqrt(Covariance.VV);

    /// <summary>Standard deviation of the backscatter voltage β, in volts.</summary>
    public double BackscatterDeviation => Math.Sqrt(Covariance.AmplitudeVariance(Phase));

    /// <summary>Standard deviation of the phase Θ in radians, at most π/√3 (nothing known).</summary>
    public double PhaseDeviation => Math.Sqrt(Covariance.PhaseVariance(Phase, BackscatterVoltage));
}
