namespace TwinGrid.Model;

/// <summary>
/// Covariance of a position estimate in square metres: the six distinct elements of a symmetric 3 × 3 matrix.
/// An axis that was not estimated (the height, in planar work) has zero variance.
/// </summary>
/// <param name="XX">Variance of x.</param>
/// <param name="XY">Covariance of x and y.</param>
/// <param name="YY">Variance of y.</param>
/// <param name="XZ">Covariance of x and z.</param>
/// <param name="YZ">Covariance of y and z.</param>
/// <param name="ZZ">Variance of z.</param>
public readonly record struct PositionCovariance(double XX, double XY, double YY, double XZ = 0, double YZ = 0, double ZZ = 0)
{
    /// <summary>Square root of the trace: the standard deviation of the distance error, in metres.</summary>
    public double DistanceDeviation => Math.Sqrt(XX + YY + ZZ);

    /// <summary>
    /// The horizontal ellipse that holds the true point with probability <paramref name="probability"/>
    /// when errors are Gaussian: semi-axes √(−2·ln(1 − p)·eigenvalue).
    /// </summary>
    /// <param name="probability">Between zero and one, both excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside (0, 1).</exception>
    public ErrorEllipse Ellipse(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "expected a probability between 0 and 1, both excluded");
        }

        double middle = (XX + YY) / 2;
        double half = Math.Sqrt((XX - YY) * (XX - YY) / 4 + XY * XY);
        double scale = -2 * Math.Log(1 - probability);
        return new ErrorEllipse(
            Math.Sqrt(scale * (middle + half)),
            Math.Sqrt(scale * Math.Max(0, middle - half)),
            0.5 * Math.Atan2(2 * XY, XX - YY));
    }

    /// <summary>Squared Mahalanobis length of a horizontal error: dᵀ C⁻¹ d over x and y, no unit.</summary>
    /// <param name="errorX">Error along x in metres.</param>
    /// <param name="errorY">Error along y in metres.</param>
    public double HorizontalMahalanobisSquared(double errorX, double errorY) =>
        (YY * errorX * errorX - 2 * XY * errorX * errorY + XX * errorY * errorY) / (XX * YY - XY * XY);
}
