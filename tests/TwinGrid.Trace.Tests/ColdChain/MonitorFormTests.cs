using FsCheck.Fluent;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;
using static TwinGrid.Trace.Tests.ColdChain.Records;

namespace TwinGrid.Trace.Tests.ColdChain;

/// <summary>A monitor that was stored and restored is the monitor; one that set readings aside is one that never had them.</summary>
public class MonitorFormTests
{
    private static readonly RuleSet All = Rules(
        20,
        Above(8, 60),
        new LimitRule("sum", 8, 2) { Timer = ExposureTimer.Cumulative, After = Minutes(300), AlarmDelay = Minutes(10), Hysteresis = 0.5 },
        new KineticRule("mkt", 7, Minutes(240), 83.144, 0.8),
        new RateRule("rate", 6, Minutes(30)),
        new GapRule("gap", Minutes(45)));

    private static readonly FsCheck.Gen<(int Seed, int Count)> Cases = Gen.Choose(1, 1_000_000).Zip(Gen.Choose(1, 300), (seed, count) => (seed, count));

    [Fact]
    public void A_restored_monitor_says_what_the_stored_one_says_and_goes_on_saying_it() => Laws.Hold(Cases, c =>
    {
        ColdChainMonitor kept = new(All, Interval, Minutes(120)), stored = new(All, Interval, Minutes(120));
        Reading[] readings = Walk(c.Seed, c.Count);
        var exposure = new ColdChainMonitor(All, Interval, Minutes(900)).ExposureBetween("box", All, At(10), At(400));
        for (int i = 0; i < readings.Length; i++)
        {
            if (i == readings.Length / 2 && c.Seed % 3 == 0)
            {
                Assert.Equal(kept.Inherit(exposure), stored.Inherit(exposure));
            }

            Reading reading = readings[i];
            bool isAside = Chosen(i, c.Seed + 5, 5);
            Assert.Equal(isAside ? kept.SetAside(reading) : kept.Take(reading), isAside ? stored.SetAside(reading) : stored.Take(reading));
            if (Chosen(i, c.Seed, 20))
            {
                byte[] form = stored.ToForm();
                stored = ColdChainMonitor.Restore(All, form);
                Assert.Equal(form, stored.ToForm());
                Assert.Equal(Text(kept.Report(At(i * 6))), Text(stored.Report(At(i * 6))));
            }
        }

        Assert.Equal(kept.Recount(_ => true).Admitted, stored.Recount(_ => true).Admitted);
        Assert.Equal(Text(kept.Report()), Text(stored.Report()));
        Assert.Equal(kept.DrainSettled(), stored.DrainSettled());
        Assert.Equal(TakeOutcome.Repeated, stored.Take(readings[0]));
        Assert.Equal((kept.TooLate, kept.WindowCount), (stored.TooLate, stored.WindowCount));
    }, 60);

    [Fact]
    public void A_report_asked_after_each_reading_is_that_of_the_readings_so_far() => Laws.Hold(Cases, c =>
    {
        var monitor = new ColdChainMonitor(All, Interval, TimeSpan.FromDays(400));
        Reading[] readings = Walk(c.Seed, Math.Min(c.Count, 60));
        Reading[] jittered = [.. readings.OrderBy(reading => reading.Time.AddMinutes(Chosen((int)reading.Id.Sequence, c.Seed, 20) ? 115 : 0))];
        for (int i = 0; i < jittered.Length; i++)
        {
            monitor.Take(jittered[i]);
            Assert.Equal(Text(ColdChainMonitor.Evaluate(All, jittered[..(i + 1)], Interval)), Text(monitor.Report()));
        }
    }, 30);

    [Fact]
    public void Readings_sorted_in_and_out_leave_the_outcome_of_those_that_count() => Laws.Hold(Cases, c =>
    {
        var monitor = new ColdChainMonitor(All, Interval, TimeSpan.FromDays(400));
        Reading[] readings = Walk(c.Seed, c.Count);
        foreach (Reading reading in readings)
        {
            Assert.NotEqual(TakeOutcome.Repeated, Chosen((int)reading.Id.Sequence, c.Seed + 1, 50) ? monitor.SetAside(reading) : monitor.Take(reading));
        }

        for (int round = 2; round < 5; round++)
        {
            bool Counts(Reading reading) => Chosen((int)reading.Id.Sequence, c.Seed + round, 60);
            monitor.Recount(Counts);
            Assert.Equal(Text(ColdChainMonitor.Evaluate(All, readings.Where(Counts), Interval)), Text(monitor.Report()));
        }
    }, 60);

    [Fact]
    public void What_is_settled_stays_when_the_latest_reading_is_released()
    {
        var monitor = new ColdChainMonitor(All, Interval, Minutes(120));
        Reading[] readings = [.. Enumerable.Range(0, 200).Select(i => Read(i + 1, 5 * i, 5)), Read(500, 9000, 5)];
        Array.ForEach(readings, reading => monitor.Take(reading));
        monitor.DrainSettled();
        Assert.Single(monitor.Recount(reading => reading.Id.Sequence != 500).Released);
        Assert.Equal(TakeOutcome.TooLate, monitor.Take(Read(501, 300, 20)));
        Assert.Equal(TakeOutcome.Taken, monitor.Take(Read(502, 1000, 5)));
        Assert.Equal(Minutes(1005), monitor.Report().Range.Whole);
    }

    [Fact]
    public void Every_truncation_and_other_rules_are_refused()
    {
        var monitor = new ColdChainMonitor(All, Interval, Minutes(120));
        Array.ForEach(Walk(5, 120), reading => monitor.Take(reading));
        byte[] form = monitor.ToForm();
        for (int length = 0; length < form.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => ColdChainMonitor.Restore(All, form[..length]));
        }

        Assert.Throws<InvalidDataException>(() => ColdChainMonitor.Restore(All, [.. form, 0]));
        Assert.Contains("expected 4, found 3", Assert.Throws<InvalidDataException>(() => ColdChainMonitor.Restore(All with { Version = 4 }, form)).Message, StringComparison.Ordinal);
    }

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
