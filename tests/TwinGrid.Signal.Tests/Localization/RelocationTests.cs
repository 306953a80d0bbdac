using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Localization;

public class RelocationTests
{
    private static readonly SyntheticRoom Room = RoomSynthesis.Create(new RoomOptions(), 31);

    // The tag nearest to the middle, so that every move of these tests ends inside the room.
    private static readonly int Tag = Enumerable.Range(20, 50).MinBy(i => Room.Positions[i].DistanceTo(new Position(2, 2)));
    private static readonly LocalizationProblem Problem = Room.ToProblem();
    private static readonly LocalizationSolution Solution = LocalizationSolver.Solve(Problem);

    [Theory]
    [InlineData(0.01, 0)]
    [InlineData(0.03, 0.04)]
    [InlineData(-0.15, 0.1)]
    [InlineData(0.6, 0.7)]
    [InlineData(-0.9, -0.4)]
    public void A_moved_tag_is_found_again_from_its_new_links(double x, double y)
    {
        Position moved = new(Room.Positions[Tag].X + x, Room.Positions[Tag].Y + y);

        TagEstimate estimate = Relocation.Relocate(Problem, Solution, Tag, Links(moved, 1));

        Assert.Equal(LocationStatus.Located, estimate.Status);
        Assert.True(estimate.Position.DistanceTo(moved) < 0.012, $"error {estimate.Position.DistanceTo(moved)}");
        Assert.True(estimate.Covariance.HorizontalMahalanobisSquared(estimate.Position.X - moved.X, estimate.Position.Y - moved.Y) < 13.8);
    }

    [Fact]
    public void A_known_largest_move_settles_what_four_links_alone_would_not()
    {
        Position moved = new(Room.Positions[Tag].X + 0.01, Room.Positions[Tag].Y - 0.01);
        PhaseLink[] few = [.. Links(moved, 2).Take(4)];

        TagEstimate free = Relocation.Relocate(Problem, Solution, Tag, few);
        TagEstimate bounded = Relocation.Relocate(Problem, Solution, Tag, few, largestMove: 0.04);

        Assert.Equal(LocationStatus.Ambiguous, free.Status);
        Assert.Equal(LocationStatus.Located, bounded.Status);
        Assert.True(bounded.Position.DistanceTo(moved) < 0.02);
    }

    [Fact]
    public void Too_few_new_links_are_declined() =>
        Assert.Equal(LocationStatus.TooFewLinks, Relocation.Relocate(Problem, Solution, Tag, Links(Room.Positions[Tag], 3)[..3]).Status);

    [Fact]
    public void The_solution_is_left_as_it_was()
    {
        TagEstimate[] before = [.. Solution.Nodes];

        Relocation.Relocate(Problem, Solution, Tag, Links(new Position(1, 1), 4));

        Assert.Equal(before, Solution.Nodes);
    }

    [Fact]
    public void Links_of_others_anchors_and_nan_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Relocation.Relocate(Problem, Solution, Tag, [new PhaseLink(1, 2, 1, 0.1)]));
        Assert.Throws<ArgumentException>(() => Relocation.Relocate(Problem, Solution, 3, []));
        Assert.Throws<ArgumentException>(() => Relocation.Relocate(Problem, Solution, 999, []));
        Assert.Throws<ArgumentException>(() => Relocation.Relocate(Problem, Solution, Tag, [new PhaseLink(1, Tag, double.NaN, 0.1)]));
        Assert.Throws<ArgumentException>(() => Relocation.Relocate(Problem, Solution, Tag, [], largestMove: 0));
    }

    private static PhaseLink[] Links(Position moved, ulong seed)
    {
        var random = new SeededRandom(seed);
        var links = new List<PhaseLink>();
        for (int other = 0; other < Room.Positions.Count; other++)
        {
            double distance = Room.Positions[other].DistanceTo(moved);
            if (other != Tag && distance < 2 && distance > 0.1)
            {
                double noise = Room.Options.PhaseNoiseAt(distance);
                double error = noise * random.NextGaussian() + Room.Options.MultipathDeviation * random.NextGaussian();
                links.Add(new PhaseLink(other, Tag, 2 * Math.PI * distance / Room.Space.Wavelength + error, noise));
            }
        }

        return [.. links];
    }
}
