using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Simulation.Tests.Capacity;

public class CapacityPlanTests
{
    /// <summary>Each row worked out from the round numbers of <see cref="Examples"/>.</summary>
    [Theory]
    [InlineData("things", 1e6)]
    [InlineData("tags", 2e6)]
    [InlineData("new things a day", 1e4)]
    [InlineData("observations a second", 34e6 / 86_400)] // 2e6 × (8 + 4 + 2) + 1e6 × 6
    [InlineData("events a second", 3e6 / 86_400)]
    [InlineData("first visits", 10 / 86_400.0)] // 1e4 × 1 ms
    [InlineData("later visits", 495 / 86_400.0)] // 0.99e6 × 0.5 ms
    [InlineData("reads without phase", 320 / 86_400.0)] // 16e6 × 20 µs
    [InlineData("reads with phase", 320 / 86_400.0)] // 8e6 × 40 µs
    [InlineData("probes", 40 / 86_400.0)] // 4e6 × 10 µs
    [InlineData("sensor readings", 300 / 86_400.0)] // 6e6 × 50 µs
    [InlineData("events", 300 / 86_400.0)] // 3e6 × 100 µs
    [InlineData("queries", 172.8 / 86_400.0)] // 864 000 × 200 µs
    [InlineData("cores busy on average", 1957.8 / 86_400)]
    [InlineData("cores to provide", 8 * 1957.8 / 86_400)] // × 4 / 0.5
    [InlineData("things and their tags", 2)] // 2e6 × 0.1 × 10 kB
    [InlineData("regions, readers, anchors", 0.01)] // 1000 × 10 kB
    [InlineData("their recent observations", 20.48)] // 2e5 × 1024 × 100 bytes: 17 a day for 100 days are more than the window holds
    [InlineData("memory to provide", 45.08)] // 22.49 × 2 + 0.1
    [InlineData("silos", 1)] // 0.18 cores of 2
    [InlineData("histories a day", 0.86)] // 24e6 × 25 + 4e6 × 50 + 6e6 × 10 bytes
    [InlineData("states of new things a day", 0.02)] // 1e4 × 2 kB
    [InlineData("facts of later visits a day", 0.792)] // 0.99e6 × 800
    [InlineData("events a day", 2.1)] // 3e6 × 700
    [InlineData("stored a day, with copies", 11.316)] // 3.772 × 3
    [InlineData("stored after retention, with copies", 3 * (2 + 8.6 + 582.4))] // living 2, histories 10 days, 2.912 × 200 days
    [InlineData("in from readers and partners a day", 3.88)] // 34e6 × 70 + 3e6 × 500
    [InlineData("between silos a day", 0)]
    [InlineData("answers a day", 3.456)] // 864 000 × 4 kB
    [InlineData("network a day", 7.336)]
    [InlineData("network at the busiest time", 7.336e9 * 8 * 4 / 86_400 / 1e6)]
    [InlineData("cores a month", 8 * 1957.8 / 86_400 * 0.05 * 730)]
    [InlineData("memory a month", 135.24)]
    [InlineData("storage a month", 177.9)]
    [InlineData("network a month", 7.336 * 0.05 * 365 / 12)]
    public void Every_row_is_what_a_hand_computes(string row, double expected) =>
        Assert.Equal(expected, Examples.Plan()[row], Math.Abs(expected) * 1e-9);

    [Fact]
    public void The_cost_is_the_sum_of_its_parts()
    {
        CapacityPlan plan = Examples.Plan();
        double parts = plan["cores a month"] + plan["memory a month"] + plan["storage a month"] + plan["network a month"];
        Assert.Equal(parts, plan[CapacityPlan.Cost], 9);
        Assert.Equal(parts * 12 / 1e6, plan["cost of a thing a year"], 12);
    }

    [Theory]
    [InlineData(10, 170)]
    [InlineData(60, 1020)]
    [InlineData(61, 1024)]
    public void A_tag_remembers_its_life_or_what_the_window_holds(double days, double remembered) =>
        Assert.Equal(2e5 * remembered * 100 / 1e9, Examples.Plan(Examples.Shop with { LifeDays = days })["their recent observations"], 9);

    [Theory]
    [InlineData(1, 2, 64, 1)]
    [InlineData(100, 1, 8192, 19)] // 18.1 cores of 1
    [InlineData(100, 16, 64, 71)] // 4498 GB of 63.9
    [InlineData(100, 1024, 8192, 1)]
    public void Silos_are_as_many_as_cores_or_memory_need(double times, double cores, double memory, double expected)
    {
        Deployment large = Scaled(Examples.Shop, times) with { SiloCores = cores, SiloMemoryGigabytes = memory };
        CapacityPlan plan = Examples.Plan(large);
        Assert.Equal(expected, plan[CapacityPlan.Silos]);
        Assert.Equal(34e6 * times * 120 * 3 * (1 - 1 / expected) / 1e9, plan["between silos a day"], 6);
    }

    [Fact]
    public void Twice_the_deployment_needs_twice_of_all_but_whole_silos_and_a_tag_s_energy()
    {
        Deployment shop = Examples.Shop with { SiloMemoryGigabytes = 1000 };
        CapacityPlan one = Examples.Plan(shop), two = Examples.Plan(Scaled(shop, 2));
        string[] own = [CapacityPlan.Silos, CapacityPlan.Memory, "memory a month", CapacityPlan.Cost, "cost of a thing a year"];
        Assert.All(one.Rows.Zip(two.Rows), pair => Assert.Equal(
            own.Contains(pair.First.Name) ? pair.Second.Value : pair.First.Value * (pair.First.Part == PlanPart.Energy ? 1 : 2), pair.Second.Value, 1e-9 * pair.Second.Value));
        Assert.Equal(2 * (one[CapacityPlan.Memory] - 0.1), two[CapacityPlan.Memory] - 0.1, 9);
    }

    [Fact]
    public void The_cost_goes_one_way_with_every_input()
    {
        // Of a shorter life both follow: more beginnings, and less to remember.
        string[] falling = ["utilisation", "silo.cores", "silo.memory_gb"], idle = ["localizations_a_day", "neighbours"];
        Assert.All(DeploymentParameters.All.Where(parameter => parameter.Key != "life_days"), parameter =>
        {
            double value = parameter.Get(Examples.Shop);
            double[] costs = [.. new[] { 0.5, 0.8, 1, 1.3, 1.9 }.Select(factor =>
                Examples.Plan(parameter.With(Examples.Shop, Math.Clamp(value * factor, parameter.Least, parameter.Most)))[CapacityPlan.Cost])];
            double[] expected = [.. falling.Contains(parameter.Key) ? costs.OrderDescending() : costs.Order()];
            Assert.Equal(expected, costs);
            Assert.Equal(!idle.Contains(parameter.Key) && parameter.Key != "silo.cores", costs[0] != costs[^1]);
        });
    }

    [Fact]
    public void Rows_are_measured_until_something_in_them_is_assumed()
    {
        CapacityPlan plan = Examples.Plan();
        PlanRow reads = Row(plan, "reads without phase"), traffic = Row(plan, "network a day");
        Assert.Equal((Basis.Measured, Basis.Assumed), (reads.Basis, traffic.Basis));
        Assert.Equal(["measured: door_read_processor_us 20 µs ± 2 %, in a test (bench capacity, 2 cores, embedded engine, 2026-01-31, median of 3)"], reads.Because);
        Assert.Contains("assumed: observation_wire_bytes 70 bytes, as LLRP has it", traffic.Because);
        Assert.Contains("given: core_hour 0.05, an offer", Row(plan, "cores a month").Because);

        PlanRow left = Row(Examples.Plan(Examples.Shop with { Defaulted = new HashSet<string> { "reads_a_tag_a_day.door" } }), "reads without phase");
        Assert.Equal(Basis.Assumed, left.Basis);
        Assert.Contains("assumed: reads_a_tag_a_day.door 8, the default: ten reads a visit", left.Because);

        PlanRow said = Row(Examples.Plan(Examples.Shop with { Sources = new Dictionary<string, string> { ["tags_an_object"] = "assumed: one on each side", ["objects"] = "stock list" } }), "tags");
        Assert.Equal(["assumed: tags_an_object 2, one on each side"], said.Because);
    }

    [Fact]
    public void Every_row_has_a_formula_and_every_assumed_row_a_reason()
    {
        PlanRow[] rows = [.. Examples.Plan(Scaled(Examples.Shop, 1e4)).Rows];
        Assert.Equal(rows.Length, rows.Select(row => row.Name).Distinct().Count());
        Assert.All(rows, row => Assert.True(row.Formula.Length > 0 && double.IsFinite(row.Value), row.Name));
        Assert.All(rows, row => Assert.Equal(row.Basis == Basis.Assumed, row.Because.Any(reason => reason.StartsWith("assumed: ", StringComparison.Ordinal))));
        Assert.Contains(Row(Examples.Plan(Scaled(Examples.Shop, 1e4)), CapacityPlan.Silos).Because, reason => reason.Contains("Orleans", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.5, "objects: expected a number from 1 to 1000000000000000, found 0.5")]
    [InlineData(double.NaN, "objects: expected a number from 1 to 1000000000000000, found NaN")]
    public void A_number_out_of_its_range_is_refused_by_its_key(double objects, string told) =>
        Assert.Contains(told, Assert.Throws<ArgumentException>(() => Examples.Plan(Examples.Shop with { Objects = objects })).Message, StringComparison.Ordinal);

    private static PlanRow Row(CapacityPlan plan, string name) => plan.Rows.Single(row => row.Name == name);

    private static Deployment Scaled(Deployment one, double factor) => one with
    {
        Objects = one.Objects * factor,
        Regions = one.Regions * factor,
        Readers = one.Readers * factor,
        Anchors = one.Anchors * factor,
        QueriesPerSecond = one.QueriesPerSecond * factor,
    };
}
