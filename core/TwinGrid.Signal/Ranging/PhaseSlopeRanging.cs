using System.Numerics;
using System.Runtime.InteropServices;

namespace TwinGrid.Signal.Ranging;

/// <summary>
/// Maximum-likelihood range from the phases or complex responses of all channels, with an unknown common offset: the peak of
/// |Σ yₙ·e^{jnθ}|² over θ = 4πΔf·r/c, found on a grid of four points a resolution cell and refined by Newton's method. Phases enter
/// as phasors only, so that no unwrapping can fail. Qi et al., eqs. 4 and 5, in place of their eqs. 6 to 8.
/// </summary>
/// <remarks>Holds tables for one plan; safe for use from several threads. An estimate allocates nothing.</remarks>
public sealed class PhaseSlopeRanging
{
    private const int PointsPerCell = 4;
    private const int MostSteps = 20;

    private readonly double[] _cosines;
    private readonly double[] _sines;
    private readonly int _gridCount;

    /// <summary>An estimator for a plan.</summary>
    public PhaseSlopeRanging(ChannelPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Plan = plan;
        int width = Vector<double>.Count;
        _gridCount = (PointsPerCell * plan.Count + width - 1) / width * width;
        _cosines = [.. Enumerable.Range(0, _gridCount).Select(g => Math.Cos(2 * Math.PI * g / _gridCount))];
        _sines = [.. Enumerable.Range(0, _gridCount).Select(g => Math.Sin(2 * Math.PI * g / _gridCount))];
    }

    /// <summary>The channels.</summary>
    public ChannelPlan Plan { get; }

    /// <summary>The range that fits phases best.</summary>
    /// <param name="phases">N phases in radians, wrapped or not; a common offset does not matter.</param>
    /// <param name="deviations">
    /// Standard deviation of each phase in radians, above zero; empty when all are equal and unknown, in which case the residuals tell it.
    /// </param>
    /// <exception cref="ArgumentException">A list has another length than N, a phase is not finite or a deviation not above zero.</exception>
    public RangeEstimate Estimate(ReadOnlySpan<double> phases, ReadOnlySpan<double> deviations = default)
    {
        Plan.RequireLength(phases.Length, nameof(phases));
        if (!deviations.IsEmpty)
        {
            Plan.RequireLength(deviations.Length, nameof(deviations));
        }

        Span<double> real = stackalloc double[phases.Length], imaginary = stackalloc double[phases.Length];
        double total = 0, moment = 0, second = 0;
        for (int n = 0; n < phases.Length; n++)
        {
            double weight = deviations.IsEmpty ? 1 : 1 / (deviations[n] * deviations[n]);
            if (!double.IsFinite(phases[n]) || !(weight > 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"expected finite phases and deviations above zero, found {phases[n]} rad of weight {weight} in channel {n}"), nameof(phases));
            }

            (double sine, double cosine) = Math.SinCos(phases[n]);
            (real[n], imaginary[n]) = (weight * cosine, weight * sine);
            total += weight;
            moment += weight * n;
            second += weight * n * n;
        }

        Peak peak = Find(real, imaginary);
        double squares = 0;
        for (int n = 0; n < phases.Length; n++)
        {
            double residual = AngleMath.Wrap(phases[n] + n * peak.Angle - peak.Offset);
            squares += (deviations.IsEmpty ? 1 : 1 / (deviations[n] * deviations[n])) * residual * residual;
        }

        double residualVariance = squares / total * phases.Length / (phases.Length - 2);
        double information = (second - moment * moment / total) / (deviations.IsEmpty ? residualVariance : 1);
        return Finish(peak, 1 / Math.Sqrt(information), Math.Sqrt(residualVariance), peak.Magnitude / total);
    }

    /// <summary>The range that fits complex responses best: with their amplitudes, weak channels count for less.</summary>
    /// <param name="response">N complex responses in any unit, with noise of equal power on each.</param>
    /// <exception cref="ArgumentException">The list has another length than N, or a value is not finite or all are zero.</exception>
    public RangeEstimate Estimate(ReadOnlySpan<Complex> response)
    {
        Plan.RequireLength(response.Length, nameof(response));
        int count = response.Length;
        Span<double> real = stackalloc double[count], imaginary = stackalloc double[count];
        double power = 0;
        for (int n = 0; n < count; n++)
        {
            (real[n], imaginary[n]) = (response[n].Real, response[n].Imaginary);
            power += real[n] * real[n] + imaginary[n] * imaginary[n];
        }

        if (!(power > 0 && double.IsFinite(power)))
        {
            throw new ArgumentException(FormattableString.Invariant($"expected finite responses that are not all zero, found a power of {power}"), nameof(response));
        }

        Peak peak = Find(real, imaginary);
        double explained = peak.Magnitude * peak.Magnitude / count;
        // Three real numbers were fitted to the 2N that were measured; rounding may leave a residual just below zero.
        double noise = Math.Max(power - explained, 0) / (count - 1.5);
        double phaseVariance = noise * count / (2 * explained);
        return Finish(peak, RangingBound.SlopeDeviation(count, Math.Sqrt(phaseVariance)), Math.Sqrt(phaseVariance), Math.Sqrt(Math.Min(1, explained / power)));
    }

    private RangeEstimate Finish(in Peak peak, double angleDeviation, double residual, double coherence) =>
        new(Plan.Reduce(peak.Angle * Plan.MetresPerRadian), angleDeviation * Plan.MetresPerRadian, residual, coherence, peak.Converged);

    private Peak Find(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary)
    {
        double angle = 2 * Math.PI * Coarse(real, imaginary) / _gridCount;
        double largest = 2 * Math.PI / _gridCount;
        double middle = (real.Length - 1) / 2.0;
        bool converged = false;
        for (int step = 0; step < MostSteps && !converged; step++)
        {
            (Complex sum, Complex slope, Complex bend) = Derivatives(real, imaginary, angle, middle);
            double first = sum.Real * slope.Real + sum.Imaginary * slope.Imaginary;
            double second = slope.Real * slope.Real + slope.Imaginary * slope.Imaginary + sum.Real * bend.Real + sum.Imaginary * bend.Imaginary;
            if (!(second < 0))
            {
                break;
            }

            double change = Math.Clamp(-first / second, -largest, largest);
            angle += change;
            converged = Math.Abs(change) <= 1e-12 * Math.PI;
        }

        Complex total = Derivatives(real, imaginary, angle, middle).Sum;
        return new Peak(angle, total.Phase + middle * angle, total.Magnitude, converged);
    }

    /// <summary>Grid point of the largest |Σ yₙ·e^{jnθ}|², by Horner's rule on a vector of grid points at once.</summary>
    private int Coarse(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary)
    {
        ReadOnlySpan<Vector<double>> cosines = MemoryMarshal.Cast<double, Vector<double>>(_cosines);
        ReadOnlySpan<Vector<double>> sines = MemoryMarshal.Cast<double, Vector<double>>(_sines);
        int best = 0;
        double largest = -1;
        for (int block = 0; block < cosines.Length; block++)
        {
            Vector<double> cosine = cosines[block], sine = sines[block], x = Vector<double>.Zero, y = Vector<double>.Zero;
            for (int n = real.Length - 1; n >= 0; n--)
            {
                Vector<double> turned = x * cosine - y * sine + new Vector<double>(real[n]);
                y = x * sine + y * cosine + new Vector<double>(imaginary[n]);
                x = turned;
            }

            Vector<double> power = x * x + y * y;
            for (int lane = 0; lane < Vector<double>.Count; lane++)
            {
                if (power[lane] > largest)
                {
                    (largest, best) = (power[lane], block * Vector<double>.Count + lane);
                }
            }
        }

        return best;
    }

    /// <summary>Σ yₙe^{jmθ} with m = n − middle, and its first two derivatives by θ; centred, so that the offset does not mix in.</summary>
    private static (Complex Sum, Complex Slope, Complex Bend) Derivatives(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary, double angle, double middle)
    {
        Complex turn = Complex.FromPolarCoordinates(1, -middle * angle), step = Complex.FromPolarCoordinates(1, angle);
        Complex sum = default, slope = default, bend = default;
        for (int n = 0; n < real.Length; n++)
        {
            double m = n - middle;
            Complex value = new Complex(real[n], imaginary[n]) * turn;
            sum += value;
            slope += new Complex(-m * value.Imaginary, m * value.Real);
            bend -= m * m * value;
            turn *= step;
        }

        return (sum, slope, bend);
    }

    /// <summary>Where the likelihood peaks: phase lost a channel, phase of channel zero, |Σ| there.</summary>
    private readonly record struct Peak(double Angle, double Offset, double Magnitude, bool Converged);
}
