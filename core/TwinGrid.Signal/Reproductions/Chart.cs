namespace TwinGrid.Signal.Reproductions;

/// <summary>A picture as data: series over two axes.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">What to see in it, and the published figure that it answers.</param>
/// <param name="X">Horizontal axis.</param>
/// <param name="Y">Vertical axis.</param>
/// <param name="Series">What is drawn, in order.</param>
public sealed record Chart(string Title, string Caption, ChartAxis X, ChartAxis Y, IReadOnlyList<ChartSeries> Series);

/// <summary>An axis.</summary>
/// <param name="Name">Quantity and unit.</param>
/// <param name="Low">Least value shown, or null for the least of the data.</param>
/// <param name="High">Largest value shown, or null for the largest of the data.</param>
/// <param name="IsLogarithmic">Whether decades are equally far apart; values must then be above zero.</param>
public sealed record ChartAxis(string Name, double? Low = null, double? High = null, bool IsLogarithmic = false);

/// <summary>How a series is drawn.</summary>
public enum ChartMark
{
    /// <summary>A line through the points.</summary>
    Line,

    /// <summary>A dot for each point, with an error bar where the point has one.</summary>
    Dots,

    /// <summary>A hollow ring for each point: what a source published.</summary>
    Published,

    /// <summary>A dashed line: a bound.</summary>
    Bound,

    /// <summary>A box from quartile to quartile with a line at the median and whiskers.</summary>
    Boxes,
}

/// <summary>One series of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Mark">How it is drawn.</param>
/// <param name="Points">Its points, from left to right.</param>
public sealed record ChartSeries(string Name, ChartMark Mark, IReadOnlyList<ChartPoint> Points)
{
    private const int MostSteps = 400;

    /// <summary>The cumulative distribution of errors, thinned to a few hundred points.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="errors">The errors, in the unit of the horizontal axis.</param>
    public static ChartSeries Distribution(string name, IReadOnlyList<double> errors)
    {
        double[] sorted = [.. errors.Order()];
        int stride = Math.Max(1, sorted.Length / MostSteps);
        return new ChartSeries(name, ChartMark.Line, [
            new ChartPoint(0, 0),
            .. Enumerable.Range(0, sorted.Length)
                .Where(i => i % stride == stride - 1 || i == sorted.Length - 1)
                .Select(i => new ChartPoint(sorted[i], (i + 1.0) / sorted.Length))]);
    }
}

/// <summary>A point of a series.</summary>
/// <param name="X">Horizontal value.</param>
/// <param name="Y">Vertical value; for a box, the median.</param>
/// <param name="Low">Lower end of the error bar or whisker.</param>
/// <param name="High">Upper end of the error bar or whisker.</param>
/// <param name="LowerQuartile">For a box: a quarter of the data lies below.</param>
/// <param name="UpperQuartile">For a box: a quarter of the data lies above.</param>
public sealed record ChartPoint(double X, double Y, double? Low = null, double? High = null, double? LowerQuartile = null, double? UpperQuartile = null)
{
    /// <summary>A point with the interval of a measured figure.</summary>
    public static ChartPoint Of(double x, Measured y) => new(x, y.Value, y.Low, y.High);
}
