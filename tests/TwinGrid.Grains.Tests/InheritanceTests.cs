using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;

namespace TwinGrid.Grains.Tests;

/// <summary>What a box goes through, what is inside goes through too: for as long as events, early or late, say that it was inside.</summary>
public class InheritanceTests
{
    private static DateTimeOffset At(long number) => Warm.Origin + number * Warm.Interval;

    private static ObjectLife Life(long asOf, params ContainerStay[] stays) => new(asOf, LifeStage.Packed, At(0), null, "box", [.. stays]);

    [Fact]
    public async Task Readings_of_the_box_count_during_the_stay_alone()
    {
        await using TwinHouse house = await HouseAsync();
        await StayAsync(house, 1, new ContainerStay("box", At(5), At(40)));
        await house.TakeAsync(Warm.Run(1, 60, 12, "box"));
        await house.Adapter.Checkpoint().Soon();
        Assert.Equal(Enumerable.Range(5, 35).Select(i => (long)i), house.Used("vial").Select(reading => reading.Id.Sequence));
        Assert.All(house.Used("vial"), reading => Assert.Equal("box/logger-of-box", reading.Id.Source));
        Assert.Equal(At(5), house.Files("vial").Single(file => file.Excursion.Rule == "warm").Excursion.Start);
    }

    [Fact]
    public async Task A_stay_told_late_brings_what_was_missed_and_one_that_ended_earlier_takes_it_back()
    {
        await using TwinHouse house = await HouseAsync();
        await house.TakeAsync(Warm.Run(1, 60, 12, "box"));
        Assert.Empty(house.Told("vial"));
        await StayAsync(house, 1, new ContainerStay("box", At(5), null));
        Assert.Equal(56, (await UsedAsync(house)).Length);
        Assert.Equal(["started"], house.Told("vial"));

        await StayAsync(house, 2, new ContainerStay("box", At(5), At(12)));
        Assert.Equal(7, (await UsedAsync(house)).Length);
        Assert.Equal(["started", "withdrawn"], house.Told("vial"));

        await StayAsync(house, 3, new ContainerStay("box", At(5), null));
        Assert.Equal(56, (await UsedAsync(house)).Length);
        Assert.Equal(["started", "withdrawn", "started"], house.Told("vial"));
        await StayAsync(house, 2, new ContainerStay("box", At(5), At(12)));
        Assert.Equal(56, (await UsedAsync(house)).Length);

        await StayAsync(house, 4);
        Assert.Empty(await UsedAsync(house));
        Assert.Equal(["started", "withdrawn", "started", "withdrawn"], house.Told("vial"));
    }

    [Fact]
    public async Task Own_readings_and_the_boxs_make_one_record_and_repetition_changes_nothing()
    {
        await using TwinHouse house = await HouseAsync();
        await StayAsync(house, 1, new ContainerStay("box", At(0), null));
        await house.TakeAsync([.. Warm.Run(1, 10, 12, "box"), .. Warm.Run(11, 10, 12)]);
        await StayAsync(house, 1, new ContainerStay("box", At(0), null));
        Reading[] used = await UsedAsync(house);
        Assert.Equal(20, used.Length);
        Assert.Equal(At(1), house.Files("vial").Single().Excursion.Start);
    }

    [Fact]
    public async Task What_is_inside_survives_a_crash_with_its_box()
    {
        await using TwinHouse house = await HouseAsync();
        await StayAsync(house, 1, new ContainerStay("box", At(0), null));
        await house.TakeAsync(Warm.Run(1, 30, 12, "box"));
        await using TwinHouse before = await house.AfterCrashAsync();
        Assert.Equal(30, (await UsedAsync(before)).Length);
        await house.Adapter.Checkpoint().Soon();
        await using TwinHouse after = await house.AfterCrashAsync();
        Assert.Equal(30, (await UsedAsync(after)).Length);
        await after.TakeAsync(Warm.Run(31, 5, 12, "box"));
        Assert.Equal(35, (await UsedAsync(after)).Length);
    }

    [Fact]
    public async Task Two_things_said_to_be_inside_each_other_do_not_wait_for_each_other()
    {
        await using TwinHouse house = await HouseAsync();
        await StayAsync(house, 1, new ContainerStay("box", At(0), null));
        await house.Thing("box").Learn(Life(1, new ContainerStay("vial", At(0), null))).Soon();
        await house.Thing("vial").Hold("box", [new ContainerStay("box", At(0), null)]).Soon();
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => house.TakeAsync(Warm.Read(i, 5), Warm.Read(i, 5, "box"))));
        await house.Adapter.Checkpoint().Soon();
        Assert.Equal(20, house.Used("vial").Length);
    }

    [Fact]
    public async Task What_a_stay_told_late_brings_is_durable_when_the_box_has_taken_it_and_is_sent_again_when_that_failed()
    {
        await using TwinHouse house = await HouseAsync();
        await house.TakeAsync(Warm.Run(1, 5, 5, "box"));
        await house.Adapter.Checkpoint().Soon();
        bool isDown = true;
        await house.Thing("vial").Learn(Life(1, new ContainerStay("box", At(0), null))).Soon();
        house.Storage.Refuses = name => isDown && name.Contains("cold", StringComparison.Ordinal);
        await Refused.ByADoubleAsync(() => house.Thing("box").Hold("vial", [new ContainerStay("vial", At(0), null)]));
        isDown = false;
        await house.Thing("box").Hold("vial", [new ContainerStay("vial", At(0), null)]).Soon();
        await using TwinHouse after = await house.AfterCrashAsync();
        await after.Thing("vial").Flush().Soon();
        Assert.Equal(5, after.Used("vial").Length);
    }

    [Fact]
    public async Task Three_things_that_were_inside_each_other_in_a_circle_flush_and_hand_down_at_once()
    {
        await using TwinHouse house = await HouseAsync();
        string[] names = ["vial", "box", "crate"];
        for (int i = 0; i < 3; i++)
        {
            string inner = names[i], outer = names[(i + 1) % 3];
            var stay = new ContainerStay(outer, At(10 * i), At(10 * i + 10));
            await house.Thing(inner).Learn(Life(1, stay)).Soon();
            await house.Thing(outer).Hold(inner, [stay with { Name = inner }]).Soon();
        }

        for (int round = 0; round < 20; round++)
        {
            await Task.WhenAll(names.Select(name => house.Thing(name).ObserveReadings([.. Warm.Run(1, 29, 5, name)]))).Soon();
            await Task.WhenAll(names.Select(name => house.Thing(name).Flush())).Soon();
        }

        Assert.Equal(29 + 9, house.Used("vial").Length);
    }

    [Fact]
    public async Task Stage_and_container_stand_in_the_snapshot_and_a_new_stage_is_told_once()
    {
        await using TwinHouse house = await HouseAsync();
        await StayAsync(house, 7, new ContainerStay("box", At(0), null));
        await StayAsync(house, 7, new ContainerStay("box", At(0), null));
        await StayAsync(house, 3);
        ObjectSnapshot vial = await house.Thing("vial").Snapshot().Soon();
        Assert.Equal((LifeStage.Packed, "box"), (vial.Stage, vial.Parent));
        Assert.Equal("""{"from":"unknown","to":"packed","place":null,"as_of":7}""", Assert.Single(house.Facts.Of("vial", "life-stage-changed")).Payload);
    }

    private static async Task<TwinHouse> HouseAsync()
    {
        TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await house.Thing("vial").Watch(Warm.Rules).Soon();
        return house;
    }

    private static async Task StayAsync(TwinHouse house, long asOf, params ContainerStay[] stays)
    {
        await house.Thing("vial").Learn(Life(asOf, stays)).Soon();
        await house.Thing("box").Hold("vial", [.. stays.Select(stay => stay with { Name = "vial" })]).Soon();
    }

    private static async Task<Reading[]> UsedAsync(TwinHouse house)
    {
        await house.Adapter.Checkpoint().Soon();
        await house.Thing("vial").Flush().Soon();
        return house.Used("vial");
    }
}
