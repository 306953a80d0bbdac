using System.Globalization;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Cli.Reports;

/// <summary>The page that shows a site.</summary>
internal static class SiteReport
{
    /// <summary>Writes <c>site.html</c> and <c>site.svg</c> into a folder; answers the path of the page.</summary>
    public static string Write(string folder, SiteFile site, IReadOnlyList<ConfigFault> warnings)
    {
        Directory.CreateDirectory(folder);
        string picture = SitePicture.Draw(site);
        File.WriteAllText(Path.Combine(folder, "site.svg"), picture);
        var page = new HtmlPage($"Site {site.Name}");
        if (site.Description.Length > 0)
        {
            page.Paragraph(site.Description);
        }

        page.Picture(picture, "Blue frames: regions. Green: zones. Red: antennas, by reader and port, and where they look. Blue squares: anchors. Orange: exciters.");
        if (warnings.Count > 0)
        {
            page.Heading("Warnings");
            page.List([.. warnings.Select(warning => warning.ToString())]);
        }

        page.Heading("Adapters");
        page.Table([["adapter", "kind", "reader", "", "runs"], .. site.Adapters.Select(adapter => (IReadOnlyList<string>)[adapter.Name, adapter.Kind, adapter.Reader, adapter.Setting.Summary, adapter.IsEnabled ? "yes" : "no"])]);
        page.Heading("Readers");
        page.Table([["reader", "region", "port", "x, y, z in metres", "zone", "phase offset"], .. site.Readers.SelectMany(Rows)]);
        if (site.Products.Count + site.Rules.Count > 0)
        {
            page.Heading("Products and rules");
            page.Table([["product", "names", "rules"], .. site.Products.Select(product => (IReadOnlyList<string>)[product.Name, product.Pattern.ToString(), product.Rules ?? ""])]);
            page.Table([["rules", "set", "version", "rules"], .. site.Rules.Select(rules => (IReadOnlyList<string>)[rules.Name, rules.Rules.Name, Whole(rules.Rules.Version), string.Join(", ", rules.Rules.Rules.Select(rule => rule.Id))])]);
        }

        string path = Path.Combine(folder, "site.html");
        page.Save(path);
        return path;
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(SiteReader reader) => reader.Antennas.Count == 0
        ? [[reader.Name, reader.Region, "", "", "", ""]]
        : reader.Antennas.Select(antenna => (IReadOnlyList<string>)
        [
            reader.Name,
            reader.Region,
            Whole(antenna.Plan.Port),
            string.Create(CultureInfo.InvariantCulture, $"{antenna.Plan.Place.X:0.###}, {antenna.Plan.Place.Y:0.###}, {antenna.Plan.Place.Z:0.###}"),
            antenna.Plan.Zone ?? "",
            string.Create(CultureInfo.InvariantCulture, $"{antenna.Plan.PhaseOffset.Value * 180 / Math.PI:0.##}°"),
        ]);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
