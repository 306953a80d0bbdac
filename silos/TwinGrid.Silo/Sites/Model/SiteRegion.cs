using TwinGrid.Grains.Regions;
using TwinGrid.Model;

namespace TwinGrid.Silo.Sites.Model;

/// <summary>An area in which tags are localized together.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Plan">Corners, dimensions and link range.</param>
/// <param name="Zones">Named places inside, such as docks and shelves.</param>
/// <param name="Anchors">Tags whose places are known.</param>
public sealed record SiteRegion(string Name, RegionPlan Plan, IReadOnlyList<SiteZone> Zones, IReadOnlyList<SiteAnchor> Anchors)
{
    /// <summary>Whether a place is inside; the floor plan decides where the region is planar.</summary>
    public bool Holds(Position place) =>
        place.X >= Plan.Low.X && place.X <= Plan.High.X && place.Y >= Plan.Low.Y && place.Y <= Plan.High.Y
        && (Plan.IsPlanar || (place.Z >= Plan.Low.Z && place.Z <= Plan.High.Z));
}

/// <summary>A named place in a region.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Low">Corner with the smallest coordinates, in metres; null where nothing says how far it reaches.</param>
/// <param name="High">Corner with the largest coordinates, in metres.</param>
public sealed record SiteZone(string Name, Position? Low, Position? High)
{
    /// <summary>Whether two zones share floor.</summary>
    public bool Overlaps(SiteZone other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Low is { } low && High is { } high && other.Low is { } otherLow && other.High is { } otherHigh
            && low.X < otherHigh.X && otherLow.X < high.X && low.Y < otherHigh.Y && otherLow.Y < high.Y;
    }
}

/// <summary>A tag whose place is known.</summary>
/// <param name="Name">Name of the tag.</param>
/// <param name="Place">Where it is, in metres.</param>
public sealed record SiteAnchor(string Name, Position Place);
