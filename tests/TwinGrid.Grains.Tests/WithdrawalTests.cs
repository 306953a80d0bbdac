using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tests;

/// <summary>Readings that are taken back don't count, here and in what is inside, whichever came first.</summary>
public class WithdrawalTests
{
    private static DateTimeOffset At(long number) => Warm.Origin + number * Warm.Interval;

    [Fact]
    public async Task Readings_taken_back_end_what_they_told_and_those_that_remain_are_judged_anew()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await house.Thing("vial").Watch(Warm.Rules).Soon();
        await house.TakeAsync(Warm.Run(1, 30, 12));
        Assert.Equal(["started"], house.Told("vial"));
        await house.Thing("vial").WithdrawReadings([.. Warm.Run(6, 25, 12)]).Soon();
        await house.Thing("vial").WithdrawReadings([.. Warm.Run(6, 25, 12)]).Soon();
        Assert.Equal(["started", "withdrawn"], house.Told("vial"));
        Assert.Equal([1, 2, 3, 4, 5], house.Used("vial").Select(reading => reading.Id.Sequence));
        await using TwinHouse after = await house.AfterCrashAsync();
        await after.TakeAsync(Warm.Run(1, 31, 12));
        await after.Thing("vial").Flush().Soon();
        Assert.Equal([1, 2, 3, 4, 5, 31], after.Used("vial").Select(reading => reading.Id.Sequence));
    }

    [Fact]
    public async Task A_withdrawal_that_could_not_be_stored_is_refused_and_works_when_it_comes_again()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await house.Thing("vial").Watch(Warm.Rules).Soon();
        await house.TakeAsync(Warm.Run(1, 30, 12));
        await house.Adapter.Checkpoint().Soon();
        bool isDown = true;
        house.Storage.Refuses = name => isDown && name.Contains("cold", StringComparison.Ordinal);
        await Refused.ByADoubleAsync(() => house.Thing("vial").WithdrawReadings([.. Warm.Run(1, 30, 12)]));
        isDown = false;
        await house.Thing("vial").WithdrawReadings([.. Warm.Run(1, 30, 12)]).Soon();
        await using TwinHouse after = await house.AfterCrashAsync();
        await after.Thing("vial").Flush().Soon();
        Assert.Empty(after.Used("vial"));
        Assert.Equal(["started", "withdrawn"], after.Told("vial"));
    }

    [Fact]
    public async Task Whatever_the_order_of_readings_withdrawals_and_stays_the_same_readings_count()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        var random = new Random(11);
        for (int trial = 0; trial < 60; trial++)
        {
            string vial = $"vial{trial}", box = $"box{trial}";
            await house.Thing(vial).Watch(Warm.Rules).Soon();
            await house.Thing(box).Watch(Warm.Rules).Soon();
            int from = random.Next(0, 20), until = from + random.Next(1, 20), first = random.Next(1, 35), count = random.Next(1, 20);
            var stay = new ContainerStay(box, At(from), At(until));
            List<Func<Task>> steps =
            [
                .. Warm.Run(1, 40, 12, box).Chunk(random.Next(1, 15)).Select(Func<Task> (part) => () => house.Thing(box).ObserveReadings([.. part])),
                () => house.Thing(box).WithdrawReadings([.. Warm.Run(first, count, 12, box)]),
                () => house.Thing(vial).Learn(new ObjectLife(3, LifeStage.Packed, At(0), null, box, [stay])),
                () => house.Thing(box).Hold(vial, [stay with { Name = vial }]),
            ];
            Func<Task>[] shuffled = [.. steps.OrderBy(_ => random.Next())];
            foreach (Func<Task> step in shuffled.Concat(shuffled.Where(_ => random.Next(4) == 0)))
            {
                await step().Soon();
            }

            await house.Thing(box).Flush().Soon();
            await house.Thing(vial).Flush().Soon();
            long[] expected = [.. Enumerable.Range(1, 40).Select(i => (long)i).Where(i => i < first || i >= first + count)];
            Assert.Equal(expected, house.Used(box).Select(reading => reading.Id.Sequence));
            Assert.Equal(expected.Where(i => i >= from && i < until), house.Used(vial).Select(reading => reading.Id.Sequence));
        }
    }

    [Fact]
    public async Task A_stay_that_was_taken_back_and_comes_again_brings_nothing_that_was_withdrawn_meanwhile()
    {
        await using TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await house.Thing("vial").Watch(Warm.Rules).Soon();
        var stay = new ContainerStay("box", At(0), null);
        await StayAsync(house, 1, stay);
        await house.TakeAsync(Warm.Run(1, 10, 12, "box"));
        await StayAsync(house, 2);
        await house.Thing("box").WithdrawReadings([.. Warm.Run(4, 3, 12, "box")]).Soon();
        await StayAsync(house, 3, stay);
        await house.Adapter.Checkpoint().Soon();
        await house.Thing("vial").Flush().Soon();
        Assert.Equal([1, 2, 3, 7, 8, 9, 10], house.Used("vial").Select(reading => reading.Id.Sequence));
    }

    private static async Task StayAsync(TwinHouse house, long asOf, params ContainerStay[] stays)
    {
        await house.Thing("vial").Learn(new ObjectLife(asOf, LifeStage.Packed, At(0), null, "box", [.. stays])).Soon();
        await house.Thing("box").Hold("vial", [.. stays.Select(stay => stay with { Name = "vial" })]).Soon();
    }
}
