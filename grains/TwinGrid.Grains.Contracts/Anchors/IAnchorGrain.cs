using TwinGrid.Model;

namespace TwinGrid.Grains.Anchors;

/// <summary>A tag whose position is known, keyed <c>site/tag</c>.</summary>
public interface IAnchorGrain : IGrainWithStringKey
{
    /// <summary>Says where the anchor stands; its region learns it.</summary>
    /// <param name="regionKey">Key of the region it stands in.</param>
    /// <param name="place">Its position in metres.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not a number.</exception>
    Task Place(string regionKey, Position place);

    /// <summary>Where the anchor stands, or null when it was never placed.</summary>
    Task<Position?> Position();
}
