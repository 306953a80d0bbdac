using MathNet.Numerics;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Reproductions.CrcScatter;

/// <summary>A curve of bit error rates over the SNR.</summary>
/// <param name="Snr">SNR a sample, in dB, rising.</param>
/// <param name="Rate">Share of wrong data bits at each.</param>
internal sealed record ErrorCurve(IReadOnlyList<double> Snr, IReadOnlyList<Measured> Rate)
{
    private const double Least = 1e-7;

    /// <summary>The SNR at which the rate falls to a level, straight lines in dB and decades between the points; NaN where it never does.</summary>
    public Measured Crossing(double level) => new(
        Crossing(level, rate => rate.Value), Crossing(level, rate => rate.Low), Crossing(level, rate => rate.High));

    /// <summary>The points above zero, as a logarithmic axis can show them.</summary>
    public IReadOnlyList<ChartPoint> Points() => [.. Snr
        .Zip(Rate)
        .Where(point => point.Second.Value > 0)
        .Select(point => new ChartPoint(point.First, point.Second.Value, Math.Max(point.Second.Low, point.Second.Value / 10), point.Second.High))];

    /// <summary>The rate at one of its SNRs.</summary>
    public Measured At(double snr) => Rate[Snr.ToList().IndexOf(snr)];

    private double Crossing(double level, Func<Measured, double> end)
    {
        for (int i = 1; i < Snr.Count; i++)
        {
            double above = Math.Log10(Math.Max(end(Rate[i - 1]), Least)), below = Math.Log10(Math.Max(end(Rate[i]), Least));
            if (above >= Math.Log10(level) && below < Math.Log10(level))
            {
                return Snr[i - 1] + (Snr[i] - Snr[i - 1]) * (above - Math.Log10(level)) / (above - below);
            }
        }

        return double.NaN;
    }
}

/// <summary>Runs many frames of a link at one SNR.</summary>
internal static class CrcScatterCurves
{
    /// <summary>Frames that share a decoder and a seed.</summary>
    public const int FramesPerTrial = 50;

    /// <summary>The SNRs of figure 7, in dB.</summary>
    public static readonly double[] Snr = [.. Enumerable.Range(0, 21).Select(i => -15 + 0.5 * i)];

    /// <summary>Outcomes of frames, in order.</summary>
    /// <param name="context">The run.</param>
    /// <param name="part">Name of the noise: curves of one name see the same frames.</param>
    /// <param name="frames">Frames, a multiple of <see cref="FramesPerTrial"/>.</param>
    /// <param name="dataBits">N.</param>
    /// <param name="done">Share of the run done before and after.</param>
    /// <param name="one">One frame.</param>
    public static T[] Frames<T>(ReproductionContext context, string part, int frames, int dataBits, (double From, double To) done, Func<CrcScatterLink, ulong, T> one) =>
        [.. context.Repeat(frames / FramesPerTrial, part, done.From, done.To, seed =>
        {
            var link = new CrcScatterLink(dataBits);
            var outcomes = new T[FramesPerTrial];
            for (int i = 0; i < FramesPerTrial; i++)
            {
                outcomes[i] = one(link, seed * FramesPerTrial + (ulong)i);
            }

            return outcomes;
        }).SelectMany(outcomes => outcomes)];

    /// <summary>A curve over <see cref="Snr"/>.</summary>
    /// <param name="context">The run.</param>
    /// <param name="frames">Frames a point.</param>
    /// <param name="dataBits">N.</param>
    /// <param name="done">Share of the run done before and after.</param>
    /// <param name="one">One frame: seed and Eb/N0 to the share of wrong bits, NaN for a frame that is discarded.</param>
    /// <param name="lowest">Points below are left out, in dB.</param>
    public static ErrorCurve Curve(
        ReproductionContext context, int frames, int dataBits, (double From, double To) done, Func<CrcScatterLink, ulong, double, double> one, double lowest = -15)
    {
        double[] snr = [.. Snr.Where(s => s >= lowest)];
        var rates = new Measured[snr.Length];
        double step = (done.To - done.From) / rates.Length;
        for (int i = 0; i < rates.Length; i++)
        {
            double ratio = Ratio(snr[i]);
            double[] shares = Frames(context, FormattableString.Invariant($"frames {snr[i]:F1} dB"), frames, dataBits,
                (done.From + i * step, done.From + (i + 1) * step), (link, seed) => one(link, seed, ratio));
            rates[i] = Measured.Mean([.. shares.Where(double.IsFinite)]);
        }

        return new ErrorCurve(snr, rates);
    }

    /// <summary>
    /// Theory of the published decoder: half of the tag's bits are wrong as soon as one of the frame's symbols is, because then the
    /// reversed CRC gives an unrelated body. Independent errors of ½e^(−γ) (differential) or Q(√2γ) (coherent).
    /// </summary>
    public static ErrorCurve Theory(bool isCoherent) => new(Snr, [.. Snr.Select(snr =>
    {
        double ratio = Ratio(snr), wrong = isCoherent ? SpecialFunctions.Erfc(Math.Sqrt(ratio)) / 2 : Math.Exp(-ratio) / 2;
        return Measured.Exact((1 - Math.Pow(1 - wrong, CrcScatterLink.PsduBytes * 8)) / 2);
    })]);

    /// <summary>Eb/N0 of the published simulation at an SNR a sample.</summary>
    public static double Ratio(double snr) => DsssModem.BitEnergyToNoise(snr, CrcScatterLink.SamplesPerChip);
}
