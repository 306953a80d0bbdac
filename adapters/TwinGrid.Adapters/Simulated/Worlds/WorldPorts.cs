using System.Globalization;
using TwinGrid.Simulation.Naming;

namespace TwinGrid.Adapters.Simulated.Worlds;

/// <summary>
/// The readers of a simulated world: one for a centre with its hubs and shops and the gates of its factories, with a port and a zone for
/// each of those places.
/// </summary>
public static class WorldPorts
{
    /// <summary>Ports of a centre's reader: one a gate of its factories, one for the centre, one a hub and one a shop.</summary>
    private const int FirstFactory = 1, Centre = 9, FirstHub = 10, FirstShop = 18, EndOfShops = 146;

    /// <summary>The name of a centre with its hubs and shops.</summary>
    public static string CentreOf(int centre) => string.Create(CultureInfo.InvariantCulture, $"centre-{centre}");

    /// <summary>Port at which an item's read comes in.</summary>
    public static int PortOf(ReaderKind reader, int place) => reader switch
    {
        ReaderKind.FactoryOut => FirstFactory + place,
        ReaderKind.CentreIn or ReaderKind.CentreOut or ReaderKind.CentreRounds => Centre,
        ReaderKind.HubIn or ReaderKind.HubOut => FirstHub + place,
        _ => FirstShop + place,
    };

    /// <summary>The zones of a centre's reader, by port.</summary>
    public static IReadOnlyDictionary<int, string> Zones { get; } = Enumerable.Range(FirstFactory, EndOfShops - FirstFactory).ToDictionary(port => port, ZoneOf);

    private static string ZoneOf(int port) => port switch
    {
        < Centre => string.Create(CultureInfo.InvariantCulture, $"factory-{port - FirstFactory + 1}"),
        Centre => "floor",
        < FirstShop => string.Create(CultureInfo.InvariantCulture, $"hub-{port - FirstHub + 1}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"shop-{port - FirstShop + 1}"),
    };
}
