namespace TwinGrid.Trace.Presence;

/// <summary>How sightings become stays. Times count in whole seconds.</summary>
public sealed record PresenceRules
{
    /// <summary>The defaults.</summary>
    public static PresenceRules Default { get; } = new();

    /// <summary>A thing is where it was heard in this time. At least two seconds. Default ten seconds.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// By how many decibels another place must hear a thing better than the one that it is at: mean power over the seconds in which
    /// it was heard, and ten times the logarithm of their number. So one that hears it as strongly takes it over when it hears it in
    /// four times as many seconds. Default 6 dB.
    /// </summary>
    public double HysteresisDb { get; init; } = 6;

    /// <summary>A thing that nobody has heard for longer has left. Longer than <see cref="Window"/>. Default one minute.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How far behind the newest sighting a late one may lie; so much is kept. Default thirty seconds.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Returns rules that can be followed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public PresenceRules Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Window, TimeSpan.FromSeconds(2));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TimeOut, Window);
        ArgumentOutOfRangeException.ThrowIfLessThan(Retention, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Retention, TimeSpan.FromDays(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TimeOut, TimeSpan.FromDays(365));
        return double.IsFinite(HysteresisDb) && HysteresisDb >= 0
            ? this
            : throw new ArgumentOutOfRangeException(nameof(HysteresisDb), HysteresisDb, "expected a finite number of decibels from zero");
    }
}
