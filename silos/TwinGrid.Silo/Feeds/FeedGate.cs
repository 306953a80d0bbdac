namespace TwinGrid.Silo.Feeds;

/// <summary>
/// Lets a bounded number of requests of a feed be under way, and tells one more how many seconds to stay away: as long as the latest
/// ones took.
/// </summary>
internal sealed class FeedGate(int most, TimeProvider time)
{
    private const double Weight = 0.25, ShortestSeconds = 1, LongestSeconds = 60;
    private readonly Lock _gate = new();
    private int _underWay;
    private double _seconds;

    /// <summary>Goes in; false where it is full, with the seconds after which there should be room.</summary>
    public bool TryEnter(out Visit visit, out int retryAfter)
    {
        lock (_gate)
        {
            visit = new Visit(this, time.GetTimestamp());
            retryAfter = (int)Math.Ceiling(Math.Clamp(_seconds, ShortestSeconds, LongestSeconds));
            if (_underWay >= most)
            {
                return false;
            }

            _underWay++;
            return true;
        }
    }

    private void Leave(long since)
    {
        lock (_gate)
        {
            _underWay--;
            _seconds += Weight * (time.GetElapsedTime(since).TotalSeconds - _seconds);
        }
    }

    /// <summary>A request inside; goes out when disposed.</summary>
    public readonly struct Visit(FeedGate gate, long since) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => gate.Leave(since);
    }
}
