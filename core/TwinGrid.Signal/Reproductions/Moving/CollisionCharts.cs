using System.Numerics;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>The pictures of the collision half.</summary>
internal static class CollisionCharts
{
    private static readonly double[] _decibels = [5, 10, 15, 20, 25];
    private static readonly double[] _distances = [0, 0.3, 0.6, 1, 1.5, 2.5, 4, 8];

    /// <summary>Draws them.</summary>
    /// <param name="context">The conditions.</param>
    /// <param name="trials">Trials by number of tags.</param>
    /// <param name="slots">Slots at each point of the curve over the noise.</param>
    /// <param name="from">Share of the whole run done before.</param>
    /// <param name="to">Share done after.</param>
    public static IReadOnlyList<Chart> Draw(ReproductionContext context, CollisionTrial[][] trials, int slots, double from, double to) => [
        Plane(context, 2),
        Plane(context, 3),
        Errors(trials),
        OverNoise(context, slots, trials.Length - 1, from, to),
        OverDistance(trials),
    ];

    /// <summary>The first slot from the run's seed on that is resolved, as it lies in the I-Q plane.</summary>
    private static Chart Plane(ReproductionContext context, int tags)
    {
        (CollisionSlot slot, SlotReading reading) = Enumerable.Range(0, 1000)
            .Select(i => CollisionSlot.Draw(tags, CollisionFigures.Decibels, new SeededRandom(context.Seed + (ulong)i)))
            .Select(slot => (slot, SlotDecoder.Decode(slot.Samples, ReplyOptions.Standard)))
            .First(pair => pair.Item2.Kind == SlotKind.Resolved && pair.Item2.Replies.Count == tags);
        ChartPoint[] samples = [.. Enumerable.Range(0, 500).Select(i => Point(slot.Samples[500 + 15 * i] - reading.Leakage))];
        return new Chart(
            $"A collision of {tags} tags in the I-Q plane",
            $"One sample in fifteen of a slot at {CollisionFigures.Decibels:F0} dB, the leakage taken off, with the {1 << tags} joint states: true and as fitted. Answers the published I-Q plots.",
            new ChartAxis("in phase (unit edges)"),
            new ChartAxis("quadrature (unit edges)"),
            [
                new ChartSeries("samples", ChartMark.Dots, samples),
                new ChartSeries("true states", ChartMark.Dots, States([.. slot.Tags.Select(tag => tag.Edge)])),
                new ChartSeries("fitted states", ChartMark.Dots, States([.. reading.Replies.Select(reply => reply.Edge)])),
            ]);
    }

    private static Chart Errors(CollisionTrial[][] trials)
    {
        // A tag of a slot without a right answer has no error to speak of: it lies beyond the picture's right edge.
        static double[] All(int tags, IEnumerable<CollisionOutcome> outcomes) =>
            [.. outcomes.SelectMany(outcome => outcome.IsRight ? outcome.PhaseErrors : Enumerable.Repeat(180.0, tags))];
        IEnumerable<ChartSeries> series = Enumerable.Range(1, trials.Length - 1).Select(tags =>
            ChartSeries.Distribution($"{tags} tag(s)", All(tags, trials[tags].Select(trial => trial.Ours))));
        IEnumerable<ChartSeries> faithful = Enumerable.Range(1, 3).Select(tags =>
            ChartSeries.Distribution($"{tags} tag(s), published rule", All(tags, trials[tags].Select(trial => trial.Faithful!))));
        return new Chart(
            "Phase error of every tag",
            $"At {CollisionFigures.Decibels:F0} dB. Tags of slots without a right answer count as errors beyond the right edge, so each curve ends at the share resolved.",
            new ChartAxis("phase error (°)", 0, 1),
            new ChartAxis("share of tags", 0, 1),
            [.. series, .. faithful]);
    }

    private static Chart OverNoise(ReproductionContext context, int slots, int mostTags, double from, double to)
    {
        List<ChartSeries> series = [];
        int parts = mostTags * _decibels.Length;
        for (int tags = 1; tags <= mostTags; tags++)
        {
            List<ChartPoint> points = [];
            foreach (double decibels in _decibels)
            {
                int count = tags, part = series.Count * _decibels.Length + points.Count;
                CollisionTrial[] outcomes = context.Repeat(
                    slots,
                    $"curve {tags} {decibels:F0}",
                    from + (to - from) * part / parts,
                    from + (to - from) * (part + 1) / parts,
                    seed => CollisionTrial.Run(count, decibels, false, seed));
                points.Add(ChartPoint.Of(decibels, Measured.Share(outcomes.Count(trial => trial.Ours.IsRight), slots).Times(100)));
            }

            series.Add(new ChartSeries($"{tags} tag(s)", ChartMark.Line, points));
        }

        return new Chart(
            "Slots resolved rightly over the noise",
            "The ratio is that of an edge of unit size to the noise of one sample; edges are within 6 dB of unity.",
            new ChartAxis("|h|²/E|n|² (dB)"),
            new ChartAxis("slots resolved rightly (%)", 0, 100),
            series);
    }

    private static Chart OverDistance(CollisionTrial[][] trials)
    {
        IEnumerable<ChartSeries> series = Enumerable.Range(2, trials.Length - 2).Select(tags => new ChartSeries(
            $"{tags} tags",
            ChartMark.Dots,
            [.. Enumerable.Range(0, _distances.Length - 1)
                .Select(i => (Middle: (_distances[i] + _distances[i + 1]) / 2, Inside: trials[tags].Where(trial => trial.Distance >= _distances[i] && trial.Distance < _distances[i + 1]).ToArray()))
                .Where(bin => bin.Inside.Length > 0)
                .Select(bin => ChartPoint.Of(bin.Middle, Measured.Share(bin.Inside.Count(trial => trial.Ours.IsRight), bin.Inside.Length).Times(100)))]));
        return new Chart(
            "Where collisions stay unresolved",
            "Share of slots resolved rightly over the least distance between two of the 2^c joint states, in noise deviations of one sample: failures gather where two states fall together.",
            new ChartAxis("least state distance (noise deviations of one sample)", 0),
            new ChartAxis("slots resolved rightly (%)", 0, 100),
            [.. series]);
    }

    private static ChartPoint[] States(Complex[] edges) => [.. Enumerable.Range(0, 1 << edges.Length)
        .Select(state => Point(edges.Where((_, tag) => ((state >> tag) & 1) == 1).Aggregate(Complex.Zero, (sum, edge) => sum + edge)))];

    private static ChartPoint Point(Complex value) => new(value.Real, value.Imaginary);
}
