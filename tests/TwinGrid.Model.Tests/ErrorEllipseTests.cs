using FsCheck.Fluent;

namespace TwinGrid.Model.Tests;

public class ErrorEllipseTests
{
    private const double ChiSquare95 = 5.991464547107979;

    [Fact]
    public void Ellipse_agrees_with_a_search_over_all_directions() => Laws.Hold(
        Gen.Choose(1, 1000).Three(),
        sides =>
        {
            // A covariance of any shape: lengths a ≥ b at an angle, spelled out as R diag(a², b²) Rᵀ.
            (double a, double b, double angle) = (sides.Item1 / 100.0 + sides.Item2 / 100.0, sides.Item2 / 100.0, sides.Item3 * 0.0031);
            (double c, double s) = (Math.Cos(angle), Math.Sin(angle));
            var covariance = new PositionCovariance(c * c * a * a + s * s * b * b, c * s * (a * a - b * b), s * s * a * a + c * c * b * b);
            ErrorEllipse ellipse = covariance.Ellipse(0.95);
            (double longest, double shortest, double at) = Search(covariance);
            double scale = Math.Sqrt(ChiSquare95);
            return Math.Abs(ellipse.SemiMajor - scale * longest) < 1e-6 * longest * scale
                && Math.Abs(ellipse.SemiMinor - scale * shortest) < 1e-5 * longest * scale
                && Math.Abs(Math.Sin(ellipse.Orientation - at)) < 2e-3 * a * a / (a * a - b * b);
        });

    [Fact]
    public void A_circle_has_equal_axes() =>
        Assert.Equal(new ErrorEllipse(Math.Sqrt(-2 * Math.Log(0.5)) * 2, Math.Sqrt(-2 * Math.Log(0.5)) * 2, 0), new PositionCovariance(4, 0, 4).Ellipse(0.5));

    [Fact]
    public void A_line_has_no_width() => Assert.Equal(0, new PositionCovariance(1, 1, 1).Ellipse(0.9).SemiMinor);

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_probability_outside_zero_to_one_is_refused(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PositionCovariance(1, 0, 1).Ellipse(probability));

    [Fact]
    public void Mahalanobis_length_is_constant_along_the_ellipse()
    {
        var covariance = new PositionCovariance(3, 1, 2);
        ErrorEllipse ellipse = covariance.Ellipse(0.95);
        for (int i = 0; i < 12; i++)
        {
            double along = ellipse.SemiMajor * Math.Cos(i * Math.PI / 6), across = ellipse.SemiMinor * Math.Sin(i * Math.PI / 6);
            (double c, double s) = (Math.Cos(ellipse.Orientation), Math.Sin(ellipse.Orientation));
            Assert.Equal(ChiSquare95, covariance.HorizontalMahalanobisSquared(c * along - s * across, s * along + c * across), 1e-9);
        }
    }

    [Fact]
    public void Distance_deviation_is_the_root_of_the_trace() =>
        Assert.Equal(5, new PositionCovariance(9, 7, 12, 1, 1, 4).DistanceDeviation, 1e-12);

    /// <summary>The slow way: the deviation in each of many directions, the largest and the smallest of them.</summary>
    private static (double Longest, double Shortest, double At) Search(PositionCovariance covariance)
    {
        const int directions = 4000;
        (double longest, double shortest, double at) = (0, double.PositiveInfinity, 0);
        for (int i = 0; i < directions; i++)
        {
            (double s, double c) = Math.SinCos(Math.PI * i / directions);
            double deviation = Math.Sqrt(Math.Max(0, c * c * covariance.XX + 2 * c * s * covariance.XY + s * s * covariance.YY));
            (longest, at) = deviation > longest ? (deviation, Math.PI * i / directions) : (longest, at);
            shortest = Math.Min(shortest, deviation);
        }

        return (longest, shortest, at);
    }
}
