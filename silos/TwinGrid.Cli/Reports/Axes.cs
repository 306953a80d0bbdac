namespace TwinGrid.Cli.Reports;

/// <summary>A frame with two axes in a picture: places values and draws ticks and grid lines.</summary>
internal sealed class Axes
{
    private const double Left = 64, Right = 16, Top = 24, Bottom = 44;
    private readonly double _width, _height;
    private readonly AxisScale _x, _y;

    /// <summary>A frame that fills a picture of a size.</summary>
    public Axes(double width, double height, AxisScale x, AxisScale y) => (_width, _height, _x, _y) = (width, height, x, y);

    /// <summary>Horizontal place of a value.</summary>
    public double X(double value) => Left + _x.Fraction(value) * (_width - Left - Right);

    /// <summary>Vertical place of a value; larger values stand higher.</summary>
    public double Y(double value) => _height - Bottom - _y.Fraction(value) * (_height - Top - Bottom);

    /// <summary>Draws the frame.</summary>
    public void Draw(Svg svg, string nameX, string nameY)
    {
        const string grid = "stroke:#8884;stroke-width:1";
        foreach (double x in _x.Ticks())
        {
            svg.Line(X(x), Y(_y.Low), X(x), Y(_y.High), grid);
            svg.Text(X(x), Y(_y.Low) + 16, AxisScale.Label(x), "middle", "fill:currentColor");
        }

        foreach (double y in _y.Ticks())
        {
            svg.Line(X(_x.Low), Y(y), X(_x.High), Y(y), grid);
            svg.Text(X(_x.Low) - 6, Y(y) + 4, AxisScale.Label(y), "end", "fill:currentColor");
        }

        svg.Text((X(_x.Low) + X(_x.High)) / 2, _height - 8, nameX, "middle", "fill:currentColor");
        svg.Text(4, 14, nameY, "start", "fill:currentColor");
    }
}
