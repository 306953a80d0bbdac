namespace TwinGrid.Silo.Alerts;

/// <summary>How alerts go out and how the log of facts is sealed, with defaults.</summary>
public sealed record AlertSettings
{
    /// <summary>
    /// Whether this silo may deliver webhooks and write facts as events. Of those that may and share a database, one does. Default yes.
    /// </summary>
    public bool IsDispatching { get; init; } = true;

    /// <summary>How often a delivery is tried before it goes to the dead letters. Default ten, some nine minutes.</summary>
    public int Attempts { get; init; } = 10;

    /// <summary>Wait before the second attempt; it doubles for each one more. Default one second.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts. Default five minutes.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a target may take to answer. Default ten seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest silence on a stream of alerts. Default fifteen seconds.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Whether objects that were located, are in another region than before, or arrived at a zone are written as events. Moves within a region never
    /// are: thousands a second would flood the store and say nothing that the log doesn't. Default yes.
    /// </summary>
    public bool WritesPlaces { get; init; } = true;

    /// <summary>How often the head of the log is sealed. Default once a minute.</summary>
    public TimeSpan SealEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>File with the key that seals are signed with; null for the environment variable TWINGRID_AUDIT_KEY, and unsigned without either.</summary>
    public string? AuditKeyFile { get; init; }

    /// <summary>How long to wait behind a failed attempt.</summary>
    /// <param name="attempts">Attempts so far, at least 1.</param>
    public TimeSpan RetryAfter(int attempts)
    {
        double factor = Math.Pow(2, attempts - 1);
        return factor < LongestRetry / FirstRetry ? FirstRetry * factor : LongestRetry;
    }
}
