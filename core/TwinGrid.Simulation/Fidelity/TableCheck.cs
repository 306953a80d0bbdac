using TwinGrid.Signal.Devices;
using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Simulation.Fidelity;

/// <summary>
/// Compares tables with fresh physics on random regions, mostly between the entries. Each region has a number of tags, a link and a
/// scheme, a class of tags at a distance in surroundings, and a density of tags and anchors; each is measured anew over several trials.
/// </summary>
public static class TableCheck
{
    // The Q algorithm of the signal library draws for every waiting tag in every slot; beyond this the kernel, which agrees with it, is used.
    private const int MostTagsOfLibrary = 2_048;
    private const int InventoriedTags = 100_000, LeastInventories = 8, MostInventories = 24, Passes = 20_000, Rooms = 40;
    private const double Wall = 16, Floor = 16;

    /// <summary>Compares.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="regions">Random regions, zero or above.</param>
    /// <param name="seed">Seed of the regions and of the physics in them; another than the tables'.</param>
    /// <param name="progress">Told the share of the regions done; called from several threads, one at a time.</param>
    /// <param name="cancellationToken">Asks for an early end.</param>
    /// <exception cref="OperationCanceledException">The token asked for an end.</exception>
    public static IReadOnlyList<CheckedQuantity> Run(
        RegionTables tables, int regions, ulong seed, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentOutOfRangeException.ThrowIfNegative(regions);
        var found = new List<(string Name, int Region, TableValue Table, TableValue Fresh)>[regions];
        WorkQueue.Run(
            regions,
            null,
            progress,
            () => found,
            (all, region) => all[region] = [.. Region(tables, RegionDraws.Seed(seed, (ulong)region, -1), cancellationToken)
                .Select(quantity => (quantity.Name, (int)region, quantity.Table, quantity.Fresh))],
            _ => { },
            cancellationToken);
        return [.. found.SelectMany(region => region).GroupBy(quantity => quantity.Name).Select(group => CheckedQuantity.Of(
            group.Key, group.DistinctBy(quantity => quantity.Region).Count(), [.. group.Select(quantity => (quantity.Table, quantity.Fresh))]))];
    }

    private static IEnumerable<(string Name, TableValue Table, TableValue Fresh)> Region(RegionTables tables, ulong seed, CancellationToken cancellationToken)
    {
        var random = new SeededRandom(seed);
        InventoryTable inventory = tables.Inventory[random.NextIndex(tables.Inventory.Count)];
        int tags = (int)Between(inventory.SecondsPerTag.At, random);
        InventoryFigures looked = inventory.At(tags), fresh = Inventory(inventory, tags, random.NextBits(), cancellationToken);
        string scheme = inventory.Scheme == AccessScheme.Frames ? "frames" : "Q algorithm";
        yield return ($"inventory, {scheme}: seconds a tag", looked.SecondsPerTag, fresh.SecondsPerTag);
        yield return ($"inventory, {scheme}: empty slots", looked.EmptyShare, fresh.EmptyShare);
        yield return ($"inventory, {scheme}: slots with one tag", looked.SingletonShare, fresh.SingletonShare);
        yield return ($"inventory, {scheme}: collisions", looked.CollisionShare, fresh.CollisionShare);

        LinkTable link = tables.Links[random.NextIndex(tables.Links.Count)];
        double metres = Between(link.Yield.At, random);
        LinkFigures tagsSeen = LinkPhysics.Measure(
            DeviceClass.All.Single(device => device.Name == link.Device),
            Fading.All.Single(fading => fading.Surroundings.Name == link.Surroundings),
            metres,
            Passes,
            random.NextBits());
        yield return ("link: readable tags", link.YieldAt(metres), tagsSeen.Yield);
        yield return ("link: tags missed in a pass", link.MissAt(metres), tagsSeen.Miss);

        LocalizationTable localization = tables.Localization;
        int anchors = (int)Math.Round(Wall * Between(localization.Median.Rows, random)), dense = (int)Math.Round(Floor * Between(localization.Median.Curves[0].At, random));
        LocalizationFigures errors = localization.At(anchors / Wall, dense / Floor);
        LocalizationFigures room = LocalizationPhysics.Measure(anchors, dense, Rooms, random.NextBits(), cancellationToken);
        yield return ("localization: located tags", errors.LocatedShare, room.LocatedShare);
        yield return ("localization: median error, m", errors.Median, room.Median);
        yield return ("localization: 90th percentile, m", errors.Percentile90, room.Percentile90);
        foreach ((TableValue table, TableValue now) in errors.Quantiles.Zip(room.Quantiles))
        {
            yield return ("localization: 16 quantiles, m", table, now);
        }
    }

    private static InventoryFigures Inventory(InventoryTable table, int tags, ulong seed, CancellationToken cancellationToken)
    {
        int link = Enumerable.Range(0, InventoryPhysics.Links.Count).Single(i => InventoryPhysics.Links[i].Name == table.Link);
        int inventories = Math.Clamp(InventoriedTags / tags, LeastInventories, MostInventories);
        if (table.Scheme == AccessScheme.QAlgorithm && tags > MostTagsOfLibrary)
        {
            return InventoryPhysics.Measure(table.Scheme, tags, inventories, seed, cancellationToken)[link];
        }

        var timing = new SlotTiming(InventoryPhysics.Links[link].Link);
        var random = new SeededRandom(seed);
        return InventoryPhysics.Figures(tags, [.. Enumerable.Range(0, inventories).Select(_ =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            InventoryRun run = table.Scheme == AccessScheme.Frames
                ? StandardInventory.RunFrames(tags, timing, random)
                : StandardInventory.RunQAlgorithm(tags, timing, random);
            return (run.Seconds, (long)run.EmptySlots, (long)run.SingletonSlots, (long)run.CollisionSlots);
        })]);
    }

    /// <summary>A place between the first and the last, even over its logarithm.</summary>
    private static double Between(IReadOnlyList<double> places, SeededRandom random) =>
        Math.Clamp(places[0] * Math.Pow(places[^1] / places[0], random.NextUniform()), places[0], places[^1]);
}
