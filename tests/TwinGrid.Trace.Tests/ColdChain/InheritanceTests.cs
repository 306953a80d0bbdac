using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;
using static TwinGrid.Trace.Tests.ColdChain.Records;

namespace TwinGrid.Trace.Tests.ColdChain;

public class InheritanceTests
{
    private static readonly RuleSet Budget = Rules(Above(8, 60, ExposureTimer.Cumulative));

    [Fact]
    public void A_box_s_exposure_counts_for_what_was_inside_for_the_time_it_was_inside()
    {
        ColdChainMonitor box = Monitor(Every(Minutes(10), [.. Enumerable.Range(0, 12).Select(_ => (double?)9)]));
        ColdChainMonitor vial = Monitor([Read(1, 200, 9), Read(2, 220, 9), Read(3, 230, 5)]);
        ExposureSegment inside = box.ExposureBetween("box", Budget, At(25), At(60));
        Assert.Equal((Minutes(35), Minutes(35)), (inside.Used["warm"], inside.Range.OutOfRange));
        Assert.Equal(TakeOutcome.Taken, vial.Inherit(inside));
        Assert.Equal(TakeOutcome.Repeated, vial.Inherit(inside));
        RuleOutcome outcome = vial.Report().Outcomes[0];
        Assert.Equal((Minutes(65), RuleVerdict.Broken), (outcome.Used, outcome.Verdict));
        Assert.Equal((At(25), At(225)), (outcome.Excursions[0].Start, outcome.Excursions[0].AlarmTime));
    }

    [Fact]
    public void The_order_in_which_exposure_and_readings_come_changes_nothing()
    {
        ExposureSegment a = Segment("a", 0, 30), b = Segment("b", 100, 140);
        Reading[] own = [Read(1, 50, 9), Read(2, 70, 5), Read(3, 150, 5)];
        string? expected = null;
        foreach (int seed in Enumerable.Range(0, 12))
        {
            ColdChainMonitor monitor = Monitor([]);
            Action[] steps = [() => monitor.Inherit(a), () => monitor.Inherit(b), .. own.Select(reading => (Action)(() => monitor.Take(reading)))];
            Shuffle(steps, seed);
            Assert.All(steps, step => step());
            Assert.Equal(expected ??= Text(monitor.Report()), Text(monitor.Report()));
        }

        Assert.Contains(Minutes(90).ToString(), expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_time_is_inherited_as_unknown()
    {
        ExposureSegment unknown = ExposureSegment.Of("box", Budget, [], At(0), At(90));
        Assert.Equal((TimeSpan.Zero, Minutes(90), Minutes(90)), (unknown.Used["warm"], unknown.Possible["warm"], unknown.Range.Unknown));
        ColdChainMonitor vial = Monitor([Read(1, 100, 5)]);
        vial.Inherit(unknown);
        Assert.Equal(RuleVerdict.Unproven, vial.Report().Outcomes[0].Verdict);
    }

    [Fact]
    public void What_comes_too_late_is_answered_and_counted_and_a_budget_still_pays_for_it()
    {
        var monitor = new ColdChainMonitor(Budget, Interval, Minutes(60));
        for (int i = 0; i < 400; i++)
        {
            monitor.Take(Read(i + 1, i * 5, 5));
        }

        Assert.Equal(TakeOutcome.TooLate, monitor.Take(Read(1000, 7, 40)));
        Assert.Equal(TakeOutcome.Repeated, monitor.Take(Read(3, 10, 5)));
        Assert.Equal(TakeOutcome.TooLate, monitor.Inherit(Segment("box", 0, 70)));
        ColdChainReport report = monitor.Report();
        Assert.Equal((2L, Minutes(70), RuleVerdict.Broken), (report.TooLate, report.Outcomes[0].Used, report.Outcomes[0].Verdict));
    }

    [Fact]
    public void Settled_excursions_are_handed_over_once_and_the_verdict_stays()
    {
        var monitor = new ColdChainMonitor(Rules(Above(8, 0)), Interval, Minutes(60));
        for (int i = 0; i < 600; i++)
        {
            monitor.Take(Read(i + 1, i * 5, i == 10 ? 9 : 5));
        }

        Assert.Equal(At(50), Assert.Single(monitor.DrainSettled()).Start);
        Assert.Empty(monitor.DrainSettled());
        Assert.Equal(RuleVerdict.Broken, monitor.Report().Outcomes[0].Verdict);
        Assert.InRange(monitor.WindowCount, 12, 15);
    }

    [Fact]
    public void Two_monitors_of_one_thing_merge_to_what_either_would_have_been()
    {
        Reading[] all = Every(Interval, [.. Enumerable.Range(0, 60).Select(i => (double?)(i / 20 == 1 ? 9 : 5))]);
        ColdChainMonitor left = Monitor([.. all.Where((_, i) => i % 3 != 0)]), right = Monitor([.. all.Where((_, i) => i % 3 != 1)]);
        left.Merge(right);
        Assert.Equal(Text(Monitor(all).Report()), Text(left.Report()));
        Assert.Throws<ArgumentException>(() => left.Merge(new ColdChainMonitor(Rules(Above(9, 0)) with { Version = 4 }, Interval, Minutes(60))));
    }

    [Fact]
    public void Exposure_by_other_rules_or_without_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Monitor([]).Inherit(Segment("box", 0, 10) with { Version = 9 }));
        Assert.Throws<ArgumentException>(() => Segment("box", 10, 10));
    }

    private static ExposureSegment Segment(string source, int start, int end) =>
        ExposureSegment.Of(source, Budget, Timeline.Of([Read(1, start, 9), Read(2, Math.Min(start + 30, end), 9)], new Cadence(Minutes(60), Minutes(60))), At(start), At(end));

    private static ColdChainMonitor Monitor(Reading[] readings)
    {
        var monitor = new ColdChainMonitor(Budget, Interval, TimeSpan.FromDays(30));
        Assert.All(readings, reading => Assert.Equal(TakeOutcome.Taken, monitor.Take(reading)));
        return monitor;
    }
}
