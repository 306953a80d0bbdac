using TwinGrid.Grains.Objects;
using TwinGrid.Model;
using TwinGrid.Silo.Live;

namespace TwinGrid.Page.Tests;

/// <summary>The map in memory, without a browser.</summary>
public class LiveSiteTests
{
    private static readonly PositionCovariance Spread = new(0.0004, 0, 0.0001);

    [Fact]
    public void Whoever_follows_gets_the_newest_of_each_object_once()
    {
        var site = new LiveSite(10);
        site.Place("a", At(1), new Position(1, 1), Spread);
        site.Place("b", At(1), new Position(2, 2), Spread);
        LiveChanges first = site.ChangesSince(0, 0, 10);
        Assert.Equal(["a", "b"], first.Names);
        site.Place("a", At(2), new Position(3, 3), null);
        site.Place("a", At(3), new Position(4, 4), null);
        LiveChanges next = site.ChangesSince(first.Version, 2, 10);
        LivePoint only = Assert.Single(next.Points);
        Assert.Equal((0, 4.0, 4.0), (only.Id, only.X, only.Y));
        Assert.True(only.SemiMajor > 0.04);
        Assert.Empty(site.ChangesSince(next.Version, 2, 10).Points);
    }

    [Fact]
    public void Any_order_of_changes_leaves_every_object_once_in_the_order_of_change()
    {
        var random = new Random(3);
        var site = new LiveSite(50);
        var order = new List<int>();
        long seen = 0;
        var changed = new HashSet<int>();
        for (int i = 0; i < 2000; i++)
        {
            int id = random.Next(50);
            string name = FormattableString.Invariant($"tag-{id}");
            site.Place(name, At(i), new Position(i, 0), Spread);
            order.Remove(id);
            order.Insert(0, id);
            changed.Add(id);
            if (random.Next(7) == 0)
            {
                LiveChanges changes = site.ChangesSince(seen, 0, 50);
                Assert.Equal(order.Take(changed.Count).Select(tag => FormattableString.Invariant($"tag-{tag}")), changes.Points.Select(point => changes.Names[point.Id]));
                seen = changes.Version;
                changed.Clear();
            }
        }
    }

    [Fact]
    public void An_object_that_antennas_hear_is_shown_at_the_antenna_unless_it_is_located()
    {
        var site = new LiveSite(10);
        site.Apply(new ObjectArrived("a", At(1), "room/dock", new Position(7, 8), 1));
        Assert.Equal((7.0, 8.0, true, true, "room/dock"), (site.Find("a")!.Value.X, site.Find("a")!.Value.Y, site.Find("a")!.Value.IsPlaced, site.Find("a")!.Value.IsHeard, site.PlaceOf("a")));
        site.Apply(new ObjectLocated("a", At(2), new Position(1, 1), Spread));
        site.Apply(new ObjectArrived("a", At(3), "room/shelf", new Position(9, 9), 2));
        Assert.False(site.Apply(new ObjectLeft("a", At(3), "room/dock", At(1), 1)));
        Assert.Equal((1.0, "room/shelf"), (site.Find("a")!.Value.X, site.PlaceOf("a")));
        Assert.True(site.Apply(new ObjectLeft("a", At(4), "room/shelf", At(3), 2)));
        Assert.Equal((false, null), (site.Find("a")!.Value.IsHeard, site.PlaceOf("a")));
    }

    [Fact]
    public void A_fact_older_than_what_is_known_changes_nothing()
    {
        var site = new LiveSite(10);
        site.Apply(new ObjectLocated("a", At(5), new Position(1, 1), Spread));
        Assert.False(site.Apply(new ObjectMoved("a", At(4), new Position(1, 1), new Position(2, 2))));
        Assert.True(site.Apply(new ObjectLost("a", At(6), LocationStatus.Ambiguous)));
        LivePoint point = site.Find("a")!.Value;
        Assert.Equal((1.0, LocationStatus.Ambiguous, true), (point.X, point.Status, point.IsPlaced));
    }

    [Fact]
    public void A_stage_of_life_is_read_from_its_fact_and_what_can_t_be_read_changes_nothing()
    {
        var site = new LiveSite(10);
        Assert.True(site.Apply(new ObjectRecorded("a", At(1), "life-stage-changed", null, """{"from":"shipped","to":"in-transit","place":null}""")));
        Assert.False(site.Apply(new ObjectRecorded("a", At(2), "readings-used", null, "{}")));
        Assert.Equal((LifeStage.InTransit, false), (site.Find("a")!.Value.Stage, site.Find("a")!.Value.IsPlaced));
    }

    [Fact]
    public void A_full_site_refuses_new_objects_and_counts_them()
    {
        var site = new LiveSite(2);
        foreach (string name in new[] { "a", "b", "c", "a" })
        {
            site.Place(name, At(1), default, Spread);
        }

        Assert.Equal((2, 1L), (site.ChangesSince(0, 0, 10).Total, site.Refused));
    }

    [Fact]
    public void A_point_on_the_wire_is_twenty_bytes_little_endian()
    {
        byte[] bytes = new byte[LivePoint.Size];
        new LivePoint(258, -1.5, 2.25, 0.3, 100, -Math.PI / 2, LocationStatus.Ambiguous, true, LifeStage.Stored).Write(bytes);
        Assert.Equal("02010000" + "24FAFFFF" + "CA080000" + "2C01" + "FFFF" + "00C0" + "62" + "01", Convert.ToHexString(bytes));
    }

    private static DateTimeOffset At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);
}
