using System.Globalization;
using TwinGrid.Cli.Simulate;
using TwinGrid.Simulation.Census;

namespace TwinGrid.Cli.Reports;

/// <summary>The heat map of excursions: countries by causes, a colour and a number for each.</summary>
internal static class HeatMap
{
    private const double Width = 960, NameWidth = 116, Head = 40, RowHeight = 20, TotalGap = 10, LegendHeight = 62, HatchStep = 7;

    /// <summary>Whether a sample leaves open that there is none: its 95 % interval holds zero, or it met none at all.</summary>
    public static bool IsUncertain(Estimate rate, bool isSample) => isSample && rate.Low <= 0;

    /// <summary>Draws the grid.</summary>
    /// <param name="grid">The rates.</param>
    /// <param name="isSample">Whether they are estimates: cells that may be zero are then hatched.</param>
    public static string Draw(ExcursionGrid grid, bool isSample)
    {
        double cell = (Width - NameWidth - TotalGap) / (grid.Causes.Count + 1), height = Head + grid.Rows.Count * RowHeight + LegendHeight;
        var svg = new Svg(Width, height, "Excursions by country and cause", string.Create(
            CultureInfo.InvariantCulture,
            $"Items with an excursion per million items with limits of temperature; from {grid.Rows[0].Name}, {grid.Rows[0].Total.Value:#,0}, to {grid.Rows[^1].Name}, {grid.Rows[^1].Total.Value:#,0}."));
        AxisScale values = AxisScale.Around(grid.Rows.SelectMany(row => row.Rates).Select(rate => rate.Value), null, null, isLogarithmic: true);
        ColourScale colours = new(values, ColourScale.Heat);
        for (int column = 0; column <= grid.Causes.Count; column++)
        {
            string[] words = column == 0 ? ["any", "cause"] : CensusText.Name(grid.Causes[column - 1].ToString()).Split(' ', 2);
            double middle = Left(column, cell) + cell / 2;
            svg.Text(middle, words.Length == 1 ? 31 : 17, words[0], "middle", "fill:currentColor");
            svg.Text(middle, 31, words.Length == 1 ? "" : words[1], "middle", "fill:currentColor");
        }

        for (int line = 0; line < grid.Rows.Count; line++)
        {
            ExcursionRow row = grid.Rows[line];
            double top = Head + line * RowHeight;
            svg.Text(NameWidth - 8, top + 14, row.Name, "end", "fill:currentColor");
            svg.Text(Left(0, cell) + cell / 2, top + 14, Number(row.Total.Value), "middle", "fill:currentColor;font-weight:600");
            for (int column = 0; column < grid.Causes.Count; column++)
            {
                string cause = CensusText.Name(grid.Causes[column].ToString());
                Cell(svg, Left(column + 1, cell), top, cell, colours, row.Rates[column], isSample, $"{row.Name}, {cause}");
            }
        }

        colours.Legend(svg, NameWidth, height - 28, 420, "items with an excursion per million items with limits", AxisScale.Label);
        if (isSample)
        {
            svg.Rectangle(NameWidth + 460, height - 32, 40, RowHeight - 2, "fill:none;stroke:#8888");
            Hatch(svg, NameWidth + 460, height - 32, 40, "currentColor");
            svg.Text(NameWidth + 508, height - 18, "the 95 % interval holds zero", "start", "fill:currentColor");
        }

        return svg.ToString();
    }

    private static void Cell(Svg svg, double left, double top, double width, ColourScale colours, Estimate rate, bool isSample, string name)
    {
        bool isEmpty = rate.Value <= 0, isUncertain = IsUncertain(rate, isSample);
        string ink = isEmpty ? "currentColor" : colours.InkOn(rate.Value);
        string interval = isSample ? string.Create(CultureInfo.InvariantCulture, $", 95 % from {Number(Math.Max(0, rate.Low))} to {Number(rate.High)}") : "";
        svg.Rectangle(left + 1, top + 1, width - 2, RowHeight - 2, isEmpty ? "fill:#8882" : $"fill:{colours.Of(rate.Value)}", $"{name}: {Number(rate.Value)} per million{interval}");
        if (isUncertain)
        {
            Hatch(svg, left + 1, top + 1, width - 2, ink);
        }

        svg.Text(left + width / 2, top + 14, Number(rate.Value), "middle", $"fill:{ink};font-size:11px;pointer-events:none");
    }

    /// <summary>Slanting lines over a cell, whole ones only.</summary>
    private static void Hatch(Svg svg, double left, double top, double width, string ink)
    {
        const double Tall = RowHeight - 2;
        for (double x = left; x + Tall <= left + width; x += HatchStep)
        {
            svg.Line(x, top + Tall, x + Tall, top, $"stroke:{ink};stroke-opacity:.4;stroke-width:1");
        }
    }

    /// <summary>Where a column begins; the one of all causes stands apart.</summary>
    private static double Left(int column, double cell) => NameWidth + column * cell + (column > 0 ? TotalGap : 0);

    private static string Number(double rate) => rate.ToString(rate is > 0 and < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture);
}
