using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Simulation.Tests.Protocol;

public class RegionInventoryTests
{
    private static readonly SlotTiming Timing = new(LinkParameters.Default);

    [Fact]
    public void A_region_comes_out_as_in_the_literal_form_whatever_the_options()
    {
        var regions =
            from scheme in Gen.Elements(Enum.GetValues<AccessScheme>())
            from tags in Gen.Frequency((1, Gen.Choose(0, 5)), (4, Gen.Choose(6, 400)))
            from region in Gen.Choose(0, int.MaxValue)
            from reach in Gen.Elements(1, 0.9, 0.3, 0)
            from capture in Gen.Elements(0, 0.4, 1)
            from third in Gen.Elements(0, 0.7, 1)
            from rounds in Gen.Elements<int?>(1, 3, null)
            from q in Gen.Choose(0, 9)
            select (tags, region: (ulong)region << 20, options: new InventoryOptions
            {
                Seed = (ulong)(region ^ tags),
                Scheme = scheme,
                LinkYield = reach,
                CaptureShare = capture,
                ResolvedShares = [1, 0.9, third],
                MaximumRounds = rounds,
                StartQ = q,
                Link = LinkParameters.Default,
            });
        Prop.ForAll(regions.ToArbitrary(), given =>
        {
            var literal = new LiteralInventory(given.options, given.region);
            InventoryCounts expected = literal.Run(given.tags);
            InventoryCounts found = new RegionInventory(given.options, Timing).Run(given.region, given.tags);
            Assert.Equal(expected, found);
            Assert.Equal(literal.Seconds, found.Seconds(given.options.Scheme, Timing), 1e-9 * Math.Max(1, literal.Seconds));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(11, 7));
    }

    [Theory]
    [InlineData(AccessScheme.Frames, 60)]
    [InlineData(AccessScheme.Frames, 700)]
    [InlineData(AccessScheme.QAlgorithm, 60)]
    [InlineData(AccessScheme.QAlgorithm, 300)]
    [InlineData(AccessScheme.Polling, 60)]
    [InlineData(AccessScheme.Polling, 700)]
    public void Times_and_slots_agree_with_the_signal_library_s_inventories(AccessScheme scheme, int tags)
    {
        const int Trials = 300;
        var options = new InventoryOptions { Scheme = scheme, Seed = 5, Link = LinkParameters.Default };
        var kernel = new RegionInventory(options, Timing);
        InventoryCounts[] fast = [.. Enumerable.Range(0, Trials).Select(region => kernel.Run((ulong)region, tags))];
        InventoryRun[] slow = [.. Enumerable.Range(0, Trials).Select(trial => Reference(scheme, tags, new SeededRandom((ulong)trial)))];

        Same(fast.Select(run => run.Seconds(scheme, Timing)), slow.Select(run => run.Seconds));
        Same(fast.Select(run => (double)run.EmptySlots), slow.Select(run => (double)run.EmptySlots));
        Same(fast.Select(run => (double)run.CollisionSlots), slow.Select(run => (double)run.CollisionSlots));
        Same(fast.Select(run => (double)run.Frames), slow.Select(run => (double)run.Frames));
        Assert.All(fast, run => Assert.Equal(0, run.UnreadTags));
    }

    [Fact]
    public void Slots_of_a_frame_hold_none_one_and_several_tags_by_equation_3()
    {
        const int Tags = 600, Regions = 400;
        var options = new InventoryOptions { MaximumRounds = 1 };
        var kernel = new RegionInventory(options, Timing);
        InventoryCounts sum = default;
        for (int region = 0; region < Regions; region++)
        {
            sum += kernel.Run((ulong)region, Tags);
        }

        int slots = (int)(sum.Slots / Regions);
        var shares = new double[2];
        SlotShares.Fill(Tags, slots, shares);
        // Slots of one frame are almost independent, so a share's error is at most that of coins.
        double error = Math.Sqrt(0.25 / sum.Slots);
        Assert.InRange(((double)sum.EmptySlots / sum.Slots - shares[0]) / error, -4, 4);
        Assert.InRange(((double)sum.SingletonSlots / sum.Slots - shares[1]) / error, -4, 4);
        Assert.Equal(Tags * Regions, sum.TagRounds);
        Assert.Equal(sum.Tags - sum.SingletonSlots, sum.UnreadTags);
    }

    [Fact]
    public void Capture_saves_time_and_reads_every_tag_once()
    {
        InventoryCounts Sum(double capture) => Enumerable.Range(0, 50)
            .Select(region => new RegionInventory(new InventoryOptions { CaptureShare = capture }, Timing).Run((ulong)region, 500))
            .Aggregate((left, right) => left + right);
        InventoryCounts without = Sum(0), with = Sum(0.5);

        Assert.Equal(with.Tags, with.SingletonSlots + with.ResolvedCollisions);
        Assert.Equal(0, without.ResolvedCollisions);
        Assert.True(with.Seconds(AccessScheme.Frames, Timing) < without.Seconds(AccessScheme.Frames, Timing));
    }

    private static InventoryRun Reference(AccessScheme scheme, int tags, SeededRandom random) => scheme switch
    {
        AccessScheme.Frames => StandardInventory.RunFrames(tags, Timing, random),
        AccessScheme.QAlgorithm => StandardInventory.RunQAlgorithm(tags, Timing, random),
        _ => PollingInventory.Run(tags, Timing, PollingOptions.Default, random, slot => slot.Length <= 3),
    };

    /// <summary>Two samples have the same mean within four standard errors of their difference.</summary>
    private static void Same(IEnumerable<double> left, IEnumerable<double> right)
    {
        double[] a = [.. left], b = [.. right];
        double error = Math.Sqrt(Variance(a) / a.Length + Variance(b) / b.Length);
        Assert.InRange((a.Average() - b.Average()) / error, -4, 4);
    }

    private static double Variance(double[] values) => values.Sum(value => Math.Pow(value - values.Average(), 2)) / (values.Length - 1);
}
