using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TwinGrid.Model;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Cli.Sites;

/// <summary>A site as text: its floor plan and a table of what runs there.</summary>
internal static class SitePlanText
{
    private const int Columns = 76, MostRows = 30;

    /// <summary>The plan; y grows upwards. A letter is about twice as high as wide.</summary>
    public static IRenderable Draw(SiteFile site)
    {
        SiteExtent extent = SiteExtent.Of(site);
        int rows = Math.Clamp((int)Math.Round(extent.Depth / extent.Width * Columns / 2), 6, MostRows);
        var grid = new TextGrid(Columns, rows, extent);
        foreach (SiteRegion region in site.Regions)
        {
            foreach (SiteZone zone in region.Zones)
            {
                if (zone is { Low: { } low, High: { } high })
                {
                    grid.Frame(low, high, zone.Name, "grey", '·', '·');
                }
            }
        }

        foreach (SiteRegion region in site.Regions)
        {
            grid.Frame(region.Plan.Low, region.Plan.High, region.Name, "white", '─', '│');
            foreach (SiteAnchor anchor in SiteExtent.AnchorsOf(site, region))
            {
                grid.Put(anchor.Place, '■', "blue");
            }
        }

        foreach (SiteExciter exciter in site.Exciters)
        {
            grid.Put(exciter.Plan.Place, '✶', "yellow");
        }

        foreach (SiteAntenna antenna in site.Readers.SelectMany(reader => reader.Antennas))
        {
            grid.Put(antenna.Plan.Place, ArrowOf(antenna.FacingDegrees), "green");
        }

        string size = string.Create(CultureInfo.InvariantCulture, $"{extent.Width:0.#} m × {extent.Depth:0.#} m");
        return new Rows(
            new Panel(new Markup(grid.ToMarkup())).Header(Markup.Escape($"{site.Name}, {size}")).BorderColor(Color.Grey),
            new Markup("[green]◉ ▶[/] antenna and where it looks  [blue]■[/] anchor  [yellow]✶[/] exciter  [grey]····[/] zone"));
    }

    /// <summary>What a site has.</summary>
    public static IRenderable Table(SiteFile site)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("what", "name", "");
        foreach (SiteReader reader in site.Readers)
        {
            string ports = string.Join("; ", reader.Antennas.Select(Shown));
            table.AddRow("reader", Markup.Escape(reader.Name), Markup.Escape($"in {reader.Region}{(ports.Length == 0 ? "" : "; " + ports)}"));
        }

        foreach (SiteAdapter adapter in site.Adapters)
        {
            table.AddRow("adapter", Markup.Escape(adapter.Name), Markup.Escape($"{adapter.Kind} for {adapter.Reader}: {adapter.Setting.Summary}{(adapter.IsEnabled ? "" : " (not enabled)")}"));
        }

        foreach (SiteExciter exciter in site.Exciters)
        {
            table.AddRow("exciter", Markup.Escape(exciter.Name), string.Create(CultureInfo.InvariantCulture, $"{exciter.Plan.FrequencyHz / 1e6:0.###} MHz, {exciter.Plan.PowerDbm:0.#} dBm"));
        }

        foreach (SiteRules rules in site.Rules)
        {
            table.AddRow("rules", Markup.Escape(rules.Name), Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{rules.Rules.Name} version {rules.Rules.Version}, {rules.Rules.Rules.Count} rules")));
        }

        foreach (SiteProduct product in site.Products)
        {
            table.AddRow("product", Markup.Escape(product.Name), Markup.Escape($"{product.Pattern}{(product.Rules is { } rules ? $", rules {rules}" : "")}"));
        }

        if (site.Objects.Count > 0)
        {
            table.AddRow("objects", site.Objects.Count.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{site.Objects.Sum(thing => thing.Tags.Count)} tags bound"));
        }

        return table;
    }

    private static string Shown(SiteAntenna antenna) => string.Create(
        CultureInfo.InvariantCulture,
        $"port {antenna.Plan.Port} at {antenna.Plan.Place.X:0.##}, {antenna.Plan.Place.Y:0.##}, {antenna.Plan.Place.Z:0.##} m{(antenna.Plan.Zone is { } zone ? $" on {zone}" : "")}");

    private static char ArrowOf(double? degrees) => degrees is { } facing ? "▶▲◀▼"[(int)Math.Round(((facing % 360) + 360) / 90) % 4] : '◉';
}

/// <summary>Letters on a grid, each with a colour.</summary>
internal sealed class TextGrid(int columns, int rows, SiteExtent extent)
{
    private readonly (char Letter, string Colour)[,] _cells = new (char, string)[rows, columns];

    /// <summary>Puts a letter at a place.</summary>
    public void Put(Position place, char letter, string colour) => Put(Row(place.Y), Column(place.X), letter, colour);

    /// <summary>Draws a rectangle with its name in the upper edge.</summary>
    public void Frame(Position low, Position high, string name, string colour, char across, char along)
    {
        int left = Column(low.X), right = Column(high.X), bottom = Row(low.Y), top = Row(high.Y);
        for (int column = left; column <= right; column++)
        {
            Put(top, column, across, colour);
            Put(bottom, column, across, colour);
        }

        for (int row = top; row <= bottom; row++)
        {
            Put(row, left, along, colour);
            Put(row, right, along, colour);
        }

        if (across == '─')
        {
            Put(top, left, '┌', colour);
            Put(top, right, '┐', colour);
            Put(bottom, left, '└', colour);
            Put(bottom, right, '┘', colour);
        }

        for (int i = 0; i < name.Length && left + 2 + i < right; i++)
        {
            Put(top, left + 2 + i, name[i], colour);
        }
    }

    /// <summary>The grid as markup.</summary>
    public string ToMarkup() => string.Join('\n', Enumerable.Range(0, rows).Select(row => string.Concat(Enumerable.Range(0, columns).Select(column =>
        _cells[row, column] is { Colour: { } colour, Letter: char letter } ? $"[{colour}]{Markup.Escape(letter.ToString())}[/]" : " "))));

    private void Put(int row, int column, char letter, string colour)
    {
        if (row >= 0 && row < rows && column >= 0 && column < columns)
        {
            _cells[row, column] = (letter, colour);
        }
    }

    private int Column(double x) => (int)Math.Round((x - extent.LowX) / extent.Width * (columns - 1));

    private int Row(double y) => rows - 1 - (int)Math.Round((y - extent.LowY) / extent.Depth * (rows - 1));
}
