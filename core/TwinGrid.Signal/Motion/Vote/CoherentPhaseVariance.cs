using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using TwinGrid.Model;

namespace TwinGrid.Signal.Motion.Vote;

/// <summary>
/// Coherent phase variance: finds which of the profiles that match no tag at rest belong to the tags of objects that moved. A node
/// is a pair (unmatched tag, unmatched profile of about its length) with its wrapped phase differences; nodes of one object's tags
/// agree when the differences do. The source walks from row to row and links neighbours within a fixed tolerance; here every node
/// is tried as the object's common shift, all rows are held against it, and the objects with the best evidence choose first. The
/// work is bounded: where everything shifts at once and lengths tell too little, only the smallest rows are tried, and objects for
/// which even that is too much stay unexplained, their tags unread. Nothing depends on the order of tags or profiles.
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
        return Trace(stationary, cycle, report, motion, vote, new SearchBudget());
    }

    /// <summary>The same within a stated budget.</summary>
    internal static CoherentTrace Trace(
        IReadOnlyList<KnownProfile> stationary, IReadOnlyList<TagProfile> cycle, MotionReport report,
        MotionOptions motion, VoteOptions vote, SearchBudget budget)
    {
        if (stationary.Count == 0)
        {
            return new CoherentTrace([], report.UnmatchedProfiles);
        }

        double gate = ChiSquared.InvCDF(1, 1 - motion.FalseAlarmRate);
        var free = new FreeProfiles(cycle, report.UnmatchedProfiles, stationary[0].Profile.Antennas, gate);
        int[] places = new int[free.Count];
        TagShift[] shifts = [.. stationary.Select((known, tag) => Evidence(known.Profile, cycle, report.Matches[tag], free, places, motion))];
        foreach (PathStep step in Claim(Open(stationary, report, motion, vote), free, budget))
        {
            shifts[step.Tag] = step.Shift;
        }

        return new CoherentTrace([.. shifts], free.Left());
    }

    /// <summary>The objects with unmatched tags, by name.</summary>
    private static ObjectPath[] Open(IReadOnlyList<KnownProfile> stationary, MotionReport report, MotionOptions motion, VoteOptions vote) =>
    [
        .. Enumerable.Range(0, stationary.Count)
            .Where(tag => !report.IsStationary(tag) && stationary[tag].Profile.HasPlace)
            .OrderBy(tag => stationary[tag].Tag, StringComparer.Ordinal)
            .GroupBy(tag => stationary[tag].ObjectId, StringComparer.Ordinal)
            .OrderBy(tags => tags.Key, StringComparer.Ordinal)
            .Select(tags => new ObjectPath(stationary, [.. tags], motion, vote)),
    ];

    /// <summary>
    /// Lets the object with the most evidence claim its profiles, then the next. One that lost profiles to a stronger object is
    /// searched again only when its turn comes, and takes the turn that its new evidence gives it.
    /// </summary>
    private static List<PathStep> Claim(ObjectPath[] objects, FreeProfiles free, SearchBudget budget)
    {
        // The objects with the fewest nodes are searched first, so that what they leave of their shares passes to the others.
        int[] order = [.. Enumerable.Range(0, objects.Length).OrderBy(item => objects[item].Nodes(free))];
        var queue = new PriorityQueue<int, (double NegativeEvidence, int Item)>();
        for (int i = 0; i < order.Length; i++)
        {
            objects[order[i]].Search(free, budget.FirstShare(order.Length - i), budget);
            Enqueue(order[i]);
        }

        List<PathStep> claimed = [];
        while (queue.TryDequeue(out int item, out _))
        {
            IReadOnlyList<PathStep> steps = objects[item].Steps;
            if (!steps.All(step => free.IsFree(step.Place)))
            {
                objects[item].Search(free, budget.NextShare(queue.Count + 1), budget);
                Enqueue(item);
                continue;
            }

            foreach (PathStep step in steps)
            {
                free.Take(step.Place);
                claimed.Add(step);
            }
        }

        return claimed;

        void Enqueue(int item)
        {
            if (objects[item].Evidence > 0)
            {
                queue.Enqueue(item, (-objects[item].Evidence, item));
            }
        }
    }

    /// <summary>What is known of a tag before objects are looked for.</summary>
    private static TagShift Evidence(TagProfile known, IReadOnlyList<TagProfile> cycle, int match, FreeProfiles free, int[] places, MotionOptions motion)
    {
        if (match < 0)
        {
            return TagShift.Unread(known.Antennas, known.HasPlace);
        }

        // Had the tag gone, any unmatched profile of its length could have come to lie where it was.
        int strays = 1 + free.Find(known, places);
        return TagShift.Anonymous(known, cycle[match], motion.DriftDeviation, ReadKind.MatchedAtRest, strays);
    }
}

/// <summary>The evidence for a vote on every object.</summary>
/// <param name="Shifts">One entry for each known tag, in the order of the stationary distribution.</param>
/// <param name="NewProfiles">Profiles that neither a tag at rest nor a moved object explains: tags that are new, or misreads.</param>
public sealed record CoherentTrace(ImmutableArray<TagShift> Shifts, ImmutableArray<int> NewProfiles);
