using TwinGrid.Grains.Exciters;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;

namespace TwinGrid.Silo.Sessions;

/// <summary>One region of a site with the reader that serves it and the adapter that feeds it.</summary>
public sealed record SitePlan
{
    /// <summary>Name of the site.</summary>
    public required string Site { get; init; }

    /// <summary>The region as planned.</summary>
    public required RegionPlan Region { get; init; }

    /// <summary>Anchors by name, with their positions in metres.</summary>
    public IReadOnlyDictionary<string, Position> Anchors { get; init; } = new Dictionary<string, Position>();

    /// <summary>Exciters by name.</summary>
    public IReadOnlyDictionary<string, ExciterPlan> Exciters { get; init; } = new Dictionary<string, ExciterPlan>();

    /// <summary>Zones that the reader's antennas overlook, by port; an antenna without one sees the region.</summary>
    public IReadOnlyDictionary<int, string> Zones { get; init; } = new Dictionary<int, string>();

    /// <summary>Antennas by name, with their positions in metres.</summary>
    public IReadOnlyDictionary<string, Position> Antennas { get; init; } = new Dictionary<string, Position>();

    /// <summary>Names of the adapters that feed the region; null where it is <see cref="AdapterName"/> alone.</summary>
    public IReadOnlyList<string>? Adapters { get; init; }

    /// <summary>Name of the region, such as that of a room among several of a site.</summary>
    public string RegionName { get; init; } = "room";

    /// <summary>Name of the reader.</summary>
    public string ReaderName { get; init; } = "reader";

    /// <summary>Name of the adapter.</summary>
    public string AdapterName { get; init; } = "adapter";

    /// <summary>Key of the region.</summary>
    public string RegionKey => Grains.TwinKeys.InSite(Site, RegionName);

    /// <summary>Key of the reader.</summary>
    public string ReaderKey => Grains.TwinKeys.InSite(Site, ReaderName);

    /// <summary>Key of the adapter.</summary>
    public string AdapterKey => Grains.TwinKeys.InSite(Site, AdapterName);
}
