using System.Globalization;
using TwinGrid.Simulation.Live;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.Worlds;

/// <summary>
/// What the things and places of a simulated world are called. Items are GS1 keys of the prefix for demonstrations (952): a trade item
/// number for each class of goods, and the item's number as its serial.
/// </summary>
public static class WorldNames
{
    /// <summary>Ports of a centre's reader: one a gate of its factories, one for the centre, one a hub and one a shop.</summary>
    private const int FirstFactory = 1, Centre = 9, FirstHub = 10, FirstShop = 18, EndOfShops = 146;

    private const string Stem = "09521321";

    /// <summary>What the names of a class's items begin with.</summary>
    /// <param name="goods">Number of the class.</param>
    public static string PrefixOf(int goods)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"{Stem}{20_000 + goods:D5}");
        return $"01:{key}{CheckDigit.Of(key)}:21:";
    }

    /// <summary>The name of an item's tag and twin.</summary>
    /// <param name="prefix">That of its class, see <see cref="PrefixOf"/>.</param>
    /// <param name="item">Its number.</param>
    public static string TagOf(string prefix, long item) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{item}");

    /// <summary>The number of an item from the name of its tag; null where it is none of a world's.</summary>
    public static long? ItemOf(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        int end = tag.LastIndexOf(':');
        return tag.StartsWith("01:" + Stem, StringComparison.Ordinal) && long.TryParse(tag.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long item)
            ? item
            : null;
    }

    /// <summary>The source of the readings of an item's logger.</summary>
    public static string LoggerOf(string tag) => tag + "-logger";

    /// <summary>The name of a centre with its hubs and shops.</summary>
    public static string CentreOf(int centre) => string.Create(CultureInfo.InvariantCulture, $"centre-{centre}");

    /// <summary>Port at which an item's read comes in.</summary>
    public static int PortOf(ReadPoint point, int place) => point switch
    {
        ReadPoint.FactoryOut => FirstFactory + place,
        ReadPoint.CentreIn or ReadPoint.CentreOut or ReadPoint.CentreRound => Centre,
        ReadPoint.HubIn or ReadPoint.HubOut => FirstHub + place,
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
