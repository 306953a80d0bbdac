namespace TwinGrid.Signal.Motion.Inventory;

/// <summary>
/// How n tags fall into f slots: Pr(c) = C(n, c)·(1/f)^c·(1 − 1/f)^(n − c). Wang et al., eq. 3. With f = n large, 36.8 % of the
/// slots hold one tag, 18.4 % two, 6.13 % three and 1.9 % more.
/// </summary>
public static class SlotShares
{
    /// <summary>Fills in Pr(0), Pr(1), …, one entry for each place of <paramref name="shares"/>.</summary>
    /// <param name="tags">n, zero or above.</param>
    /// <param name="slots">f, above zero.</param>
    /// <param name="shares">Filled with the probabilities of 0, 1, 2, … tags in a slot.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of its range.</exception>
    public static void Fill(int tags, int slots, Span<double> shares)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tags);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(slots);
        if (slots == 1)
        {
            shares.Clear();
            if (tags < shares.Length)
            {
                shares[tags] = 1;
            }

            return;
        }

        double share = Math.Exp(tags * Math.Log(1 - 1.0 / slots));
        for (int c = 0; c < shares.Length; c++)
        {
            shares[c] = share;
            share *= (tags - c) / ((c + 1.0) * (slots - 1));
        }
    }

    /// <summary>Share of all tags that one frame reads when slots of up to <paramref name="order"/> tags are resolved.</summary>
    /// <param name="tags">n, above zero.</param>
    /// <param name="slots">f, above zero.</param>
    /// <param name="order">Most tags in a slot that can be told apart; 1 for an ordinary reader.</param>
    public static double ReadShare(int tags, int slots, int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tags);
        Span<double> shares = stackalloc double[order + 1];
        Fill(tags, slots, shares);
        double read = 0;
        for (int c = 1; c <= order; c++)
        {
            read += c * shares[c];
        }

        return read * slots / tags;
    }
}
