using MathNet.Numerics.LinearAlgebra;
using TwinGrid.Model;

namespace TwinGrid.Signal.Ranging;

/// <summary>The readers and ranges of one tag as vectors about the readers' centre, in two or three dimensions.</summary>
internal sealed class RangeProblem
{
    private readonly IReadOnlyList<RangeReading> _readings;
    private readonly double _height;
    private readonly double[] _below;

    public RangeProblem(IReadOnlyList<RangeReading> readings, int dimensions, double height)
    {
        _readings = readings;
        _height = height;
        Dimensions = dimensions;
        _below = [.. readings.Select(reading => dimensions == 2 ? reading.Reader.Z - height : 0)];
        Centre = Vector<double>.Build.Dense(dimensions, axis => readings.Average(reading => Coordinate(reading.Reader, axis)));
        Offsets = Matrix<double>.Build.Dense(readings.Count, dimensions, (i, axis) => Coordinate(readings[i].Reader, axis) - Centre[axis]);
        SquaredRanges = Vector<double>.Build.Dense(readings.Count, i => Math.Max(0, readings[i].Range * readings[i].Range - _below[i] * _below[i]));
        Scale = readings.Max(reading => reading.Range);
    }

    /// <summary>2 or 3.</summary>
    public int Dimensions { get; }

    /// <summary>Mean place of the readers.</summary>
    public Vector<double> Centre { get; }

    /// <summary>Readers less their centre, a row each.</summary>
    public Matrix<double> Offsets { get; }

    /// <summary>Squares of the ranges, in plane work of their horizontal part.</summary>
    public Vector<double> SquaredRanges { get; }

    /// <summary>The largest range: what is small is told by it.</summary>
    public double Scale { get; }

    /// <summary>Σ ((|x − rᵢ| − dᵢ)/σᵢ)².</summary>
    public double Misfit(Vector<double> place)
    {
        double sum = 0;
        for (int i = 0; i < _readings.Count; i++)
        {
            double residual = (Distance(place, i) - _readings[i].Range) / _readings[i].Deviation;
            sum += residual * residual;
        }

        return sum;
    }

    /// <summary>JᵀWJ and JᵀWr at a place, the rows of J being unit vectors from the readers.</summary>
    public (Matrix<double> Gram, Vector<double> Right) Normal(Vector<double> place, bool isWeighted = true)
    {
        Matrix<double> gram = Matrix<double>.Build.Dense(Dimensions, Dimensions);
        Vector<double> right = Vector<double>.Build.Dense(Dimensions);
        for (int i = 0; i < _readings.Count; i++)
        {
            double distance = Distance(place, i);
            Vector<double> unit = (place - Reader(i)) / Math.Max(distance, 1e-9);
            double weight = isWeighted ? 1 / (_readings[i].Deviation * _readings[i].Deviation) : 1;
            gram += weight * unit.OuterProduct(unit);
            right += weight * (_readings[i].Range - distance) * unit;
        }

        return (gram, right);
    }

    /// <summary>The answer at a place.</summary>
    public RangePosition Describe(Vector<double> place, double misfit, Position? mirror, bool converged)
    {
        Matrix<double> gram = Normal(place).Gram, geometry = Normal(place, isWeighted: false).Gram;
        if (!(geometry.Determinant() > 1e-12))
        {
            // The tag is in the readers' own line or plane: across it, ranges change only in second order.
            return new RangePosition(ToPosition(place), default, double.PositiveInfinity, misfit, mirror, Converged: false);
        }

        Matrix<double> c = gram.Inverse();
        PositionCovariance covariance = Dimensions == 2
            ? new PositionCovariance(c[0, 0], c[0, 1], c[1, 1])
            : new PositionCovariance(c[0, 0], c[0, 1], c[1, 1], c[0, 2], c[1, 2], c[2, 2]);
        return new RangePosition(ToPosition(place), covariance, Math.Sqrt(geometry.Inverse().Trace()), misfit, mirror, converged);
    }

    /// <summary>A vector as a position.</summary>
    public Position ToPosition(Vector<double> place) => new(place[0], place[1], Dimensions == 2 ? _height : place[2]);

    private double Distance(Vector<double> place, int i)
    {
        double square = _below[i] * _below[i];
        for (int axis = 0; axis < Dimensions; axis++)
        {
            double difference = place[axis] - Coordinate(_readings[i].Reader, axis);
            square += difference * difference;
        }

        return Math.Sqrt(square);
    }

    private Vector<double> Reader(int i) => Vector<double>.Build.Dense(Dimensions, axis => Coordinate(_readings[i].Reader, axis));

    private static double Coordinate(Position position, int axis) => axis switch
    {
        0 => position.X,
        1 => position.Y,
        _ => position.Z,
    };
}
