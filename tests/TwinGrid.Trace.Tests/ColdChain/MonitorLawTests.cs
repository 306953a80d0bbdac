using FsCheck.Fluent;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;
using static TwinGrid.Trace.Tests.ColdChain.Records;

namespace TwinGrid.Trace.Tests.ColdChain;

/// <summary>The outcome is a function of the set of readings.</summary>
public class MonitorLawTests
{
    private static readonly RuleSet All = Rules(
        20,
        Above(8, 60),
        new LimitRule("sum", 8, 2) { Timer = ExposureTimer.Cumulative, After = Minutes(300), AlarmDelay = Minutes(10), Hysteresis = 0.5 },
        new LimitRule("freeze", null, 0),
        new KineticRule("mkt", 7, Minutes(240), 83.144, 0.8),
        new RateRule("rate", 6, Minutes(30)),
        new GapRule("gap", Minutes(45)));

    /// <summary>Readings about every five minutes, some far apart, some without a value: seed and count.</summary>
    private static readonly FsCheck.Gen<(int Seed, int Count)> Cases = Gen.Choose(1, 1_000_000).Zip(Gen.Choose(1, 300), (seed, count) => (seed, count));

    [Fact]
    public void Order_and_repetition_change_nothing() => Laws.Hold(Cases, c =>
    {
        Reading[] readings = Walk(c.Seed, c.Count);
        string expected = Text(ColdChainMonitor.Evaluate(All, readings, Interval));
        Reading[] mixed = [.. readings, .. readings.Where((_, i) => Chosen(i, c.Seed, 40))];
        Shuffle(mixed, c.Seed);
        Assert.Equal(expected, Text(ColdChainMonitor.Evaluate(All, mixed, Interval)));

        var monitor = new ColdChainMonitor(All, Interval, TimeSpan.FromDays(400));
        foreach (Reading reading in mixed)
        {
            monitor.Take(reading);
        }

        Assert.Equal((expected, 0), (Text(monitor.Report()), monitor.TooLate));
    });

    [Fact]
    public void A_checkpoint_and_a_window_say_what_all_readings_would() => Laws.Hold(Cases, c =>
    {
        Reading[] readings = Walk(c.Seed, c.Count * 4);
        var monitor = new ColdChainMonitor(All, Interval, Minutes(120));
        Reading[] jittered = [.. readings.OrderBy(reading => reading.Time.AddMinutes(Chosen((int)reading.Id.Sequence, c.Seed, 20) ? 115 : 0))];
        Assert.All(jittered, reading => Assert.Equal(TakeOutcome.Taken, monitor.Take(reading)));
        Assert.Equal(Text(ColdChainMonitor.Evaluate(All, readings, Interval)), Text(monitor.Report()));
        Assert.InRange(monitor.WindowCount, 1, 200);
    }, 60);

    [Fact]
    public void In_out_and_unknown_add_up_to_the_whole() => Laws.Hold(Cases, c =>
    {
        Reading[] readings = Walk(c.Seed, c.Count);
        DateTimeOffset until = readings.Max(reading => reading.Time).AddMinutes(c.Seed % 100);
        ColdChainReport report = ColdChainMonitor.Evaluate(All, readings, Interval, Origin.AddMinutes(-7), until);
        Assert.Equal(until - Origin.AddMinutes(-7), report.Range.Whole);
        Assert.True(report.Range.InRange >= TimeSpan.Zero && report.Range.OutOfRange >= TimeSpan.Zero && report.Range.Unknown >= Minutes(7));
    });

    [Fact]
    public void Timers_agree_with_a_walk_minute_by_minute() => Laws.Hold(Cases, c =>
    {
        Reading[] readings = Walk(c.Seed, c.Count);
        ColdChainReport report = ColdChainMonitor.Evaluate(Rules(20, Above(8, 60), Above(8, 300, ExposureTimer.Cumulative) with { Id = "sum" }), readings, Interval);
        double[] minutes = MinuteReference.Minutes(readings, 5, 20, (int)report.Range.Whole.TotalMinutes);
        foreach (bool isUnknownOut in new[] { false, true })
        {
            Assert.Equal(
                MinuteReference.Consecutive(minutes, 8, 60, isUnknownOut).Select(run => (At(run.Start), At(run.Alarm), Minutes(run.End - run.Start))),
                Of(report.Outcomes[0], isUnknownOut).Select(excursion => (excursion.Start, excursion.AlarmTime, excursion.Duration)));
            int sum = MinuteReference.Cumulative(minutes, 8, 300, isUnknownOut);
            Assert.Equal(sum < 0 ? [] : [At(sum)], Of(report.Outcomes[1], isUnknownOut).Select(excursion => excursion.AlarmTime));
        }

        Assert.Equal(minutes.Count(double.IsNaN), report.Range.Unknown.TotalMinutes);
        Assert.Equal(minutes.Count(value => value is > 8 or < 2), report.Range.OutOfRange.TotalMinutes);
    }, 200);

    [Fact]
    public void Shuffled_doubled_and_a_tenth_missing_no_excursion_is_missed_and_none_invented() => Laws.Hold(Cases, c =>
    {
        // Warm stretches of two to four hours, doors opened for up to half an hour between them, and one silent stretch.
        const int count = 1200;
        double[] truth = new double[count];
        Array.Fill(truth, 5);
        var warm = new List<(int First, int Last)>();
        for (int at = 50, k = 0; at + 120 < count; at += 110, k++)
        {
            int length = 24 + (c.Seed >> k) % 25;
            warm.Add((at, at + length));
            Array.Fill(truth, 12, at, length);
            Array.Fill(truth, 11, at + 70, 1 + (c.Seed >> k) % 6);
        }

        Reading[] whole = [.. truth.Select((celsius, i) => Read(i + 1, i * 5, celsius))];
        Reading[] kept = [.. whole.Where((_, i) => i == 0 || !Chosen(i, c.Seed, 10)).Where((_, i) => i is < 10 or > 36)];
        Reading[] mixed = [.. kept, .. kept.Where((_, i) => Chosen(i, c.Seed + 1, 30))];
        Shuffle(mixed, c.Seed);
        ColdChainReport report = ColdChainMonitor.Evaluate(Rules(45, Above(8, 60), new GapRule("gap", Minutes(60))), mixed, Interval);

        Excursion[] found = [.. report.Outcomes[0].Excursions];
        Assert.Equal(warm.Count, found.Length);
        Assert.All(found.Zip(warm), pair =>
        {
            Assert.InRange((pair.First.Start - At(pair.Second.First * 5)).TotalMinutes, 0, 45);
            Assert.InRange((pair.First.End!.Value - At(pair.Second.Last * 5)).TotalMinutes, 0, 45);
        });
        Assert.Single(report.Outcomes[1].Excursions);
        Assert.InRange(report.Range.Unknown.TotalMinutes, 120, 200);
    }, 60);

    private static IReadOnlyList<Excursion> Of(RuleOutcome outcome, bool isUnknownOut) => isUnknownOut ? outcome.Possible : outcome.Excursions;

    private static Reading[] Walk(int seed, int count)
    {
        var readings = new Reading[count];
        double minutes = 0, celsius = 5;
        for (int i = 0; i < count; i++)
        {
            readings[i] = Read(i + 1, minutes, Chosen(i, seed + 7, 3) ? null : Math.Round(celsius, 1));
            minutes += Chosen(i, seed + 1, 4) ? 30 + i % 50 : 3 + i % 4;
            celsius += (Chosen(i, seed + 2, 50) ? 0.7 : -0.7) + (Chosen(i, seed + 3, 2) ? 9 : 0) + (6 - celsius) * 0.04;
        }

        return readings;
    }
}
