using MathNet.Numerics.LinearAlgebra;
using TwinGrid.Model;

namespace TwinGrid.Signal.Ranging;

/// <summary>
/// Position from the ranges of several readers by weighted Gauss–Newton: Qi et al. name it as the use of their ranges (sections I
/// and VI) and give no method. The start is the linear solution of differences of squared ranges within the readers' own line or plane,
/// lifted off it by what the ranges leave over, on either side; the better side is refined and kept.
/// </summary>
public static class Multilateration
{
    private const int MostSteps = 50;

    /// <summary>Readers whose spread in one direction is below this share of their largest count as in a line or plane.</summary>
    private const double Flat = 1e-3;

    /// <summary>Locates a tag in the plane of a known height.</summary>
    /// <param name="readings">At least two ranges, of readers at different places; with two, or more in a line, there is a mirror place.</param>
    /// <param name="height">Z of the tag in metres.</param>
    /// <exception cref="ArgumentException">There are too few readings, one is out of range or the readers stand at one place.</exception>
    public static RangePosition LocateInPlane(IReadOnlyList<RangeReading> readings, double height) => Locate(readings, 2, height);

    /// <summary>Locates a tag in space.</summary>
    /// <param name="readings">At least three ranges, of readers that are not in a line; with three, or more in a plane, there is a mirror place.</param>
    /// <exception cref="ArgumentException">There are too few readings, one is out of range or the readers stand in a line.</exception>
    public static RangePosition LocateInSpace(IReadOnlyList<RangeReading> readings) => Locate(readings, 3, 0);

    private static RangePosition Locate(IReadOnlyList<RangeReading> readings, int dimensions, double height)
    {
        ArgumentNullException.ThrowIfNull(readings);
        if (readings.Count < dimensions)
        {
            throw new ArgumentException($"expected at least {dimensions} readings, found {readings.Count}", nameof(readings));
        }

        foreach (RangeReading reading in readings)
        {
            if (!(double.IsFinite(reading.Reader.X + reading.Reader.Y + reading.Reader.Z)
                && reading.Range >= 0 && double.IsFinite(reading.Range) && reading.Deviation > 0 && double.IsFinite(reading.Deviation)))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"expected finite readers, ranges of zero or more and deviations above zero, found {reading}"), nameof(readings));
            }
        }

        var problem = new RangeProblem(readings, dimensions, height);
        (Vector<double> near, Vector<double> far, Vector<double> normal, bool isFlat) = Starts(problem);
        (Vector<double> place, double misfit, bool converged) = Refine(problem, near);
        (Vector<double> other, double otherMisfit, bool otherConverged) = Refine(problem, far);
        if (otherMisfit < misfit)
        {
            (place, misfit, converged) = (other, otherMisfit, otherConverged);
        }

        Position? mirror = null;
        if (isFlat)
        {
            double across = (place - problem.Centre).DotProduct(normal);
            mirror = problem.ToPosition(place - 2 * across * normal);
        }

        return problem.Describe(place, misfit, mirror, converged);
    }

    /// <summary>Both starts: the solution within the span of the readers, plus and minus the height over it.</summary>
    private static (Vector<double> Near, Vector<double> Far, Vector<double> Normal, bool IsFlat) Starts(RangeProblem problem)
    {
        var svd = problem.Offsets.Svd();
        Vector<double> spread = svd.S;
        int dimensions = problem.Dimensions;
        if (!(spread[dimensions - 2] > Flat * spread[0]) || !(spread[0] > 0))
        {
            throw new ArgumentException(
                dimensions == 2 ? "expected readers at different places, found all at one" : "expected readers that span a plane, found them in a line");
        }

        bool isFlat = !(spread[dimensions - 1] > Flat * spread[0]);
        int within = isFlat ? dimensions - 1 : dimensions;
        // |x − c − oᵢ|² = rᵢ²: subtracting the mean leaves 2·oᵢ·(x − c) = |oᵢ|² − rᵢ² + mean(rᵢ² − |oᵢ|²), linear in x − c.
        Vector<double> squares = problem.SquaredRanges, lengths = problem.Offsets.PointwisePower(2).RowSums();
        double mean = (squares - lengths).Average();
        Vector<double> right = (lengths - squares + mean) / 2;
        Vector<double> shift = Vector<double>.Build.Dense(dimensions);
        for (int axis = 0; axis < within; axis++)
        {
            shift += svd.VT.Row(axis) * (svd.U.Column(axis).DotProduct(right) / spread[axis]);
        }

        Vector<double> normal = svd.VT.Row(dimensions - 1);
        double height = Math.Sqrt(Math.Max(0, mean - shift.DotProduct(shift)));
        Vector<double> middle = problem.Centre + shift;
        double lift = isFlat ? Math.Max(height, Flat * spread[0]) : 0;
        // Readers that are almost flat leave the linear solution to noise across the flat; the far start is its reflection.
        double across = shift.DotProduct(normal);
        return isFlat
            ? (middle + lift * normal, middle - lift * normal, normal, true)
            : (middle, middle - 2 * across * normal, normal, false);
    }

    private static (Vector<double> Place, double Misfit, bool Converged) Refine(RangeProblem problem, Vector<double> start)
    {
        Vector<double> place = start;
        double misfit = problem.Misfit(place), damping = 1e-6;
        for (int step = 0; step < MostSteps; step++)
        {
            (Matrix<double> gram, Vector<double> right) = problem.Normal(place);
            double level = damping * gram.Trace();
            for (int axis = 0; axis < problem.Dimensions; axis++)
            {
                gram[axis, axis] += level;
            }

            Vector<double> change = gram.Solve(right);
            double trial = problem.Misfit(place + change);
            bool tiny = change.L2Norm() < 1e-9 * (1 + problem.Scale);
            if (trial <= misfit)
            {
                (place, misfit, damping) = (place + change, trial, damping / 10);
                if (tiny)
                {
                    return (place, misfit, true);
                }
            }
            else if (tiny)
            {
                return (place, misfit, true);
            }
            else
            {
                damping = Math.Max(damping, 1e-9) * 10;
            }
        }

        return (place, misfit, false);
    }
}
