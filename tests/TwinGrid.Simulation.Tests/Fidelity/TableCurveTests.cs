using TwinGrid.Simulation.Fidelity;

namespace TwinGrid.Simulation.Tests.Fidelity;

public class TableCurveTests
{
    private static readonly TableCurve Curve = new([1, 10, 100], [2, 4, 3], [0.1, 0.2, 0.4], 0.5);

    [Theory]
    [InlineData(1, 2, 0.1)]
    [InlineData(10, 4, 0.2)]
    [InlineData(100, 3, 0.4)]
    public void An_entry_is_itself_with_its_own_error(double at, double value, double error) =>
        Assert.Equal(new TableValue(value, error), Curve.Interpolate(at));

    [Fact]
    public void Half_way_of_the_logarithm_is_half_way_of_the_values_and_adds_what_the_line_misses()
    {
        TableValue middle = Curve.Interpolate(Math.Sqrt(1000));
        Assert.Equal(3.5, middle.Value, 1e-12);
        Assert.Equal(Math.Sqrt(0.1 * 0.1 + 0.2 * 0.2 + 0.5 * 0.5), middle.StandardError, 1e-12);

        TableValue quarter = Curve.Interpolate(Math.Pow(10, 0.25));
        Assert.Equal(2.5, quarter.Value, 1e-12);
        Assert.Equal(Math.Sqrt(0.075 * 0.075 + 0.05 * 0.05 + 0.5 * 0.5), quarter.StandardError, 1e-12);
    }

    [Fact]
    public void Outside_is_refused_or_held()
    {
        Assert.Contains("1 to 100", Assert.Throws<ArgumentOutOfRangeException>(() => Curve.Interpolate(0.99)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Curve.Interpolate(100.01));
        Assert.Throws<ArgumentOutOfRangeException>(() => Curve.InterpolateOrHold(double.NaN));
        Assert.Equal(2, Curve.InterpolateOrHold(0.01).Value);
        Assert.Equal(3, Curve.InterpolateOrHold(1e9).Value);
    }

    [Fact]
    public void What_a_line_misses_is_found_beneath_the_noise_of_the_samples()
    {
        // A parabola over the logarithm lies 0.25·curvature below its chord of length 1, everywhere.
        const double Curvature = 0.4, Noise = 0.05;
        double[] entries = [.. Enumerable.Range(0, 400).Select(i => Math.Exp(i))], middles = [.. entries.SkipLast(1).Select(at => at * Math.Exp(0.5))];
        var series = new SampledSeries<TableValue>(entries, middles, (at, piece) => new TableValue(
            Curvature * Math.Pow(Math.Log(at), 2) + Noise * Math.Sqrt(2) * Math.Sin(12.9898 * piece * piece), Noise));
        foreach (Action piece in series.Work.Reverse())
        {
            piece();
        }

        Assert.InRange(series.Curve(value => value).InterpolationError, 0.9 * Curvature / 4, 1.1 * Curvature / 4);
    }

    [Fact]
    public void A_straight_line_misses_nothing_worth_telling()
    {
        double[] entries = [1, 2, 4, 8], middles = [1.5, 3, 6];
        var series = new SampledSeries<TableValue>(entries, middles, (at, _) => new TableValue(5 + 3 * Math.Log(at), 0));
        foreach (Action piece in series.Work)
        {
            piece();
        }

        Assert.InRange(series.Curve(value => value).InterpolationError, 0, 1e-12);
    }

    [Fact]
    public void A_surface_is_straight_over_both_logarithms_and_knows_what_it_misses()
    {
        static double Plane(double row, double at) => 1 + Math.Log(row) + 2 * Math.Log(at);
        double[] rows = [1, 2, 4], places = [1, 3, 9];
        var grid = new SampledGrid<TableValue>(rows, places, [(1.5, 2), (3, 5)], (row, at, piece) => new TableValue(Plane(row, at) + (piece >= 9 ? 0.25 : 0), 0));
        foreach (Action piece in grid.Work)
        {
            piece();
        }

        TableSurface surface = grid.Surface(value => value);
        Assert.Equal(0.25, surface.InterpolationError, 1e-5);
        Assert.Equal(Plane(2.7, 7), surface.Interpolate(2.7, 7).Value, 1e-4);
        Assert.Equal(0.25, surface.Interpolate(2.7, 7).StandardError, 1e-5);
        Assert.Equal((Plane(2, 3), 0), (surface.Interpolate(2, 3).Value, surface.Interpolate(2, 3).StandardError));
        Assert.Equal((Plane(1, 1), Plane(4, 9)), (surface.Interpolate(1, 1).Value, surface.Interpolate(4, 9).Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => surface.Interpolate(0.9, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => surface.Interpolate(2, 9.1));
    }

    [Fact]
    public void A_mean_has_the_error_of_its_samples()
    {
        TableValue mean = TableValue.Mean([1, 2, 3, 4]);
        Assert.Equal(2.5, mean.Value);
        Assert.Equal(Math.Sqrt(5.0 / 3 / 4), mean.StandardError, 1e-5);
        Assert.Equal(new TableValue(7, 0), TableValue.Mean([7]));
        Assert.Equal(-2, new TableValue(3, 0.3).DeviationOf(new TableValue(2, 0.4)), 1e-12);
        Assert.Equal(0, new TableValue(3, 0).DeviationOf(new TableValue(3, 0)));
    }

    [Fact]
    public void Stated_errors_that_do_not_hold_are_told()
    {
        static CheckedQuantity Shifted(double shift) => CheckedQuantity.Of(
            "x", 40, [.. Enumerable.Range(0, 40).Select(i => (new TableValue(0, 1), new TableValue(shift + Math.Sin(i), 0)))]);

        Assert.True(Shifted(0).IsSound);
        Assert.Equal((40, 40), (Shifted(0).Comparisons, Shifted(0).WithinTwoErrors));
        Assert.False(Shifted(2).IsSound);
        Assert.InRange(Shifted(2).LargestErrors, 2.9, 3);
    }
}
