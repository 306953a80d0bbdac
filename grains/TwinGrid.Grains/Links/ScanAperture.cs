using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Links;

/// <summary>
/// Tells the phases of a scan, in which an antenna went along a track, from those of antennas that stand where they are: only a scan
/// can be solved for a place. See docs/decisions/0015-presence.md.
/// </summary>
internal static class ScanAperture
{
    /// <summary>Fewest antenna places; the track solver needs as many of a tag.</summary>
    public const int FewestPlaces = 8;

    /// <summary>
    /// Whether at least <see cref="FewestPlaces"/> distinct places hang together by steps of at most half a wavelength and reach over
    /// half a wavelength or more. Antennas that are mounted side by side stand farther apart than that, however many they are.
    /// </summary>
    /// <param name="points">Phases by place and channel.</param>
    public static bool IsScan(ImmutableArray<TrackPhase> points)
    {
        if (points.Length < FewestPlaces)
        {
            return false;
        }

        Position[] places = [.. points.Select(point => point.Antenna).Distinct()];
        double step = Hertz.Of(points[0].FrequencyHz).Wavelength.Value / 2;
        var left = new HashSet<int>(Enumerable.Range(0, places.Length));
        while (left.Count >= FewestPlaces)
        {
            List<int> group = Group(places, left, step);
            if (group.Count >= FewestPlaces && Span(places, group) >= step)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the places out that hang together with one of those left.</summary>
    private static List<int> Group(Position[] places, HashSet<int> left, double step)
    {
        int first = left.First();
        left.Remove(first);
        List<int> group = [first];
        for (int i = 0; i < group.Count; i++)
        {
            Position from = places[group[i]];
            int[] near = [.. left.Where(place => places[place].DistanceTo(from) <= step)];
            group.AddRange(near);
            left.ExceptWith(near);
        }

        return group;
    }

    private static double Span(Position[] places, List<int> group) => group.Max(one => group.Max(other => places[one].DistanceTo(places[other])));
}
