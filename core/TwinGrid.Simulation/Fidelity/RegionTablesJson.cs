using System.Text.Json;
using System.Text.Json.Serialization;

namespace TwinGrid.Simulation.Fidelity;

/// <summary>Tables as JSON: names in snake case, a table a line.</summary>
public static class RegionTablesJson
{
    /// <summary>Writes tables; what is read from it equals them.</summary>
    public static string Write(RegionTables tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        TablesContext context = TablesContext.Default;
        return $$"""
            {
            "seed":{{tables.Seed}},
            "trials":{{JsonSerializer.Serialize(tables.Trials, context.TableTrials)}},
            "inventory":[
            {{string.Join(",\n", tables.Inventory.Select(table => JsonSerializer.Serialize(table, context.InventoryTable)))}}
            ],
            "links":[
            {{string.Join(",\n", tables.Links.Select(table => JsonSerializer.Serialize(table, context.LinkTable)))}}
            ],
            "localization":{{JsonSerializer.Serialize(tables.Localization, context.LocalizationTable)}}
            }

            """;
    }

    /// <summary>Reads tables.</summary>
    /// <exception cref="FormatException">The text isn't tables: where, what was expected and what was found.</exception>
    public static RegionTables Read(string text)
    {
        RegionTables tables;
        try
        {
            tables = JsonSerializer.Deserialize(text, TablesContext.Default.RegionTables) ?? throw new FormatException("tables: expected an object, found null");
        }
        catch (JsonException fault)
        {
            throw new FormatException($"tables: {fault.Message}", fault);
        }

        foreach (InventoryTable table in tables.Inventory)
        {
            string place = $"inventory {table.Link} {table.Scheme}";
            table.SecondsPerTag.Check($"{place}: seconds_per_tag");
            table.EmptyShare.Check($"{place}: empty_share");
            table.SingletonShare.Check($"{place}: singleton_share");
            table.CollisionShare.Check($"{place}: collision_share");
        }

        foreach (LinkTable table in tables.Links)
        {
            table.Yield.Check($"links {table.Device} {table.Surroundings}: yield");
            table.Miss.Check($"links {table.Device} {table.Surroundings}: miss");
        }

        LocalizationTable localization = tables.Localization;
        localization.LocatedShare.Check("localization: located_share");
        localization.Median.Check("localization: median");
        localization.Percentile90.Check("localization: percentile90");
        foreach (TableSurface surface in localization.Quantiles)
        {
            surface.Check("localization: quantiles");
        }

        return localization.Quantiles.Count == LocalizationPhysics.QuantileCount
            ? tables
            : throw new FormatException($"localization: expected {LocalizationPhysics.QuantileCount} quantiles, found {localization.Quantiles.Count}");
    }
}

/// <summary>How tables are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RegionTables))]
internal sealed partial class TablesContext : JsonSerializerContext;
