using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Localization;

/// <summary>Errors of solved rooms pooled over seeds, beside the bound and the stated covariance.</summary>
internal sealed class RoomFigures
{
    private readonly List<double> _errors = [];
    private double _squares;
    private double _bounds;
    private int _inside;

    public int Declined { get; private set; }

    public int Tags { get; private set; }

    public List<double> SystematicDegrees { get; } = [];

    public double Median => Quantile(0.5);

    public double Ninety => Quantile(0.9);

    public double Largest => _errors.Max();

    public double OverBound => Math.Sqrt(_squares / _bounds);

    public double Coverage => (double)_inside / _errors.Count;

    public static RoomFigures Of(RoomOptions options, int firstSeed, int count, bool knownNoise = false, Func<LocalizationProblem, ulong, LocalizationProblem>? change = null)
    {
        var figures = new RoomFigures();
        for (int i = 0; i < count; i++)
        {
            ulong seed = (ulong)(firstSeed + i);
            SyntheticRoom room = RoomSynthesis.Create(options, seed);
            LocalizationProblem problem = room.ToProblem(knownNoise: knownNoise);
            figures.Add(room, change?.Invoke(problem, seed) ?? problem);
        }

        return figures;
    }

    private void Add(SyntheticRoom room, LocalizationProblem problem)
    {
        LocalizationSolution solution = LocalizationSolver.Solve(problem);
        Assert.True(solution.Converged);
        SystematicDegrees.Add(solution.SystematicDeviation * 180 / Math.PI);
        IReadOnlyList<PositionCovariance> bounds = CramerRaoBound.Compute(
            problem,
            room.Positions,
            room.Options.MultipathDeviation,
            [.. solution.Nodes.Select(e => e.IsLocated)],
            room.Links.Select(l => l.PhaseDeviation).ToArray());
        foreach (TagEstimate estimate in solution.Nodes.Skip(room.Options.AnchorCount))
        {
            Tags++;
            if (!estimate.IsLocated)
            {
                Declined++;
                continue;
            }

            Position truth = room.Positions[estimate.Node];
            PositionCovariance bound = bounds[estimate.Node];
            double error = estimate.Position.DistanceTo(truth);
            _errors.Add(error);
            _squares += error * error;
            _bounds += bound.XX + bound.YY + bound.ZZ;
            _inside += Mahalanobis(estimate, truth) < (problem.Space.Dimensions == 2 ? 5.991 : 7.815) ? 1 : 0;
        }
    }

    private static double Mahalanobis(in TagEstimate estimate, Position truth)
    {
        PositionCovariance c = estimate.Covariance;
        double x = estimate.Position.X - truth.X, y = estimate.Position.Y - truth.Y, z = estimate.Position.Z - truth.Z;
        if (c.ZZ == 0)
        {
            return c.HorizontalMahalanobisSquared(x, y);
        }

        var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(new[,] { { c.XX, c.XY, c.XZ }, { c.XY, c.YY, c.YZ }, { c.XZ, c.YZ, c.ZZ } });
        var error = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([x, y, z]);
        return error.DotProduct(matrix.Solve(error));
    }

    private double Quantile(double share) => _errors.Order().ElementAt((int)Math.Min(_errors.Count - 1, share * _errors.Count));
}
