using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Grains.Exciters;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Sessions;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>What the twins of a simulated warehouse are told beforehand: zones, anchors and exciters, never where a pallet is.</summary>
internal static class ChainPlans
{
    /// <summary>Name of the site.</summary>
    public const string Site = "cold-chain";

    private const double ExciterPowerDbm = 30;

    /// <summary>The plan of a zone.</summary>
    public static SitePlan Of(WarehouseZone zone) => new()
    {
        Site = Site,
        Region = new RegionPlan(zone.Corner, zone.FarCorner, IsPlanar: true, WarehouseZone.LinkRange),
        RegionName = zone.Name,
        ReaderName = $"{zone.Name}-reader",
        AdapterName = $"{zone.Name}-adapter",
        Anchors = new Dictionary<string, Position>(zone.Anchors),
        Exciters = new Dictionary<string, ExciterPlan>
        {
            [$"{zone.Name}-exciter"] = new(zone.Exciter, WarehouseZone.CarrierHz, ExciterPowerDbm, Duty: 1),
        },
    };
}
