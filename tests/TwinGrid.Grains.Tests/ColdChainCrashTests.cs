using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Facts;

namespace TwinGrid.Grains.Tests;

/// <summary>Crashes, repetitions and disorder on the way from the door to the log: no excursion is missed, none is told twice.</summary>
public class ColdChainCrashTests
{
    /// <summary>Two warm stretches with a silent hour and a half between them.</summary>
    private static readonly SensorRead[] Story =
    [
        .. Warm.Run(1, 12, 5), .. Warm.Run(13, 20, 12), .. Warm.Run(33, 12, 5), .. Warm.Run(63, 18, 11), .. Warm.Run(81, 12, 5),
    ];

    [Fact]
    public async Task Doubled_shuffled_and_a_tenth_missing_the_log_tells_what_the_whole_set_says()
    {
        var random = new Random(20260301);
        for (int round = 0; round < 4; round++)
        {
            await using TwinHouse house = await WatchedAsync();
            SensorRead[] kept = [.. Story.Where(read => read.Id.Sequence is 1 or 92 || random.Next(10) > 0)];
            SensorRead[] sent = [.. kept, .. kept.Where(_ => random.Next(3) == 0)];
            random.Shuffle(sent);
            foreach (SensorRead[] batch in sent.Chunk(1 + random.Next(17)))
            {
                await house.TakeAsync(batch);
                if (random.Next(5) == 0)
                {
                    await house.Adapter.Checkpoint().Soon();
                    await house.Cluster.DeactivateAsync(house.Thing("vial")).Soon();
                }
            }

            await house.Adapter.Checkpoint().Soon();
            Check(house, kept);
            Assert.Equal(2, house.Files("vial").Count(file => file.Excursion.Rule == "warm"));
            Assert.Single(house.Files("vial"), file => file.Excursion.Rule == "gap");
        }
    }

    [Fact]
    public async Task A_crash_after_any_durable_step_loses_and_doubles_nothing()
    {
        // Every durable write, in turn, is the last before the power goes: of journal, of states, of the log.
        for (int survived = 0; ; survived += 3)
        {
            await using TwinHouse house = await WatchedAsync();
            int left = survived;
            bool hasDied = false;
            bool Dies() => hasDied |= left-- <= 0;
            (house.Archive.Refuses, house.Storage.Refuses, house.Facts.Refuses) = (_ => Dies(), _ => Dies(), Dies);
            SensorRead[][] batches = [.. Story.Chunk(12)];
            int sent = 0;
            try
            {
                for (; sent < batches.Length; sent++)
                {
                    await house.TakeAsync(batches[sent]);
                    if (sent % 3 == 1)
                    {
                        await house.Adapter.Checkpoint().Soon();
                    }
                }
            }
            catch (Exception fault) when (Refused.IsByADouble(fault))
            {
                Assert.True(hasDied);
            }

            await using TwinHouse again = await house.AfterCrashAsync();
            foreach (SensorRead[] batch in batches[sent..])
            {
                await again.TakeAsync(batch);
            }

            await again.Adapter.Checkpoint().Soon();
            Check(again, Story);
            if (!hasDied)
            {
                Assert.True(survived > 10);
                return;
            }
        }
    }

    [Fact]
    public async Task What_could_not_be_appended_is_appended_by_the_next_call_without_a_restart()
    {
        await using TwinHouse house = await WatchedAsync();
        house.Facts.Refuses = () => true;
        await Refused.ByADoubleAsync(() => house.TakeAsync(Warm.Run(1, 20, 12)));
        Assert.Empty(house.Told("vial"));
        house.Facts.Refuses = () => false;
        await house.TakeAsync(Warm.Read(21, 12));
        Assert.Equal(["started"], house.Told("vial"));
    }

    [Fact]
    public async Task What_could_not_be_stored_is_not_told_and_both_are_done_by_the_next_call()
    {
        await using TwinHouse house = await WatchedAsync();
        house.Storage.Refuses = name => name.Contains("cold", StringComparison.Ordinal);
        await Refused.ByADoubleAsync(() => house.TakeAsync(Warm.Run(1, 20, 12)));
        Assert.Empty(house.Told("vial"));
        house.Storage.Refuses = _ => false;
        await house.TakeAsync(Warm.Read(21, 12));
        Assert.Equal(["started"], house.Told("vial"));
    }

    [Fact]
    public async Task Readings_without_news_are_not_stored_one_by_one()
    {
        await using TwinHouse house = await WatchedAsync();
        int writes = 0;
        house.Storage.Refuses = name =>
        {
            writes += name.Contains("cold", StringComparison.Ordinal) ? 1 : 0;
            return false;
        };
        for (int i = 1; i <= 50; i++)
        {
            await house.TakeAsync(Warm.Read(i, 5));
        }

        Assert.Equal(0, writes);
        await house.Adapter.Checkpoint().Soon();
        Assert.Equal(1, writes);
        Assert.Equal(50, house.Used("vial").Length);
    }

    private static async Task<TwinHouse> WatchedAsync()
    {
        TwinHouse house = await (await TwinHouse.StartAsync()).WiredAsync();
        await house.Thing("vial").Watch(Warm.Rules).Soon();
        return house;
    }

    /// <summary>The log against the monitor that sees the whole set at once.</summary>
    private static void Check(TwinHouse house, SensorRead[] kept)
    {
        Reading[] used = house.Used("vial");
        Assert.Equal(kept.Select(read => read.Id.Sequence), used.Select(reading => reading.Id.Sequence));
        ColdChainReport whole = ColdChainMonitor.Evaluate(AssignedRules.Of(Warm.Rules).Rules, used, Warm.Interval);
        Assert.Equal(whole.Excursions, house.Files("vial").Select(file => file.Excursion));
        string[] ids = [.. house.Facts.All.Select(fact => fact.Id)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        foreach (var thread in house.Facts.Of("vial", [.. ExcursionFacts.Kinds]).GroupBy(fact => fact.Thread))
        {
            Assert.Equal(thread.Count(), ExcursionLifeCycle.Fold(thread)!.Chapters);
            Assert.Equal(Enumerable.Range(0, thread.Count()), thread.Select(fact => System.Text.Json.JsonDocument.Parse(fact.Payload).RootElement.GetProperty("chapter").GetInt32()));
        }
    }
}
