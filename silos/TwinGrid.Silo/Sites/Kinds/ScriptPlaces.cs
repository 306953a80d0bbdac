using TwinGrid.Model;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Kinds;

/// <summary>Where in a zone a thing stands: spread over the zone's floor, or round its antenna where it has no corners.</summary>
internal static class ScriptPlaces
{
    private const double GoldenTurn = 2.399963, Round = 0.8, Plastic1 = 0.7548776662, Plastic2 = 0.5698402910;

    /// <summary>Places by zone, from a thing's number.</summary>
    public static IReadOnlyDictionary<string, Func<int, Position>> Of(SiteRegion region, SiteReader reader)
    {
        var places = new Dictionary<string, Func<int, Position>>(StringComparer.Ordinal);
        foreach (SiteZone zone in region.Zones)
        {
            Position[] antennas = [.. reader.Antennas.Where(antenna => antenna.Plan.Zone == zone.Name).Select(antenna => antenna.Plan.Place)];
            if (zone is { Low: { } low, High: { } high })
            {
                // Multiples of two numbers whose remainders fill the square evenly.
                places[zone.Name] = thing => new Position(
                    low.X + (high.X - low.X) * Share(thing, Plastic1), low.Y + (high.Y - low.Y) * Share(thing, Plastic2), low.Z);
            }
            else if (antennas.Length > 0)
            {
                places[zone.Name] = thing => antennas[thing % antennas.Length] is var at
                    ? new Position(at.X + Round * Math.Cos(GoldenTurn * thing), at.Y + Round * Math.Sin(GoldenTurn * thing), Math.Max(0, at.Z - 1))
                    : default;
            }
        }

        return places;
    }

    private static double Share(int thing, double step) => (0.5 + thing * step) % 1;
}
