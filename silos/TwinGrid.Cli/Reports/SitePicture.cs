using System.Globalization;
using TwinGrid.Cli.Sites;
using TwinGrid.Model;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Cli.Reports;

/// <summary>A site from above: regions, zones, antennas and where they look, anchors, exciters.</summary>
internal static class SitePicture
{
    private const double Width = 960, MostHeight = 1100, Sides = 80, Ends = 68, MostNamed = 12;
    private const double BeamPixels = 46, BeamHalfDegrees = 30;

    /// <summary>Draws the site; a metre is as long along both axes.</summary>
    public static string Draw(SiteFile site)
    {
        SiteExtent extent = SiteExtent.Of(site);
        double scale = Math.Min((Width - Sides) / extent.Width, (MostHeight - Ends) / extent.Depth);
        double width = Sides + extent.Width * scale, height = Ends + extent.Depth * scale;
        if (width < Width)
        {
            // A narrow site stands in the middle of the picture.
            double more = (Width - width) / scale / 2;
            (extent, width) = (extent with { LowX = extent.LowX - more, HighX = extent.HighX + more }, Width);
        }

        var svg = new Svg(width, height);
        var axes = new Axes(width, height, new AxisScale(extent.LowX, extent.HighX), new AxisScale(extent.LowY, extent.HighY));
        axes.Draw(svg, "x in metres", "y in metres");
        foreach (SiteRegion region in site.Regions)
        {
            Floor(svg, axes, region.Plan.Low, region.Plan.High, "fill:#3a6ea5;fill-opacity:.06;stroke:#3a6ea5;stroke-width:2");
        }

        foreach (SiteRegion region in site.Regions)
        {
            foreach (SiteZone zone in region.Zones)
            {
                Zone(svg, axes, zone);
            }

            Anchors(svg, axes, [.. SiteExtent.AnchorsOf(site, region)]);
            svg.Text(axes.X(region.Plan.High.X) - 6, axes.Y(region.Plan.Low.Y) - 7, region.Name, "end", "fill:#3a6ea5;font-weight:600;font-size:15px");
        }

        foreach (SiteExciter exciter in site.Exciters)
        {
            Exciter(svg, axes, exciter);
        }

        foreach (SiteReader reader in site.Readers)
        {
            foreach (SiteAntenna antenna in reader.Antennas)
            {
                Antenna(svg, axes, reader, antenna);
            }
        }

        return svg.ToString();
    }

    private static void Floor(Svg svg, Axes axes, Position low, Position high, string style) =>
        svg.Rectangle(axes.X(low.X), axes.Y(high.Y), axes.X(high.X) - axes.X(low.X), axes.Y(low.Y) - axes.Y(high.Y), style);

    private static void Zone(Svg svg, Axes axes, SiteZone zone)
    {
        if (zone is { Low: { } low, High: { } high })
        {
            Floor(svg, axes, low, high, "fill:#0a7d4f;fill-opacity:.08;stroke:#0a7d4f;stroke-dasharray:5 4");
            svg.Text(axes.X(low.X) + 6, axes.Y(high.Y) + 16, zone.Name, "start", "fill:#0a7d4f");
        }
    }

    private static void Anchors(Svg svg, Axes axes, IReadOnlyList<SiteAnchor> anchors)
    {
        foreach (SiteAnchor anchor in anchors)
        {
            double x = axes.X(anchor.Place.X), y = axes.Y(anchor.Place.Y);
            svg.Square(x, y, 8, "fill:#1f4e9c", anchor.Name);
            if (anchors.Count <= MostNamed)
            {
                svg.Text(x + 8, y + 4, anchor.Name, "start", "fill:currentColor;font-size:11px");
            }
        }
    }

    private static void Exciter(Svg svg, Axes axes, SiteExciter exciter)
    {
        double x = axes.X(exciter.Plan.Place.X), y = axes.Y(exciter.Plan.Place.Y);
        string text = string.Create(CultureInfo.InvariantCulture, $"{exciter.Name}: {exciter.Plan.FrequencyHz / 1e6:0.###} MHz, {exciter.Plan.PowerDbm:0.#} dBm");
        svg.Circle(x, y, 13, "fill:#d98a0022;stroke:#d98a00");
        svg.Circle(x, y, 5, "fill:#d98a00", text);
        svg.Text(x + 18, y + 4, text, "start", "fill:currentColor;font-size:11px");
    }

    private static void Antenna(Svg svg, Axes axes, SiteReader reader, SiteAntenna antenna)
    {
        double x = axes.X(antenna.Plan.Place.X), y = axes.Y(antenna.Plan.Place.Y);
        string name = string.Create(CultureInfo.InvariantCulture, $"{reader.Name}:{antenna.Plan.Port}");
        if (antenna.FacingDegrees is { } facing)
        {
            IEnumerable<(double, double)> arc = Enumerable.Range(0, 13).Select(i => (facing - BeamHalfDegrees + i * BeamHalfDegrees / 6) * (Math.PI / 180))
                .Select(angle => (x + BeamPixels * Math.Cos(angle), y - BeamPixels * Math.Sin(angle)));
            svg.Curve([(x, y), .. arc, (x, y)], "fill:#c2255c;fill-opacity:.16;stroke:#c2255c;stroke-opacity:.5");
        }
        else
        {
            svg.Circle(x, y, BeamPixels / 2, "fill:#c2255c;fill-opacity:.1;stroke:#c2255c;stroke-opacity:.4");
        }

        string note = antenna.Plan.Zone is { } zone ? $"{name} overlooks {zone}" : name;
        svg.Circle(x, y, 5, "fill:#c2255c", string.Create(CultureInfo.InvariantCulture, $"{note}, {antenna.Plan.Place.Z:0.##} m high"));
        if (antenna.FacingDegrees is { } direction)
        {
            // Beyond the beam, so that two antennas back to back don't write over one another.
            (double sin, double cos) = Math.SinCos(direction * (Math.PI / 180));
            string side = cos > 0.3 ? "start" : cos < -0.3 ? "end" : "middle";
            svg.Text(x + (BeamPixels + 5) * cos, y - (BeamPixels + 5) * sin + 4, name, side, "fill:currentColor;font-size:11px");
        }
        else
        {
            svg.Text(x, y - BeamPixels / 2 - 4, name, "middle", "fill:currentColor;font-size:11px");
        }
    }
}
