namespace TwinGrid.Silo.Hosting;

/// <summary>
/// The clock that a silo lives by whose world is simulated: set forward as the story goes on, and in between running as fast as the machine's.
/// Only the time of day is the story's; timers and time stamps are the machine's, so that nothing waits for a story.
/// </summary>
/// <param name="start">What it shows at first.</param>
/// <param name="machine">The machine's clock.</param>
public sealed class ScenarioClock(DateTimeOffset start, TimeProvider machine) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _shown = start;
    private long _since = machine.GetTimestamp();

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _shown + machine.GetElapsedTime(_since);
        }
    }

    /// <summary>Sets the clock forward; a time that it has passed already changes nothing.</summary>
    public void Advance(DateTimeOffset time)
    {
        lock (_gate)
        {
            DateTimeOffset now = _shown + machine.GetElapsedTime(_since);
            (_shown, _since) = (time > now ? time : now, machine.GetTimestamp());
        }
    }
}
