namespace TwinGrid.Cli.Reports;

/// <summary>Cumulative distributions of errors, with points that others published.</summary>
internal static class ErrorCurve
{
    private static readonly string[] Colours = ["#0a7d4f", "#b25d00", "#7a3db8"];

    /// <summary>Draws the curves.</summary>
    /// <param name="curves">Name and errors in metres of each curve.</param>
    /// <param name="marks">Published points: name, error in metres, share of errors below.</param>
    /// <param name="longest">Largest error shown, in metres.</param>
    public static string Draw(
        IReadOnlyList<(string Name, IReadOnlyList<double> Errors)> curves,
        IReadOnlyList<(string Name, double Error, double Share)> marks,
        double longest)
    {
        const double width = 720, height = 380;
        double step = new[] { 0.25, 0.5, 1, 2, 5, 10 }.First(candidate => longest * 100 / candidate <= 12 || candidate == 10);
        var svg = new Svg(width, height);
        var axes = new Axes(width, height, (0, longest * 100), (0, 1));
        axes.Draw(svg, "error in cm", "share of tags", step, 0.1);
        for (int i = 0; i < curves.Count; i++)
        {
            double[] sorted = [.. curves[i].Errors.Order()];
            IEnumerable<(double X, double Y)> points = sorted
                .Select((error, k) => (Error: error, Share: (k + 1.0) / sorted.Length))
                .Where(point => point.Error <= longest)
                .Select(point => (axes.X(point.Error * 100), axes.Y(point.Share)))
                .Prepend((axes.X(0), axes.Y(0)));
            string colour = Colours[i % Colours.Length];
            svg.Curve(points, $"stroke:{colour};stroke-width:2");
            svg.Text(width - 24, height - 70 - 18 * i, curves[i].Name, "end", $"fill:{colour}");
        }

        foreach ((string name, double error, double share) in marks)
        {
            svg.Circle(axes.X(error * 100), axes.Y(share), 5, "fill:none;stroke:#c22;stroke-width:2", name);
            bool isFarRight = error > longest / 2;
            svg.Text(axes.X(error * 100) + (isFarRight ? -9 : 9), axes.Y(share) + (isFarRight ? 18 : 4), name, isFarRight ? "end" : "start", "fill:#c22");
        }

        return svg.ToString();
    }
}
