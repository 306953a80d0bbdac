using System.Globalization;
using TwinGrid.Cli.ColdChain;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Cli.Reports;

/// <summary>Temperature over time with limits drawn, excursions and unknown stretches shaded.</summary>
internal static class TemperatureChart
{
    private const double Width = 960, Height = 420;
    private static readonly TimeSpan LongestInHours = TimeSpan.FromDays(4);

    /// <summary>The chart as SVG.</summary>
    public static string Draw(ColdChainRun run)
    {
        Segment[] shown = [.. Shown(run)];
        DateTimeOffset begin = shown.Length > 0 ? shown[0].Start : run.Timeline.Start, end = run.Timeline.End;
        bool isInHours = end - begin <= LongestInHours;
        double At(DateTimeOffset time) => isInHours ? (time - begin).TotalHours : (time - begin).TotalDays;
        double[] limits = [.. Limits(run.Report.Rules)];
        double[] values = [.. shown.Where(segment => segment.Temperature != ValueRange.Unknown).SelectMany(segment => new[] { segment.Temperature.Low, segment.Temperature.High }), .. limits];
        double low = values.DefaultIfEmpty(0).Min(), high = values.DefaultIfEmpty(1).Max(), air = Math.Max(1, (high - low) * 0.08);
        var svg = new Svg(Width, Height);
        var axes = new Axes(Width, Height, new AxisScale(0, Math.Max(At(end), 1e-3)), new AxisScale(low - air, high + air));

        void Shade(DateTimeOffset from, DateTimeOffset to, string style)
        {
            double left = axes.X(At(from > begin ? from : begin)), right = axes.X(At(to < end ? to : end));
            svg.Rectangle(left, axes.Y(high + air), Math.Max(right - left, 1), axes.Y(low - air) - axes.Y(high + air), style);
        }

        foreach (Segment segment in shown.Where(segment => segment.Temperature == ValueRange.Unknown))
        {
            Shade(segment.Start, segment.End, "fill:#8884");
        }

        foreach (Excursion excursion in run.Report.Excursions.Where(excursion => excursion.Kind is not (ExcursionKind.Gap or ExcursionKind.Cumulative)))
        {
            Shade(excursion.Start, excursion.End ?? end, "fill:#c223");
        }

        axes.Draw(svg, $"{(isInHours ? "hours" : "days")} since {ColdChainText.Time(run, begin)}", "°C");
        foreach (double limit in limits)
        {
            svg.Line(axes.X(0), axes.Y(limit), axes.X(At(end)), axes.Y(limit), "stroke:#c22;stroke-width:1.2;stroke-dasharray:6 4");
            svg.Text(axes.X(At(end)) - 4, axes.Y(limit) - 4, string.Create(CultureInfo.InvariantCulture, $"{limit:0.##} °C"), "end", "fill:#c22");
        }

        // A cumulative timer's stretches lie apart: its alarm is one instant.
        foreach (Excursion excursion in run.Report.Excursions.Where(excursion => excursion.Kind == ExcursionKind.Cumulative && excursion.AlarmTime >= begin))
        {
            double alarm = axes.X(At(excursion.AlarmTime));
            svg.Line(alarm, axes.Y(low - air), alarm, axes.Y(high + air), "stroke:#c22;stroke-width:1.5");
            svg.Text(alarm + 4, axes.Y(high + air) + 12, excursion.Rule, "start", "fill:#c22");
        }

        Lines(svg, axes, shown, At);
        return svg.ToString();
    }

    /// <summary>From the first stretch of which something is known: what lies before the record would squeeze it.</summary>
    private static IEnumerable<Segment> Shown(ColdChainRun run) => run.Timeline.Segments.SkipWhile(segment => segment.Temperature == ValueRange.Unknown);

    private static void Lines(Svg svg, Axes axes, Segment[] shown, Func<DateTimeOffset, double> at)
    {
        var points = new List<(double, double)>();
        foreach (Segment segment in shown)
        {
            double left = axes.X(at(segment.Start)), right = axes.X(at(segment.End));
            if (segment.Temperature.IsPoint)
            {
                // The steps are what the monitor counts: a reading holds until the next.
                points.Add((left, axes.Y(segment.Temperature.Low)));
                points.Add((right, axes.Y(segment.Temperature.Low)));
                continue;
            }

            Flush();
            if (segment.Temperature != ValueRange.Unknown)
            {
                double top = axes.Y(segment.Temperature.High);
                svg.Rectangle(left, top, Math.Max(right - left, 1), Math.Max(axes.Y(segment.Temperature.Low) - top, 1), "fill:#27c4;stroke:#27c;stroke-width:.5");
            }
        }

        Flush();

        void Flush()
        {
            if (points.Count > 0)
            {
                svg.Curve(points, "stroke:#27c;stroke-width:1.5");
                points.Clear();
            }
        }
    }

    private static IEnumerable<double> Limits(RuleSet rules)
    {
        IEnumerable<double> ofRules = rules.Rules.OfType<LimitRule>().Where(limit => limit.Quantity == MeasuredQuantity.Temperature)
            .SelectMany(limit => new[] { limit.Above, limit.Below }).OfType<double>();
        return ofRules.Concat([rules.LowRange, rules.HighRange]).Where(double.IsFinite).Distinct();
    }
}
