namespace TwinGrid.Signal.Motion.Inventory;

/// <summary>
/// Chooses the frame that reads tags at the least time each. The standard has frames of 2^Q slots only, so all Q are tried
/// against the slot shares of eq. 3. An ordinary reader wants about as many slots as tags, somewhat fewer where empty slots are
/// dear; one that resolves collisions of up to three wants half as many.
/// </summary>
public static class FramePlanner
{
    /// <summary>Largest Q of the standard.</summary>
    public const int LargestQ = 15;

    /// <summary>The Q with the least expected time for each tag read.</summary>
    /// <param name="tags">Tags that are expected to reply, zero or above.</param>
    /// <param name="emptySeconds">Duration of an empty slot.</param>
    /// <param name="singletonSeconds">Duration of a slot with one tag.</param>
    /// <param name="collisionSeconds">Duration of a slot with several tags.</param>
    /// <param name="resolved">Share of the slots with 1, 2, … tags whose tags are all read; orders beyond are never read.</param>
    public static int BestQ(int tags, double emptySeconds, double singletonSeconds, double collisionSeconds, ReadOnlySpan<double> resolved)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tags);
        Span<double> shares = stackalloc double[resolved.Length + 1];
        int best = 0;
        double least = double.PositiveInfinity;
        for (int q = 0; q <= LargestQ && 1 << q <= 4 * Math.Max(tags, 1); q++)
        {
            SlotShares.Fill(tags, 1 << q, shares);
            double several = Math.Max(0, 1 - shares[0] - shares[1]);
            double seconds = shares[0] * emptySeconds + shares[1] * singletonSeconds + several * collisionSeconds;
            double read = 0;
            for (int c = 1; c < shares.Length; c++)
            {
                read += c * shares[c] * resolved[c - 1];
            }

            double each = seconds / read;
            if (each < least)
            {
                (best, least) = (q, each);
            }
        }

        return best;
    }

    /// <summary>
    /// Tags expected in a slot whose tags could not be told apart, given how many replied in the frame: the mean of c weighted by
    /// Pr(c)·(1 − resolved(c)).
    /// </summary>
    /// <param name="tags">Tags that replied in the frame.</param>
    /// <param name="slots">Slots of the frame.</param>
    /// <param name="resolved">Share of the slots with 1, 2, … tags that are resolved.</param>
    public static double UnresolvedOrder(int tags, int slots, ReadOnlySpan<double> resolved)
    {
        const int Orders = 24;
        Span<double> shares = stackalloc double[Orders];
        SlotShares.Fill(tags, slots, shares);
        double weight = 0, sum = 0;
        for (int c = 1; c < Orders; c++)
        {
            double unresolved = shares[c] * (c <= resolved.Length ? 1 - resolved[c - 1] : 1);
            weight += unresolved;
            sum += c * unresolved;
        }

        return weight > 0 ? sum / weight : resolved.Length + 1;
    }
}
