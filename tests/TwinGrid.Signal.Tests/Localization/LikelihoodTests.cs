using TwinGrid.Model;
using TwinGrid.Signal.Localization;

namespace TwinGrid.Signal.Tests.Localization;

public class LikelihoodTests
{
    private static readonly Position Truth = new(1.37, 1.12);

    [Fact]
    public void The_hologram_is_the_naive_sum_of_log_densities()
    {
        LocalizationProblem problem = Scene.Star(Scene.Ring, Truth, 0.1, seed: 3);
        LocalizationSolution solution = LocalizationSolver.Solve(problem);

        PlanarField hologram = Hologram.Evaluate(problem, solution, tag: 8, new SearchBox(new Position(1, 1), new Position(2, 1.5)), step: 0.05);

        Assert.Equal((21, 11), (hologram.Columns, hologram.Rows));
        for (int r = 0; r < hologram.Rows; r++)
        {
            for (int c = 0; c < hologram.Columns; c++)
            {
                double expected = Naive(problem, new Position(1 + 0.05 * c, 1 + 0.05 * r));
                Assert.Equal(expected, hologram.Values[r * hologram.Columns + c], 1e-9);
            }
        }
    }

    [Fact]
    public void The_solver_finds_the_highest_point_of_a_fine_raster()
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            LocalizationProblem problem = Scene.Star(Scene.Ring, Truth, 0.12, seed);
            (double best, Position peak) = (double.NegativeInfinity, default);
            for (double x = 0; x <= 3; x += 0.01)
            {
                for (double y = 0; y <= 3; y += 0.01)
                {
                    double value = Naive(problem, new Position(x, y));
                    (best, peak) = value > best ? (value, new Position(x, y)) : (best, peak);
                }
            }

            TagEstimate estimate = LocalizationSolver.Solve(problem).Nodes[8];

            // The best place is reported whether or not it is clear enough to stand.
            Assert.True(estimate.Position.DistanceTo(peak) < 0.01);
            Assert.True(Naive(problem, estimate.Position) >= best);
        }
    }

    [Fact]
    public void A_hologram_of_no_size_or_another_problem_is_refused()
    {
        LocalizationProblem problem = Scene.Star(Scene.Ring, Truth, 0.1, seed: 3);
        LocalizationSolution solution = LocalizationSolver.Solve(problem);
        LocalizationProblem other = Scene.Star(Scene.Ring[..5], Truth, 0.1, seed: 3);

        Assert.Throws<ArgumentException>(() => Hologram.Evaluate(problem, solution, 8, problem.Space.Bounds, 0));
        Assert.Throws<ArgumentException>(() => Hologram.Evaluate(problem, solution, 8, problem.Space.Bounds, double.NaN));
        Assert.Throws<ArgumentException>(() => Hologram.Evaluate(problem, solution, 8, problem.Space.Bounds, 1e-5));
        Assert.Throws<ArgumentException>(() => Hologram.Evaluate(other, solution, 5, problem.Space.Bounds, 0.1));
    }

    private static double Naive(LocalizationProblem problem, Position at)
    {
        const double Outliers = 0.01;
        double sum = 0;
        foreach (PhaseLink link in problem.Links)
        {
            double deviation = link.PhaseDeviation;
            double residual = link.Phase - 2 * Math.PI * at.DistanceTo(problem.Nodes[link.First].Position) / Scene.Wavelength;
            double wrapped = Math.Atan2(Math.Sin(2 * residual), Math.Cos(2 * residual)) / 2;
            double gaussian = Math.Exp(-wrapped * wrapped / (2 * deviation * deviation)) / (Math.Sqrt(2 * Math.PI) * deviation);
            sum += Math.Log((1 - Outliers) * gaussian + Outliers / Math.PI) - Math.Log(1 / Math.PI);
        }

        return sum;
    }
}
