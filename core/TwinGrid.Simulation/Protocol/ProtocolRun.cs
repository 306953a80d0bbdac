using TwinGrid.Signal.Motion.Inventory;

namespace TwinGrid.Simulation.Protocol;

/// <summary>
/// Inventories a population of any size slot by slot on all cores. Regions are independent and sums are of whole numbers, so the
/// same seed gives the same outcome on any number of cores; memory depends on the cores, not on the tags.
/// </summary>
public static class ProtocolRun
{
    private const int RegionsInChunk = 64;

    /// <summary>Runs it.</summary>
    /// <param name="options">Population and protocol.</param>
    /// <param name="workers">Most cores to use; null for all.</param>
    /// <param name="progress">Told the share of the regions done, from 0 to 1; called from several threads, one at a time.</param>
    /// <param name="cancellationToken">Asks for an early end.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The token asked for an end.</exception>
    public static ProtocolOutcome Run(
        InventoryOptions options, int? workers = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var timing = new SlotTiming(options.Link);
        (long regions, int last) = Regions(options, cancellationToken);
        var sum = new Share(options, timing);
        WorkQueue.Run(
            (regions + RegionsInChunk - 1) / RegionsInChunk,
            workers,
            progress,
            () => new Share(options, timing),
            (share, chunk) =>
            {
                long end = Math.Min(regions, (chunk + 1) * RegionsInChunk);
                for (long region = chunk * RegionsInChunk; region < end; region++)
                {
                    share.Run((ulong)region, region == regions - 1 ? last : TagsOf(options, region));
                }
            },
            sum.Add,
            cancellationToken);
        return sum.Outcome;
    }

    /// <summary>Number of regions that hold the tags, and the tags of the last of them.</summary>
    internal static (long Regions, int Last) Regions(InventoryOptions options, CancellationToken cancellationToken)
    {
        long regions = 0, left = options.Tags;
        int last = 0;
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            last = (int)Math.Min(left, TagsOf(options, regions));
            left -= last;
            regions++;
        }

        return (regions, last);
    }

    private static int TagsOf(InventoryOptions options, long region) =>
        RegionDraws.Tags(options.Seed, (ulong)region, options.LeastTags, options.MostTags);

    /// <summary>What one thread did.</summary>
    private sealed class Share(InventoryOptions options, SlotTiming timing)
    {
        private readonly RegionInventory _inventory = new(options, timing);
        private readonly TimeHistogram _times = new();
        private InventoryCounts _counts;

        public ProtocolOutcome Outcome => new(
            _counts, _counts.Seconds(options.Scheme, timing) / _counts.Regions, _times.Quantile(0.5), _times.Quantile(0.99));

        public void Run(ulong region, int tags)
        {
            InventoryCounts counts = _inventory.Run(region, tags);
            _counts += counts;
            _times.Add(counts.Seconds(options.Scheme, timing));
        }

        public void Add(Share other)
        {
            _counts += other._counts;
            _times.Add(other._times);
        }
    }
}
