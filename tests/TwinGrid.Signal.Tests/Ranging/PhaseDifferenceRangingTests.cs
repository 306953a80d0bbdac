using TwinGrid.Signal.Ranging;

namespace TwinGrid.Signal.Tests.Ranging;

public class PhaseDifferenceRangingTests
{
    private static readonly ChannelPlan Plan = ChannelPlan.Published;

    [Theory]
    [InlineData(12.00, "5.00")]
    [InlineData(13.27, "5.53")]
    [InlineData(14.33, "5.97")]
    public void Degrees_a_channel_give_the_published_ranges(double degrees, string metres)
    {
        double[] phases = [.. Enumerable.Range(0, Plan.Count).Select(n => AngleMath.Wrap(2 - n * degrees * Math.PI / 180))];

        Assert.Equal(metres, FormattableString.Invariant($"{PhaseDifferenceRanging.Corrected(Plan, phases):F2}"));
        Assert.Equal(metres, FormattableString.Invariant($"{new PhaseSlopeRanging(Plan).Estimate(phases).Range:F2}"));
    }

    [Fact]
    public void Dividing_by_the_count_of_channels_shortens_a_range_by_one_in_fifty()
    {
        double[] phases = Hops.Phases(Hops.Response(20));

        Assert.Equal(20, PhaseDifferenceRanging.Corrected(Plan, phases), 9);
        Assert.Equal(19.6, PhaseDifferenceRanging.PrintedDivisor(Plan, phases), 9);
    }

    [Fact]
    public void Unwrapped_differences_add_a_turn_a_wrap()
    {
        // 12° a channel over 49 steps from just below a whole turn: phases pass zero once, then 230° short of a second time.
        double[] phases = [.. Enumerable.Range(0, Plan.Count).Select(n => (359 - 12.0 * n) * Math.PI / 180)];
        double expected = Plan.MetresPerRadian * ((48 * 12 + 348) * Math.PI / 180) / 50;

        Assert.Equal(expected, PhaseDifferenceRanging.Printed(Plan, phases), 9);
    }

    [Fact]
    public void Absolute_values_fold_at_a_quarter_of_the_equivalent_wavelength()
    {
        double[] phases = Hops.Phases(Hops.Response(100));

        Assert.Equal(Plan.UnambiguousRange - 100, PhaseDifferenceRanging.Corrected(Plan, phases), 9);
        Assert.Equal(100, new PhaseSlopeRanging(Plan).Estimate(phases).Range, 9);
    }

    [Fact]
    public void A_wrong_number_of_phases_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PhaseDifferenceRanging.Printed(Plan, new double[49]));
        Assert.Throws<ArgumentException>(() => PhaseDifferenceRanging.Corrected(Plan, new double[51]));
    }
}
