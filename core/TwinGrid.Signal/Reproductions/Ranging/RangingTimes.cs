using System.Numerics;
using MathNet.Numerics.Statistics;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Ranging;

/// <summary>Microseconds of one range from 50 channels, the median of repeats.</summary>
internal sealed record RangingTimes(double Faithful, double Slope, double Profile)
{
    private const int Repeats = 15;

    /// <summary>Measures, after a warm-up.</summary>
    public static RangingTimes Take(ReproductionContext context)
    {
        ChannelPlan plan = ChannelPlan.Published;
        var response = new Complex[plan.Count];
        RangingScene.Indoor.Measure(20, 1000, new SeededRandom(context.Seed), response);
        double[] phases = [.. response.Select(value => value.Phase)];
        var slope = new PhaseSlopeRanging(plan);
        var profile = new DelayProfileRanging(plan, 1000);
        return new RangingTimes(
            Median(context, 400, () => PhaseDifferenceRanging.Corrected(plan, phases)),
            Median(context, 200, () => slope.Estimate(phases).Range),
            Median(context, 10, () => profile.Estimate(response).Range));
    }

    private static double Median(ReproductionContext context, int calls, Func<double> call)
    {
        var microseconds = new double[Repeats];
        for (int repeat = -Repeats; repeat < Repeats; repeat++)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            long start = context.Time.GetTimestamp();
            for (int i = 0; i < calls; i++)
            {
                call();
            }

            if (repeat >= 0)
            {
                microseconds[repeat] = context.Time.GetElapsedTime(start).TotalMicroseconds / calls;
            }
        }

        return microseconds.Median();
    }
}
