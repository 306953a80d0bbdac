using System.Globalization;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Reports;

/// <summary>The map of flows: arcs from where things are made to where they are bought, as wide as their loads.</summary>
internal static class FlowMap
{
    /// <summary>Arcs drawn at most; more would hide one another.</summary>
    public const int MostArcs = 60;

    private const double MostWidth = 9, LeastWidth = 0.5, LegendHeight = 34, LegendColumn = 152;
    private const string Grey = "#888";
    private static readonly string[] Colours = ["#c2402a", "#1f6fb2", "#0a8f5b", "#8a4fc0", "#b8860b"];

    /// <summary>The flows between two countries that are drawn, the widest first.</summary>
    public static IReadOnlyList<TradeFlow> Drawn(IReadOnlyList<TradeFlow> flows) => [.. flows.Where(flow => flow.From != flow.To).Take(MostArcs)];

    /// <summary>Width of an arc in pixels: it goes with the loads.</summary>
    public static double Stroke(long loads, long most) => Math.Max(LeastWidth, MostWidth * loads / most);

    /// <summary>What to see, and what isn't drawn.</summary>
    public static string Caption(IReadOnlyList<TradeFlow> flows)
    {
        IReadOnlyList<TradeFlow> drawn = Drawn(flows);
        double all = flows.Sum(flow => flow.Loads), home = flows.Where(flow => flow.From == flow.To).Sum(flow => flow.Loads), shown = drawn.Sum(flow => flow.Loads);
        int rest = flows.Count(flow => flow.From != flow.To) - drawn.Count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Trailer loads from where things are made to where they are bought: the {drawn.Count} largest flows between countries, {100 * shown / all:0.0} % of all {all:#,0} loads. Not drawn: {100 * home / all:0.0} % stay in their country, and {rest} smaller flows carry {100 * (all - home - shown) / all:0.0} %. Counted exactly from the world's lanes.");
    }

    /// <summary>Draws the map with its legend.</summary>
    public static string Draw(IReadOnlyList<Country> countries, IReadOnlyList<TradeFlow> flows)
    {
        WorldMap map = new(countries);
        IReadOnlyList<TradeFlow> drawn = Drawn(flows);
        int[] makers = [.. drawn.GroupBy(flow => flow.From).OrderByDescending(group => group.Sum(flow => flow.Loads)).Take(Colours.Length).Select(group => group.Key)];
        var svg = new Svg(WorldMap.Width, map.Bottom + LegendHeight, "Flows between countries", Caption(flows));
        map.Draw(svg);
        foreach (TradeFlow flow in drawn)
        {
            Arc(svg, map, flow, countries[flow.From], countries[flow.To], Colour(makers, flow.From), Stroke(flow.Loads, drawn[0].Loads));
        }

        foreach (Country country in countries)
        {
            map.Letters(svg, country);
        }

        string[] names = [.. makers.Select(maker => $"from {countries[maker].Name}"), .. drawn.Any(flow => !makers.Contains(flow.From)) ? ["from elsewhere"] : Array.Empty<string>()];
        for (int index = 0; index < names.Length; index++)
        {
            double left = 40 + index * LegendColumn, row = map.Bottom + 18;
            string colour = index < makers.Length ? Colours[index] : Grey;
            svg.Line(left, row, left + 20, row, $"stroke:{colour};stroke-width:4");
            svg.Text(left + 26, row + 4, names[index], "start", "fill:currentColor");
        }

        return svg.ToString();
    }

    private static void Arc(Svg svg, WorldMap map, TradeFlow flow, Country from, Country to, string colour, double width)
    {
        string note = string.Create(CultureInfo.InvariantCulture, $"{from.Name} to {to.Name}: {flow.Loads:#,0} loads");
        string style = string.Create(CultureInfo.InvariantCulture, $"stroke:{colour};stroke-opacity:.6;stroke-width:{width:F2}");
        foreach (IReadOnlyList<(double Longitude, double Latitude)> piece in FlowArc.Between((from.Longitude, from.Latitude), (to.Longitude, to.Latitude)))
        {
            svg.Curve(piece.Select(point => (WorldMap.X(point.Longitude), map.Y(point.Latitude))), style, note);
        }
    }

    private static string Colour(int[] makers, int country) => Array.IndexOf(makers, country) is var place && place >= 0 ? Colours[place] : Grey;
}
