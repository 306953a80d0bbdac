using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace TwinGrid.Signal.Ranging;

/// <summary>One component found in a channel.</summary>
/// <param name="Delay">Seconds.</param>
/// <param name="Amplitude">Complex amplitude in units of the pulse.</param>
public readonly record struct DelayTap(double Delay, Complex Amplitude);

/// <summary>What deconvolution found.</summary>
/// <param name="Taps">The components, by rising delay.</param>
/// <param name="DelayStep">Step of <paramref name="Envelope"/> in seconds.</param>
/// <param name="Envelope">|response| over delay before deconvolution, in units of the pulse's peak.</param>
/// <param name="Residual">Largest of what is left, over the first peak.</param>
/// <param name="Converged">Whether the residual fell below the threshold before the iterations ran out.</param>
public sealed record CleanResult(IReadOnlyList<DelayTap> Taps, double DelayStep, IReadOnlyList<double> Envelope, double Residual, bool Converged)
{
    /// <summary>Mean delay weighted by amplitude, Σ τ|A| / Σ |A|, seconds. Qi et al., eq. 16.</summary>
    public double MeanDelay => Taps.Sum(tap => tap.Delay * tap.Amplitude.Magnitude) / Taps.Sum(tap => tap.Amplitude.Magnitude);

    /// <summary>Mean delay weighted by power, Σ τ|A|² / Σ |A|², seconds.</summary>
    public double PowerMeanDelay => Taps.Sum(tap => tap.Delay * Power(tap)) / Taps.Sum(Power);

    private static double Power(DelayTap tap) => tap.Amplitude.Magnitude * tap.Amplitude.Magnitude;
}

/// <summary>
/// Högbom's CLEAN over delay: the largest peak of the response is taken as a scaled and delayed copy of the pulse, part of it is
/// subtracted, and again, until nothing above a threshold is left. Qi et al., section III-B, eqs. 14 and 15.
/// </summary>
public static class CleanDeconvolution
{
    private const int PointsPerSample = 8;

    /// <summary>Finds the components of a channel.</summary>
    /// <param name="response">Response on a uniform grid of frequencies: S₂₁·S₁₂ for the two-way channel.</param>
    /// <param name="pulse">Response of the instrument with its ports joined, on the same grid: what one component looks like.</param>
    /// <param name="step">Step of the grid in hertz, above zero; delays from 0 to its inverse can be told apart.</param>
    /// <param name="threshold">Where to stop, as a share of the first peak, above 0 and below 1.</param>
    /// <param name="gain">Share of a peak subtracted at once, above 0 and at most 1; below 1 overlapping pulses separate better.</param>
    /// <param name="mostIterations">Where to give up, above zero.</param>
    /// <exception cref="ArgumentException">The lists differ in length or have fewer than two values, or a number is outside its range.</exception>
    public static CleanResult Deconvolve(
        ReadOnlySpan<Complex> response, ReadOnlySpan<Complex> pulse, double step, double threshold = 0.05, double gain = 0.5, int mostIterations = 2000)
    {
        if (response.Length != pulse.Length || response.Length < 2)
        {
            throw new ArgumentException($"expected as many responses as pulse values and at least two, found {response.Length} and {pulse.Length}", nameof(pulse));
        }

        Required.Positive(step, "a frequency step in hertz");
        if (!(threshold is > 0 and < 1 && gain is > 0 and <= 1 && mostIterations > 0))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"expected a threshold in (0, 1), a gain in (0, 1] and iterations above zero, found {threshold}, {gain} and {mostIterations}"), nameof(threshold));
        }

        int count = (int)BitOperations.RoundUpToPowerOf2((uint)(PointsPerSample * response.Length));
        Complex[] shape = ToDelay(pulse, count);
        Complex peak = shape[0];
        Complex[] residual = ToDelay(response, count);
        double[] envelope = [.. residual.Select(value => value.Magnitude / peak.Magnitude)];
        var found = new Complex[count];
        double first = 0, largest = 0;
        int iteration = 0;
        for (; iteration <= mostIterations; iteration++)
        {
            int at = Largest(residual);
            largest = residual[at].Magnitude;
            first = iteration == 0 ? largest : first;
            if (!(largest > threshold * first) || iteration == mostIterations)
            {
                break;
            }

            Complex amplitude = gain * residual[at] / peak;
            found[at] += amplitude;
            for (int i = 0; i < count; i++)
            {
                residual[i] -= amplitude * shape[(i - at) & (count - 1)];
            }
        }

        return new CleanResult(Collect(found, 1 / (step * count)), 1 / (step * count), envelope, first > 0 ? largest / first : 0, iteration < mostIterations);
    }

    private static Complex[] ToDelay(ReadOnlySpan<Complex> spectrum, int count)
    {
        var padded = new Complex[count];
        spectrum.CopyTo(padded);
        Fourier.Inverse(padded, FourierOptions.AsymmetricScaling);
        return padded;
    }

    private static int Largest(ReadOnlySpan<Complex> values)
    {
        int best = 0;
        double most = -1;
        for (int i = 0; i < values.Length; i++)
        {
            double power = values[i].Real * values[i].Real + values[i].Imaginary * values[i].Imaginary;
            (most, best) = power > most ? (power, i) : (most, best);
        }

        return best;
    }

    /// <summary>
    /// Components between two points of the oversampled grid leave a run of neighbours; each run within a sample of its largest is
    /// joined at its centre. Their phases differ by a fraction of a radian for the fraction of a sample between them, so magnitudes add.
    /// </summary>
    private static List<DelayTap> Collect(Complex[] found, double delayStep)
    {
        var taps = new List<DelayTap>();
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] == Complex.Zero)
            {
                continue;
            }

            int end = Math.Min(found.Length, i + PointsPerSample / 2);
            double total = 0, moment = 0;
            int strongest = i;
            for (int j = i; j < end; j++)
            {
                double magnitude = found[j].Magnitude;
                total += magnitude;
                moment += magnitude * j;
                strongest = magnitude > found[strongest].Magnitude ? j : strongest;
            }

            taps.Add(new DelayTap(moment / total * delayStep, Complex.FromPolarCoordinates(total, found[strongest].Phase)));
            i = end - 1;
        }

        return taps;
    }
}
