using System.Numerics;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Propagation;

/// <summary>
/// A direct path and a tail of discrete components with random phases, whose mean power decays exponentially. Qi et al.,
/// section III-A, eq. 13, with the direct path told apart by its Rice factor.
/// </summary>
/// <param name="RiceFactor">K: power of the direct path over that of all other components of the one-way channel, above zero.</param>
/// <param name="DelaySpread">σ_RMS of the tail in seconds, above zero.</param>
/// <param name="Components">Number of components of the tail.</param>
public sealed record MultipathModel(double RiceFactor, double DelaySpread, int Components = 40)
{
    /// <summary>K as a power ratio.</summary>
    public double RiceFactor { get; } = Required.Positive(RiceFactor, "a Rice factor");

    /// <summary>σ_RMS in seconds.</summary>
    public double DelaySpread { get; } = Required.Positive(DelaySpread, "a delay spread in seconds");

    /// <summary>Number of components.</summary>
    public int Components { get; } = Components > 0
        ? Components
        : throw new ArgumentOutOfRangeException(nameof(Components), Components, "expected at least one component");

    /// <summary>Mean excess delay of the two-way channel when every component counts by its power: 2σ/(K + 1), seconds.</summary>
    public double MeanExcessDelay => 2 * DelaySpread / (RiceFactor + 1);

    /// <summary>
    /// One place's channel: delays drawn from the exponential profile, amplitudes complex Gaussian of equal variance, so that
    /// the power at a delay follows the profile and a sum over many components is Rician.
    /// </summary>
    public TappedChannel Draw(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double deviation = Math.Sqrt(1 / (2 * RiceFactor * Components));
        var delays = new double[Components + 1];
        var amplitudes = new Complex[Components + 1];
        amplitudes[0] = 1;
        for (int i = 1; i <= Components; i++)
        {
            delays[i] = -DelaySpread * Math.Log(1 - random.NextUniform());
            amplitudes[i] = new Complex(deviation * random.NextGaussian(), deviation * random.NextGaussian());
        }

        return new TappedChannel(delays, amplitudes);
    }
}
