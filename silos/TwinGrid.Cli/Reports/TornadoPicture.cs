using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Cli.Reports;

/// <summary>Draws sensitivities as bars round the cost as planned, the widest above.</summary>
internal static class TornadoPicture
{
    private const double Width = 720, Left = 220, Right = 24, Top = 30, Row = 22, Bar = 14, Bottom = 44;
    private const string Less = "fill:#1f6fb2", More = "fill:#b25d00";

    /// <summary>The picture.</summary>
    /// <param name="sensitivities">Those to show, the widest first; one at least.</param>
    /// <param name="cost">The cost as planned.</param>
    /// <param name="unit">Its unit.</param>
    public static string Draw(IReadOnlyList<Sensitivity> sensitivities, double cost, string unit)
    {
        AxisScale scale = AxisScale.Around(sensitivities.SelectMany(one => new[] { one.Low, one.High }), null, null, isLogarithmic: false);
        double bottom = Top + (Row * sensitivities.Count);
        var svg = new Svg(Width, bottom + Bottom);
        foreach (double tick in scale.Ticks())
        {
            svg.Line(X(tick), Top, X(tick), bottom, "stroke:#8884;stroke-width:1");
            svg.Text(X(tick), bottom + 16, AxisScale.Label(tick), "middle", "fill:currentColor");
        }

        for (int i = 0; i < sensitivities.Count; i++)
        {
            Sensitivity one = sensitivities[i];
            double y = Top + (Row * i) + ((Row - Bar) / 2);
            Draw(one.Low, Less);
            Draw(one.High, More);
            svg.Text(Left - 8, y + Bar - 3, $"{one.Input} {Digits.Of(one.Value)}", "end", "fill:currentColor");

            void Draw(double end, string style) => svg.Rectangle(Math.Min(X(cost), X(end)), y, Math.Abs(X(end) - X(cost)), Bar, style);
        }

        svg.Line(X(cost), Top, X(cost), bottom, "stroke:currentColor;stroke-width:1.5");
        svg.Rectangle(Left, 8, 12, 12, Less);
        svg.Text(Left + 18, 18, "half of it", "start", "fill:currentColor");
        svg.Rectangle(Left + 110, 8, 12, 12, More);
        svg.Text(Left + 128, 18, "half as much again", "start", "fill:currentColor");
        svg.Text((Left + Width - Right) / 2, bottom + 36, $"cost, {unit}", "middle", "fill:currentColor");
        return svg.ToString();

        double X(double value) => Left + (scale.Fraction(value) * (Width - Left - Right));
    }
}
