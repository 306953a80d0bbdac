using TwinGrid.Model;

namespace TwinGrid.Grains.Adapters;

/// <summary>
/// Supervises one hardware session and is the door through which its observations enter, keyed <c>site/adapter</c>.
/// What it has accepted is on durable storage before it answers.
/// </summary>
public interface IAdapterGrain : IGrainWithStringKey
{
    /// <summary>Says which reader the session's observations belong to.</summary>
    /// <param name="readerKey">Key of the reader.</param>
    Task Configure(string readerKey);

    /// <summary>
    /// Accepts observations. Those with a (source, sequence) accepted before are dropped; the rest are written to the
    /// intake journal and then sent down the line.
    /// </summary>
    /// <exception cref="InvalidOperationException">The session was not configured; nothing was accepted.</exception>
    /// <exception cref="ArgumentException">An observation is not well-formed; nothing was accepted.</exception>
    Task<IngestReceipt> Ingest(ObservationBatch batch);

    /// <summary>Makes every twin down the line durable and empties the intake journal.</summary>
    Task Checkpoint();

    /// <summary>The session is up.</summary>
    Task Connected();

    /// <summary>The session failed; answers how long to wait before the next attempt.</summary>
    /// <param name="error">What went wrong, in one line.</param>
    Task<TimeSpan> Failed(string error);

    /// <summary>How the session is doing.</summary>
    Task<AdapterHealth> Health();
}

/// <summary>What became of a batch.</summary>
/// <param name="Accepted">Observations taken in.</param>
/// <param name="Repeated">Observations dropped because they had been taken in before.</param>
[GenerateSerializer, Immutable, Alias("twingrid.receipt")]
public sealed record IngestReceipt([property: Id(0)] int Accepted, [property: Id(1)] int Repeated);

/// <summary>State of a hardware session.</summary>
/// <param name="IsConnected">Whether the session is up.</param>
/// <param name="Accepted">Observations taken in since the first.</param>
/// <param name="Repeated">Observations dropped as repeated.</param>
/// <param name="FailuresInARow">Failed attempts since the session was last up.</param>
/// <param name="LastError">The last failure in one line, or null.</param>
[GenerateSerializer, Immutable, Alias("twingrid.adapter-health")]
public sealed record AdapterHealth(
    [property: Id(0)] bool IsConnected,
    [property: Id(1)] long Accepted,
    [property: Id(2)] long Repeated,
    [property: Id(3)] int FailuresInARow,
    [property: Id(4)] string? LastError);
