using MathNet.Numerics.LinearAlgebra;
using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Localization;

public class CovarianceTests
{
    [Fact]
    public void Stated_covariance_of_one_tag_matches_a_monte_carlo()
    {
        var truth = new Position(1.1, 0.8);
        Position[] anchors = [.. Scene.Ring, new(0.7, 1.9), new(1.9, 0.6), new(2.2, 1.8), new(0.9, 0.3)];
        const int Draws = 1500;
        double xx = 0, xy = 0, yy = 0;
        PositionCovariance stated = default;
        for (ulong seed = 1; seed <= Draws; seed++)
        {
            TagEstimate estimate = LocalizationSolver.Solve(Scene.Star(anchors, truth, 0.08, seed)).Nodes[^1];
            Assert.True(estimate.IsLocated);
            double x = estimate.Position.X - truth.X, y = estimate.Position.Y - truth.Y;
            (xx, xy, yy) = (xx + x * x / Draws, xy + x * y / Draws, yy + y * y / Draws);
            stated = estimate.Covariance;
        }

        Assert.InRange(stated.XX / xx, 0.88, 1.12);
        Assert.InRange(stated.YY / yy, 0.88, 1.12);
        Assert.InRange((stated.XY - xy) / Math.Sqrt(xx * yy), -0.1, 0.1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_bound_is_the_inverse_of_a_numerical_fisher_matrix(bool inSpace)
    {
        RoomOptions options = inSpace ? RoomOptions.Box with { TagCount = 12 } : new RoomOptions { TagCount = 12 };
        SyntheticRoom room = RoomSynthesis.Create(options, 21);
        LocalizationProblem problem = room.ToProblem();
        const double Systematic = 0.08;
        int dimensions = problem.Space.Dimensions, first = options.AnchorCount;
        Matrix<double> fisher = Matrix<double>.Build.Dense(12 * dimensions, 12 * dimensions);
        foreach (PhaseLink link in problem.Links)
        {
            Vector<double> gradient = Vector<double>.Build.Dense(fisher.RowCount, u => Derivative(room, link, first + u / dimensions, u % dimensions));
            fisher += gradient.OuterProduct(gradient) / (link.PhaseDeviation * link.PhaseDeviation + Systematic * Systematic);
        }

        Matrix<double> expected = fisher.Inverse();
        IReadOnlyList<PositionCovariance> bounds = CramerRaoBound.Compute(problem, room.Positions, Systematic);

        for (int tag = 0; tag < 12; tag++)
        {
            PositionCovariance bound = bounds[first + tag];
            int at = tag * dimensions;
            Assert.Equal(1, bound.XX / expected[at, at], 1e-5);
            Assert.Equal(1, bound.YY / expected[at + 1, at + 1], 1e-5);
            Assert.Equal(expected[at, at + 1], bound.XY, 1e-5 * bound.XX);
            Assert.Equal(inSpace ? expected[at + 2, at + 2] : 0, bound.ZZ, 1e-5 * bound.XX);
        }

        Assert.All(bounds.Take(first), anchor => Assert.Equal(default, anchor));
    }

    [Fact]
    public void Leaving_tags_out_never_lowers_the_bound_of_others()
    {
        SyntheticRoom room = RoomSynthesis.Create(new RoomOptions { TagCount = 12 }, 21);
        LocalizationProblem problem = room.ToProblem();
        bool[] included = [.. room.Positions.Select((_, i) => i < 31)];

        IReadOnlyList<PositionCovariance> all = CramerRaoBound.Compute(problem, room.Positions, 0.08);
        IReadOnlyList<PositionCovariance> fewer = CramerRaoBound.Compute(problem, room.Positions, 0.08, included);

        Assert.Equal(default, fewer[31]);
        for (int i = 20; i < 31; i++)
        {
            Assert.True(fewer[i].DistanceDeviation >= all[i].DistanceDeviation * (1 - 1e-9));
        }
    }

    [Fact]
    public void A_geometry_that_determines_nothing_has_no_bound()
    {
        LocalizationProblem problem = Scene.Star([new Position(0, 0)], new Position(1, 1), 0.1, 1);

        Assert.Throws<ArgumentException>(() => CramerRaoBound.Compute(problem, [new Position(0, 0), new Position(1, 1)], 0));
        Assert.Throws<ArgumentException>(() => CramerRaoBound.Compute(problem, [new Position(0, 0)], 0));
    }

    private static double Derivative(SyntheticRoom room, PhaseLink link, int node, int axis)
    {
        if (link.First != node && link.Second != node)
        {
            return 0;
        }

        const double Step = 1e-5;
        double At(double delta)
        {
            Position moved = room.Positions[node];
            moved = axis switch { 0 => moved with { X = moved.X + delta }, 1 => moved with { Y = moved.Y + delta }, _ => moved with { Z = moved.Z + delta } };
            return 2 * Math.PI / room.Space.Wavelength * moved.DistanceTo(room.Positions[link.First == node ? link.Second : link.First]);
        }

        return (At(Step) - At(-Step)) / (2 * Step);
    }
}
