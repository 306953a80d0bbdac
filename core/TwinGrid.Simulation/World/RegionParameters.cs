using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Simulation.World;

/// <summary>The regions that readers see, as the tables of region-scale physics are asked for them.</summary>
public sealed record RegionParameters
{
    /// <summary>How near the way through a portal passes the reader's antenna, metres.</summary>
    public required double PortalMetres { get; init; }

    /// <summary>Anchors a metre of wall, where things are located.</summary>
    public required double AnchorsPerMetre { get; init; }

    /// <summary>Tags a square metre, where things are located.</summary>
    public required double TagsPerSquareMetre { get; init; }

    /// <summary>The readers' link: slow or fast.</summary>
    public required string Link { get; init; }

    /// <summary>How a reader's tags share the air: frames or the Q algorithm.</summary>
    public required AccessScheme Scheme { get; init; }

    /// <summary>Regions that the readers of a distribution centre share its tags out to.</summary>
    public required int OfCentre { get; init; }

    /// <summary>Regions that the readers of a shop share its tags out to.</summary>
    public required int OfShop { get; init; }
}
