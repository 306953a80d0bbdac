using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Simulation.Fidelity;

/// <summary>What regions of one number of tags showed, on average.</summary>
/// <param name="SecondsPerTag">Time on air over tags, seconds.</param>
/// <param name="EmptyShare">Share of the slots without a reply.</param>
/// <param name="SingletonShare">Share of the slots with one reply.</param>
/// <param name="CollisionShare">Share of the slots with several replies.</param>
public readonly record struct InventoryFigures(TableValue SecondsPerTag, TableValue EmptyShare, TableValue SingletonShare, TableValue CollisionShare);

/// <summary>Inventories of whole regions, every tag and every slot.</summary>
internal static class InventoryPhysics
{
    /// <summary>The links of the tables, by name.</summary>
    public static IReadOnlyList<(string Name, LinkParameters Link)> Links { get; } = [("slow", LinkParameters.Default), ("fast", LinkParameters.Fast)];

    /// <summary>The schemes of the tables: those that identify tags.</summary>
    public static IReadOnlyList<AccessScheme> Schemes { get; } = [AccessScheme.Frames, AccessScheme.QAlgorithm];

    /// <summary>Inventories regions of one number of tags by the fast kernel, on each link of the tables.</summary>
    /// <param name="scheme">How the air is shared.</param>
    /// <param name="tags">Tags of each region.</param>
    /// <param name="regions">Regions.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="cancellationToken">Asks for an early end.</param>
    /// <returns>Figures in the order of <see cref="Links"/>.</returns>
    public static InventoryFigures[] Measure(AccessScheme scheme, int tags, int regions, ulong seed, CancellationToken cancellationToken)
    {
        InventoryCounts[] runs = [];
        var figures = new InventoryFigures[Links.Count];
        for (int i = 0; i < figures.Length; i++)
        {
            var timing = new SlotTiming(Links[i].Link);
            // Frames are planned by the link's durations; the Q algorithm doesn't know them, and its slots are the same on any link.
            if (i == 0 || scheme != AccessScheme.QAlgorithm)
            {
                var options = new InventoryOptions { Seed = seed, Link = Links[i].Link, Scheme = scheme, LeastTags = 1, MostTags = tags };
                runs = Run(options, timing, regions, cancellationToken);
            }

            figures[i] = Figures(tags, [.. runs.Select(run => (run.Seconds(scheme, timing), run.EmptySlots, run.SingletonSlots, run.CollisionSlots))]);
        }

        return figures;
    }

    /// <summary>Means over regions of one number of tags.</summary>
    public static InventoryFigures Figures(int tags, IReadOnlyList<(double Seconds, long Empty, long Singleton, long Collision)> runs) => new(
        TableValue.Mean([.. runs.Select(run => run.Seconds / tags)]),
        TableValue.Mean([.. runs.Select(run => (double)run.Empty / (run.Empty + run.Singleton + run.Collision))]),
        TableValue.Mean([.. runs.Select(run => (double)run.Singleton / (run.Empty + run.Singleton + run.Collision))]),
        TableValue.Mean([.. runs.Select(run => (double)run.Collision / (run.Empty + run.Singleton + run.Collision))]));

    private static InventoryCounts[] Run(InventoryOptions options, SlotTiming timing, int regions, CancellationToken cancellationToken)
    {
        var kernel = new RegionInventory(options, timing);
        var runs = new InventoryCounts[regions];
        for (int region = 0; region < regions; region++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            runs[region] = kernel.Run((ulong)region, options.MostTags);
        }

        return runs;
    }
}
