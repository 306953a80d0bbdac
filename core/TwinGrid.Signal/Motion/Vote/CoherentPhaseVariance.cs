using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using TwinGrid.Model;

namespace TwinGrid.Signal.Motion.Vote;

/// <summary>
/// Coherent phase variance: finds which of the profiles that match no tag at rest belong to the tags of objects that moved. A node
/// is a pair (unmatched tag, unmatched profile of about its length) with its wrapped phase differences; nodes of one object's tags
/// agree when the differences do. The source walks from row to row and links neighbours within a fixed tolerance; here every node
/// is tried as the object's common shift, all rows are held against it, and the objects with the best evidence choose first.
/// </summary>
public static class CoherentPhaseVariance
{
    /// <summary>Collects the evidence of every object's tags.</summary>
    /// <param name="stationary">P, as it was given to the matching.</param>
    /// <param name="cycle">P′, as it was given to the matching.</param>
    /// <param name="report">The matching.</param>
    /// <param name="motion">How profiles are compared; null for the defaults.</param>
    /// <param name="vote">What is taken for granted about objects; null for the defaults.</param>
    public static CoherentTrace Trace(
        IReadOnlyList<KnownProfile> stationary, IReadOnlyList<TagProfile> cycle, MotionReport report,
        MotionOptions? motion = null, VoteOptions? vote = null)
    {
        ArgumentNullException.ThrowIfNull(stationary);
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(report);
        motion ??= MotionOptions.Default;
        vote ??= VoteOptions.Default;
        motion.Check();
        vote.Check();
        double gate = ChiSquared.InvCDF(1, 1 - motion.FalseAlarmRate);
        List<ObjectPath> open = [];
        var shifts = new TagShift?[stationary.Count];
        foreach (IGrouping<string, int> tags in Enumerable.Range(0, stationary.Count).GroupBy(tag => stationary[tag].ObjectId, StringComparer.Ordinal))
        {
            int[] unmatched = [.. tags.Where(tag => !report.IsStationary(tag) && stationary[tag].Profile.HasPlace)];
            if (unmatched.Length > 0)
            {
                open.Add(new ObjectPath(stationary, cycle, unmatched, gate, motion, vote));
            }
        }

        var free = new SortedSet<int>(report.UnmatchedProfiles);
        open.ForEach(path => path.Search(free));
        while (open.Where(path => path.Evidence > 0).MaxBy(path => path.Evidence) is { } best)
        {
            open.Remove(best);
            foreach (PathStep step in best.Steps)
            {
                shifts[step.Tag] = step.Shift;
                free.Remove(step.Profile);
            }

            foreach (ObjectPath path in open.Where(path => path.Steps.Any(step => !free.Contains(step.Profile))))
            {
                path.Search(free);
            }
        }

        return new CoherentTrace([.. shifts.Select((shift, tag) => shift ?? Evidence(stationary[tag].Profile, cycle, tag, report, gate, motion))], [.. free]);
    }

    private static TagShift Evidence(TagProfile known, IReadOnlyList<TagProfile> cycle, int tag, MotionReport report, double gate, MotionOptions motion)
    {
        int match = report.Matches[tag];
        if (match < 0)
        {
            return TagShift.Unread(known.Antennas, known.HasPlace);
        }

        // Had the tag gone, any unmatched profile of its length could have come to lie where it was.
        int strays = 1 + report.UnmatchedProfiles.Count(profile => ObjectPath.LengthStatistic(known, cycle[profile]) < gate);
        return TagShift.Anonymous(known, cycle[match], motion.DriftDeviation, ReadKind.MatchedAtRest, strays);
    }
}

/// <summary>The evidence for a vote on every object.</summary>
/// <param name="Shifts">One entry for each known tag, in the order of the stationary distribution.</param>
/// <param name="NewProfiles">Profiles that neither a tag at rest nor a moved object explains: tags that are new, or misreads.</param>
public sealed record CoherentTrace(ImmutableArray<TagShift> Shifts, ImmutableArray<int> NewProfiles);
