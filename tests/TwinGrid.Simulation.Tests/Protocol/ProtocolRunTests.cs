using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Simulation.Tests.Protocol;

public class ProtocolRunTests
{
    private static readonly InventoryOptions Small = new() { Tags = 300_001, Seed = 9, LinkYield = 0.95 };

    [Theory]
    [InlineData(AccessScheme.Frames)]
    [InlineData(AccessScheme.Polling)]
    public void The_same_seed_gives_the_same_outcome_on_any_number_of_cores(AccessScheme scheme)
    {
        InventoryOptions options = Small with { Scheme = scheme };
        ProtocolOutcome one = Run(options, workers: 1);

        Assert.Equal(one, Run(options, workers: 2));
        Assert.Equal(one, Run(options, workers: 7));
        Assert.NotEqual(one, Run(options with { Seed = 10 }));
    }

    [Fact]
    public void Regions_are_the_same_alone_and_together_and_hold_exactly_the_tags_asked_for()
    {
        var timing = new SlotTiming(Small.Link);
        (long regions, int last) = ProtocolRun.Regions(Small, CancellationToken.None);
        InventoryCounts sum = default;
        var seconds = new List<double>();
        for (long region = regions - 1; region >= 0; region--)
        {
            int tags = region == regions - 1 ? last : RegionDraws.Tags(Small.Seed, (ulong)region, Small.LeastTags, Small.MostTags);
            InventoryCounts counts = new RegionInventory(Small, timing).Run((ulong)region, tags);
            sum += counts;
            seconds.Add(counts.Seconds(Small.Scheme, timing));
        }

        ProtocolOutcome outcome = Run(Small);

        Assert.Equal(sum, outcome.Counts);
        Assert.Equal(Small.Tags, outcome.Counts.Tags);
        Assert.Equal(seconds.Average(), outcome.MeanSeconds, 1e-9);
        seconds.Sort();
        Assert.Equal(seconds[(int)Math.Ceiling(0.5 * regions) - 1], outcome.MedianSeconds, 0.002 * outcome.MedianSeconds);
        Assert.Equal(seconds[(int)Math.Ceiling(0.99 * regions) - 1], outcome.Percentile99Seconds, 0.002 * outcome.Percentile99Seconds);
    }

    [Fact]
    public void Sizes_of_regions_are_even_between_the_bounds_and_the_link_leaves_its_share_unread()
    {
        InventoryCounts counts = Run(Small).Counts;

        double mean = (Small.LeastTags + Small.MostTags) / 2.0, deviation = (Small.MostTags - Small.LeastTags) / Math.Sqrt(12);
        Assert.InRange(((double)counts.Tags / counts.Regions - mean) / (deviation / Math.Sqrt(counts.Regions)), -4, 4);
        double missed = counts.Tags * 0.05, error = Math.Sqrt(missed * 0.95);
        Assert.InRange((counts.UnreadTags - missed) / error, -4, 4);
    }

    [Fact]
    public void No_tags_make_no_regions()
    {
        ProtocolOutcome outcome = Run(new InventoryOptions { Tags = 0 });
        Assert.Equal(default, outcome.Counts);
        Assert.True(double.IsNaN(outcome.MeanSeconds) && double.IsNaN(outcome.MedianSeconds));
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        var told = new List<double>();
        Run(Small, workers: 2, new Listener(told.Add));
        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1]);
    }

    [Fact]
    public void A_cancelled_run_ends_early()
    {
        using var source = new CancellationTokenSource();
        int chunks = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => ProtocolRun.Run(
            Small with { Tags = 100_000_000 },
            workers: 1,
            new Listener(_ =>
            {
                chunks++;
                source.Cancel();
            }),
            source.Token));
        Assert.Equal(1, chunks);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Refused(Small with { Tags = -1 }, "Tags");
        Refused(Small with { LeastTags = 0 }, "LeastTags");
        Refused(Small with { LeastTags = 3000 }, "LeastTags");
        Refused(Small with { MostTags = InventoryOptions.TagLimit + 1 }, "MostTags");
        Refused(Small with { LinkYield = 1.01 }, "LinkYield");
        Refused(Small with { CaptureShare = double.NaN }, "CaptureShare");
        Refused(Small with { StartQ = 16 }, "StartQ");
        Refused(Small with { Step = 0.6 }, "Step");
        Refused(Small with { MaximumRounds = 0 }, "MaximumRounds");
        Refused(Small with { Scheme = (AccessScheme)3 }, "Scheme");
        Refused(Small with { ResolvedShares = [0, 0] }, "ResolvedShares");
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(Small, workers: 0));
    }

    [Fact]
    public void Quantiles_of_the_histogram_are_those_of_the_sorted_list_within_a_bin()
    {
        double[] seconds = [.. Enumerable.Range(0, 5000).Select(i => Math.Exp(12 * Math.Sin(i)))];
        var histogram = new TimeHistogram();
        Array.ForEach(seconds, histogram.Add);
        double[] sorted = [.. seconds.Order()];
        foreach (double share in new[] { 0.001, 0.25, 0.5, 0.9, 1 })
        {
            double expected = sorted[(int)Math.Ceiling(share * seconds.Length) - 1];
            Assert.Equal(expected, histogram.Quantile(share), 0.002 * expected);
        }
    }

    private static ProtocolOutcome Run(InventoryOptions options, int? workers = null, IProgress<double>? progress = null) =>
        ProtocolRun.Run(options, workers, progress, TestContext.Current.CancellationToken);

    private static void Refused(InventoryOptions options, string name) =>
        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => Run(options)).ParamName);

    private sealed class Listener(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
