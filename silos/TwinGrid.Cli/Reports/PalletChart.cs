using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Cli.SupplyChain;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;

namespace TwinGrid.Cli.Reports;

/// <summary>Temperatures of all pallets over the days of a chain, with limits, the failure and what is unknown.</summary>
internal static class PalletChart
{
    private const double Width = 960, Height = 440, Low = 0, Room = 2;
    private static readonly string[] Warm = ["#c22", "#d60", "#a29", "#b48"];

    /// <summary>The chart as SVG.</summary>
    public static string Draw(ChainRun run)
    {
        (DateTimeOffset begin, DateTimeOffset end) = (run.Scenario.Schedule.Palletising, run.Scenario.Schedule.End);
        double Hours(DateTimeOffset time) => (time - begin).TotalHours;
        double high = run.Answers.Pallets.Values.SelectMany(pallet => pallet.Readings).Select(reading => reading.Temperature?.Value ?? 0).DefaultIfEmpty(ChainRules.High).Max() + Room;
        var svg = new Svg(Width, Height);
        var axes = new Axes(Width, Height, new AxisScale(0, Hours(end)), new AxisScale(Low, high));
        (double top, double bottom) = (axes.Y(high), axes.Y(Low));

        void Shade(DateTimeOffset from, DateTimeOffset until, string style) =>
            svg.Rectangle(axes.X(Hours(from)), top, Math.Max(axes.X(Hours(until)) - axes.X(Hours(from)), 1), bottom - top, style);

        (DateTimeOffset failure, DateTimeOffset repair) = run.Scenario.Truth.Failure;
        Shade(failure, repair, "fill:#c222");
        svg.Text(axes.X(Hours(failure)) + 3, top + 14, "unit of truck B fails", "start", "fill:#c22");
        foreach (Excursion gap in Standing(run).Where(file => file.Excursion.Kind == ExcursionKind.Gap).Select(file => file.Excursion))
        {
            Shade(gap.Start, gap.End ?? end, "fill:#8884");
        }

        axes.Draw(svg, $"hours since {ChainText.Time(begin)} UTC", "°C");
        foreach (double limit in new[] { run.Answers.Pallets.Values.First().Report.Rules.LowRange, ChainRules.High })
        {
            svg.Line(axes.X(0), axes.Y(limit), axes.X(Hours(end)), axes.Y(limit), "stroke:#c22;stroke-width:1.2;stroke-dasharray:6 4");
        }

        for (int i = 0; i < run.Scenario.Truth.Pallets.Length; i++)
        {
            PalletTruth pallet = run.Scenario.Truth.Pallets[i];
            string colour = pallet.Truck == 0 ? "#27c" : Warm[i % Warm.Length];
            IReadOnlyList<Reading> readings = run.Answers.Pallets[pallet.Epc].Readings;
            svg.Curve(readings.Where(reading => reading.Temperature is not null).Select(reading => (axes.X(Hours(reading.Time)), axes.Y(reading.Temperature!.Value.Value))), $"stroke:{colour};stroke-width:1.2");
        }

        return svg.ToString();
    }

    private static IEnumerable<ExcursionFile> Standing(ChainRun run) =>
        run.Answers.Pallets.Values.SelectMany(pallet => pallet.Files).Where(file => file.State != ExcursionState.Withdrawn);
}
