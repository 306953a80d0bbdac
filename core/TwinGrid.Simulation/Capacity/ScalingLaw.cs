namespace TwinGrid.Simulation.Capacity;

/// <summary>What something cost at one size.</summary>
/// <param name="Size">How many there were: things, reads, events; above zero.</param>
/// <param name="Cost">What all of them together cost, in any unit; above zero.</param>
public readonly record struct ScalePoint(double Size, double Cost);

/// <summary>
/// A cost that grows with a size as <c>cost = fixed + unit · size</c>, fitted by least squares of the relative deviations: a cost
/// that is measured in processor time is uncertain by a share of itself, so that small and large sizes count alike.
/// </summary>
/// <param name="Fixed">The cost of nothing at all; below zero where the smallest size is cheaper a piece than the others.</param>
/// <param name="Unit">The cost of one more.</param>
/// <param name="Residual">The largest deviation of a point from the line, as a share of the point.</param>
/// <param name="Points">What it was fitted to, by size.</param>
public sealed record ScalingLaw(double Fixed, double Unit, double Residual, IReadOnlyList<ScalePoint> Points)
{
    /// <summary>Largest <see cref="Residual"/> of a law that still counts as a line.</summary>
    public const double LargestResidual = 0.1;

    /// <summary>Whether every point lies on the line but for <see cref="LargestResidual"/>, and the cost grows.</summary>
    public bool IsLinear => Unit > 0 && Residual <= LargestResidual;

    /// <summary>The largest size that it was fitted to.</summary>
    public double LargestSize => Points[^1].Size;

    /// <summary>Fits the law.</summary>
    /// <param name="points">Costs at two sizes at least; three to be able to tell whether they lie on a line.</param>
    /// <exception cref="ArgumentException">Fewer than two sizes, or a size or cost that is not finite and above zero.</exception>
    public static ScalingLaw Fit(IReadOnlyList<ScalePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Select(point => point.Size).Distinct().Count() < 2 || !points.All(point => IsPositive(point.Size) && IsPositive(point.Cost)))
        {
            throw new ArgumentException($"expected finite costs above zero at two sizes at least, found {string.Join(", ", points)}", nameof(points));
        }

        // Least squares of (fixed + unit · size − cost) / cost: the columns of the problem are 1/cost and size/cost, the right side is 1.
        double a = 0, b = 0, c = 0, d = 0, e = 0;
        foreach ((double size, double cost) in points)
        {
            double u = 1 / cost, v = size / cost;
            (a, b, c, d, e) = (a + (u * u), b + (u * v), c + (v * v), d + u, e + v);
        }

        double determinant = (a * c) - (b * b);
        double constant = ((c * d) - (b * e)) / determinant, slope = ((a * e) - (b * d)) / determinant;
        ScalePoint[] ordered = [.. points.OrderBy(point => point.Size)];
        return new ScalingLaw(constant, slope, ordered.Max(point => Math.Abs(constant + (slope * point.Size) - point.Cost) / point.Cost), ordered);
    }

    /// <summary>The cost at a size.</summary>
    /// <param name="size">The size.</param>
    /// <param name="places">How many times what is fixed is there: a larger run may have more places, each with things that are there anyway.</param>
    public double At(double size, double places = 1) => (Fixed * places) + (Unit * size);

    private static bool IsPositive(double value) => double.IsFinite(value) && value > 0;
}
