namespace TwinGrid.Signal.Protocol;

/// <summary>
/// Bits as intervals between edges: Miller's delay code read as a pulse-interval code (Ahmad et al., section 5.3; both after
/// Gen2). A one has an edge in the middle of its bit; two zeros have an edge on the boundary between them. So edges stand 2, 3 or
/// 4 half-bits apart and nothing but that distance matters: a receiver whose phase turns the envelope upside down reads the same.
/// </summary>
/// <remarks>
/// A segment starts from an edge that counts as the middle of a one, and ends with a closing one that carries no data, as Gen2's
/// dummy bit: n bits take n + 1 bit times whatever they say.
/// </remarks>
public static class IntervalCode
{
    /// <summary>The shortest interval in half-bits: one bit time.</summary>
    public const int ShortInterval = 2;

    /// <summary>The middle interval in half-bits.</summary>
    public const int MiddleInterval = 3;

    /// <summary>The longest interval in half-bits: two bit times.</summary>
    public const int LongInterval = 4;

    /// <summary>Appends the intervals of a segment, in half-bits.</summary>
    /// <param name="bits">The data, without closing one.</param>
    /// <param name="intervals">Appended to.</param>
    public static void Encode(ReadOnlySpan<bool> bits, ICollection<int> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);

        // Half-bits since the last edge, which stands in the middle of a bit: half a bit to its end.
        int since = 1;
        bool previousZero = false;
        for (int i = 0; i <= bits.Length; i++)
        {
            bool one = i == bits.Length || bits[i];
            if (!one && previousZero)
            {
                intervals.Add(since);
                since = 0;
            }

            if (one)
            {
                intervals.Add(since + 1);
                since = 1;
            }
            else
            {
                since += 2;
            }

            previousZero = !one;
        }
    }

    /// <summary>
    /// Reads a segment from intervals in half-bits. Stops at the first edge that is a closing one: after
    /// <paramref name="length"/> bits where that is given, otherwise after the last interval.
    /// </summary>
    /// <param name="intervals">Intervals, each 2, 3 or 4.</param>
    /// <param name="length">Bits to read, or null for all there are.</param>
    /// <param name="bits">The data read, without closing one.</param>
    /// <param name="used">Intervals read.</param>
    public static PacketFault Decode(ReadOnlySpan<int> intervals, int? length, List<bool> bits, out int used)
    {
        ArgumentNullException.ThrowIfNull(bits);
        int wanted = length + 1 ?? int.MaxValue;
        bool atBoundary = false;
        used = 0;
        while (used < intervals.Length && bits.Count < wanted)
        {
            int interval = intervals[used++];
            if (interval is < ShortInterval or > LongInterval || (atBoundary && interval == LongInterval))
            {
                return PacketFault.Symbol;
            }

            if (atBoundary ? interval == ShortInterval : interval == MiddleInterval)
            {
                // An edge on a boundary: the bit before it is a zero, and so is the one after, which later edges will tell.
                bits.Add(false);
                atBoundary = true;
                continue;
            }

            if (atBoundary || interval == LongInterval)
            {
                bits.Add(false);
            }

            bits.Add(true);
            atBoundary = false;
        }

        if (atBoundary || bits.Count == 0 || !bits[^1] || bits.Count > wanted)
        {
            return PacketFault.Symbol;
        }

        if (length is not null && bits.Count < wanted)
        {
            return PacketFault.TooShort;
        }

        bits.RemoveAt(bits.Count - 1);
        return PacketFault.None;
    }
}
