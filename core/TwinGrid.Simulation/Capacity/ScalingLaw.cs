namespace TwinGrid.Simulation.Capacity;

/// <summary>What something cost at one size.</summary>
/// <param name="Size">How many there were: things, reads, events; above zero.</param>
/// <param name="Cost">What all of them together cost, in any unit; above zero.</param>
public readonly record struct ScalePoint(double Size, double Cost);

/// <summary>
/// A cost that grows with a size, <c>cost = fixed + size · (unit + growth · ln(size / largest size))</c>, fitted by least squares of the
/// relative deviations: a cost that is measured in processor time is uncertain by a share of itself, so that small and large sizes count
/// alike. Either what is fixed or the growth is fitted beside the unit: a line for what stands by itself, a tree for what is put into a
/// store or looked up in one, where each piece takes a walk of a length like the logarithm of what is there.
/// </summary>
/// <param name="Fixed">The cost of nothing at all; below zero where the smallest size is cheaper a piece than the others. Zero for a tree.</param>
/// <param name="Unit">The cost of one more; for a tree that of a piece on average at the largest size.</param>
/// <param name="Residual">The largest deviation of a point from the law, as a share of the point.</param>
/// <param name="Points">What it was fitted to, by size.</param>
/// <param name="Growth">What a piece costs more where there are e times as many. Zero for a line.</param>
public sealed record ScalingLaw(double Fixed, double Unit, double Residual, IReadOnlyList<ScalePoint> Points, double Growth = 0)
{
    /// <summary>Largest <see cref="Residual"/> of a law that still holds.</summary>
    public const double LargestResidual = 0.1;

    /// <summary>Whether every point lies on the law but for <see cref="LargestResidual"/>, and the cost grows.</summary>
    public bool Holds => Unit > 0 && Residual <= LargestResidual;

    /// <summary>The largest size that it was fitted to.</summary>
    public double LargestSize => Points[^1].Size;

    /// <summary>Fits a line.</summary>
    /// <param name="points">Costs at two sizes at least; three to be able to tell whether they lie on it.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or a size or cost that is not finite and above zero.</exception>
    public static ScalingLaw FitLine(IReadOnlyList<ScalePoint> points)
    {
        ScalePoint[] ordered = Ordered(points);
        (double constant, double unit) = Solve(ordered, _ => 1, size => size);
        return WithResidual(new ScalingLaw(constant, unit, 0, ordered));
    }

    /// <summary>Fits a tree.</summary>
    /// <inheritdoc cref="FitLine"/>
    public static ScalingLaw FitTree(IReadOnlyList<ScalePoint> points)
    {
        ScalePoint[] ordered = Ordered(points);
        double largest = ordered[^1].Size;
        (double growth, double unit) = Solve(ordered, size => size * Math.Log(size / largest), size => size);
        return WithResidual(new ScalingLaw(0, unit, 0, ordered, growth));
    }

    /// <summary>The cost at a size.</summary>
    /// <param name="size">The size, above zero.</param>
    /// <param name="places">How many times what is fixed is there: a larger run may have more places, each with things that are there anyway.</param>
    public double At(double size, double places = 1) => (Fixed * places) + (size * (Unit + (Growth * Math.Log(size / LargestSize))));

    private static ScalingLaw WithResidual(ScalingLaw law) =>
        law with { Residual = law.Points.Max(point => Math.Abs(law.At(point.Size) - point.Cost) / point.Cost) };

    private static ScalePoint[] Ordered(IReadOnlyList<ScalePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return points.Select(point => point.Size).Distinct().Count() >= 2 && points.All(point => IsPositive(point.Size) && IsPositive(point.Cost))
            ? [.. points.OrderBy(point => point.Size)]
            : throw new ArgumentException($"expected finite costs above zero at two sizes at least, found {string.Join(", ", points)}", nameof(points));
    }

    /// <summary>Least squares of (x · first(size) + y · second(size) − cost) / cost: the columns of the problem are over the cost, the right side is 1.</summary>
    private static (double X, double Y) Solve(ScalePoint[] points, Func<double, double> first, Func<double, double> second)
    {
        double a = 0, b = 0, c = 0, d = 0, e = 0;
        foreach ((double size, double cost) in points)
        {
            double u = first(size) / cost, v = second(size) / cost;
            (a, b, c, d, e) = (a + (u * u), b + (u * v), c + (v * v), d + u, e + v);
        }

        double determinant = (a * c) - (b * b);
        return (((c * d) - (b * e)) / determinant, ((a * e) - (b * d)) / determinant);
    }

    private static bool IsPositive(double value) => double.IsFinite(value) && value > 0;
}
