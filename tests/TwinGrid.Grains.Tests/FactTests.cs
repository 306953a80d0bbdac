using TwinGrid.Grains.Regions;
using TwinGrid.Grains.Tests.Support;
using TwinGrid.Model;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Grains.Tests;

/// <summary>What happens to places reaches the log once, whatever fails on the way.</summary>
public class FactTests
{
    private static TagLocation Located(double seconds) =>
        new("tag", LocationStatus.Located, new Position(1, 2.5), new PositionCovariance(0.01, 0, 0.02), 5, Measured.At(seconds));

    private static TagLocation Lost(double seconds) => TagLocation.Of("tag", LocationStatus.TooFewLinks, default, default, 0, Measured.At(seconds));

    [Fact]
    public async Task Places_are_told_with_these_bytes()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        await house.Thing("crate").Observe(Located(1)).Soon();
        await house.Thing("crate").Observe(Located(1)).Soon();
        await house.Thing("crate").Observe(Lost(2)).Soon();
        Assert.Equal(
            [
                ("object-located", """{"position":{"x":1,"y":2.5,"z":0},"covariance":{"xx":0.01,"xy":0,"yy":0.02,"xz":0,"yz":0,"zz":0}}"""),
                ("object-lost", """{"status":"too-few-links"}"""),
            ],
            house.Facts.Of("crate").Select(fact => (fact.Kind, fact.Payload)));
        Assert.All(house.Facts.Of("crate"), fact => Assert.Equal((TwinHouse.Site, null), (fact.Site, fact.Thread)));
    }

    [Fact]
    public async Task A_fact_that_the_log_refused_is_told_after_a_crash_and_by_the_next_call()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        house.Facts.Refuses = () => true;
        await Refused.ByADoubleAsync(() => house.Thing("crate").Observe(Located(1)).Soon());
        await using TwinHouse again = await house.AfterCrashAsync();
        await again.Thing("crate").Snapshot().Soon();
        FactRecord told = Assert.Single(again.Facts.Of("crate"));

        house.Facts.Refuses = () => false;
        await house.Thing("crate").Observe(Located(1)).Soon();
        Assert.Equal(told, Assert.Single(house.Facts.Of("crate")));
    }

    [Fact]
    public async Task A_crash_behind_the_log_doubles_nothing()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        await house.Thing("crate").Observe(Located(1)).Soon();
        await using TwinHouse again = await house.AfterCrashAsync();
        await again.Thing("crate").Observe(Located(1)).Soon();
        Assert.Single(again.Facts.Of("crate"));
        Assert.True(again.Facts.Appends > 1, "the pending fact was expected to be appended again");
    }

    [Fact]
    public async Task A_location_without_news_costs_no_append()
    {
        await using TwinHouse house = await TwinHouse.StartAsync();
        for (int i = 1; i <= 20; i++)
        {
            await house.Thing("crate").Observe(Located(i)).Soon();
        }

        Assert.Equal(1, house.Facts.Appends);
    }
}
