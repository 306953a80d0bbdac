using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;
using static TwinGrid.Trace.Tests.ColdChain.Records;

namespace TwinGrid.Trace.Tests.ColdChain;

public class TimerTests
{
    [Fact]
    public void Exactly_the_time_is_an_excursion_and_a_minute_less_is_none()
    {
        Reading[] hour = [Read(1, 0, 5), Read(2, 10, 9), Read(3, 40, 9), Read(4, 70, 5)];
        Excursion found = Assert.Single(Found(hour, Above(8, 60)));
        Assert.Equal((At(10), At(70), At(70), 9.0, Minutes(60), false, true), (found.Start, found.AlarmTime, found.End, found.Extreme, found.Duration, found.IsOpen, found.IsEndObserved));
        Assert.Equal("test/3/warm/20260301T001000Z", found.Id);
        Assert.Empty(Found(hour, Above(8, 61)));
    }

    [Theory]
    [InlineData(true, 8.0, true)]
    [InlineData(true, 7.9, false)]
    [InlineData(false, 8.0, false)]
    [InlineData(false, 8.1, true)]
    public void A_value_equal_to_the_limit_counts_when_the_limit_is_inclusive(bool isInclusive, double celsius, bool isOut) =>
        Assert.Equal(isOut, Found(Every(Interval, celsius, celsius), Above(8, 0) with { IsInclusive = isInclusive }).Count > 0);

    [Fact]
    public void Cumulative_time_adds_up_over_stretches_and_the_alarm_falls_inside_the_last()
    {
        Reading[] readings = [Read(1, 0, 9), Read(2, 20, 5), Read(3, 40, 9.5), Read(4, 70, 5), Read(5, 90, 5)];
        Excursion found = Assert.Single(Found(readings, Above(8, 30, ExposureTimer.Cumulative)));
        Assert.Equal((At(0), At(50), At(70), 9.5, Minutes(50), true), (found.Start, found.AlarmTime, found.End, found.Extreme, found.Duration, found.IsOpen));
    }

    [Fact]
    public void An_alarm_delay_passes_over_a_door_and_counts_the_rest_from_its_beginning()
    {
        Reading[] readings = [Read(1, 0, 9), Read(2, 10, 5), Read(3, 30, 9), Read(4, 50, 9), Read(5, 60, 5)];
        LimitRule delayed = Above(8, 15, ExposureTimer.Cumulative) with { AlarmDelay = Minutes(15) };
        RuleOutcome outcome = ColdChainMonitor.Evaluate(Rules(delayed), readings, Interval).Outcomes[0];
        Assert.Equal((Minutes(30), At(45)), (outcome.Used, Assert.Single(outcome.Excursions).AlarmTime));
        Assert.Empty(Found(readings[..2], Above(8, 0) with { AlarmDelay = Minutes(15) }));
    }

    [Fact]
    public void A_cumulative_alarm_comes_no_earlier_than_its_delay() =>
        Assert.Equal(At(45), Assert.Single(Found([Read(1, 30, 9), Read(2, 50, 9), Read(3, 60, 5)], Above(8, 5, ExposureTimer.Cumulative) with { AlarmDelay = Minutes(15) })).AlarmTime);

    [Fact]
    public void At_the_open_end_a_reading_holds_for_one_interval_only()
    {
        RangePartition range = ColdChainMonitor.Evaluate(Rules(Above(8, 60)), [Read(1, 0, 5)], Interval, until: At(25)).Range;
        Assert.Equal(new RangePartition(Minutes(5), TimeSpan.Zero, Minutes(20)), range);
    }

    [Fact]
    public void Hysteresis_keeps_a_value_out_until_it_is_well_back()
    {
        Reading[] readings = Every(Minutes(10), 5, 8.2, 7.8, 8.1, 7.6, 7.5, 7.9);
        Assert.Equal(2, Found(readings, Above(8, 0)).Count);
        Excursion one = Assert.Single(Found(readings, Above(8, 0) with { Hysteresis = 0.5 }));
        Assert.Equal((At(10), At(50)), (one.Start, one.End));
    }

    [Fact]
    public void A_gap_is_unknown_and_proves_nothing()
    {
        Reading[] readings = [Read(1, 0, 5), Read(2, 180, 5)];
        ColdChainReport report = ColdChainMonitor.Evaluate(Rules(Above(8, 60), new GapRule("gap", Minutes(120))), readings, Interval);
        Assert.Equal(new RangePartition(Minutes(10), TimeSpan.Zero, Minutes(175)), report.Range);
        Assert.Equal((RuleVerdict.Unproven, RuleVerdict.Broken), (report.Outcomes[0].Verdict, report.Outcomes[1].Verdict));
        Excursion gap = Assert.Single(report.Excursions);
        Assert.Equal((ExcursionKind.Gap, At(5), At(125), At(180)), (gap.Kind, gap.Start, gap.AlarmTime, gap.End));
    }

    [Fact]
    public void A_gap_too_short_for_the_timer_leaves_the_rule_kept() =>
        Assert.Equal(RuleVerdict.Kept, ColdChainMonitor.Evaluate(Rules(Above(8, 60)), [Read(1, 0, 5), Read(2, 50, 5)], Interval).Outcomes[0].Verdict);

    [Fact]
    public void A_reading_without_a_value_is_unknown_at_once()
    {
        ColdChainReport report = ColdChainMonitor.Evaluate(Rules(Above(8, 0)), Every(Interval, 5, null, 5), Interval);
        Assert.Equal((Minutes(5), RuleVerdict.Unproven), (report.Range.Unknown, report.Outcomes[0].Verdict));
    }

    [Fact]
    public void An_excursion_that_runs_into_silence_ends_there_unobserved()
    {
        Excursion found = Found([Read(1, 0, 9), Read(2, 5, 9), Read(3, 300, 5)], Above(8, 0))[0];
        Assert.Equal((At(10), false, false), (found.End, found.IsOpen, found.IsEndObserved));
    }

    [Fact]
    public void The_record_s_end_leaves_an_excursion_open() =>
        Assert.True(Assert.Single(Found(Every(Interval, 5, 9), Above(8, 0))) is { IsOpen: true, End: null });

    [Fact]
    public void Mean_kinetic_temperature_needs_its_coverage_and_excuses_no_freeze()
    {
        Reading[] day = Every(Minutes(10), [.. Enumerable.Range(0, 144).Select(i => i == 50 ? -2.0 : 5.0)]);
        RuleSet usp = ReadyRules.Get("usp-controlled-cold");
        ColdChainReport report = ColdChainMonitor.Evaluate(usp, day, Minutes(10));
        RuleOutcome mean = report.Outcomes.First(outcome => outcome.Rule is KineticRule), freeze = report.Outcomes.First(outcome => outcome.Rule.Id == "freeze");
        Assert.Equal((RuleVerdict.Unproven, RuleVerdict.Broken), (mean.Verdict, freeze.Verdict));
        Assert.Empty(mean.Excursions);
        ColdChainReport warm = ColdChainMonitor.Evaluate(usp, Every(Minutes(10), [.. Enumerable.Range(0, 150).Select(i => i < 60 ? (double?)4 : 12)]), Minutes(10));
        Excursion found = Assert.Single(warm.Outcomes.First(outcome => outcome.Rule is KineticRule).Excursions);
        Assert.InRange(found.Extreme!.Value, 8, 12);
    }

    [Fact]
    public void Rate_humidity_and_shock_have_limits_of_their_own()
    {
        Reading[] readings =
        [
            new(new("a", 1), At(0), Model.Celsius.Of(5), 40, 0.1),
            new(new("a", 2), At(10), Model.Celsius.Of(5.1), 65, 0.1),
            new(new("a", 3), At(20), Model.Celsius.Of(9), 65, 6),
            new(new("a", 4), At(30), Model.Celsius.Of(9), 40, 0.1),
        ];
        LimitRule humid = new("humid", 60, null) { Quantity = MeasuredQuantity.RelativeHumidity, After = Minutes(20) };
        LimitRule shock = new("shock", 5, null) { Quantity = MeasuredQuantity.Shock };
        ColdChainReport report = ColdChainMonitor.Evaluate(Rules(humid, shock, new RateRule("rate", 10, Minutes(10))), readings, Minutes(10));
        Assert.Equal(["humid", "rate", "shock"], report.Excursions.Select(excursion => excursion.Rule).Order());
        Assert.Equal(23.4, report.Excursions.First(excursion => excursion.Rule == "rate").Extreme!.Value, 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Reading(new("a", 1), At(0), null, 101));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Reading(new("a", 1), At(0), null, null, double.NaN));
    }

    private static IReadOnlyList<Excursion> Found(Reading[] readings, LimitRule rule) => ColdChainMonitor.Evaluate(Rules(rule), readings, Interval).Excursions;
}
