using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Ranging;

/// <summary>Responses over the published plan, with known range.</summary>
internal static class Hops
{
    public static readonly ChannelPlan Plan = ChannelPlan.Published;

    public static Complex[] Response(double range, TappedChannel? channel = null, double snr = double.PositiveInfinity, SeededRandom? random = null)
    {
        var response = new Complex[Plan.Count];
        (channel ?? TappedChannel.Direct).Fill(range / Hertz.SpeedOfLight, Plan.First, Plan.Step, response);
        double deviation = Math.Sqrt(0.5 / snr);
        for (int n = 0; n < response.Length; n++)
        {
            response[n] *= response[n];
            if (random is not null)
            {
                response[n] += new Complex(deviation * random.NextGaussian(), deviation * random.NextGaussian());
            }
        }

        return response;
    }

    public static double[] Phases(Complex[] response) => [.. response.Select(value => value.Phase)];

    /// <summary>Difference of ranges on the circle of the unambiguous range.</summary>
    public static double Error(double estimated, double actual) => RangeCalibration.Offset(Plan, estimated, actual);

    public static double RootMeanSquare(IEnumerable<double> errors) => Math.Sqrt(errors.Average(error => error * error));
}
