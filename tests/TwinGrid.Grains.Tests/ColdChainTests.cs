using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Facts;

namespace TwinGrid.Grains.Tests;

/// <summary>Readings in at the adapter's door, facts of excursions out in the log.</summary>
public class ColdChainTests
{
    private static async Task<TwinHouse> WatchedAsync(Action<TwinOptions>? configure = null)
    {
        TwinHouse house = await (await TwinHouse.StartAsync(configure)).WiredAsync();
        await house.Thing("vial").Watch(Warm.Rules).Soon();
        return house;
    }

    [Fact]
    public async Task A_warm_stretch_is_told_when_it_is_long_enough_and_when_it_ends()
    {
        await using TwinHouse house = await WatchedAsync();
        await house.TakeAsync([.. Warm.Run(1, 10, 5), .. Warm.Run(11, 11, 12)]);
        Assert.Empty(house.Told("vial"));
        await house.TakeAsync(Warm.Read(22, 12));
        Assert.Equal(["started"], house.Told("vial"));
        ColdStatus status = (await house.Thing("vial").Snapshot().Soon()).Cold!;
        Assert.Equal(("mine", 1, ColdVerdict.Broken, Warm.Origin + 22 * Warm.Interval), (status.RuleSet, status.Version, status.Verdict, status.LastReading));
        Assert.Equal(TimeSpan.FromDays(3) - TimeSpan.FromHours(1), status.BudgetLeft);
        Assert.Equal(house.Files("vial").Single().Id, Assert.Single(status.OpenExcursions));

        await house.TakeAsync(Warm.Run(23, 5, 12));
        Assert.Equal(["started"], house.Told("vial"));
        await house.TakeAsync(Warm.Read(28, 5));
        Assert.Equal(["started", "ended"], house.Told("vial"));
        Excursion told = house.Files("vial").Single().Excursion;
        Assert.Equal((Warm.Origin + 11 * Warm.Interval, Warm.Origin + 28 * Warm.Interval, 12d), (told.Start, told.End!.Value, told.Extreme!.Value));
    }

    [Fact]
    public async Task Readings_stand_in_the_log_before_what_was_found_in_them()
    {
        await using TwinHouse house = await WatchedAsync();
        await house.TakeAsync(Warm.Run(1, 14, 12));
        Assert.Equal([ReadingFacts.RulesAssigned, ReadingFacts.Used, ExcursionFacts.Started], house.Facts.Of("vial").Select(fact => fact.Kind));
        Assert.Equal(14, house.Used("vial").Length);
        await house.TakeAsync(Warm.Run(15, 4, 12));
        Assert.Equal(14, house.Used("vial").Length);
        await house.Adapter.Checkpoint().Soon();
        Assert.Equal(Enumerable.Range(1, 18).Select(i => (long)i), house.Used("vial").Select(reading => reading.Id.Sequence));
        (AssignedRules rules, TimeSpan interval, _) = ReadingFacts.ReadRules(house.Facts.Of("vial")[0]);
        Assert.Equal(("mine", Warm.Interval), (rules.Rules.Name, interval));
    }

    [Fact]
    public async Task Late_readings_that_prove_it_was_cold_withdraw_what_was_told()
    {
        await using TwinHouse house = await WatchedAsync();
        await house.TakeAsync([.. Warm.Run(1, 20, 12).Where(read => read.Id.Sequence is not (8 or 15))]);
        Assert.Equal(["started"], house.Told("vial"));
        await house.TakeAsync(Warm.Read(8, 5));
        Assert.Equal(["started", "started", "withdrawn"], house.Told("vial"));
        Assert.Equal(Warm.Origin + 9 * Warm.Interval, house.Files("vial").Single().Excursion.Start);
        await house.TakeAsync(Warm.Read(15, 5));
        Assert.Empty(house.Files("vial"));
        Assert.Equal(ColdVerdict.Kept, (await house.Thing("vial").Snapshot().Soon()).Cold!.Verdict);
    }

    [Fact]
    public async Task Other_rules_judge_the_window_anew_and_what_the_former_found_stands()
    {
        await using TwinHouse house = await WatchedAsync();
        await house.TakeAsync(Warm.Run(1, 20, 12));
        string stricter = Warm.Rules.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal).Replace("\"PT1H\" },", "\"PT30M\" },", StringComparison.Ordinal);
        await house.Thing("vial").Watch(stricter).Soon();
        await house.Thing("vial").Watch(stricter).Soon();
        Assert.Equal(["started", "ended", "started"], house.Told("vial"));
        Assert.Equal([1, 2], house.Files("vial").Select(file => file.Excursion.Version));
        Assert.Equal(20, house.Used("vial").Length);
        await house.TakeAsync(Warm.Read(21, 5));
        Assert.Equal(["started", "ended", "started", "ended"], house.Told("vial"));
        ArgumentException fault = await Assert.ThrowsAsync<ArgumentException>(() => house.Thing("vial").Watch(stricter.Replace("PT30M", "PT20M", StringComparison.Ordinal)).Soon());
        Assert.Contains("another version", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => house.Thing("vial").Watch("no-such-set").Soon());
        await Assert.ThrowsAsync<ArgumentException>(() => house.Thing("vial").Watch("{ \"name\": 1 }").Soon());
    }

    [Fact]
    public async Task A_silent_logger_raises_its_gap_alert_and_its_backlog_withdraws_it()
    {
        await using TwinHouse house = await WatchedAsync();
        long now = (long)((house.Time.GetUtcNow() - Warm.Origin) / Warm.Interval);
        await house.TakeAsync(Warm.Run(now - 9, 10, 5));
        house.Time.Advance(TimeSpan.FromMinutes(55));
        await house.Thing("vial").CheckSilence().Soon();
        Assert.Empty(house.Told("vial"));
        house.Time.Advance(TimeSpan.FromMinutes(20));
        await house.Thing("vial").CheckSilence().Soon();
        Assert.Equal(["started"], house.Told("vial"));
        Assert.Equal(ExcursionKind.Gap, house.Files("vial").Single().Excursion.Kind);

        // A late reading from before the silence doesn't end it; the backlog does away with it.
        await house.TakeAsync(Warm.Read(now - 20, 5));
        Assert.Equal(["started"], house.Told("vial"));
        await house.TakeAsync(Warm.Run(now + 1, 16, 5));
        Assert.Equal(["started", "withdrawn"], house.Told("vial"));
    }

    [Fact]
    public async Task An_excursion_goes_from_open_to_closed_and_no_other_way()
    {
        await using TwinHouse house = await WatchedAsync();
        await house.TakeAsync([.. Warm.Run(1, 20, 12), Warm.Read(21, 5)]);
        string id = house.Files("vial").Single().Id;
        IObjectGrain vial = house.Thing("vial");
        await RefusedAsync(() => vial.Disposition(id, "qa", "release", ""), "acknowledged");
        await RefusedAsync(() => vial.Acknowledge("no-such", "qa", ""), "found none");
        await vial.Acknowledge(id, "qa", "seen").Soon();
        await RefusedAsync(() => vial.Acknowledge(id, "qa", ""), "acknowledged already");
        await RefusedAsync(() => vial.Close(id, "qa", ""), "disposition");
        await vial.Disposition(id, "qa", "reject", "too warm").Soon();
        await vial.Close(id, "qa", "").Soon();
        Assert.Equal(["started", "acknowledged", "dispositioned", "closed"], house.Told("vial"));
        Assert.Equal((ExcursionState.Closed, "reject"), (house.Files("vial").Single().State, house.Files("vial").Single().Verdict));
        Assert.Empty((await vial.Snapshot().Soon()).Cold!.OpenExcursions);
    }

    [Theory]
    [InlineData(double.NaN, null, "temperature")]
    [InlineData(-300d, null, "temperature")]
    [InlineData(5d, 101d, "humidity")]
    [InlineData(5d, null, "name")]
    [InlineData(5d, null, "time")]
    public async Task A_reading_that_cant_be_is_refused_at_the_door(double celsius, double? humidity, string expected)
    {
        await using TwinHouse house = await WatchedAsync();
        SensorRead read = Warm.Read(1, celsius) with { RelativeHumidity = humidity };
        read = expected switch
        {
            "name" => read with { Id = new ObservationId("box/logger", 1) },
            "time" => read with { Time = house.Time.GetUtcNow().AddDays(2) },
            _ => read,
        };
        ArgumentException fault = await Assert.ThrowsAsync<ArgumentException>(() => house.TakeAsync(read));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await house.Adapter.Health().Soon()).Accepted);
    }

    [Fact]
    public async Task A_bound_tags_readings_are_its_objects_and_stand_in_the_tags_history()
    {
        await using TwinHouse house = await WatchedAsync();
        await house.Region.Bind("logger-7", "vial").Soon();
        await house.TakeAsync(Warm.Run(1, 14, 12, "logger-7"));
        Assert.Equal(["started"], house.Told("vial"));
        Assert.Equal(14, (await house.HistoryOf("logger-7")).Readings.Length);
    }

    private static async Task RefusedAsync(Func<Task> act, string expected)
    {
        InvalidOperationException fault = await Assert.ThrowsAsync<InvalidOperationException>(() => act().Soon());
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
