namespace TwinGrid.Embedded;

/// <summary>A coarse clock: one field to read on the call path, set by the sweeper a few times a second.</summary>
internal sealed class Clock
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private long _now;

    public Clock(TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
    }

    /// <summary>Milliseconds since the engine was made, as of the last sweep.</summary>
    public long Now => Volatile.Read(ref _now);

    public void Update() => Volatile.Write(ref _now, (long)_time.GetElapsedTime(_start).TotalMilliseconds);
}
