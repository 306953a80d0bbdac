using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Localization;

public class DeclineTests
{
    private const double Deviation = 0.06;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Too_few_links_are_declined_as_such(int links)
    {
        TagEstimate estimate = Solve(Scene.Star(Scene.Ring[..links], new Position(1.2, 1.4), Deviation, 1));

        Assert.Equal(LocationStatus.TooFewLinks, estimate.Status);
        Assert.Equal(1, estimate.AmbiguityRatio);
        Assert.True(double.IsNaN(estimate.Position.X));
    }

    [Fact]
    public void Anchors_on_a_line_leave_a_mirror_image_and_the_tag_is_declined()
    {
        Position[] line = [.. Enumerable.Range(0, 8).Select(i => new Position(0.2 + 0.35 * i, 1.5))];

        TagEstimate estimate = Solve(Scene.Star(line, new Position(1.3, 2.1), Deviation, 2));

        Assert.Equal(LocationStatus.Ambiguous, estimate.Status);
        Assert.True(estimate.AmbiguityRatio > 0.5);
    }

    [Fact]
    public void The_same_line_on_the_wall_leaves_no_mirror_image_inside()
    {
        Position[] line = [.. Enumerable.Range(0, 9).Select(i => new Position(0.35 * i, 0))];
        var truth = new Position(1.3, 0.9);

        TagEstimate estimate = Solve(Scene.Star(line, truth, Deviation, 2));

        Assert.Equal(LocationStatus.Located, estimate.Status);
        Assert.True(estimate.Position.DistanceTo(truth) < 0.02);
    }

    [Fact]
    public void Contradicting_links_are_declined_as_inconsistent()
    {
        var random = new SeededRandom(4);
        LocalizationProblem sound = Scene.Star(Scene.Ring, new Position(1.3, 1.2), Deviation, 3);
        PhaseLink[] nonsense = [.. sound.Links.Select(link => link with { Phase = random.NextUniform(0, Math.PI) })];

        TagEstimate estimate = Solve(new LocalizationProblem(sound.Space, sound.Nodes, nonsense));

        Assert.Equal(LocationStatus.Inconsistent, estimate.Status);
    }

    [Fact]
    public void Links_that_no_single_place_can_reach_are_inconsistent()
    {
        var space = new LocalizationSpace(2, Scene.Wavelength, new SearchBox(new Position(0, 0), new Position(10, 10)), 2);
        Position[] corners = [new(0, 0), new(10, 0), new(10, 10), new(0, 10)];
        List<LocalizationNode> nodes = [.. corners.Select(LocalizationNode.Anchor), LocalizationNode.Tag()];

        TagEstimate estimate = Solve(new LocalizationProblem(space, nodes, [.. corners.Select((_, i) => new PhaseLink(i, 4, 1, Deviation))]));

        Assert.Equal(LocationStatus.Inconsistent, estimate.Status);
    }

    [Fact]
    public void Tags_linked_only_to_each_other_are_declined_and_harm_nobody()
    {
        LocalizationProblem room = RoomSynthesis.Create(new RoomOptions { TagCount = 25 }, 12).ToProblem();
        int count = room.Nodes.Count;
        List<LocalizationNode> nodes = [.. room.Nodes, .. Enumerable.Repeat(LocalizationNode.Tag(), 6)];
        List<PhaseLink> links = [.. room.Links];
        for (int a = 0; a < 6; a++)
        {
            for (int b = a + 1; b < 6; b++)
            {
                links.Add(new PhaseLink(count + a, count + b, 0.3 * a + 0.1 * b, Deviation));
            }
        }

        LocalizationSolution alone = LocalizationSolver.Solve(room);
        LocalizationSolution together = LocalizationSolver.Solve(new LocalizationProblem(room.Space, nodes, links));

        Assert.All(together.Nodes.Skip(count), e => Assert.Equal(LocationStatus.TooFewLinks, e.Status));
        Assert.Equal(alone.Nodes, together.Nodes.Take(count));
        Assert.All(together.NormalizedResiduals[^15..].ToArray(), z => Assert.True(double.IsNaN(z)));
    }

    [Fact]
    public void Without_anchors_nothing_is_located()
    {
        LocalizationProblem room = RoomSynthesis.Create(new RoomOptions { TagCount = 25 }, 12).ToProblem();

        LocalizationSolution solution = LocalizationSolver.Solve(
            new LocalizationProblem(room.Space, [.. room.Nodes.Select(_ => LocalizationNode.Tag())], room.Links));

        Assert.All(solution.Nodes, e => Assert.Equal(LocationStatus.TooFewLinks, e.Status));
        Assert.True(solution.Converged);
    }

    private static TagEstimate Solve(LocalizationProblem problem) => LocalizationSolver.Solve(problem).Nodes[^1];
}
