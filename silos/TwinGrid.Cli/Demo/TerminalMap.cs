using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;

namespace TwinGrid.Cli.Demo;

/// <summary>A room as text: where its anchors stand and where its tags have found themselves so far.</summary>
internal static class TerminalMap
{
    private const int Columns = 64, Rows = 26;

    /// <summary>Draws the room; y grows upwards.</summary>
    /// <param name="room">The room, for its size and the number of its tags.</param>
    /// <param name="region">What the region's twin knows.</param>
    public static IRenderable Draw(SimulatedRoom room, RegionSnapshot region)
    {
        var cells = new string[Rows, Columns];
        foreach (PlacedAnchor anchor in region.Anchors)
        {
            Put(anchor.Place, "[blue]■[/]");
        }

        int located = 0;
        foreach (TagLocation tag in region.Tags)
        {
            if (tag.Status == LocationStatus.Located)
            {
                located++;
                double deviation = tag.Covariance.DistanceDeviation;
                Put(tag.Position, deviation < 0.004 ? "[green]●[/]" : deviation < 0.01 ? "[yellow]●[/]" : "[red]●[/]");
            }
        }

        var lines = new List<string>();
        for (int row = 0; row < Rows; row++)
        {
            lines.Add(string.Concat(Enumerable.Range(0, Columns).Select(column => cells[row, column] ?? " ")));
        }

        string state = string.Create(
            CultureInfo.InvariantCulture,
            $"{located} of {room.Room.Options.TagCount} tags located from {region.Links} links  ([green]●[/] under 4 mm  [yellow]●[/] under 1 cm  [red]●[/] over, one deviation; [blue]■[/] anchor)");
        return new Rows(
            new Panel(new Markup(string.Join('\n', lines))).Header("a room finds its tags").BorderColor(Color.Grey),
            new Markup(state));

        void Put(Position place, string mark)
        {
            int column = (int)Math.Round(place.X / room.Room.Options.Width * (Columns - 1));
            int row = Rows - 1 - (int)Math.Round(place.Y / room.Room.Options.Depth * (Rows - 1));
            if (column is >= 0 and < Columns && row is >= 0 and < Rows)
            {
                cells[row, column] = mark;
            }
        }
    }
}
