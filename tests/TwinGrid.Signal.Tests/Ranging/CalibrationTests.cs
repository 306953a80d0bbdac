using System.Numerics;
using TwinGrid.Signal.Ranging;

namespace TwinGrid.Signal.Tests.Ranging;

public class CalibrationTests
{
    private static readonly PhaseSlopeRanging Slope = new(Hops.Plan);

    [Fact]
    public void A_constant_delay_is_taken_out_by_either_form()
    {
        Complex[] near = Hops.Response(1 + 0.5), far = Hops.Response(30 + 0.5);
        double offset = RangeCalibration.Offset(Hops.Plan, Slope.Estimate(near).Range, 1);
        Assert.Equal(0.5, offset, 6);
        Assert.Equal(30, Slope.Estimate(far).Range - offset, 6);

        RangeCalibration.Correct(Hops.Plan, near, 1, far);
        Assert.Equal(30, Slope.Estimate(far).Range, 6);
    }

    [Fact]
    public void Ripple_is_taken_out_channel_by_channel_only()
    {
        static Complex[] Rippled(double range) =>
            [.. Hops.Response(range).Select((value, n) => value * Complex.FromPolarCoordinates(1, 0.3 * Math.Sin(n / 7.0)))];
        Complex[] near = Rippled(1), far = Rippled(30);

        RangeCalibration.Correct(Hops.Plan, near, 1, far);

        RangeEstimate corrected = Slope.Estimate(far);
        Assert.Equal(30, corrected.Range, 6);
        Assert.True(corrected.ResidualDeviation < 1e-6);
        Assert.True(Slope.Estimate(near).ResidualDeviation > 0.1);
    }

    [Fact]
    public void An_offset_across_the_end_of_the_circle_is_small() =>
        Assert.Equal(-0.3, RangeCalibration.Offset(Hops.Plan, Hops.Plan.UnambiguousRange - 0.2, 0.1), 9);

    [Fact]
    public void Bad_references_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RangeCalibration.Correct(Hops.Plan, new Complex[50], 1, new Complex[50]));
        Assert.Throws<ArgumentException>(() => RangeCalibration.Correct(Hops.Plan, Hops.Response(1), 1, new Complex[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RangeCalibration.Offset(Hops.Plan, double.NaN, 1));
    }
}
