using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Ranging;

/// <summary>Mean absolute errors at one range, metres.</summary>
/// <param name="Range">Metres.</param>
/// <param name="FaithfulNarrow">Mean differences over 50 channels of 150 kHz.</param>
/// <param name="FaithfulWide">Mean differences over 334 channels of 150 kHz, 50 MHz in all.</param>
/// <param name="OursNarrow">With the delay profile over 50 channels.</param>
/// <param name="OursWide">With the delay profile over 334 channels.</param>
/// <param name="Trials">Trials behind each.</param>
internal sealed record ProjectionPoint(double Range, Measured FaithfulNarrow, Measured FaithfulWide, Measured OursNarrow, Measured OursWide, int Trials);

/// <summary>
/// Section V-C's projection to 1 km: 36 dBm of EIRP, a baseband amplifier (F = 6 dB) and a filter of 10 Hz, which the dwell of 2 s
/// allows; multipath as outdoors; hardware delay calibrated away.
/// </summary>
internal static class ProjectionStudy
{
    private const double EffectivePower = 36;

    /// <summary>The ratio the estimator is built for, dB: what is left at 1 km.</summary>
    private const double AssumedRatio = 19;

    private static readonly double[] Ranges = [50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 990];

    public static IReadOnlyList<ProjectionPoint> Run(ReproductionContext context, int trials, double from, double to)
    {
        var link = new BackscatterLink(RangingScene.Link.Carrier, EffectivePower - RangingScene.Link.TransmitGain);
        double noise = LinkBudget.ThermalNoise(10, 6);
        Estimator narrow = new(50), wide = new(334);
        var points = new List<ProjectionPoint>();
        for (int i = 0; i < Ranges.Length; i++)
        {
            double range = Ranges[i], share = (to - from) / Ranges.Length;
            double ratio = LinkBudget.FromDecibels(link.ReceivedPower(range, RangingScene.Tunnelling) - noise);
            double[][] errors = context.Repeat(
                trials, FormattableString.Invariant($"projection {range}"), from + i * share, from + (i + 1) * share, seed =>
            {
                var random = new SeededRandom(seed);
                TappedChannel channel = RangingScene.Outdoor.Multipath.Draw(random);
                (double faithfulNarrow, double oursNarrow) = narrow.Errors(channel, range, ratio, random);
                (double faithfulWide, double oursWide) = wide.Errors(channel, range, ratio, random);
                return new[] { faithfulNarrow, faithfulWide, oursNarrow, oursWide };
            });
            Measured Mean(int column) => Measured.Mean([.. errors.Select(row => Math.Abs(row[column]))]);
            points.Add(new ProjectionPoint(range, Mean(0), Mean(1), Mean(2), Mean(3), trials));
        }

        return points;
    }

    /// <summary>Both methods over a number of channels of 150 kHz.</summary>
    private sealed class Estimator
    {
        private readonly ChannelPlan _plan;
        private readonly DelayProfileRanging _ranger;

        public Estimator(int channels)
        {
            _plan = new ChannelPlan(Hertz.OfMega(5750), Hertz.Of(150e3), channels);
            _ranger = new DelayProfileRanging(_plan, LinkBudget.FromDecibels(AssumedRatio), [
                new DelayHypothesis(LinkBudget.FromDecibels(12), 20e-9), new DelayHypothesis(LinkBudget.FromDecibels(18), 20e-9),
                new DelayHypothesis(LinkBudget.FromDecibels(15), 40e-9)]);
        }

        public (double Faithful, double Ours) Errors(TappedChannel channel, double range, double ratio, SeededRandom random)
        {
            var response = new Complex[_plan.Count];
            channel.Fill(range / Hertz.SpeedOfLight, _plan.First, _plan.Step, response);
            double deviation = Math.Sqrt(0.5 / ratio);
            for (int n = 0; n < response.Length; n++)
            {
                response[n] = response[n] * response[n] + new Complex(deviation * random.NextGaussian(), deviation * random.NextGaussian());
            }

            double[] phases = [.. response.Select(value => value.Phase)];
            return (PhaseDifferenceRanging.Corrected(_plan, phases) - range, RangeCalibration.Offset(_plan, _ranger.Estimate(response).Range, range));
        }
    }
}
