using TwinGrid.Model;

namespace TwinGrid.Signal.Motion.Vote;

/// <summary>
/// Decides for an object from its tags. Counting heads, as the source does, wastes what makes tags of one object strong: they move
/// together. A short move changes all phases little, so all tags look at rest at once and a majority is wrong with them; their
/// joint likelihood is not, as the common shift is known √k times better than each tag's. With δ a tag's phase differences, s their
/// deviations and every density relative to phases anywhere on the circle:
/// at rest, each tag that was read has (1 − ε)·Π N(δ; 0, s²) + ε, moved (1 − ε)·Π N(δ; D, s² + spread²) + ε with D common and
/// anywhere, and gone the number of stray profiles that could be taken for it. A tag that was away has no say while it stays away;
/// read under its name it joined the object, which shows that the object is there and nothing of whether it moved.
/// </summary>
public static class ObjectVote
{
    /// <summary>Decides what an object did. The order of its tags does not matter.</summary>
    /// <param name="tags">One entry for each tag of the object, one or more.</param>
    /// <param name="options">What is taken for granted; null for the defaults.</param>
    /// <exception cref="ArgumentException">No tag, or the numbers of antennas differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static ObjectMotion Decide(IReadOnlyList<TagShift> tags, VoteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tags);
        options ??= VoteOptions.Default;
        options.Check();
        if (tags.Count == 0 || tags.Any(tag => tag.Differences.Length != tags[0].Differences.Length))
        {
            throw new ArgumentException($"expected one or more tags of equally many antennas, found {tags.Count} tags", nameof(tags));
        }

        if (!tags.Any(tag => tag.HadPlace))
        {
            double here = tags.Sum(tag => Math.Log(tag.Kind != ReadKind.Unread ? 1 - options.UnreadShare : options.UnreadShare));
            return Choose([
                (MotionVerdict.Missing, Gone(tags, options) + Math.Log(1 - options.JoiningShare)),
                (MotionVerdict.NewlyJoined, here + Math.Log(options.JoiningShare))]);
        }

        // A tag that was away and still is says nothing of the object that others have been seen on.
        TagShift[] voters = [.. tags.Where(tag => tag.HadPlace || tag.Kind != ReadKind.Unread)];
        return Choose([
            (MotionVerdict.Stationary, CommonShift.AtRest(voters, options) + Math.Log(1 - options.MovingShare - options.LeavingShare)),
            (MotionVerdict.Moving, CommonShift.Moved(voters, options) + Math.Log(options.MovingShare)),
            (MotionVerdict.Missing, Gone(voters, options) + Math.Log(options.LeavingShare))]);
    }

    private static double Gone(IReadOnlyList<TagShift> tags, VoteOptions options) =>
        tags.Sum(tag => tag.Kind != ReadKind.Unread ? Math.Log(Math.Max(tag.StrayProfiles, options.GhostShare)) : Math.Log(1 - options.GhostShare));

    private static ObjectMotion Choose(ReadOnlySpan<(MotionVerdict Verdict, double LogLikelihood)> hypotheses)
    {
        (MotionVerdict verdict, double best) = hypotheses[0];
        foreach ((MotionVerdict other, double likelihood) in hypotheses)
        {
            if (likelihood > best)
            {
                (verdict, best) = (other, likelihood);
            }
        }

        double next = double.NegativeInfinity, others = 0;
        foreach ((MotionVerdict other, double likelihood) in hypotheses)
        {
            if (other != verdict)
            {
                next = Math.Max(next, likelihood);
                others += Math.Exp(likelihood - best);
            }
        }

        return new ObjectMotion(verdict, others / (1 + others), best - next);
    }
}
