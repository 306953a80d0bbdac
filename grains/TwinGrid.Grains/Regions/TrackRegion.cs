using TwinGrid.Grains.Links;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Tracks;

namespace TwinGrid.Grains.Regions;

/// <summary>Puts the phases that a reader's antennas gathered of a region's tags to the track solver.</summary>
internal static class TrackRegion
{
    /// <summary>Locates the tags together: they stand in one another's field.</summary>
    /// <param name="plan">The region: its corners bound the search.</param>
    /// <param name="tracks">Newest phases of each tag, by name.</param>
    public static IReadOnlyList<TagLocation> Solve(RegionPlan plan, IReadOnlyDictionary<string, TrackEstimate> tracks)
    {
        // A state of before may hold what antennas that stand still gathered.
        TrackEstimate[] ordered = [.. tracks.Values.Where(track => ScanAperture.IsScan(track.Points)).OrderBy(track => track.Tag, StringComparer.Ordinal)];
        if (ordered.Length == 0)
        {
            return [];
        }

        TrackPoint[][] points = [.. ordered.Select(track => track.Points
            .Select(point => new TrackPoint(point.Antenna, point.FrequencyHz, point.PhaseRadians, point.RssiDbm, point.Reads))
            .ToArray())];
        TrackSolution solution = TrackLocalization.Solve(new TrackScene(points, new SearchBox(plan.Low, plan.High)));
        return [.. ordered.Zip(solution.Tags, (track, tag) =>
            TagLocation.Of(track.Tag, tag.Status, tag.Position, tag.Covariance, tag.Places, track.Time))];
    }
}
