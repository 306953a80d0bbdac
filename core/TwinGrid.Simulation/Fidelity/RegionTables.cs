using System.Reflection;
using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Simulation.Fidelity;

/// <summary>
/// What the physics of a region comes to, condensed into tables with stated errors: a census looks them up instead of running every
/// slot and every phase of every region.
/// </summary>
/// <param name="Seed">Seed that the tables were made from.</param>
/// <param name="Trials">Trials behind each entry.</param>
/// <param name="Inventory">Inventory time and what slots hold, by link and scheme.</param>
/// <param name="Links">What a reader misses, by class of tags and surroundings.</param>
/// <param name="Localization">Localization error, by density.</param>
public sealed record RegionTables(
    ulong Seed, TableTrials Trials, IReadOnlyList<InventoryTable> Inventory, IReadOnlyList<LinkTable> Links, LocalizationTable Localization)
{
    private const string Resource = "TwinGrid.Simulation.Fidelity.region-tables.json";

    /// <summary>The tables that come with the product: seed 1 and the default trials.</summary>
    public static RegionTables Shipped => Read.Value;

    private static Lazy<RegionTables> Read { get; } = new(ReadShipped);

    /// <summary>The inventory table of a link and a scheme.</summary>
    /// <param name="link">"slow" or "fast".</param>
    /// <param name="scheme">A scheme that identifies tags.</param>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    public InventoryTable InventoryOf(string link, AccessScheme scheme) =>
        Inventory.FirstOrDefault(table => table.Link == link && table.Scheme == scheme)
        ?? throw new ArgumentException(
            $"expected one of {string.Join(", ", Inventory.Select(table => $"{table.Link} {table.Scheme}"))}, found {link} {scheme}", nameof(link));

    /// <summary>The link table of a class of tags in surroundings.</summary>
    /// <param name="device">Letter of the class.</param>
    /// <param name="surroundings">Name of the surroundings.</param>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    public LinkTable LinkOf(string device, string surroundings) =>
        Links.FirstOrDefault(table => table.Device == device && table.Surroundings == surroundings)
        ?? throw new ArgumentException(
            $"expected one of {string.Join(", ", Links.Select(table => $"{table.Device} {table.Surroundings}"))}, found {device} {surroundings}", nameof(device));

    private static RegionTables ReadShipped()
    {
        using var text = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!);
        return RegionTablesJson.Read(text.ReadToEnd());
    }
}
