namespace TwinGrid.Adapters.Llrp.Session;

/// <summary>
/// What to add to the time stamps of a reader to have them in the time of this machine. Readers' clocks may be years off, or count
/// from the reader's start, and drift by some tens of microseconds a second.
/// </summary>
/// <remarks>
/// Each pair of a time stamp and the time at which it arrived gives the offset plus a delay that is never negative, so the least of many
/// pairs are the best. The least of each <see cref="BucketMicroseconds"/> are kept for <see cref="Buckets"/> buckets; the estimate is the
/// line below all of them that is nearest to them in sum, an edge of their lower convex hull (Moon, Skelly and Towsley, "Estimation and
/// removal of clock skew from network delay measurements", INFOCOM 1999), among those no steeper than <see cref="MaximumDrift"/>.
/// So no time is later than it arrived, and while the clock drifts evenly the estimate is late by the least delay of a window, and by
/// the change of <see cref="MaximumDrift"/> over a bucket at most where the line bends. A clock that is set ahead begins a new window at
/// once, one that is set back is believed when the old pairs have left the window, because reads that waited in a reader look the same.
/// </remarks>
public sealed class ClockOffset
{
    /// <summary>Length of a bucket in microseconds: 10 s.</summary>
    public const long BucketMicroseconds = 10_000_000;

    /// <summary>How many buckets are remembered: two minutes.</summary>
    public const int Buckets = 12;

    /// <summary>Largest drift of a reader's clock against this machine's: 500 µs a second, five times what a poor crystal does.</summary>
    public const double MaximumDrift = 500e-6;

    // A pair further below the line than drift explains comes from a clock that was set.
    private const long StepMicroseconds = 20_000;

    private readonly Pair[] _least = new Pair[Buckets];
    private int _count;
    private double _slope;
    private Pair _anchor;

    /// <summary>Whether a pair was taken; before that there is no estimate.</summary>
    public bool IsKnown => _count > 0;

    /// <summary>Estimated drift: how much slower the reader's clock is than this machine's, in seconds a second.</summary>
    public double Drift => _slope;

    /// <summary>
    /// How far the least pair of a bucket stands above the line at most, in microseconds: what the estimate may be off by, beside the
    /// least delay of the way, which can't be told from an offset. The newest bucket doesn't count beside others: it is still filling.
    /// </summary>
    public double SpreadMicroseconds
    {
        get
        {
            double spread = 0;
            foreach (ref readonly Pair pair in _least.AsSpan(0, Math.Max(1, _count - 1)))
            {
                spread = Math.Max(spread, pair.Offset - OffsetAt(pair.Reader));
            }

            return spread;
        }
    }

    /// <summary>Takes a time stamp of the reader and the time at which it came.</summary>
    /// <param name="readerMicroseconds">The reader's time.</param>
    /// <param name="arrivalMicroseconds">This machine's time of arrival, since 1970.</param>
    public void Add(long readerMicroseconds, long arrivalMicroseconds)
    {
        var pair = new Pair(readerMicroseconds, arrivalMicroseconds - readerMicroseconds);
        if (_count > 0 && pair.Offset >= OffsetAt(pair.Reader) && !IsNewBucket(pair))
        {
            ref Pair newest = ref _least[_count - 1];
            // The usual pair, delayed more than the best of its bucket, changes nothing.
            if (pair.Offset >= newest.Offset)
            {
                return;
            }

            newest = pair;
        }
        else if (_count > 0 && pair.Offset < OffsetAt(pair.Reader) - StepMicroseconds)
        {
            _least[0] = pair;
            _count = 1;
        }
        else
        {
            Keep(pair);
        }

        Fit();
    }

    /// <summary>The time of this machine at a time stamp of the reader.</summary>
    /// <param name="readerMicroseconds">The reader's time.</param>
    /// <returns>Microseconds since 1970.</returns>
    /// <exception cref="InvalidOperationException">No pair was taken yet.</exception>
    public long ToHost(long readerMicroseconds) => IsKnown
        ? readerMicroseconds + (long)Math.Floor(OffsetAt(readerMicroseconds))
        : throw new InvalidOperationException("expected a pair of times before a time is asked for, found none");

    // Whole microseconds are kept apart from the slope: years of microseconds times a slope would lose digits.
    private double OffsetAt(long reader) => _anchor.Offset + _slope * (reader - _anchor.Reader);

    private bool IsNewBucket(Pair pair) => pair.Reader / BucketMicroseconds != _least[_count - 1].Reader / BucketMicroseconds;

    private void Keep(Pair pair)
    {
        if (_count > 0 && !IsNewBucket(pair))
        {
            _least[_count - 1] = pair;
            return;
        }

        if (_count > 0 && pair.Reader < _least[_count - 1].Reader)
        {
            // A read of an earlier bucket that came late can't be nearer than what is there already, unless the clock was set back.
            if (_least[_count - 1].Reader - pair.Reader < Buckets * BucketMicroseconds)
            {
                return;
            }

            _count = 0;
        }

        while (_count > 0 && (_count == Buckets || pair.Reader - _least[0].Reader > Buckets * BucketMicroseconds))
        {
            _least.AsSpan(1, --_count).CopyTo(_least);
        }

        _least[_count++] = pair;
    }

    /// <summary>
    /// The edge of the lower hull below the middle of the pairs, or the nearest that no delay has tilted beyond what a clock can drift:
    /// reads that waited in a reader make edges steep. Where all are, the lowest level.
    /// </summary>
    private void Fit()
    {
        Span<int> hull = stackalloc int[Buckets];
        int size = 0;
        double middle = 0;
        for (int i = 0; i < _count; i++)
        {
            middle += (_least[i].Reader - _least[0].Reader) / (double)_count;
            while (size >= 2 && Slope(hull[size - 2], hull[size - 1]) >= Slope(hull[size - 1], i))
            {
                size--;
            }

            hull[size++] = i;
        }

        int edge = 0;
        while (edge < size - 2 && (_least[hull[edge + 1]].Reader - _least[0].Reader < middle || Slope(hull[edge], hull[edge + 1]) < -MaximumDrift))
        {
            edge++;
        }

        while (edge > 0 && Slope(hull[edge], hull[edge + 1]) > MaximumDrift)
        {
            edge--;
        }

        double slope = size < 2 ? 0 : Slope(hull[edge], hull[edge + 1]);
        (_slope, _anchor) = Math.Abs(slope) <= MaximumDrift ? (slope, _least[hull[edge]]) : (0, _least[hull[0]]);
        foreach (ref readonly Pair pair in _least.AsSpan(0, _count))
        {
            if (pair.Offset < OffsetAt(pair.Reader))
            {
                _anchor = pair;
            }
        }
    }

    private double Slope(int from, int to) =>
        (_least[to].Offset - _least[from].Offset) / (double)(_least[to].Reader - _least[from].Reader);

    private readonly record struct Pair(long Reader, long Offset);
}
