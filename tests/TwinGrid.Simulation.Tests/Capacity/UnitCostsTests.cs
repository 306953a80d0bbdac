using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Simulation.Tests.Capacity;

public class UnitCostsTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var law = ScalingLaw.FitLine([new(1000, 21_000), new(3000, 61_000), new(10_000, 201_000)]);
        UnitCost[] costs = [.. Examples.Costs.All.Select(cost => cost.Name == CostNames.TwinMemory ? cost with { Law = law } : cost)];
        var written = new UnitCosts(Examples.Measurement, costs, [new CheckRow("bytes", "bytes", 10_000, 100_000, 2e9, 1.9e9)]);
        string json = written.ToJson();
        var read = UnitCosts.Parse(json);
        Assert.Equal(json, read.ToJson());
        Assert.Equal(Examples.Measurement, read.Measurement);
        Assert.Equal(law.Points, read[CostNames.TwinMemory].Law!.Points);
        Assert.Equal(written.Check, read.Check);
        Assert.Contains("\"basis\": \"measured\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2e9, 1.9e9, 0.0526, true)]
    [InlineData(1e9, 1.25e9, -0.2, false)]
    public void The_deviation_is_a_share_of_what_was_measured(double predicted, double measured, double deviation, bool isReached)
    {
        var row = new CheckRow("bytes", "bytes", 1, 10, predicted, measured);
        Assert.Equal(deviation, row.Deviation, 4);
        Assert.Equal(isReached, row.IsReached);
    }

    [Theory]
    [InlineData("[]", "expected unit costs")]
    [InlineData("{}", "expected the members measurement and costs")]
    [InlineData("null", "expected an object")]
    [InlineData("""{"measurement":{"command":"c","date":"d","cores":2,"engine":"e","runtime":"r","repeats":3},"costs":[]}""", "without first_visit_processor_us")]
    [InlineData("""{"measurement":{},"costs":[{"name":"speed","value":1,"unit":"","basis":"measured","how":""}]}""", "found speed = 1")]
    [InlineData("""{"measurement":{},"costs":[{"name":"twin_memory_bytes","value":-1,"unit":"","basis":"measured","how":""}]}""", "found twin_memory_bytes = -1")]
    [InlineData("""{"measurement":{},"costs":[{"name":"twin_memory_bytes","value":1,"unit":"","basis":"guessed","how":""}]}""", "$.costs[0].basis")]
    public void What_is_no_file_of_costs_is_refused_with_its_place(string json, string told) =>
        Assert.Contains(told, Assert.Throws<FormatException>(() => UnitCosts.Parse(json)).Message, StringComparison.Ordinal);
}
