using System.Globalization;
using System.Net;
using System.Text;

namespace TwinGrid.Cli.Reports;

/// <summary>Writes an SVG picture element by element; numbers in the picture's own units, two decimals.</summary>
internal sealed class Svg
{
    private readonly StringBuilder _text = new();
    private readonly double _width, _height;

    /// <summary>A picture of a size in pixels, with a title and a description for those who can't see it.</summary>
    public Svg(double width, double height, string title = "", string description = "")
    {
        (_width, _height) = (width, height);
        _text.Append(Element("title", title)).Append(Element("desc", description));
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string style) =>
        _text.Append(CultureInfo.InvariantCulture, $"<line x1='{x1:F2}' y1='{y1:F2}' x2='{x2:F2}' y2='{y2:F2}' style='{style}'/>\n");

    /// <summary>A circle, with a note shown under the pointer.</summary>
    public void Circle(double x, double y, double radius, string style, string note = "") =>
        _text.Append(CultureInfo.InvariantCulture, $"<circle cx='{x:F2}' cy='{y:F2}' r='{radius:F2}' style='{style}'>{Note(note)}</circle>\n");

    /// <summary>A square round its centre.</summary>
    public void Square(double x, double y, double side, string style, string note = "") =>
        _text.Append(CultureInfo.InvariantCulture, $"<rect x='{x - side / 2:F2}' y='{y - side / 2:F2}' width='{side:F2}' height='{side:F2}' style='{style}'>{Note(note)}</rect>\n");

    /// <summary>A rectangle from its upper left corner, with a note shown under the pointer.</summary>
    public void Rectangle(double x, double y, double width, double height, string style, string note = "") =>
        _text.Append(CultureInfo.InvariantCulture, $"<rect x='{x:F2}' y='{y:F2}' width='{width:F2}' height='{height:F2}' style='{style}'>{Note(note)}</rect>\n");

    /// <summary>An ellipse turned clockwise (as seen) by an angle in degrees.</summary>
    public void Ellipse(double x, double y, double rx, double ry, double degrees, string style) =>
        _text.Append(CultureInfo.InvariantCulture, $"<ellipse cx='{x:F2}' cy='{y:F2}' rx='{rx:F2}' ry='{ry:F2}' transform='rotate({degrees:F1} {x:F2} {y:F2})' style='{style}'/>\n");

    /// <summary>A line through points, with a note shown under the pointer.</summary>
    public void Curve(IEnumerable<(double X, double Y)> points, string style, string note = "")
    {
        string path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F2},{point.Y:F2}")));
        _text.Append(CultureInfo.InvariantCulture, $"<polyline points='{path}' style='fill:none;{style}'>{Note(note)}</polyline>\n");
    }

    /// <summary>Text; anchor is start, middle or end.</summary>
    public void Text(double x, double y, string text, string anchor = "start", string style = "") =>
        _text.Append(CultureInfo.InvariantCulture, $"<text x='{x:F2}' y='{y:F2}' text-anchor='{anchor}' style='{style}'>{WebUtility.HtmlEncode(text)}</text>\n");

    /// <summary>The picture.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_width:F0} {_height:F0}' font-family='system-ui,sans-serif' font-size='12' role='img'>\n{_text}</svg>\n");

    private static string Note(string note) => Element("title", note);

    private static string Element(string name, string text) => text.Length == 0 ? "" : $"<{name}>{WebUtility.HtmlEncode(text)}</{name}>";
}
