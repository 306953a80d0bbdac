using System.Collections.Immutable;
using TwinGrid.Grains.Links;
using TwinGrid.Model;

namespace TwinGrid.Grains.Regions;

/// <summary>What a region shows of itself beyond its snapshot.</summary>
internal static class RegionViews
{
    /// <summary>What the region knows round a tag.</summary>
    public static TagNeighbourhood Round(string tag, RegionState state)
    {
        LinkEstimate[] links = [.. state.Links.Values.Where(link => link.OneEnd == tag || link.OtherEnd == tag)];
        var ends = ImmutableDictionary.CreateBuilder<string, LinkEnd>(StringComparer.Ordinal);
        foreach (string end in links.Select(link => link.OneEnd == tag ? link.OtherEnd : link.OneEnd))
        {
            if (state.Anchors.TryGetValue(end, out Position place))
            {
                ends[end] = new LinkEnd(true, place, default);
            }
            else if (state.Locations.TryGetValue(end, out TagLocation? location) && location.Status == LocationStatus.Located)
            {
                ends[end] = new LinkEnd(false, location.Position, location.Covariance);
            }
        }

        return new TagNeighbourhood(
            state.Plan,
            [.. links],
            ends.ToImmutable(),
            state.Tracks.GetValueOrDefault(tag),
            state.Locations.GetValueOrDefault(tag),
            state.SystematicDeviationRadians);
    }
}
