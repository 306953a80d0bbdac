using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Silo.Epcis;

/// <summary>How a silo serves EPCIS.</summary>
public sealed record EpcisSettings
{
    /// <summary>Events that one capture may bring: GS1-EPCIS-Capture-Limit.</summary>
    public int CaptureEventLimit { get; init; } = 100_000;

    /// <summary>Bytes that the body of one capture may have: GS1-EPCIS-Capture-File-Size-Limit.</summary>
    public int CaptureByteLimit { get; init; } = 64 << 20;

    /// <summary>Capture jobs that run at a time.</summary>
    public int CaptureWorkers { get; init; } = 2;

    /// <summary>Capture jobs whose documents wait in memory; a capture beyond waits for a place.</summary>
    public int CaptureQueue { get; init; } = 32;

    /// <summary>How often a capture job is tried that fails although the store answers; then it has failed.</summary>
    public int CaptureAttempts { get; init; } = 10;

    /// <summary>Items of a page when a client does not say.</summary>
    public int PageSize { get; init; } = 30;

    /// <summary>Items of a page at most; a client that asks for more gets so many.</summary>
    public int MaximumPageSize { get; init; } = 1000;

    /// <summary>How long the token of a next page is good.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Form of identifiers for clients that send no GS1-EPC-Format: as captured. The standard's own default is Digital Link; one who
    /// wants that sets it here.
    /// </summary>
    public EpcFormat DefaultFormat { get; init; } = EpcFormat.NeverTranslates;

    /// <summary>
    /// File with the lengths of company prefixes, GS1's GCP prefix format list as JSON; null for none: then a Digital Link whose URN
    /// is asked for stays a Digital Link, because its URN can't be known.
    /// </summary>
    public string? CompanyPrefixFile { get; init; }

    /// <summary>Subscriptions to webhooks at most.</summary>
    public int MaximumSubscriptions { get; init; } = 1000;

    /// <summary>Events in one delivery at most.</summary>
    public int DeliverySize { get; init; } = 500;

    /// <summary>Pause before a failed delivery is sent again; it doubles each time.</summary>
    public TimeSpan RetryFrom { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest such pause.</summary>
    public TimeSpan RetryUpTo { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a receiver may take to answer.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
