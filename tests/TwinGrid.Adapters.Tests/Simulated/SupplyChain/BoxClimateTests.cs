using TwinGrid.Adapters.Simulated.SupplyChain;

namespace TwinGrid.Adapters.Tests.Simulated.SupplyChain;

public class BoxClimateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private static readonly AirStage[] Stages =
    [
        new(Start, 5, TimeSpan.Zero),
        new(Start.AddHours(2), 24, TimeSpan.FromHours(1)),
        new(Start.AddHours(6), 4, TimeSpan.FromMinutes(30)),
        new(Start.AddHours(7), 6, TimeSpan.Zero),
    ];

    [Theory]
    [InlineData(0.8)]
    [InlineData(2)]
    [InlineData(12)]
    public void The_closed_form_agrees_with_small_steps_of_both_equations(double constantHours)
    {
        var box = new BoxClimate(Stages, TimeSpan.FromHours(constantHours));
        double air = 5, inside = 5, above = 0;
        const double Step = 1.0 / 3600;
        for (int second = 0; second < 24 * 3600; second++)
        {
            DateTimeOffset time = Start.AddSeconds(second);
            if (second % 600 == 0)
            {
                Assert.Equal(inside, box.At(time), 0.01);
            }

            above += inside > 8 ? Step : 0;
            AirStage stage = Stages.Last(candidate => candidate.From <= time);
            air = stage.Constant == TimeSpan.Zero ? stage.Target : air + (stage.Target - air) * Step / stage.Constant.TotalHours;
            inside += (air - inside) * Step / constantHours;
        }

        Assert.Equal(above, box.TimeAbove(8, Start, Start.AddHours(24)).TotalHours, 0.01);
        Assert.True(above > 1);
    }

    [Fact]
    public void Time_above_a_limit_adds_up_over_parts_and_is_none_where_it_is_never_reached()
    {
        var box = new BoxClimate(Stages, TimeSpan.FromHours(2));
        TimeSpan whole = box.TimeAbove(8, Start, Start.AddHours(20));
        TimeSpan parts = box.TimeAbove(8, Start, Start.AddHours(4.5)) + box.TimeAbove(8, Start.AddHours(4.5), Start.AddHours(20));
        Assert.Equal(whole.TotalSeconds, parts.TotalSeconds, 2.0);
        Assert.Equal(TimeSpan.Zero, box.TimeAbove(30, Start, Start.AddHours(20)));
        Assert.Equal(TimeSpan.FromHours(20), box.TimeAbove(0, Start, Start.AddHours(20)));
    }

    [Fact]
    public void A_time_constant_that_a_stage_has_is_refused_because_the_closed_form_divides_by_the_difference()
    {
        Assert.Throws<ArgumentException>(() => new BoxClimate(Stages, TimeSpan.FromHours(1)));
        Assert.Throws<ArgumentException>(() => new BoxClimate(Stages, TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => new BoxClimate([], TimeSpan.FromHours(2)));
    }
}
