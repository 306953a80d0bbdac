using System.Globalization;
using TwinGrid.Signal.Reproductions;

namespace TwinGrid.Cli.Reports;

/// <summary>Draws a chart as SVG with its legend below the frame.</summary>
internal static class ChartPicture
{
    private const double Width = 720, FrameHeight = 400, LegendRow = 20, LegendColumn = 344;
    private const double HalfBox = 5;
    private static readonly string[] Colours = ["#0a7d4f", "#b25d00", "#7a3db8", "#1f6fb2", "#a3356b", "#6b7a12", "#456", "#c27ba0"];

    /// <summary>The picture.</summary>
    public static string Draw(Chart chart)
    {
        IReadOnlyList<ChartPoint> all = [.. chart.Series.SelectMany(series => series.Points)];
        AxisScale x = AxisScale.Around(all.Select(point => point.X), chart.X.Low, chart.X.High, chart.X.IsLogarithmic);
        AxisScale y = AxisScale.Around(all.SelectMany(Heights), chart.Y.Low, chart.Y.High, chart.Y.IsLogarithmic);
        int rows = (chart.Series.Count + 1) / 2;
        var svg = new Svg(Width, FrameHeight + rows * LegendRow + 8, chart.Title, chart.Caption);
        var axes = new Axes(Width, FrameHeight, x, y);
        axes.Draw(svg, chart.X.Name, chart.Y.Name);
        int coloured = 0;
        for (int i = 0; i < chart.Series.Count; i++)
        {
            ChartSeries series = chart.Series[i];
            string colour = series.Mark switch
            {
                ChartMark.Published => "#c22",
                ChartMark.Bound => "#888",
                _ => Colours[coloured++ % Colours.Length],
            };
            DrawSeries(svg, axes, x, y, series, colour);
            double left = 64 + i % 2 * LegendColumn, row = FrameHeight + i / 2 * LegendRow + 12;
            Mark(svg, left, row, series.Mark, colour);
            svg.Text(left + 26, row + 4, series.Name, "start", $"fill:{colour}");
        }

        return svg.ToString();
    }

    private static void DrawSeries(Svg svg, Axes axes, AxisScale x, AxisScale y, ChartSeries series, string colour)
    {
        if (series.Mark is ChartMark.Line or ChartMark.Bound)
        {
            string dash = series.Mark == ChartMark.Bound ? ";stroke-dasharray:6 4" : "";
            foreach (IReadOnlyList<ChartPoint> run in Runs(series.Points, point => IsInside(x, point.X) && IsInside(y, point.Y)))
            {
                svg.Curve(run.Select(point => (axes.X(point.X), axes.Y(point.Y))), $"stroke:{colour};stroke-width:2{dash}");
            }

            return;
        }

        foreach (ChartPoint point in series.Points.Where(point => IsInside(x, point.X) && IsInside(y, point.Y)))
        {
            double at = axes.X(point.X), height = axes.Y(point.Y);
            if (point is { Low: { } low, High: { } high })
            {
                svg.Line(at, axes.Y(Held(y, low)), at, axes.Y(Held(y, high)), $"stroke:{colour};stroke-width:1.5");
            }

            string note = string.Create(CultureInfo.InvariantCulture, $"{series.Name}: {point.X:G4}, {point.Y:G4}");
            switch (series.Mark)
            {
                case ChartMark.Published:
                    svg.Circle(at, height, 5, $"fill:none;stroke:{colour};stroke-width:2", note);
                    break;
                case ChartMark.Boxes:
                    double top = axes.Y(Held(y, point.UpperQuartile ?? point.Y)), bottom = axes.Y(Held(y, point.LowerQuartile ?? point.Y));
                    svg.Rectangle(at - HalfBox, top, 2 * HalfBox, bottom - top, $"fill:{colour}44;stroke:{colour}");
                    svg.Line(at - HalfBox, height, at + HalfBox, height, $"stroke:{colour};stroke-width:2.5");
                    break;
                default:
                    svg.Circle(at, height, series.Points.Count > 100 ? 1.5 : 3.5, $"fill:{colour}", note);
                    break;
            }
        }
    }

    /// <summary>The sign of a series in the legend.</summary>
    private static void Mark(Svg svg, double x, double y, ChartMark mark, string colour)
    {
        switch (mark)
        {
            case ChartMark.Line:
                svg.Line(x, y, x + 20, y, $"stroke:{colour};stroke-width:2");
                break;
            case ChartMark.Bound:
                svg.Line(x, y, x + 20, y, $"stroke:{colour};stroke-width:2;stroke-dasharray:6 4");
                break;
            case ChartMark.Published:
                svg.Circle(x + 10, y, 5, $"fill:none;stroke:{colour};stroke-width:2");
                break;
            case ChartMark.Boxes:
                svg.Rectangle(x + 5, y - 6, 10, 12, $"fill:{colour}44;stroke:{colour}");
                break;
            default:
                svg.Circle(x + 10, y, 3.5, $"fill:{colour}");
                break;
        }
    }

    /// <summary>The stretches of a line that lie inside the frame.</summary>
    private static IEnumerable<IReadOnlyList<ChartPoint>> Runs(IReadOnlyList<ChartPoint> points, Func<ChartPoint, bool> isInside)
    {
        var run = new List<ChartPoint>();
        foreach (ChartPoint point in points)
        {
            if (isInside(point))
            {
                run.Add(point);
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    private static IEnumerable<double> Heights(ChartPoint point) =>
        ((double?[])[point.Y, point.Low, point.High, point.LowerQuartile, point.UpperQuartile]).OfType<double>();

    private static bool IsInside(AxisScale scale, double value) => scale.Fraction(value) is >= -1e-9 and <= 1 + 1e-9;

    private static double Held(AxisScale scale, double value) => Math.Clamp(value, scale.Low, scale.High);
}
