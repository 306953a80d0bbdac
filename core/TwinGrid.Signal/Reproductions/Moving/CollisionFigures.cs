using TwinGrid.Signal.Motion.Replies;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>
/// The collision half of the evaluation of Wang et al.: phases, lengths and shares of resolved slots for one to four tags, both ways, with
/// bounds; and the decoder's speed.
/// </summary>
public static class CollisionFigures
{
    /// <summary>Ratio |h|²/E|n|² of an edge of unit size to one sample's noise, in decibels, at which the figures are taken.</summary>
    internal const double Decibels = 20;

    private const int MostTags = 4, PublishedTags = 3;
    private const double NormalQuartile = 0.67448975;

    /// <summary>Runs this half.</summary>
    /// <param name="context">The conditions.</param>
    /// <param name="from">Share of the whole run done before.</param>
    /// <param name="to">Share done after.</param>
    public static Reproduction Run(ReproductionContext context, double from, double to)
    {
        ArgumentNullException.ThrowIfNull(context);
        double At(double share) => from + (to - from) * share;
        int slots = context.Trials(60, 1000), curve = context.Trials(30, 250);
        var trials = new CollisionTrial[MostTags + 1][];
        var pairs = new bool[MostTags + 1][];
        for (int tags = 1; tags <= MostTags; tags++)
        {
            int count = tags;
            trials[tags] = context.Repeat(slots, $"collision {tags}", At(0.1 * (tags - 1)), At(0.1 * tags), seed => CollisionTrial.Run(count, Decibels, true, seed));
            pairs[tags] = context.Repeat(slots, $"pair {tags}", At(0.4 + 0.04 * (tags - 1)), At(0.4 + 0.04 * tags), seed => CollisionTrial.RunPair(count, Decibels, seed));
        }

        IReadOnlyList<Chart> charts = CollisionCharts.Draw(context, trials, curve, At(0.56), At(0.9));
        List<ReproducedFigure> figures = [];
        for (int tags = 1; tags <= MostTags; tags++)
        {
            figures.AddRange(OfTags(tags, trials[tags], pairs[tags]));
        }

        figures.Add(ReadInFrame(trials));
        figures.AddRange(Enumerable.Range(1, MostTags).Select(tags => Speed(context, tags)));
        context.Progress.Report(to);
        return new Reproduction(figures, Goals(figures), charts, Notes);
    }

    private static IEnumerable<ReproducedFigure> OfTags(int tags, CollisionTrial[] trials, bool[] pairs)
    {
        string name = tags == 1 ? "singletons" : $"{tags}-collisions";
        CollisionOutcome[] ours = [.. trials.Select(trial => trial.Ours)];
        CollisionOutcome[]? faithful = tags <= PublishedTags ? [.. trials.Select(trial => trial.Faithful!)] : null;
        yield return new ReproducedFigure($"phase_error_median_c{tags}_deg", $"Median phase error, {name}", "°", ours.Sum(outcome => outcome.PhaseErrors.Length))
        {
            Published = tags == 1 ? new PublishedValue(NormalQuartile * 4, "σ about 4–5°, the tags' own scatter included", "section 4.2, fig. 5a") : null,
            Ours = Measured.Median(Phases(ours)),
            Faithful = faithful is null ? null : Measured.Median(Phases(faithful)),
            Bound = Measured.Median([.. trials.SelectMany(trial => trial.Bounds).Select(bound => NormalQuartile * bound)]),
        };
        yield return new ReproducedFigure($"length_error_rms_c{tags}_samples", $"Length error (RMS), {name}", "samples", ours.Sum(outcome => outcome.LengthErrors.Length))
        {
            Published = tags == 1 ? new PublishedValue(2, "average deviation of 2 samples", "section 4.3, fig. 7b") : null,
            Ours = Measured.RootMeanSquare(Lengths(ours)),
            Faithful = faithful is null ? null : Measured.RootMeanSquare(Lengths(faithful)),
        };
        yield return new ReproducedFigure($"resolved_share_c{tags}_percent", $"Slots resolved rightly, {name}", "%", trials.Length)
        {
            Ours = Share(ours, outcome => outcome.IsRight),
            Faithful = faithful is null ? null : Share(faithful, outcome => outcome.IsRight),
        };
        yield return new ReproducedFigure($"wrong_share_c{tags}_percent", $"Slots answered wrongly, {name}", "%", trials.Length)
        {
            Ours = Share(ours, outcome => outcome.IsResolved && !outcome.IsRight),
            Faithful = faithful is null ? null : Share(faithful, outcome => outcome.IsResolved && !outcome.IsRight),
        };
        yield return new ReproducedFigure($"exact_bits_c{tags}_percent", $"Rightly resolved slots without a wrong bit, {name}", "%", ours.Count(outcome => outcome.IsRight))
        {
            Ours = Exact(ours),
            Faithful = faithful is null ? null : Exact(faithful),
        };
        yield return new ReproducedFigure($"resolved_share_pair_c{tags}_percent", $"Slots resolved rightly with two antennas, {name}", "%", pairs.Length)
        {
            Ours = Measured.Share(pairs.Count(isRight => isRight), pairs.Length).Times(100),
        };
    }

    /// <summary>Tags read in one frame with as many slots as tags, when a slot holds c tags with probability e⁻¹/c!.</summary>
    private static ReproducedFigure ReadInFrame(CollisionTrial[][] trials)
    {
        Measured Read(Func<CollisionTrial, bool> isRight)
        {
            double value = 0, variance = 0, weight = 100 * Math.Exp(-1);
            for (int tags = 1; tags <= MostTags; tags++)
            {
                double share = trials[tags].Count(isRight) / (double)trials[tags].Length;
                value += weight * share;
                variance += weight * weight * share * (1 - share) / trials[tags].Length;
                weight /= tags;
            }

            double margin = 1.96 * Math.Sqrt(variance);
            return new Measured(value, value - margin, value + margin);
        }

        return new ReproducedFigure("tags_read_in_frame_percent", "Tags read in one frame of as many slots as tags", "%", trials.Skip(1).Sum(row => row.Length))
        {
            Published = new PublishedValue(92, "92 %, were every slot of up to three tags resolved", "section 5"),
            Ours = Read(trial => trial.Ours.IsRight),
            Faithful = Read(trial => trial.Faithful?.IsRight ?? false),
        };
    }

    private static ReproducedFigure Speed(ReproductionContext context, int tags)
    {
        const int Slots = 60, ReferenceSlots = 4;
        return new ReproducedFigure($"speed_over_air_c{tags}_ratio", $"Reply time over decoding time on one core, {tags} tag(s)", "", Slots)
        {
            Ours = CollisionTimes.Ratio(context, tags, Decibels, slot => SlotDecoder.Decode(slot.Samples, ReplyOptions.Standard), Slots),
            Faithful = tags > PublishedTags
                ? null
                : CollisionTimes.Ratio(context, tags, Decibels, slot => ParallelogramDecoder.Decode(slot.Samples, ReplyOptions.Standard), ReferenceSlots),
        };
    }

    private static ReproductionGoal[] Goals(IReadOnlyList<ReproducedFigure> figures)
    {
        double Ours(string key) => figures.First(figure => figure.Key == key).Ours!.Value.Value;
        return [
            new ReproductionGoal("Median phase error in 2-collisions, degrees", Ours("phase_error_median_c2_deg"), 5),
            new ReproductionGoal("Median phase error in 3-collisions, degrees", Ours("phase_error_median_c3_deg"), 8),
            new ReproductionGoal("Length error in singletons, RMS, samples", Ours("length_error_rms_c1_samples"), 2),
            new ReproductionGoal("2-collisions resolved rightly, %", Ours("resolved_share_c2_percent"), 95, IsUpperLimit: false),
            new ReproductionGoal("3-collisions resolved rightly, %", Ours("resolved_share_c3_percent"), 85, IsUpperLimit: false),
            new ReproductionGoal("2-collisions answered wrongly, %", Ours("wrong_share_c2_percent"), 0.5),
            new ReproductionGoal("3-collisions answered wrongly, %", Ours("wrong_share_c3_percent"), 0.5),
            .. Enumerable.Range(1, PublishedTags).Select(tags =>
                new ReproductionGoal($"Reply time over decoding time, {tags} tag(s)", Ours($"speed_over_air_c{tags}_ratio"), 100, IsUpperLimit: false))];
    }

    private static double[] Phases(CollisionOutcome[] outcomes) => [.. outcomes.SelectMany(outcome => outcome.PhaseErrors)];

    private static double[] Lengths(CollisionOutcome[] outcomes) => [.. outcomes.SelectMany(outcome => outcome.LengthErrors)];

    private static Measured Share(CollisionOutcome[] outcomes, Func<CollisionOutcome, bool> isHit) =>
        Measured.Share(outcomes.Count(isHit), outcomes.Length).Times(100);

    private static Measured Exact(CollisionOutcome[] outcomes) =>
        Measured.Share(outcomes.Count(outcome => outcome.IsRight && outcome.BitErrors == 0), outcomes.Count(outcome => outcome.IsRight)).Times(100);

    private static readonly string[] Notes = [
        "Noise: |h|²/E|n|² = 20 dB for an edge of unit size, both of one sample at 2 MS/s; edges are uniform in decibels within 6 dB of unity and in phase, so the weakest tag has 14 dB.",
        "Right means: the right number of tags and every phase within 15°; an answer that is not right counts as wrong, no answer as unresolved. Phase and length errors are those of right answers.",
        "The phase bound is the Cramér–Rao bound with clocks and bits known, as a median of |error|. It and our errors hold the receiver's noise alone; the published 4–5° and 2 samples hold the tags' own wander too.",
        "Slots that stay unresolved are nearly always those in which two of the 2^c joint states fall together; the chart over the least state distance shows it.",
        "The published rule answers when there are exactly 2, 4 or 8 clusters; for three tags it takes the two states nearest to all-low for edges, which fails where a sum of two edges is shorter than one of them.",
    ];
}
