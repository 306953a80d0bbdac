using System.Globalization;
using TwinGrid.Cli.Locate;
using TwinGrid.Model;
using TwinGrid.Signal.Reproductions;

namespace TwinGrid.Cli.Reports;

/// <summary>The page of a location run.</summary>
internal static class LocateReport
{
    private const int MostMaps = 8;

    /// <summary>Writes <c>locate.html</c> into a folder; answers its path.</summary>
    public static string Write(string folder, IReadOnlyList<LocatedTag> tags, LocateFigures figures)
    {
        Directory.CreateDirectory(folder);
        var page = new HtmlPage("TwinGrid: tags from recorded reader phases");
        page.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{figures.Localized} of {figures.Tags} tags located, {figures.Engine} engine."));
        if (figures.Median is not null)
        {
            page.Table(
            [
                ["set", "median", "90 %", "median along x", "hologram median", "hologram along x"],
                .. figures.Sets.Select(set => Row(set.Key, set.Value.Median, set.Value.Percentile90, set.Value.MedianX, set.Value.Hologram)),
                Row("all", figures.Median, figures.Percentile90, figures.MedianX, figures.Hologram),
            ]);
            page.Heading("Errors");
            LocatedTag[] known = [.. tags.Where(tag => tag is { Truth: not null, Hologram: not null })];
            page.Picture(
                ChartPicture.Draw(new Chart(
                    "Errors",
                    "",
                    new ChartAxis("error in cm", 0, 40),
                    new ChartAxis("share of tags", 0, 1),
                    [
                        ChartSeries.Distribution("twins", [.. known.Where(tag => tag.Location.Status == LocationStatus.Located).Select(tag => LocateFigures.ErrorOf(tag) * 100)]),
                        ChartSeries.Distribution("plain hologram", [.. known.Select(tag => tag.Hologram!.Value.DistanceTo(tag.Truth!.Value) * 100)]),
                    ])),
                "Cumulative distribution of errors in the plane.");
        }

        foreach (IGrouping<string, LocatedTag> scene in tags.GroupBy(tag => tag.Scene).Take(MostMaps))
        {
            page.Heading(scene.Key);
            page.Picture(Map([.. scene]), "Green: estimates with their 95 % ellipses. Red dots: true places where they are known. Grey crosses: plain hologram. The antenna's track is below.");
        }

        string path = Path.Combine(folder, "locate.html");
        page.Save(path);
        return path;
    }

    private static IReadOnlyList<string> Row(string name, double? median, double? p90, double? x, HologramFigures hologram) =>
        [name, Length(median), Length(p90), Length(x), Length(hologram.Median), Length(hologram.MedianX)];

    private static string Map(IReadOnlyList<LocatedTag> tags)
    {
        Position[] places = [.. tags.SelectMany(tag => new[] { tag.Location.Status == LocationStatus.Located ? tag.Location.Position : (Position?)null, tag.Truth, tag.Hologram }).OfType<Position>()];
        if (places.Length == 0)
        {
            return "";
        }

        double lowX = places.Min(place => place.X) - 0.2, highX = places.Max(place => place.X) + 0.2;
        double lowY = places.Min(place => place.Y) - 0.2, highY = places.Max(place => place.Y) + 0.2;
        const double width = 720;
        double height = Math.Clamp((highY - lowY) / (highX - lowX) * 640 + 68, 200, 900);
        var svg = new Svg(width, height);
        var axes = new Axes(width, height, new AxisScale(lowX, highX), new AxisScale(lowY, highY));
        axes.Draw(svg, "x in metres", "y in metres");
        double pixels = axes.X(1) - axes.X(0), pixelsY = axes.Y(0) - axes.Y(1);
        foreach (LocatedTag tag in tags)
        {
            if (tag.Hologram is { } hologram)
            {
                double hx = axes.X(hologram.X), hy = axes.Y(hologram.Y);
                svg.Line(hx - 5, hy, hx + 5, hy, "stroke:#888;stroke-width:1.5");
                svg.Line(hx, hy - 5, hx, hy + 5, "stroke:#888;stroke-width:1.5");
            }

            if (tag.Location.Status == LocationStatus.Located)
            {
                Position at = tag.Location.Position;
                ErrorEllipse ellipse = tag.Location.Covariance.Ellipse(0.95);
                svg.Ellipse(axes.X(at.X), axes.Y(at.Y), ellipse.SemiMajor * pixels, ellipse.SemiMinor * pixelsY, -ellipse.Orientation * 180 / Math.PI, "fill:#0a7d4f22;stroke:#0a7d4f");
                svg.Circle(axes.X(at.X), axes.Y(at.Y), 3, "fill:#0a7d4f", tag.Location.Tag);
            }

            if (tag.Truth is { } truth)
            {
                svg.Circle(axes.X(truth.X), axes.Y(truth.Y), 4, "fill:#c22", tag.Location.Tag);
            }
        }

        return svg.ToString();
    }

    private static string Length(double? metres) => metres is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known * 100:F1} cm") : "";
}
