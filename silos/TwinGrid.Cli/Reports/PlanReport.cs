using System.Globalization;
using TwinGrid.Cli.Plan;
using TwinGrid.Signal.Reproductions;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Cli.Reports;

/// <summary>The page of a plan.</summary>
internal static class PlanReport
{
    private const int MostBars = 15;

    /// <summary>Writes <c>index.html</c>, <c>sensitivity.svg</c> and <c>size.svg</c> into a folder; answers the path of the page.</summary>
    public static string Write(string folder, PlanFigures figures)
    {
        Directory.CreateDirectory(folder);
        CapacityPlan plan = figures.Plan;
        Prices prices = plan.Inputs.Prices;
        string unit = prices.Currency + " a month";
        string bars = TornadoPicture.Draw([.. figures.Sensitivities.Take(MostBars)], plan[CapacityPlan.Cost], unit), sizes = ChartPicture.Draw(SizeChart(figures, unit));
        File.WriteAllText(Path.Combine(folder, "sensitivity.svg"), bars);
        File.WriteAllText(Path.Combine(folder, "size.svg"), sizes);

        var page = new HtmlPage($"What {plan.Inputs.Deployment.Name} needs");
        if (plan.Inputs.Deployment.Description.Length > 0)
        {
            page.Paragraph(plan.Inputs.Deployment.Description);
        }

        page.Paragraph($"Unit costs: {plan.Inputs.Costs.Measurement}. A figure is called measured when everything in it was measured or is given by the file; one assumption in it makes it assumed. The numbers lead to the list of what it rests on.");
        IReadOnlyList<string> reasons = PlanText.ReasonsOf(plan);
        page.Table([["figure", "value", "", "rests on", "formula"], .. plan.Rows.Select(row => (IReadOnlyList<string>)
            [$"{row.Part.ToString().ToLowerInvariant()}: {row.Name}", Digits.Of(row.Value), row.Unit, PlanText.BasisOf(row, reasons), row.Formula])]);
        page.Heading("What the cost hangs on");
        page.Picture(bars, $"Cost a month when one input alone is half of what it is, and half as much again; shares are held at their ends. The line is the plan: {Digits.Of(plan[CapacityPlan.Cost])} {unit}.");
        page.Heading("Cost against size");
        page.Picture(sizes, "The same deployment from a thousand things to 10¹²: regions, readers, anchors and questions grow with it, silos come whole. Beyond one machine nothing of this was run.");
        page.Heading("What it rests on");
        page.Table([["", ""], .. reasons.Select((reason, i) => (IReadOnlyList<string>)[(i + 1).ToString(CultureInfo.InvariantCulture), reason])]);
        AddCosts(page, plan.Inputs.Costs);
        string path = Path.Combine(folder, "index.html");
        page.Save(path);
        return path;
    }

    private static Chart SizeChart(PlanFigures figures, string unit)
    {
        return new Chart("Cost against size", "", new ChartAxis("things", IsLogarithmic: true), new ChartAxis(unit, IsLogarithmic: true),
        [
            Series("all", CapacityPlan.Cost, ChartMark.Line),
            Series("cores", "cores a month", ChartMark.Dots),
            Series("memory", "memory a month", ChartMark.Dots),
            Series("storage", "storage a month", ChartMark.Dots),
            Series("network", "network a month", ChartMark.Dots),
        ]);

        ChartSeries Series(string name, string row, ChartMark mark) => new(
            name, mark, [.. figures.Sizes.Select(point => new ChartPoint(point.Objects, point.Plan[row])).Where(point => point.Y > 0)]);
    }

    private static void AddCosts(HtmlPage page, UnitCosts costs)
    {
        page.Heading("Unit costs");
        page.Table([["unit cost", "value", "", "spread of repeats", "largest deviation from a line", "sizes", "how"], .. costs.All.Select(cost => (IReadOnlyList<string>)
        [
            cost.Name, Digits.Of(cost.Value), cost.Unit, cost.Law is null ? "" : Percent(cost.Spread), cost.Law is { } law ? Percent(law.Residual) : "",
            cost.Law is { } fitted ? string.Join(", ", fitted.Points.Select(point => Digits.Of(point.Size))) : "",
            (cost.Basis == Basis.Assumed ? "assumed: " : "") + cost.How,
        ])]);
        if (costs.Check.Count > 0)
        {
            page.Heading("The laws against larger runs");
            page.Paragraph("Each law was fitted at the three sizes above and then asked for a run at ten times the largest.");
            page.Table([["run", "unit", "size", "predicted", "measured", "deviation", $"within {100 * CheckRow.Reach:F0} %"], .. costs.Check.Select(row => (IReadOnlyList<string>)
                [row.Name, row.Unit, Digits.Of(row.Size), Digits.Of(row.Predicted), Digits.Of(row.Measured), Percent(row.Deviation), row.IsReached ? "yes" : "no"])]);
        }
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
