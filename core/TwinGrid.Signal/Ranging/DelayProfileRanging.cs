using System.Numerics;
using System.Runtime.InteropServices;

namespace TwinGrid.Signal.Ranging;

/// <summary>
/// Range in multipath from the complex responses of all channels. The channel is a direct path and a Gaussian tail with an
/// exponential delay profile that comes after it (<see cref="DelayCovariance"/>); under each hypothesis about the tail the
/// likelihood of the range has a peak, and the estimate is the mean over hypotheses, each weighted by its evidence (Laplace's
/// approximation). In place of Qi et al., eqs. 6 to 8, which take the phase of everything that arrives as that of the direct path.
/// </summary>
/// <remarks>
/// Built once for a plan and a signal-to-noise ratio; safe for use from several threads. An estimate allocates nothing. The
/// amplitudes are needed: phases alone can't tell late from early.
/// </remarks>
public sealed class DelayProfileRanging
{
    /// <summary>The window searched about the slope estimate, in resolution cells: echoes lengthen a range, hence mostly before it.</summary>
    private const double CellsBefore = 2, CellsAfter = 1;
    private const int PointsPerCell = 12;
    private const int MostSteps = 12;

    private readonly PhaseSlopeRanging _slope;
    private readonly DelayModel[] _models;
    private readonly double[] _cosines;
    private readonly double[] _sines;

    /// <summary>An estimator.</summary>
    /// <param name="plan">The channels.</param>
    /// <param name="signalToNoise">Power of the direct path over the noise power of one channel, above zero; 3 dB more or less matter little.</param>
    /// <param name="hypotheses">What the multipath may be; null for <see cref="DelayHypothesis.AnyPlace"/>.</param>
    /// <exception cref="ArgumentException">There is no hypothesis, or one is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ratio is not above zero.</exception>
    public DelayProfileRanging(ChannelPlan plan, double signalToNoise, IReadOnlyList<DelayHypothesis>? hypotheses = null)
    {
        _slope = new PhaseSlopeRanging(plan);
        Required.Positive(signalToNoise, "a signal-to-noise ratio");
        hypotheses ??= DelayHypothesis.AnyPlace;
        if (hypotheses.Count == 0)
        {
            throw new ArgumentException("expected at least one hypothesis, found none", nameof(hypotheses));
        }

        _models = [.. hypotheses.Select(hypothesis => new DelayModel(plan, hypothesis, 1 / signalToNoise))];
        int width = Vector<double>.Count, points = (int)((CellsBefore + CellsAfter) * PointsPerCell) + 1;
        double[] angles = [.. Enumerable.Range(0, (points + width - 1) / width * width).Select(Window)];
        _cosines = [.. angles.Select(Math.Cos)];
        _sines = [.. angles.Select(Math.Sin)];
    }

    /// <summary>The channels.</summary>
    public ChannelPlan Plan => _slope.Plan;

    /// <summary>The range.</summary>
    /// <param name="response">N complex responses in any unit.</param>
    /// <returns>Mean and standard deviation over range and hypotheses; residual and coherence are those of the slope estimate.</returns>
    /// <exception cref="ArgumentException">The list has another length than N, or a value is not finite or all are zero.</exception>
    public RangeEstimate Estimate(ReadOnlySpan<Complex> response)
    {
        RangeEstimate start = _slope.Estimate(response);
        int count = response.Length;
        Span<double> y = stackalloc double[count], yImaginary = stackalloc double[count];
        double scale = 0;
        foreach (Complex value in response)
        {
            scale += value.Real * value.Real + value.Imaginary * value.Imaginary;
        }

        scale = Math.Sqrt(count / scale);
        for (int n = 0; n < count; n++)
        {
            (y[n], yImaginary[n]) = (response[n].Real * scale, response[n].Imaginary * scale);
        }

        Span<double> q = stackalloc double[count], qImaginary = stackalloc double[count];
        double centre = start.Range / Plan.MetresPerRadian, highest = double.NegativeInfinity, weight = 0, first = 0, second = 0;
        foreach (DelayModel model in _models)
        {
            model.Fill(y, yImaginary, q, qImaginary);
            Turn(q, qImaginary, centre);
            if (!TryPeak(model, y, yImaginary, q, qImaginary, centre, out double offset, out double variance, out double evidence))
            {
                continue;
            }

            if (evidence > highest)
            {
                // Keeps the sums in range whatever the evidence, which is a logarithm of hundreds.
                double factor = Math.Exp(highest - evidence);
                (weight, first, second, highest) = (weight * factor, first * factor, second * factor, evidence);
            }

            double share = Math.Exp(evidence - highest);
            weight += share;
            first += share * offset;
            second += share * (variance + offset * offset);
        }

        if (!(weight > 0))
        {
            return start with { Converged = false };
        }

        double mean = first / weight;
        return start with
        {
            Range = Plan.Reduce((centre + mean) * Plan.MetresPerRadian),
            Deviation = Math.Sqrt(Math.Max(0, second / weight - mean * mean)) * Plan.MetresPerRadian,
            Converged = true,
        };
    }

    /// <summary>The peak under one hypothesis: its angle after the centre, the variance of that angle and the log evidence.</summary>
    private bool TryPeak(
        DelayModel model, ReadOnlySpan<double> y, ReadOnlySpan<double> yImaginary, ReadOnlySpan<double> q, ReadOnlySpan<double> qImaginary,
        double centre, out double offset, out double variance, out double evidence)
    {
        offset = Window(Least(q, qImaginary));
        (double Value, double Slope, double Bend) local = default;
        double largest = Window(1) - Window(0);
        bool converged = false;
        for (int i = 0; i < MostSteps && !converged; i++)
        {
            local = Misfit(q, qImaginary, offset);
            if (!(local.Bend > 0))
            {
                break;
            }

            double change = Math.Clamp(-local.Slope / local.Bend, -largest, largest);
            offset += change;
            converged = Math.Abs(change) < 1e-9;
        }

        Complex amplitude = model.Amplitude(y, yImaginary, centre + offset);
        double power = amplitude.Real * amplitude.Real + amplitude.Imaginary * amplitude.Imaginary;
        variance = power / local.Bend;
        evidence = -model.LogDeterminant - local.Value / power - y.Length * Math.Log(power) + Math.Log(variance) / 2;
        return converged && double.IsFinite(evidence);
    }

    /// <summary>Angle of a point of the window, after its centre.</summary>
    private double Window(int point) => 2 * Math.PI / Plan.Count * (point / (double)PointsPerCell - CellsBefore);

    /// <summary>The point of the window where the misfit is least, by Horner's rule on a vector of points at once.</summary>
    private int Least(ReadOnlySpan<double> q, ReadOnlySpan<double> qImaginary)
    {
        ReadOnlySpan<Vector<double>> cosines = MemoryMarshal.Cast<double, Vector<double>>(_cosines);
        ReadOnlySpan<Vector<double>> sines = MemoryMarshal.Cast<double, Vector<double>>(_sines);
        int best = 0;
        double least = double.PositiveInfinity;
        for (int block = 0; block < cosines.Length; block++)
        {
            Vector<double> cosine = cosines[block], sine = sines[block], x = Vector<double>.Zero, w = Vector<double>.Zero;
            for (int k = q.Length - 1; k > 0; k--)
            {
                Vector<double> sum = x + new Vector<double>(q[k]), sumImaginary = w + new Vector<double>(qImaginary[k]);
                x = sum * cosine - sumImaginary * sine;
                w = sum * sine + sumImaginary * cosine;
            }

            for (int lane = 0; lane < Vector<double>.Count; lane++)
            {
                (least, best) = x[lane] < least ? (x[lane], block * Vector<double>.Count + lane) : (least, best);
            }
        }

        return best;
    }

    /// <summary>Turns the polynomial so that its angle counts from the centre.</summary>
    private static void Turn(Span<double> q, Span<double> qImaginary, double centre)
    {
        Complex turn = Complex.One, step = Complex.FromPolarCoordinates(1, centre);
        for (int k = 1; k < q.Length; k++)
        {
            turn *= step;
            Complex turned = new Complex(q[k], qImaginary[k]) * turn;
            (q[k], qImaginary[k]) = (turned.Real, turned.Imaginary);
        }
    }

    /// <summary>q₀ + 2·Re Σ qₖe^{jkθ} and its first two derivatives by θ.</summary>
    private static (double Value, double Slope, double Bend) Misfit(ReadOnlySpan<double> q, ReadOnlySpan<double> qImaginary, double angle)
    {
        (double sine, double cosine) = Math.SinCos(angle);
        double x = cosine, w = sine, value = q[0], slope = 0, bend = 0;
        for (int k = 1; k < q.Length; k++)
        {
            double along = 2 * (q[k] * x - qImaginary[k] * w), across = 2 * (q[k] * w + qImaginary[k] * x);
            value += along;
            slope -= k * across;
            bend -= (double)k * k * along;
            (x, w) = (x * cosine - w * sine, x * sine + w * cosine);
        }

        return (value, slope, bend);
    }
}
