using TwinGrid.Model;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Vote;

namespace TwinGrid.Signal.Reproductions.Moving;

/// <summary>Counts of right and wrong decisions on tags or objects.</summary>
/// <param name="AtRest">Those that stood still.</param>
/// <param name="FalsePositives">Of these, those not found at rest.</param>
/// <param name="Moved">Those that moved.</param>
/// <param name="FalseNegatives">Of these, those found at rest.</param>
/// <param name="Mistaken">Moved or gone ones taken for each other.</param>
internal readonly record struct ErrorCounts(long AtRest, long FalsePositives, long Moved, long FalseNegatives, long Mistaken)
{
    /// <summary>Share of those at rest that were not found so.</summary>
    public Measured FalsePositiveShare => Measured.Share(FalsePositives, AtRest);

    /// <summary>Share of the moved that were found at rest.</summary>
    public Measured FalseNegativeShare => Measured.Share(FalseNegatives, Moved);

    /// <summary>Adds up the counts of trials.</summary>
    public static ErrorCounts Sum(IEnumerable<ErrorCounts> trials) => trials.Aggregate(default(ErrorCounts), (sum, next) => new ErrorCounts(
        sum.AtRest + next.AtRest, sum.FalsePositives + next.FalsePositives, sum.Moved + next.Moved,
        sum.FalseNegatives + next.FalseNegatives, sum.Mistaken + next.Mistaken));

    /// <summary>Counts a trial's decisions: for each object or tag whether it moved, left, and what was decided.</summary>
    public static ErrorCounts Of(IEnumerable<(bool Moved, bool Gone, MotionVerdict Verdict)> decisions)
    {
        long atRest = 0, positives = 0, moved = 0, negatives = 0, mistaken = 0;
        foreach ((bool hasMoved, bool isGone, MotionVerdict verdict) in decisions)
        {
            atRest += hasMoved || isGone ? 0 : 1;
            positives += !hasMoved && !isGone && verdict != MotionVerdict.Stationary ? 1 : 0;
            moved += hasMoved ? 1 : 0;
            negatives += hasMoved && verdict == MotionVerdict.Stationary ? 1 : 0;
            mistaken += (hasMoved && verdict == MotionVerdict.Missing) || (isGone && verdict != MotionVerdict.Missing) ? 1 : 0;
        }

        return new ErrorCounts(atRest, positives, moved, negatives, mistaken);
    }
}

/// <summary>What the methods decide about one trial.</summary>
/// <param name="PublishedTags">Fixed thresholds, each tag alone.</param>
/// <param name="MatchedTags">Matching by likelihood, each tag alone.</param>
/// <param name="ConfirmedTags">The same, after each suspect was asked once more.</param>
/// <param name="PublishedObjects">Fixed thresholds and a majority of tags.</param>
/// <param name="TracedObjects">Joint likelihood of anonymous profiles.</param>
/// <param name="ConfirmedObjects">The same, after all tags of suspect objects were asked once more.</param>
/// <param name="CycleSeconds">Duration of the polling cycle.</param>
/// <param name="AskedTags">Tags asked for the object verdicts.</param>
internal sealed record TrialOutcome(
    ErrorCounts PublishedTags, ErrorCounts MatchedTags, ErrorCounts ConfirmedTags,
    ErrorCounts PublishedObjects, ErrorCounts TracedObjects, ErrorCounts ConfirmedObjects,
    double CycleSeconds, int AskedTags)
{
    /// <summary>Applies all methods to a trial.</summary>
    public static TrialOutcome Of(PollingTrial trial)
    {
        TrialSetup setup = trial.Setup;
        int[] fixedMatches = FixedThreshold.Match(trial.Stationary, trial.Cycle);
        MotionReport report = MotionDetector.Compare(trial.Stationary, trial.Cycle);
        CoherentTrace trace = CoherentPhaseVariance.Trace(trial.Stationary, trial.Cycle, report);
        TagShift[] asked = [.. trace.Shifts];
        int askedTags = 0;
        foreach (int item in Enumerable.Range(0, setup.Objects).Where(item => setup.TagsOf(item).Any(tag => !report.IsStationary(tag))))
        {
            foreach (int tag in setup.TagsOf(item))
            {
                TagProfile known = trial.Stationary[tag].Profile;
                asked[tag] = trial.Ask(tag) is { } now ? TagShift.Identified(known, now) : TagShift.Unread(setup.Antennas, hadPlace: true);
                askedTags++;
            }
        }

        return new TrialOutcome(
            Tags(trial, tag => fixedMatches[tag] >= 0),
            Tags(trial, report.IsStationary),
            Tags(trial, tag => report.IsStationary(tag) || (trial.Ask(tag) is { } now && !MotionDetector.Test(trial.Stationary[tag].Profile, now).HasChanged)),
            Objects(trial, item => FixedThreshold.Vote(trial, fixedMatches, item)),
            Objects(trial, item => ObjectVote.Decide([.. setup.TagsOf(item).Select(tag => trace.Shifts[tag])]).Verdict),
            Objects(trial, item => ObjectVote.Decide([.. setup.TagsOf(item).Select(tag => asked[tag])]).Verdict),
            trial.Polling.Seconds,
            askedTags);
    }

    private static ErrorCounts Tags(PollingTrial trial, Func<int, bool> isStationary) => ErrorCounts.Of(Enumerable.Range(0, trial.Setup.Tags).Select(tag =>
    {
        int item = tag / trial.Setup.TagsPerObject;
        return (trial.HasMoved(item), trial.IsGone(item), isStationary(tag) ? MotionVerdict.Stationary : MotionVerdict.Moving);
    }));

    private static ErrorCounts Objects(PollingTrial trial, Func<int, MotionVerdict> decide) =>
        ErrorCounts.Of(Enumerable.Range(0, trial.Setup.Objects).Select(item => (trial.HasMoved(item), trial.IsGone(item), decide(item))));
}
