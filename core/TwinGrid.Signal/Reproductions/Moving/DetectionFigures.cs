using TwinGrid.Signal.Motion.Inventory;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>Errors of detection: single tags against antennas, objects against tags on each.</summary>
internal sealed class DetectionFigures
{
    /// <summary>Antennas of the figures; the charts have others.</summary>
    public const int Antennas = 3;

    private const int Tags = 200, MovedTags = 10, MovedObjects = 4, GoneObjects = 1, HeadlineTagsPerObject = 3;

    private readonly ReproductionContext _context;
    private readonly ReplyErrorModel _decoder;
    private readonly SlotTiming _timing;

    /// <summary>Runs all trials.</summary>
    public DetectionFigures(ReproductionContext context, ReplyErrorModel decoder, SlotTiming timing)
    {
        (_context, _decoder, _timing) = (context, decoder, timing);
        ByAntennas = [.. Enumerable.Range(1, MovingScene.MostAntennas).Select(antennas => Run(
            $"antennas {antennas}", new TrialSetup(Tags, 1, antennas, MovedTags, 0), decoder,
            antennas == Antennas ? context.Trials(100, 1500) : context.Trials(30, 300), 0.15 + 0.05 * antennas, 0.05))];
        ByTags = [.. Enumerable.Range(1, 5).Select(tags => Run(
            $"objects of {tags}", new TrialSetup(Tags / tags, tags, Antennas, MovedObjects, GoneObjects), decoder,
            tags == HeadlineTagsPerObject ? context.Trials(200, 4000) : context.Trials(40, 600), 0.35 + 0.1 * tags, 0.1))];
        Decoded = Run("decoded", new TrialSetup(Tags, 1, Antennas, MovedTags, 0), new DecodedSlots(decoder.ResolvedShares), context.Trials(4, 40), 0.95, 0.05);
    }

    /// <summary>Single tags with 1, 2, … antennas.</summary>
    public IReadOnlyList<IReadOnlyList<TrialOutcome>> ByAntennas { get; }

    /// <summary>Objects of 1, 2, … tags with three antennas.</summary>
    public IReadOnlyList<IReadOnlyList<TrialOutcome>> ByTags { get; }

    /// <summary>Single tags, every slot of the cycle made and decoded.</summary>
    public IReadOnlyList<TrialOutcome> Decoded { get; }

    /// <summary>Tags asked by name after a cycle of 200 tags of which ten moved.</summary>
    public double AskedTags => ByAntennas[Antennas - 1].Average(trial => trial.AskedTags);

    /// <summary>The table's rows.</summary>
    public IEnumerable<ReproducedFigure> Figures()
    {
        IReadOnlyList<TrialOutcome> single = ByAntennas[Antennas - 1], objects = ByTags[HeadlineTagsPerObject - 1];
        ErrorCounts published = Sum(single, trial => trial.PublishedTags), matched = Sum(single, trial => trial.MatchedTags);
        ErrorCounts confirmed = Sum(single, trial => trial.ConfirmedTags), decoded = Sum(Decoded, trial => trial.MatchedTags);
        ErrorCounts majority = Sum(objects, trial => trial.PublishedObjects), traced = Sum(objects, trial => trial.TracedObjects);
        ErrorCounts asked = Sum(objects, trial => trial.ConfirmedObjects), decodedPlain = Sum(Decoded, trial => trial.PublishedTags);
        return
        [
            Row("tag_false_positive_percent", "Resting tags reported moved: 3 antennas, 200 tags, 10 moved", single, published.FalsePositiveShare, matched.FalsePositiveShare),
            Row("tag_false_negative_percent", "Moved tags reported resting", single, published.FalseNegativeShare, matched.FalseNegativeShare),
            Row("asked_tag_false_positive_percent", "Resting tags reported moved, suspects asked by name", single, null, confirmed.FalsePositiveShare),
            Row("asked_tag_false_negative_percent", "Moved tags reported resting, suspects asked by name", single, null, confirmed.FalseNegativeShare),
            Row("decoded_tag_false_positive_percent", "Resting tags reported moved, every slot synthesised and decoded", Decoded, decodedPlain.FalsePositiveShare, decoded.FalsePositiveShare),
            Row("decoded_tag_false_negative_percent", "Moved tags reported resting, every slot synthesised and decoded", Decoded, decodedPlain.FalseNegativeShare, decoded.FalseNegativeShare),
            Row("object_false_positive_percent", "Resting objects of 3 tags reported otherwise", objects, majority.FalsePositiveShare, traced.FalsePositiveShare),
            Row("object_false_negative_percent", "Moved objects of 3 tags reported resting", objects, majority.FalseNegativeShare, traced.FalseNegativeShare),
            Row("object_mistaken_percent", "Moved and gone objects taken for each other", objects, Mistaken(majority, objects.Count), Mistaken(traced, objects.Count)),
            Row("asked_object_false_positive_percent", "Resting objects of 3 tags reported otherwise, suspects asked by name", objects, null, asked.FalsePositiveShare),
            Row("asked_object_false_negative_percent", "Moved objects of 3 tags reported resting, suspects asked by name", objects, null, asked.FalseNegativeShare),
            Row("asked_object_mistaken_percent", "Moved and gone objects taken for each other, suspects asked by name", objects, null, Mistaken(asked, objects.Count)),
        ];
    }

    /// <summary>Errors against antennas and against tags on an object.</summary>
    public IEnumerable<Chart> Charts() =>
    [
        Chart("Errors of single tags against antennas", "200 tags of which 10 moved, in per cent; each antenna divides the chance that a move stays unseen.",
            "receiving antennas", ByAntennas, trial => trial.PublishedTags, trial => trial.MatchedTags, "likelihood matching"),
        Chart("Errors of the object vote against tags on an object", "Anonymous profiles of one cycle, 3 antennas, in per cent.",
            "tags on an object", ByTags, trial => trial.PublishedObjects, trial => trial.TracedObjects, "joint likelihood"),
    ];

    private static Chart Chart(
        string title, string caption, string axis, IReadOnlyList<IReadOnlyList<TrialOutcome>> groups,
        Func<TrialOutcome, ErrorCounts> published, Func<TrialOutcome, ErrorCounts> ours, string name)
    {
        ChartSeries Series(string label, Func<TrialOutcome, ErrorCounts> method, Func<ErrorCounts, Measured> share) => new(
            label, ChartMark.Line, [.. groups.Select((trials, i) => ChartPoint.Of(i + 1, share(Sum(trials, method)).Times(100)))]);
        return new Chart(title, caption, new ChartAxis(axis), new ChartAxis("errors in %", Low: 0),
        [
            Series("fixed threshold, false positives", published, counts => counts.FalsePositiveShare),
            Series("fixed threshold, false negatives", published, counts => counts.FalseNegativeShare),
            Series($"{name}, false positives", ours, counts => counts.FalsePositiveShare),
            Series($"{name}, false negatives", ours, counts => counts.FalseNegativeShare),
        ]);
    }

    private static ErrorCounts Sum(IEnumerable<TrialOutcome> trials, Func<TrialOutcome, ErrorCounts> method) => ErrorCounts.Sum(trials.Select(method));

    private static Measured Mistaken(ErrorCounts counts, int trials) => Measured.Share(counts.Mistaken, (long)trials * (MovedObjects + GoneObjects));

    private static ReproducedFigure Row(string key, string name, IReadOnlyList<TrialOutcome> trials, Measured? faithful, Measured ours) =>
        new(key, name, "%", trials.Count) { Faithful = faithful?.Times(100), Ours = ours.Times(100) };

    private TrialOutcome[] Run(string part, TrialSetup setup, ISlotReader reader, int trials, double from, double width) =>
        _context.Repeat(trials, part, from, from + width, seed => TrialOutcome.Of(new PollingTrial(setup, _decoder, reader, _timing, seed)));
}
