using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>The inventory times: an ordinary inventory against a polling cycle, and the slots that explain the difference.</summary>
internal static class InventoryFigures
{
    private const int Headline = 200;
    private const int StandardFrames = 3;
    private static readonly int[] Populations = [25, 50, 100, 200, 400, 1000];

    /// <summary>Shares of slots in a frame of as many slots as tags, from eq. 3 and from thrown tags.</summary>
    public static IEnumerable<ReproducedFigure> Slots(ReproductionContext context)
    {
        const int Tags = 1000;
        int frames = context.Trials(200, 2000);
        double[][] thrown = context.Repeat(frames, "slots", 0.10, 0.11, seed =>
        {
            var random = new SeededRandom(seed);
            var held = new int[Tags];
            for (int tag = 0; tag < Tags; tag++)
            {
                held[random.NextIndex(Tags)]++;
            }

            return Enumerable.Range(1, 3).Select(order => (double)held.Count(count => count == order) / Tags)
                .Append((double)held.Count(count => count > 3) / Tags)
                .Append((double)held.Where(count => count <= 3).Sum() / Tags).ToArray();
        });
        var shares = new double[4];
        SlotShares.Fill(Tags, Tags, shares);
        double[] exact = [shares[1], shares[2], shares[3], 1 - shares.Sum(), SlotShares.ReadShare(Tags, Tags, 3)];
        (string Key, string Name, double Published)[] rows =
        [
            ("singleton_slot_share_percent", "Slots with one tag", 36.8), ("two_tag_slot_share_percent", "Slots with two tags", 18.4),
            ("three_tag_slot_share_percent", "Slots with three tags", 6.13), ("larger_slot_share_percent", "Slots with more tags", 1.89),
            ("read_share_up_to_three_percent", "Tags read a frame when up to three are resolved", 92),
        ];
        return rows.Select((row, i) => new ReproducedFigure(row.Key, row.Name, "%", frames)
        {
            Published = new PublishedValue(row.Published, FormattableString.Invariant($"{row.Published} %"), "section V, figure 8"),
            Faithful = Measured.Exact(100 * exact[i]),
            Ours = Measured.Mean([.. thrown.Select(frame => frame[i])]).Times(100),
        });
    }

    /// <summary>Times of the populations on both links.</summary>
    public static InventoryTimes Times(ReproductionContext context, ReplyErrorModel decoder)
    {
        int runs = context.Trials(40, 300);
        var slow = new SlotTiming(LinkParameters.Default);
        PopulationTimes[] slowTimes = [.. Populations.Select((tags, i) => Run(context, tags, slow, decoder, runs, 0.11 + 0.01 * i))];
        PopulationTimes fast = Run(context, Headline, new SlotTiming(LinkParameters.Fast), decoder, runs, 0.17);
        return new InventoryTimes(slow, slowTimes, slowTimes.Single(times => times.Tags == Headline), fast, decoder.ResolvedShares.Length, runs);
    }

    private static PopulationTimes Run(ReproductionContext context, int tags, SlotTiming timing, ReplyErrorModel decoder, int runs, double from)
    {
        (InventoryRun Frames, InventoryRun Q, InventoryRun Cycle, InventoryRun Full)[] all =
            context.Repeat(runs, $"inventory {tags} {timing.Link.LinkFrequency}", from, from + 0.01, seed =>
            {
                var random = new SeededRandom(seed);
                SlotResolver resolve = slot => slot.Length <= decoder.ResolvedShares.Length && random.NextUniform() < decoder.ResolvedShares[slot.Length - 1];
                var options = new PollingOptions { ResolvedShares = decoder.ResolvedShares };
                return (
                    StandardInventory.RunFrames(tags, timing, random),
                    StandardInventory.RunQAlgorithm(tags, timing, random),
                    PollingInventory.Run(tags, timing, options, random, resolve),
                    PollingInventory.Run(tags, timing, options with { SilencesResolved = false, MaximumFrames = StandardFrames }, random, resolve));
            });
        return new PopulationTimes(
            tags,
            Measured.Mean([.. all.Select(run => run.Frames.Seconds)]),
            Measured.Mean([.. all.Select(run => run.Q.Seconds)]),
            Measured.Mean([.. all.Select(run => run.Cycle.Seconds)]),
            Measured.Mean([.. all.Select(run => run.Full.Seconds)]),
            Measured.Mean([.. all.Select(run => 1 - run.Cycle.Seconds / run.Frames.Seconds)]),
            Measured.Mean([.. all.Select(run => 1 - run.Full.Seconds / run.Frames.Seconds)]),
            Measured.Mean([.. all.Select(run => (double)run.Cycle.Slots)]),
            all.Average(run => (double)run.Full.UnreadTags / tags),
            // Every slot full: no cycle whose decoder tells at most so many apart is quicker. As in the runs, a Query opens the first slot.
            timing.ReplySlot * Math.Ceiling(tags / (double)decoder.ResolvedShares.Length) + timing.Query - timing.QueryRepeat);
    }
}

/// <summary>Mean times of one population, in seconds.</summary>
/// <param name="Tags">Tags in the field.</param>
/// <param name="Frames">Ordinary inventory with frames of the best size.</param>
/// <param name="Q">Ordinary inventory with the Q algorithm.</param>
/// <param name="Cycle">Polling cycle.</param>
/// <param name="Full">Three full polling frames, in which no tag is silenced.</param>
/// <param name="Reduction">Share of the time of Frames that the cycle saves.</param>
/// <param name="FullReduction">Share that the full frames save.</param>
/// <param name="Slots">Slots of the polling cycle.</param>
/// <param name="FullUnread">Share of the tags that the full frames leave unread.</param>
/// <param name="Bound">In every slot as many tags as the decoder resolves at most.</param>
internal sealed record PopulationTimes(
    int Tags, Measured Frames, Measured Q, Measured Cycle, Measured Full, Measured Reduction, Measured FullReduction, Measured Slots, double FullUnread, double Bound);

/// <summary>The inventory times.</summary>
/// <param name="Timing">Durations of the slow link.</param>
/// <param name="All">All populations on the slow link.</param>
/// <param name="Headline">200 tags on the slow link.</param>
/// <param name="Fast">200 tags on the fast link.</param>
/// <param name="Order">Tags that the decoder resolves in one slot at most.</param>
/// <param name="Runs">Runs behind each.</param>
internal sealed record InventoryTimes(
    SlotTiming Timing, IReadOnlyList<PopulationTimes> All, PopulationTimes Headline, PopulationTimes Fast, int Order, int Runs)
{
    /// <summary>The share saved when tags are asked by name after the cycle.</summary>
    /// <param name="asked">Tags asked.</param>
    public double ReductionWithAsking(double asked) => 1 - (Headline.Cycle.Value + asked * Timing.SingleTagPoll) / Headline.Frames.Value;

    /// <summary>The table's rows.</summary>
    public IEnumerable<ReproducedFigure> Figures(double askedTags) =>
    [
        new("standard_inventory_s", "Ordinary inventory of 200 tags, best frames", "s", Runs) { Faithful = Headline.Frames },
        new("q_algorithm_inventory_s", "Ordinary inventory of 200 tags, Q algorithm", "s", Runs) { Faithful = Headline.Q },
        new("polling_cycle_s", "Polling cycle of 200 tags", "s", Runs) { Ours = Headline.Cycle, Bound = Measured.Exact(Headline.Bound) },
        new("inventory_time_reduction_percent", "Time saved against the ordinary inventory, 200 tags", "%", Runs)
        {
            Published = new PublishedValue(80, "80 %", "abstract"),
            Ours = Headline.Reduction.Times(100),
            Bound = Measured.Exact(100 * (1 - Headline.Bound / Headline.Frames.Value)),
        },
        new("inventory_time_reduction_with_asking_percent", "The same, suspects asked by name after the cycle", "%", Runs)
        {
            Published = new PublishedValue(80, "80 %", "abstract"),
            Ours = Measured.Exact(100 * ReductionWithAsking(askedTags)),
        },
        new("full_frames_time_reduction_percent", "Time saved by three full frames, plain C1G2", "%", Runs) { Ours = Headline.FullReduction.Times(100) },
        new("fast_link_time_reduction_percent", "Time saved on the fast link (250 kHz)", "%", Runs) { Ours = Fast.Reduction.Times(100) },
    ];

    /// <summary>Time against tags.</summary>
    public Chart Chart() => new(
        "Inventory time against tags",
        "Seconds for all tags in the field at Miller-4 and 40 kHz; the source reports 80 % less than C1G2.",
        new ChartAxis("tags"), new ChartAxis("seconds", IsLogarithmic: true),
        [
            new ChartSeries("C1G2, best frames", ChartMark.Line, [.. All.Select(times => ChartPoint.Of(times.Tags, times.Frames))]),
            new ChartSeries("C1G2, Q algorithm", ChartMark.Line, [.. All.Select(times => ChartPoint.Of(times.Tags, times.Q))]),
            new ChartSeries("80 % less", ChartMark.Published, [.. All.Select(times => new ChartPoint(times.Tags, 0.2 * times.Frames.Value))]),
            new ChartSeries("polling cycle", ChartMark.Line, [.. All.Select(times => ChartPoint.Of(times.Tags, times.Cycle))]),
            new ChartSeries($"{Order} tags in every slot", ChartMark.Bound, [.. All.Select(times => new ChartPoint(times.Tags, times.Bound))]),
        ]);
}
