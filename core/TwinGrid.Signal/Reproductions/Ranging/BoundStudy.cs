using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Ranging;

/// <summary>Errors at one signal-to-noise ratio without multipath, metres.</summary>
internal sealed record BoundPoint(double Decibels, double Bound, Measured Faithful, Measured Slope, Measured Profile, int Trials);

/// <summary>Root-mean-square error against noise without multipath, beside the Cramér–Rao bound; and positions from several readers.</summary>
internal static class BoundStudy
{
    /// <summary>The ratios, dB; at the lowest ones the noise makes gross errors, which no bound of this kind foresees.</summary>
    private static readonly double[] Ratios = [-8, -4, 0, 5, 10, 15, 20, 25, 30];

    private static readonly RangeReading[] Readers =
    [
        new(new Position(0, 0, 2.5), 0, 0.1), new(new Position(30, 0, 2.5), 0, 0.1),
        new(new Position(30, 20, 2.5), 0, 0.1), new(new Position(0, 20, 2.5), 0, 0.1),
    ];

    public static IReadOnlyList<BoundPoint> Run(ReproductionContext context, int trials, double from, double to)
    {
        var points = new List<BoundPoint>();
        ChannelPlan plan = ChannelPlan.Published;
        var slope = new PhaseSlopeRanging(plan);
        for (int i = 0; i < Ratios.Length; i++)
        {
            double ratio = LinkBudget.FromDecibels(Ratios[i]), share = (to - from) / Ratios.Length;
            var profile = new DelayProfileRanging(plan, ratio);
            (double, double, double)[] errors = context.Repeat(
                trials, FormattableString.Invariant($"bound {Ratios[i]}"), from + i * share, from + (i + 1) * share, seed =>
            {
                var random = new SeededRandom(seed);
                double range = random.NextUniform(5, 35), deviation = Math.Sqrt(0.5 / ratio);
                var response = new Complex[plan.Count];
                for (int n = 0; n < response.Length; n++)
                {
                    response[n] = Complex.FromPolarCoordinates(1, plan.Phase(n, range))
                        + new Complex(deviation * random.NextGaussian(), deviation * random.NextGaussian());
                }

                double[] phases = [.. response.Select(value => value.Phase)];
                return (
                    PhaseDifferenceRanging.Corrected(plan, phases) - range,
                    RangeCalibration.Offset(plan, slope.Estimate(response).Range, range),
                    RangeCalibration.Offset(plan, profile.Estimate(response).Range, range));
            });
            points.Add(new BoundPoint(
                Ratios[i],
                RangingBound.Deviation(plan, RangingBound.PhaseDeviation(ratio)),
                Measured.RootMeanSquare([.. errors.Select(error => error.Item1)]),
                Measured.RootMeanSquare([.. errors.Select(error => error.Item2)]),
                Measured.RootMeanSquare([.. errors.Select(error => error.Item3)]),
                trials));
        }

        return points;
    }

    /// <summary>Horizontal errors of a tag between four readers whose ranges err by 0.1 m, and the bound at each true place.</summary>
    public static IReadOnlyList<(double Error, double Bound)> Positions(ReproductionContext context, int trials, double from, double to) =>
        context.Repeat(trials, "positions", from, to, seed =>
        {
            var random = new SeededRandom(seed);
            var tag = new Position(random.NextUniform(2, 28), random.NextUniform(2, 18), 1);
            RangeReading[] exact = [.. Readers.Select(reader => reader with { Range = reader.Reader.DistanceTo(tag) })];
            RangeReading[] noisy = [.. exact.Select(reading => reading with { Range = reading.Range + reading.Deviation * random.NextGaussian() })];
            RangePosition found = Multilateration.LocateInPlane(noisy, tag.Z);
            return (found.Position.DistanceTo(tag), Multilateration.LocateInPlane(exact, tag.Z).Covariance.DistanceDeviation);
        });
}
