using System.Globalization;

namespace TwinGrid.Cli.Reports;

/// <summary>A frame with linear axes in a picture: places values and draws ticks and grid lines.</summary>
internal sealed class Axes
{
    private const double Left = 56, Right = 16, Top = 16, Bottom = 44;
    private readonly double _width, _height, _lowX, _highX, _lowY, _highY;

    /// <summary>A frame that fills a picture of a size and shows ranges of values.</summary>
    public Axes(double width, double height, (double Low, double High) x, (double Low, double High) y)
    {
        (_width, _height) = (width, height);
        (_lowX, _highX) = x;
        (_lowY, _highY) = y;
    }

    /// <summary>Horizontal place of a value.</summary>
    public double X(double value) => Left + (value - _lowX) / (_highX - _lowX) * (_width - Left - Right);

    /// <summary>Vertical place of a value; larger values stand higher.</summary>
    public double Y(double value) => _height - Bottom - (value - _lowY) / (_highY - _lowY) * (_height - Top - Bottom);

    /// <summary>Draws the frame.</summary>
    public void Draw(Svg svg, string nameX, string nameY, double stepX, double stepY)
    {
        const string grid = "stroke:#8884;stroke-width:1";
        for (double x = Math.Ceiling(_lowX / stepX) * stepX; x <= _highX + stepX * 1e-9; x += stepX)
        {
            svg.Line(X(x), Y(_lowY), X(x), Y(_highY), grid);
            svg.Text(X(x), Y(_lowY) + 16, Label(x), "middle", "fill:currentColor");
        }

        for (double y = Math.Ceiling(_lowY / stepY) * stepY; y <= _highY + stepY * 1e-9; y += stepY)
        {
            svg.Line(X(_lowX), Y(y), X(_highX), Y(y), grid);
            svg.Text(X(_lowX) - 6, Y(y) + 4, Label(y), "end", "fill:currentColor");
        }

        svg.Text((X(_lowX) + X(_highX)) / 2, _height - 8, nameX, "middle", "fill:currentColor");
        svg.Text(4, Top - 4, nameY, "start", "fill:currentColor");
    }

    private static string Label(double value) => (Math.Round(value, 9) + 0.0).ToString("0.###", CultureInfo.InvariantCulture);
}
