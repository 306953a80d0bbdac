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

    /// <summary>Key of the region.</summary>
    public string RegionKey => Grains.TwinKeys.InSite(Site, "room");

    /// <summary>Key of the reader.</summary>
    public string ReaderKey => Grains.TwinKeys.InSite(Site, "reader");

    /// <summary>Key of the adapter.</summary>
    public string AdapterKey => Grains.TwinKeys.InSite(Site, "adapter");
}
