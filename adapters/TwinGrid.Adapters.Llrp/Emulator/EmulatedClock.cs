using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>The clock of an emulated reader, which may be ahead, drift, or count from the reader's start.</summary>
internal sealed class EmulatedClock(EmulatorOptions options, TimeProvider time)
{
    /// <summary>What a clock that counts from the reader's start shows when the emulator starts: it has been on for a while.</summary>
    private const long UptimeMicroseconds = 5_000_000_000;

    private readonly long _started = time.GetTimestamp();
    private readonly long _microseconds = options.HasTimeOfDay
        ? (time.GetUtcNow() - DateTimeOffset.UnixEpoch + options.ClockAhead).Ticks / TimeSpan.TicksPerMicrosecond
        : UptimeMicroseconds;

    /// <summary>Seconds since the start, by this machine's clock.</summary>
    public double Seconds => time.GetElapsedTime(_started).TotalSeconds;

    /// <summary>The reader's time in microseconds.</summary>
    /// <param name="seconds">Seconds since the start, by this machine's clock.</param>
    public long Microseconds(double seconds) => _microseconds + (long)(seconds * (1e6 + options.ClockPartsPerMillion));

    /// <summary>READER_EVENT_NOTIFICATION for an event of now.</summary>
    public LlrpMessage Notification(LlrpParameter happening)
    {
        LlrpParameter stamp = LlrpParameter.Of(options.HasTimeOfDay ? "UTCTimestamp" : "Uptime", ("Microseconds", Microseconds(Seconds)));
        return LlrpMessage.Of("READER_EVENT_NOTIFICATION", 0).With(LlrpParameter.Of("ReaderEventNotificationData").With(stamp, happening));
    }
}
