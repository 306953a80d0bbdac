namespace TwinGrid.Signal.Probing;

/// <summary>
/// Symmetric 3 × 3 covariance of (V, a, b) with a = β·cosΘ and b = β·sinΘ, in square volts.
/// </summary>
/// <param name="VV">Variance of the excitation voltage V.</param>
/// <param name="VA">Covariance of V and a.</param>
/// <param name="VB">Covariance of V and b.</param>
/// <param name="AA">Variance of a.</param>
/// <param name="AB">Covariance of a and b.</param>
/// <param name="BB">Variance of b.</param>
public readonly record struct ProbeCovariance(double VV, double VA, double VB, double AA, double AB, double BB)
{
    /// <summary>The covariance multiplied by <paramref name="factor"/>.</summary>
    public ProbeCovariance Scale(double factor) =>
        new(VV * factor, VA * factor, VB * factor, AA * factor, AB * factor, BB * factor);

    /// <summary>Variance of the amplitude β when the phase is <paramref name="theta"/> radians: first-order propagation, square volts.</summary>
    public double AmplitudeVariance(double theta)
    {
        double cosine = Math.Cos(theta), sine = Math.Sin(theta);
        return cosine * cosine * AA + 2 * sine * cosine * AB + sine * sine * BB;
    }

    /// <summary>
    /// Variance of the phase Θ in square radians by first-order propagation, never more than π²/3,
    /// which is the variance of a phase about which nothing is known.
    /// </summary>
    /// <param name="theta">The phase in radians.</param>
    /// <param name="beta">The amplitude in volts; at zero the phase is unknown.</param>
    public double PhaseVariance(double theta, double beta)
    {
        double cosine = Math.Cos(theta), sine = Math.Sin(theta);
        double propagated = (sine * sine * AA - 2 * sine * cosine * AB + cosine * cosine * BB) / (beta * beta);
        return propagated < Math.PI * Math.PI / 3 ? propagated : Math.PI * Math.PI / 3;
    }
}
