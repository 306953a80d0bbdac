namespace TwinGrid.Model;

/// <summary>
/// The sequence numbers already seen from one source, kept as sorted intervals: a source that reports without gaps costs
/// one interval however long it runs, and late numbers fill their gaps.
/// </summary>
public sealed class SequenceSet
{
    private readonly List<(long First, long Last)> intervals = [];

    /// <summary>An empty set.</summary>
    public SequenceSet()
    {
    }

    /// <summary>A set read back from <see cref="ToArray"/>.</summary>
    /// <exception cref="ArgumentException">The bounds are not pairs in rising order.</exception>
    public SequenceSet(ReadOnlySpan<long> bounds)
    {
        if (bounds.Length % 2 != 0)
        {
            throw new ArgumentException($"expected pairs of first and last numbers, found {bounds.Length} bounds", nameof(bounds));
        }

        for (int i = 0; i < bounds.Length; i += 2)
        {
            if (bounds[i] > bounds[i + 1] || (i > 0 && bounds[i] <= bounds[i - 1]))
            {
                throw new ArgumentException($"expected rising intervals, found {bounds[i]} to {bounds[i + 1]} at place {i}", nameof(bounds));
            }

            intervals.Add((bounds[i], bounds[i + 1]));
        }
    }

    /// <summary>Number of separate intervals held.</summary>
    public int IntervalCount => intervals.Count;

    /// <summary>Adds a number; false when it was there.</summary>
    public bool Add(long sequence)
    {
        int after = FirstAfter(sequence);
        bool touchesBefore = false;
        if (after > 0)
        {
            (long first, long last) = intervals[after - 1];
            if (sequence <= last)
            {
                return false;
            }

            touchesBefore = sequence == last + 1;
            if (touchesBefore)
            {
                intervals[after - 1] = (first, sequence);
            }
        }

        bool touchesAfter = after < intervals.Count && intervals[after].First == sequence + 1;
        if (touchesBefore && touchesAfter)
        {
            intervals[after - 1] = (intervals[after - 1].First, intervals[after].Last);
            intervals.RemoveAt(after);
        }
        else if (touchesAfter)
        {
            intervals[after] = (sequence, intervals[after].Last);
        }
        else if (!touchesBefore)
        {
            intervals.Insert(after, (sequence, sequence));
        }

        return true;
    }

    /// <summary>Whether a number is there.</summary>
    public bool Contains(long sequence)
    {
        int after = FirstAfter(sequence);
        return after > 0 && sequence <= intervals[after - 1].Last;
    }

    /// <summary>The intervals as first and last numbers in turn, for storage.</summary>
    public long[] ToArray()
    {
        var bounds = new long[intervals.Count * 2];
        for (int i = 0; i < intervals.Count; i++)
        {
            (bounds[2 * i], bounds[2 * i + 1]) = intervals[i];
        }

        return bounds;
    }

    /// <summary>
    /// Closes the lowest gaps until at most so many intervals are left: who takes its share of a source that many share sees a gap at
    /// every number of the others'. A number of a closed gap that comes after all is taken for a repetition.
    /// </summary>
    /// <param name="intervals">At least one.</param>
    public void Compact(int intervals)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intervals, 1);
        int surplus = this.intervals.Count - intervals;
        if (surplus > 0)
        {
            this.intervals[surplus] = (this.intervals[0].First, this.intervals[surplus].Last);
            this.intervals.RemoveRange(0, surplus);
        }
    }

    private int FirstAfter(long sequence)
    {
        int low = 0, high = intervals.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (intervals[middle].First <= sequence)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
