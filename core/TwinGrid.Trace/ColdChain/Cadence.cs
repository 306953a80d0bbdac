namespace TwinGrid.Trace.ColdChain;

/// <summary>How long a reading speaks for the time after it.</summary>
/// <remarks>
/// Sample and hold, as loggers themselves count: an out-of-range reading adds one logging interval to the device's timers. A
/// straight line between readings would invent crossing times that no one measured. When the next reading comes within the
/// largest gap, the reading holds until then; otherwise it holds for one logging interval and the rest is unknown.
/// </remarks>
public sealed record Cadence
{
    /// <summary>A cadence.</summary>
    /// <param name="interval">The logging interval, above zero.</param>
    /// <param name="largestGap">The longest time between readings that is still taken as known, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is not above zero.</exception>
    public Cadence(TimeSpan interval, TimeSpan largestGap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(largestGap, TimeSpan.Zero);
        (Interval, LargestGap) = (interval, largestGap);
    }

    /// <summary>The logging interval.</summary>
    public TimeSpan Interval { get; }

    /// <summary>The longest time between readings that is still taken as known.</summary>
    public TimeSpan LargestGap { get; }

    /// <summary>Until when a reading holds when the next instant of the timeline is <paramref name="next"/>.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="next">The next reading, or the end of the timeline.</param>
    /// <param name="isReading">Whether a reading stands at <paramref name="next"/>: nothing bridges a gap at the open end.</param>
    public DateTimeOffset HoldsUntil(in Reading reading, DateTimeOffset next, bool isReading)
    {
        TimeSpan gap = next - reading.Time;
        if (isReading && gap <= LargestGap)
        {
            return next;
        }

        TimeSpan alone = Interval < LargestGap ? Interval : LargestGap;
        return alone < gap ? reading.Time + alone : next;
    }
}
