using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Probing;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Localization;

public class RoomAccuracyTests
{
    private static readonly RoomOptions Demo = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_demonstration_room_meets_its_figures(bool knownNoise)
    {
        RoomFigures figures = RoomFigures.Of(Demo, firstSeed: 200, count: 20, knownNoise);

        Assert.True(figures.Median <= 0.0030, $"median {figures.Median}");
        Assert.True(figures.Ninety <= 0.0060, $"90 % {figures.Ninety}");
        Assert.True(figures.Largest < 0.03, $"a wrong integer: {figures.Largest}");
        Assert.True(figures.Declined <= 0.02 * figures.Tags, $"declined {figures.Declined}");
        Assert.True(figures.OverBound <= 1.15, $"over the bound {figures.OverBound}");
        Assert.InRange(figures.Coverage, 0.92, 0.98);
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(20, 100)]
    [InlineData(15, 50)]
    [InlineData(12, 50)]
    [InlineData(10, 100)]
    public void Other_densities_stay_at_the_bound_without_wrong_integers(int anchors, int tags)
    {
        RoomFigures figures = RoomFigures.Of(Demo with { AnchorCount = anchors, TagCount = tags }, firstSeed: 300, count: 4);

        Assert.True(figures.Largest < 0.03, $"a wrong integer: {figures.Largest}");
        Assert.True(figures.OverBound <= 1.2, $"over the bound {figures.OverBound}");
        Assert.True(figures.Declined <= 0.06 * figures.Tags, $"declined {figures.Declined} of {figures.Tags}");
    }

    [Fact]
    public void Hardly_any_anchors_and_tags_are_declined_rather_than_guessed()
    {
        RoomFigures figures = RoomFigures.Of(Demo with { AnchorCount = 10, TagCount = 20 }, firstSeed: 400, count: 6);

        Assert.True(figures.Declined > 0);
        Assert.True(figures.Largest < 0.03, $"a wrong integer: {figures.Largest}");
    }

    [Fact]
    public void A_box_with_anchors_at_three_heights_is_solved_in_space()
    {
        RoomFigures figures = RoomFigures.Of(RoomOptions.Box, firstSeed: 500, count: 4);

        Assert.True(figures.Largest < 0.04, $"a wrong integer: {figures.Largest}");
        Assert.True(figures.Declined <= 0.02 * figures.Tags, $"declined {figures.Declined}");
        Assert.True(figures.OverBound <= 1.15, $"over the bound {figures.OverBound}");
        Assert.InRange(figures.Coverage, 0.9, 0.99);
    }

    [Fact]
    public void A_larger_site_is_filled_from_its_edge_to_its_middle()
    {
        RoomOptions options = Demo with { Width = 10, Depth = 6, AnchorCount = 40, TagCount = 200 };

        RoomFigures figures = RoomFigures.Of(options, firstSeed: 900, count: 2);

        Assert.True(figures.Largest < 0.03, $"a wrong integer: {figures.Largest}");
        Assert.True(figures.OverBound <= 1.2, $"over the bound {figures.OverBound}");
        Assert.True(figures.Declined <= 0.02 * figures.Tags, $"declined {figures.Declined}");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void The_multipath_deviation_is_told_from_the_residuals(double degrees)
    {
        RoomFigures figures = RoomFigures.Of(Demo with { MultipathDeviation = degrees * Math.PI / 180 }, firstSeed: 600, count: 5, knownNoise: true);

        Assert.All(figures.SystematicDegrees, found => Assert.InRange(found, degrees - 0.8, degrees + 0.8));
        Assert.InRange(figures.Coverage, 0.9, 0.99);
    }

    [Fact]
    public void One_link_in_thirty_gone_wild_costs_little()
    {
        RoomFigures figures = RoomFigures.Of(Demo, firstSeed: 700, count: 5, change: (problem, seed) =>
        {
            var random = new SeededRandom(seed);
            return new LocalizationProblem(
                problem.Space,
                problem.Nodes,
                [.. problem.Links.Select(link => random.NextUniform() < 1.0 / 30 ? link with { Phase = random.NextUniform(0, Math.PI) } : link)]);
        });

        Assert.True(figures.Largest < 0.03, $"a wrong integer: {figures.Largest}");
        Assert.True(figures.OverBound <= 1.25, $"over the bound {figures.OverBound}");
        Assert.True(figures.Declined <= 0.02 * figures.Tags, $"declined {figures.Declined}");
    }

    [Fact]
    public void The_direct_form_is_more_accurate_than_the_published_raster()
    {
        SyntheticRoom room = RoomSynthesis.Create(Demo with { TagCount = 30 }, 800);
        LocalizationProblem problem = room.ToProblem();

        IReadOnlyList<TagEstimate> literal = LiteralLocalization.Solve(problem, new LiteralOptions { CellSize = 0.01 });
        LocalizationSolution direct = LocalizationSolver.Solve(problem);

        double Median(IEnumerable<TagEstimate> estimates)
        {
            double[] errors = [.. estimates.Skip(20).Where(e => e.IsLocated).Select(e => e.Position.DistanceTo(room.Positions[e.Node])).Order()];
            Assert.True(errors.Length >= 25, $"{errors.Length} located");
            return errors[errors.Length / 2];
        }

        double published = Median(literal), ours = Median(direct.Nodes);
        Assert.True(published < 0.008, $"the raster should do what was published, found {published}");
        Assert.True(ours < published, $"{ours} against {published}");
    }

    [Fact]
    public void The_raster_refuses_space() =>
        Assert.Throws<ArgumentException>(() => LiteralLocalization.Solve(RoomSynthesis.Create(RoomOptions.Box, 1).ToProblem(ProbeMethod.Linear)));
}
