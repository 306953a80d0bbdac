using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Vote;

namespace TwinGrid.Grains.Motion;

/// <summary>Sorts the evidence of a polling cycle by objects.</summary>
internal static class MotionRouting
{
    /// <summary>
    /// The share of each object. In a poll, replies that show no tag at rest are first looked through for those of objects that
    /// moved as a whole. An object none of whose tags was or is in the reader's field is left out: that reader has no news of it,
    /// and another may.
    /// </summary>
    /// <param name="evidence">The cycle.</param>
    /// <param name="objectOf">Name of the object that a tag is on.</param>
    /// <param name="options">How profiles are compared, and what a vote takes for granted.</param>
    public static IEnumerable<(string Object, MotionEvidence Evidence)> ByObject(CycleEvidence evidence, Func<string, string> objectOf, TwinOptions options)
    {
        KnownProfile[] known = [.. evidence.Known.Select(tag => new KnownProfile(tag.Tag, objectOf(tag.Tag), tag.ToProfile()))];
        TagProfile[] cycle = [.. evidence.Replies.Select(CycleReplies.ToProfile)];
        IReadOnlyList<TagShift> shifts = evidence.Purpose == PollingPurpose.Inventory
            ? [.. known.Select((tag, i) => Named(tag.Profile, evidence.Matches[i] < 0 ? null : cycle[evidence.Matches[i]], options.Motion.DriftDeviation))]
            : CoherentPhaseVariance.Trace(known, cycle, Report(evidence), options.Motion, options.Vote).Shifts;
        return known
            .Select((tag, i) => (tag.ObjectId, Evidence: shifts[i].ToEvidence(tag.Tag)))
            .GroupBy(tag => tag.ObjectId, tag => tag.Evidence, StringComparer.Ordinal)
            .Where(share => share.Any(tag => tag.HadPlace || tag.Kind != ReadKind.Unread))
            .Select(share => (share.Key, new MotionEvidence(evidence.Reader, evidence.Time, [.. share])));
    }

    /// <summary>A tag whose reply names it: no other reply could pass for its own.</summary>
    private static TagShift Named(TagProfile before, TagProfile? now, double driftDeviation) => now is null
        ? TagShift.Unread(before.Antennas, before.HasPlace)
        : TagShift.Identified(before, now, driftDeviation);

    private static MotionReport Report(CycleEvidence evidence)
    {
        var matched = evidence.Matches.Where(match => match >= 0).ToHashSet();
        return new MotionReport(evidence.Matches, [.. Enumerable.Range(0, evidence.Replies.Length).Where(reply => !matched.Contains(reply))]);
    }
}
