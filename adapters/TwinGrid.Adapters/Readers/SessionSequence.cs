namespace TwinGrid.Adapters.Readers;

/// <summary>
/// Numbers for the observations of a device that doesn't number them. A session begins at the microseconds since 1970 of its start,
/// so that it never repeats a number of an earlier one while it reports less than a million observations a second on average; the
/// numbers of a session have no gaps, so that they cost their twins one interval.
/// </summary>
/// <param name="time">The clock of this machine.</param>
public sealed class SessionSequence(TimeProvider time)
{
    private long _last;

    /// <summary>Begins a session; its numbers go on above those of the sessions before, even when the clock was put back.</summary>
    public void Begin() => _last = Math.Max(_last, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>The next number.</summary>
    public long Next() => ++_last;
}
