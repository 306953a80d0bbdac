using System.Diagnostics;
using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Bench.Simulation;

/// <summary>
/// Speed of protocol-level inventory on all cores: 10⁸ tags, each choosing its slot in each frame until it is read. A tag-round is one
/// such choice. The Q algorithm asks tags to choose some hundred times as often, so fewer tags are taken for it.
/// </summary>
internal static class ProtocolFigures
{
    private const long Tags = 100_000_000, QTags = 500_000, WarmUp = 1_000_000;

    /// <summary>Measures both, each once over seconds.</summary>
    /// <param name="step">Told what is being measured.</param>
    /// <returns>Rows to print.</returns>
    public static (string Name, double Value)[] Measure(Action<string> step)
    {
        ProtocolRun.Run(new InventoryOptions { Tags = WarmUp });
        step("protocol: 10⁸ tags, slot by slot");
        long before = GC.GetTotalAllocatedBytes();
        (InventoryCounts frames, double seconds) = Time(new InventoryOptions { Tags = Tags });
        double allocated = GC.GetTotalAllocatedBytes() - before;
        step("protocol: Q algorithm");
        (InventoryCounts q, double qSeconds) = Time(new InventoryOptions { Tags = QTags, Scheme = AccessScheme.QAlgorithm });
        return
        [
            ("protocol_tags", frames.Tags),
            ("protocol_regions", frames.Regions),
            ("protocol_tag_rounds", frames.TagRounds),
            ("protocol_slots", frames.Slots),
            ("protocol_seconds", Math.Round(seconds, 2)),
            ("protocol_tags_per_second", Math.Round(frames.Tags / seconds)),
            ("protocol_tag_rounds_per_second", Math.Round(frames.TagRounds / seconds)),
            ("protocol_megabytes_allocated", Math.Round(allocated / 1e6, 1)),
            ("protocol_q_tag_rounds_per_second", Math.Round(q.TagRounds / qSeconds)),
        ];
    }

    private static (InventoryCounts Counts, double Seconds) Time(InventoryOptions options)
    {
        long start = Stopwatch.GetTimestamp();
        InventoryCounts counts = ProtocolRun.Run(options).Counts;
        return (counts, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
