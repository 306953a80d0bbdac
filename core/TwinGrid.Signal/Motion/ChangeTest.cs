using MathNet.Numerics.Distributions;

namespace TwinGrid.Signal.Motion;

/// <summary>Whether a tag of known identity has another profile than before.</summary>
/// <param name="Statistic">Σ Δθ²/s² over the antennas that heard both, without unit; χ² of the degrees of freedom when nothing changed.</param>
/// <param name="DegreesOfFreedom">Antennas that heard both; 0 when there was nothing to compare.</param>
/// <param name="ChanceWhenStationary">Probability of a statistic at least as large from a tag that stands still, 0 to 1.</param>
/// <param name="HasChanged">Whether that probability is below the stated false alarm rate.</param>
public readonly record struct ChangeTest(double Statistic, int DegreesOfFreedom, double ChanceWhenStationary, bool HasChanged);

/// <summary>The χ² thresholds of one comparison, by degrees of freedom.</summary>
internal sealed class ChangeThresholds
{
    private readonly double[] _quantiles;

    /// <summary>Computes the quantiles for 1 to <paramref name="most"/> degrees.</summary>
    public ChangeThresholds(double falseAlarmRate, int most)
    {
        _quantiles = [0, .. Enumerable.Range(1, most).Select(degrees => ChiSquared.InvCDF(degrees, 1 - falseAlarmRate))];
    }

    /// <summary>The largest quantile.</summary>
    public double Largest => _quantiles[^1];

    /// <summary>The statistic that a stationary tag exceeds with the false alarm rate.</summary>
    public double this[int degrees] => _quantiles[degrees];
}
