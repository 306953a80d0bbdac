using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace TwinGrid.Signal.Ranging;

/// <summary>
/// Covariance over channels of a two-way response (1 + x)², turned back to zero range and of unit direct amplitude, where x is the
/// random tail of the one-way channel. An exponential profile gives E[x(f)·x*(f′)] = R/K with R = 1/(1 + j2π(f − f′)σ), its Fourier
/// transform; 2x and x² are uncorrelated, so that C = (4/K)·R + (2/K²)·R² + noise. R is complex because excess delays are positive:
/// that is what tells a late echo from a longer range.
/// </summary>
internal static class DelayCovariance
{
    /// <summary>C, N × N.</summary>
    /// <param name="plan">The channels.</param>
    /// <param name="hypothesis">K and σ.</param>
    /// <param name="noiseToSignal">Noise power of one channel over the power of the direct path.</param>
    public static Matrix<Complex> Of(ChannelPlan plan, DelayHypothesis hypothesis, double noiseToSignal)
    {
        double k = 1 / hypothesis.RiceFactor;
        return Matrix<Complex>.Build.Dense(plan.Count, plan.Count, (n, m) =>
        {
            Complex r = 1 / new Complex(1, 2 * Math.PI * (n - m) * plan.Step * hypothesis.DelaySpread);
            Complex value = 4 * k * r + 2 * k * k * r * r;
            return n == m ? value + noiseToSignal : value;
        });
    }

    /// <summary>
    /// Cramér–Rao bound on the range when the response is Gaussian with this covariance and K, σ and the noise are known (Slepian
    /// and Bangs), with the complex amplitude of the direct path unknown. Metres.
    /// </summary>
    public static double Bound(ChannelPlan plan, DelayHypothesis hypothesis, double noiseToSignal)
    {
        Matrix<Complex> covariance = Of(plan, hypothesis, noiseToSignal);
        Matrix<Complex> inverse = covariance.Inverse();
        // By the angle θ a channel: the mean changes by −jn, an element of the covariance by −j(n − m) times itself.
        Matrix<Complex> change = covariance.MapIndexed((n, m, value) => new Complex(0, m - n) * value);
        Matrix<Complex> product = inverse * change;
        double information = (product * product).Trace().Real;
        Complex direct = 0, cross = 0, norm = 0;
        for (int n = 0; n < plan.Count; n++)
        {
            for (int m = 0; m < plan.Count; m++)
            {
                norm += inverse[n, m];
                cross += inverse[n, m] * m;
                direct += inverse[n, m] * n * m;
            }
        }

        information += 2 * (direct.Real - (cross.Real * cross.Real + cross.Imaginary * cross.Imaginary) / norm.Real);
        return plan.MetresPerRadian / Math.Sqrt(information);
    }
}
