using TwinGrid.Adapters.Simulated;
using TwinGrid.Grains.Exciters;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Silo.Sessions;

namespace TwinGrid.Cli.Demo;

/// <summary>What the twins of a simulated room are told beforehand: its size, its anchors and its exciter, never a tag's place.</summary>
internal static class RoomPlans
{
    private const double ExciterPowerDbm = 30;

    /// <summary>The plan of a room as one site.</summary>
    public static SitePlan Of(SimulatedRoom room, string site)
    {
        RoomOptions options = room.Room.Options;
        return new SitePlan
        {
            Site = site,
            Region = new RegionPlan(
                new Position(0, 0, 0),
                new Position(options.Width, options.Depth, options.Height),
                IsPlanar: options.Height == 0,
                options.LinkRange),
            Anchors = Enumerable.Range(0, options.AnchorCount).ToDictionary(room.NodeName, node => room.Room.Positions[node]),
            Exciters = new Dictionary<string, ExciterPlan>
            {
                [SimulatedRoom.Exciter] = new(options.Exciter, options.Carrier.Value, ExciterPowerDbm, Duty: 1),
            },
        };
    }
}
