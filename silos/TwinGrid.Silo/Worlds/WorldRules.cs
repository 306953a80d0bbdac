using System.Globalization;
using System.Text.Json;
using System.Xml;
using TwinGrid.Simulation.World;

namespace TwinGrid.Silo.Worlds;

/// <summary>The rules of a simulated world's cooled goods, as those of any product are written.</summary>
internal static class WorldRules
{
    private static readonly TimeSpan LargestGap = TimeSpan.FromHours(2);

    /// <summary>Rules for a class: the time that it may spend outside its limits, all told.</summary>
    public static string JsonOf(ProductClass goods)
    {
        string allowed = XmlConvert.ToString(TimeSpan.FromMinutes(goods.AllowedMinutes));
        return JsonSerializer.Serialize(new
        {
            name = string.Create(CultureInfo.InvariantCulture, $"world-{goods.Name}"),
            version = 1,
            largest_gap = XmlConvert.ToString(LargestGap),
            rules = Limits(goods, allowed),
        });
    }

    private static IEnumerable<Dictionary<string, object>> Limits(ProductClass goods, string allowed)
    {
        if (goods.High is { } high)
        {
            yield return new() { ["kind"] = "budget", ["id"] = "warm", ["above"] = high, ["allowed"] = allowed };
        }

        if (goods.Low is { } low)
        {
            yield return new() { ["kind"] = "budget", ["id"] = "cold", ["below"] = low, ["allowed"] = allowed };
        }
    }
}
