using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Simulation.Tests.Capacity;

public class SensitivityTests
{
    private static readonly PlanInputs Shop = new(Examples.Shop, Examples.Costs, Examples.Prices);

    [Fact]
    public void Each_input_alone_is_changed_by_half_and_the_widest_comes_first()
    {
        IReadOnlyList<Sensitivity> found = Sensitivity.Of(Shop);
        Assert.Equal(found.Select(one => one.Span).OrderDescending(), found.Select(one => one.Span));
        double cost = CapacityPlan.From(Shop)[CapacityPlan.Cost], disk = CapacityPlan.From(Shop)["storage a month"];
        Sensitivity price = found.Single(one => one.Input == "disk_gb_month");
        Assert.Equal(cost - (disk / 2), price.Low, 9);
        Assert.Equal(cost + (disk / 2), price.High, 9);
        Assert.Equal(0.1, price.Value);
    }

    [Fact]
    public void What_does_not_change_the_cost_is_left_out()
    {
        string[] inputs = [.. Sensitivity.Of(Shop).Select(one => one.Input)];
        Assert.DoesNotContain("neighbours", inputs);
        Assert.DoesNotContain("hop_wire_bytes", inputs);
        Assert.Contains("event_storage_bytes", inputs);
        Assert.Contains("reads_a_tag_a_day.track", inputs);
    }

    [Fact]
    public void What_would_leave_its_range_is_held_at_its_end()
    {
        Sensitivity share = Sensitivity.Of(Shop with { Deployment = Examples.Shop with { ResidentShare = 0.8 } }).Single(one => one.Input == "resident_share");
        Assert.Equal(CapacityPlan.From(Examples.Shop with { ResidentShare = 1 }, Examples.Costs, Examples.Prices)[CapacityPlan.Cost], share.High);
    }

    [Fact]
    public void Decades_grow_in_all_that_grows_with_things()
    {
        IReadOnlyList<SizePoint> decades = SizePoint.Decades(Shop, 3, 12);
        Assert.Equal(Enumerable.Range(3, 10).Select(decade => Math.Pow(10, decade)), decades.Select(point => point.Objects));
        Assert.Equal(Examples.Plan()[CapacityPlan.Cost], decades[3].Plan[CapacityPlan.Cost], 9);
        Assert.All(decades.Zip(decades.Skip(1)), pair => Assert.InRange(pair.Second.Plan[CapacityPlan.Cost] / pair.First.Plan[CapacityPlan.Cost], 1, 11));
    }
}
