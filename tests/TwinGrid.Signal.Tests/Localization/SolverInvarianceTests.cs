using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Localization;

public class SolverInvarianceTests
{
    private static readonly LocalizationProblem Problem = RoomSynthesis.Create(new RoomOptions { TagCount = 25 }, 11).ToProblem();
    private static readonly LocalizationSolution Solution = LocalizationSolver.Solve(Problem);

    [Fact]
    public void Solving_twice_gives_the_same_bits() => Assert.Equal(Solution.Nodes, LocalizationSolver.Solve(Problem).Nodes);

    [Fact]
    public void The_order_of_tags_and_links_and_the_ends_of_links_have_no_meaning()
    {
        var random = new SeededRandom(1);
        int count = Problem.Nodes.Count;
        int[] to = [.. Enumerable.Range(0, count).OrderBy(_ => random.NextUniform())];
        var nodes = new LocalizationNode[count];
        for (int i = 0; i < count; i++)
        {
            nodes[to[i]] = Problem.Nodes[i];
        }

        PhaseLink[] links = [.. Problem.Links
            .Select(link => random.NextUniform() < 0.5
                ? link with { First = to[link.First], Second = to[link.Second] }
                : link with { First = to[link.Second], Second = to[link.First] })
            .OrderBy(_ => random.NextUniform())];

        LocalizationSolution shuffled = LocalizationSolver.Solve(new LocalizationProblem(Problem.Space, nodes, links));

        AssertSame(i => shuffled.Nodes[to[i]], p => p, 1e-4);
    }

    [Fact]
    public void Whole_half_turns_of_a_phase_have_no_meaning()
    {
        PhaseLink[] links = [.. Problem.Links.Select((link, i) => link with { Phase = link.Phase + (i % 5 - 2) * Math.PI })];

        LocalizationSolution turned = LocalizationSolver.Solve(new LocalizationProblem(Problem.Space, Problem.Nodes, links));

        AssertSame(i => turned.Nodes[i], p => p, 1e-6);
    }

    [Theory]
    [InlineData(0, 103.5, -41.25)]
    [InlineData(90, 0, 0)]
    [InlineData(33, 2, 1)]
    public void Turning_and_shifting_the_room_turns_and_shifts_the_answer(double degrees, double shiftX, double shiftY)
    {
        double cosine = Math.Cos(degrees * Math.PI / 180), sine = Math.Sin(degrees * Math.PI / 180);
        Position Turn(Position p) => new(
            cosine * (p.X - 2) - sine * (p.Y - 2) + 2 + shiftX, sine * (p.X - 2) + cosine * (p.Y - 2) + 2 + shiftY, p.Z);

        // A turned square needs a larger box, which holds more places to confuse; both solutions get the same half-diagonal.
        double half = degrees % 90 == 0 ? 2 : 2 * Math.Sqrt(2);
        var centre = new Position(2 + shiftX, 2 + shiftY);
        var box = new SearchBox(new Position(centre.X - half, centre.Y - half), new Position(centre.X + half, centre.Y + half));
        var space = new LocalizationSpace(2, Problem.Space.Wavelength, box, Problem.Space.MaximumRange);
        LocalizationNode[] nodes = [.. Problem.Nodes.Select(n => n.IsAnchor ? LocalizationNode.Anchor(Turn(n.Position)) : n)];

        LocalizationSolution turned = LocalizationSolver.Solve(new LocalizationProblem(space, nodes, Problem.Links));

        AssertSame(i => turned.Nodes[i], Turn, 1e-4);
    }

    private static void AssertSame(Func<int, TagEstimate> other, Func<Position, Position> map, double tolerance)
    {
        foreach (TagEstimate estimate in Solution.Nodes)
        {
            TagEstimate found = other(estimate.Node);
            Assert.Equal(estimate.Status, found.Status);
            if (estimate.IsLocated)
            {
                Assert.True(found.Position.DistanceTo(map(estimate.Position)) < tolerance, $"node {estimate.Node}: {found.Position} against {map(estimate.Position)}");
                Assert.InRange(found.Covariance.DistanceDeviation, estimate.Covariance.DistanceDeviation * 0.99 - 1e-9, estimate.Covariance.DistanceDeviation * 1.01 + 1e-9);
            }
        }
    }
}
