using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Ranging;

/// <summary>Table I by simulation, and the sounding of section III-B: 1601 points from 4.8 to 6.8 GHz at 3 m, deconvolved.</summary>
internal static class ProfileStudy
{
    private const int Bins = 240;
    private const double BinsPerSpread = 12;
    private const int Points = 1601;
    private const double FirstFrequency = 4.8e9, FrequencyStep = 2e9 / (Points - 1);

    /// <summary>Range of the sounding, metres.</summary>
    public const double SoundingRange = 3;

    /// <summary>
    /// Centroids and widths in units of σ: the four spectra of table I, then the two-way power of components with random phases. Power
    /// profiles are averaged over draws of a channel of Gaussian components; envelopes are their roots, as the source has it.
    /// </summary>
    public static IReadOnlyList<(double Centroid, double Width)> TableOne(ReproductionContext context, int draws, double from, double to)
    {
        (double[] OneWay, double[] TwoWay)[] powers = context.Repeat(draws, "table one", from, to, seed =>
        {
            var random = new SeededRandom(seed);
            var channel = new Complex[Bins];
            for (int i = 0; i < Bins; i++)
            {
                double amplitude = Math.Exp(-(i + 0.5) / BinsPerSpread / 2);
                channel[i] = new Complex(amplitude * random.NextGaussian(), amplitude * random.NextGaussian());
            }

            var twice = new Complex[2 * Bins];
            for (int i = 0; i < Bins; i++)
            {
                for (int j = 0; j < Bins; j++)
                {
                    twice[i + j] += channel[i] * channel[j];
                }
            }

            return (channel.Select(Power).ToArray(), twice.Select(Power).ToArray());
        });
        double[] oneWay = Average([.. powers.Select(power => power.OneWay)]), random = Average([.. powers.Select(power => power.TwoWay)]);
        double[] envelope = [.. oneWay.Select(Math.Sqrt)];
        var both = new double[2 * Bins];
        for (int i = 0; i < Bins; i++)
        {
            for (int j = 0; j < Bins; j++)
            {
                both[i + j] += envelope[i] * envelope[j];
            }
        }

        return [Moments(oneWay, 0.5), Moments(envelope, 0.5), Moments([.. both.Select(value => value * value)], 1), Moments(both, 1), Moments(random, 1)];
    }

    /// <summary>One sounding indoors, deconvolved.</summary>
    public static CleanResult Sounding(ulong seed)
    {
        var random = new SeededRandom(seed);
        Complex[] pulse = Pulse(), response = new Complex[Points];
        RangingScene.Indoor.Multipath.Draw(random).Fill(SoundingRange / Hertz.SpeedOfLight, FirstFrequency, FrequencyStep, response);
        const double Noise = 0.005;
        for (int n = 0; n < Points; n++)
        {
            response[n] = response[n] * response[n] * pulse[n] + new Complex(Noise * random.NextGaussian(), Noise * random.NextGaussian());
        }

        return CleanDeconvolution.Deconvolve(response, pulse, FrequencyStep);
    }

    /// <summary>The instrument with its ports joined: a raised-cosine band with a tilt and a ripple, as cables and windows leave it.</summary>
    private static Complex[] Pulse() =>
    [
        .. from n in Enumerable.Range(0, Points)
           let x = n / (Points - 1.0)
           select Complex.FromPolarCoordinates(
               (0.54 - 0.46 * Math.Cos(2 * Math.PI * x)) * (1 - 0.2 * x) * (1 + 0.05 * Math.Cos(2 * Math.PI * 6 * x)), 0.1 * Math.Sin(2 * Math.PI * 4 * x)),
    ];

    private static double Power(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;

    private static double[] Average(double[][] rows) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];

    /// <summary>Mean and width in units of σ; the first bin's centre lies <paramref name="shift"/> bins after zero.</summary>
    private static (double Centroid, double Width) Moments(double[] profile, double shift)
    {
        double total = profile.Sum();
        double mean = profile.Select((value, i) => value * (i + shift)).Sum() / total;
        double square = profile.Select((value, i) => value * (i + shift - mean) * (i + shift - mean)).Sum() / total;
        return (mean / BinsPerSpread, Math.Sqrt(square) / BinsPerSpread);
    }
}
