using System.Globalization;
using TwinGrid.Cli.Demo;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Cli.Reports;

/// <summary>A room from above: anchors, links, where each tag is and where its twin says that it is.</summary>
internal static class RoomMap
{
    /// <summary>How many times larger than true the ellipses and the errors are drawn: they are millimetres in metres of room.</summary>
    public const double Magnification = 10;

    /// <summary>Draws the room.</summary>
    public static string Draw(RoomOutcome outcome)
    {
        SyntheticRoom physics = outcome.Room.Room;
        const double width = 720, height = 708;
        var svg = new Svg(width, height);
        var axes = new Axes(width, height, new AxisScale(-0.1, physics.Options.Width + 0.1), new AxisScale(-0.1, physics.Options.Depth + 0.1));
        axes.Draw(svg, "x in metres", "y in metres");
        foreach (SyntheticLink link in physics.Links)
        {
            Position a = physics.Positions[link.First], b = physics.Positions[link.Second];
            svg.Line(axes.X(a.X), axes.Y(a.Y), axes.X(b.X), axes.Y(b.Y), "stroke:#3a6ea5;stroke-opacity:.1");
        }

        for (int node = 0; node < physics.Options.AnchorCount; node++)
        {
            Position place = physics.Positions[node];
            svg.Square(axes.X(place.X), axes.Y(place.Y), 9, "fill:#1f4e9c", outcome.Room.NodeName(node));
        }

        double pixels = axes.X(1) - axes.X(0);
        foreach (TagOutcome tag in outcome.Tags)
        {
            DrawTag(svg, axes, pixels, outcome.Room.NodeName(tag.Node), tag);
        }

        return svg.ToString();
    }

    private static void DrawTag(Svg svg, Axes axes, double pixels, string name, TagOutcome tag)
    {
        double x = axes.X(tag.Truth.X), y = axes.Y(tag.Truth.Y);
        if (!tag.IsLocated)
        {
            svg.Circle(x, y, 6, "fill:none;stroke:#c22;stroke-width:2", $"{name}: {tag.Location?.Status.ToString() ?? "never heard"}");
            return;
        }

        double errorX = (tag.Location!.Position.X - tag.Truth.X) * Magnification, errorY = (tag.Location.Position.Y - tag.Truth.Y) * Magnification;
        double atX = x + errorX * pixels, atY = y - errorY * pixels;
        ErrorEllipse ellipse = tag.Location.Covariance.Ellipse(0.95);
        svg.Ellipse(
            atX,
            atY,
            ellipse.SemiMajor * Magnification * pixels,
            ellipse.SemiMinor * Magnification * pixels,
            -ellipse.Orientation * 180 / Math.PI,
            "fill:#0a7d4f22;stroke:#0a7d4f");
        svg.Line(x, y, atX, atY, "stroke:#c22;stroke-width:1.5");
        svg.Circle(x, y, 2.5, "fill:#c22", string.Create(CultureInfo.InvariantCulture, $"{name}: error {tag.Error * 1000:F1} mm from {tag.Location.Links} links"));
    }
}
