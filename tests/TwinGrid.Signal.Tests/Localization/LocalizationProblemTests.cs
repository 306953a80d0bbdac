using TwinGrid.Model;
using TwinGrid.Signal.Localization;

namespace TwinGrid.Signal.Tests.Localization;

public class LocalizationProblemTests
{
    private static readonly LocalizationNode[] Nodes = [LocalizationNode.Anchor(new Position(0, 0)), LocalizationNode.Tag()];

    [Theory]
    [InlineData(double.NaN, 0.1, "finite phase")]
    [InlineData(double.PositiveInfinity, 0.1, "finite phase")]
    [InlineData(1, double.NaN, "deviation above zero")]
    [InlineData(1, 0, "deviation above zero")]
    [InlineData(1, -0.1, "deviation above zero")]
    public void Numbers_that_are_none_are_refused_with_what_was_found(double phase, double deviation, string expected)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new LocalizationProblem(Scene.Plane, Nodes, [new PhaseLink(0, 1, phase, deviation)]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("found", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_without_node_or_twice_for_a_pair_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LocalizationProblem(Scene.Plane, Nodes, [new PhaseLink(0, 2, 1, 0.1)]));
        Assert.Throws<ArgumentException>(() => new LocalizationProblem(Scene.Plane, Nodes, [new PhaseLink(-1, 1, 1, 0.1)]));
        Assert.Throws<ArgumentException>(() => new LocalizationProblem(Scene.Plane, Nodes, [new PhaseLink(1, 1, 1, 0.1)]));
        Assert.Throws<ArgumentException>(() => new LocalizationProblem(Scene.Plane, Nodes, [new PhaseLink(0, 1, 1, 0.1), new PhaseLink(1, 0, 1, 0.1)]));
        Assert.Throws<ArgumentException>(() => new LocalizationProblem(Scene.Plane, Nodes, [new PhaseLink(0, 1, 1, 0.1, SystematicDeviation: -1)]));
    }

    [Fact]
    public void A_node_at_nan_is_refused() =>
        Assert.Throws<ArgumentException>(() => new LocalizationProblem(Scene.Plane, [LocalizationNode.Anchor(new Position(double.NaN, 0))], []));

    [Fact]
    public void A_space_that_makes_no_sense_is_refused()
    {
        var box = new SearchBox(new Position(0, 0), new Position(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalizationSpace(4, 0.3, box, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalizationSpace(2, 0, box, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalizationSpace(2, 0.3, box, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalizationSpace(3, 0.3, box, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalizationSpace(2, 0.3, new SearchBox(box.High, box.Low), 2));
    }

    [Fact]
    public void An_option_out_of_range_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            LocalizationSolver.Solve(new LocalizationProblem(Scene.Plane, Nodes, []), new LocalizationOptions { OutlierShare = 0 }));
}
