namespace TwinGrid.Trace.Events;

/// <summary>
/// One thing's part in one event: the row that traces, containment and life cycles are folded from. A store gives them without
/// touching the events' JSON.
/// </summary>
/// <param name="Epc">The thing, class or lot, canonical.</param>
/// <param name="Role">The part that it plays.</param>
/// <param name="Sequence">The event's place in the order of capture.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="Time">When the event happened, UTC.</param>
/// <param name="RecordTime">When it was captured, UTC.</param>
/// <param name="Kind">The event's type.</param>
/// <param name="Action">What it says; null where it says nothing.</param>
/// <param name="Parent">The event's container, place or asset; null where it has none.</param>
/// <param name="BizStep">Business step, canonical.</param>
/// <param name="Disposition">Disposition, canonical.</param>
/// <param name="ReadPoint">Read point, canonical.</param>
/// <param name="BizLocation">Business location, canonical.</param>
/// <param name="IsWithdrawn">Whether an error declaration withdraws the event.</param>
/// <param name="Quantity">
/// Amount of a class; null for single things and where none is given. Sure to be there only in the steps of one event or place.
/// </param>
/// <param name="Unit">Unit of the amount, UN/CEFACT code; null for a count.</param>
public sealed record EventStep(
    string Epc,
    EpcRole Role,
    long Sequence,
    string EventId,
    DateTimeOffset Time,
    DateTimeOffset RecordTime,
    EventKind Kind,
    EventAction? Action,
    string? Parent,
    string? BizStep,
    string? Disposition,
    string? ReadPoint,
    string? BizLocation,
    bool IsWithdrawn,
    decimal? Quantity = null,
    string? Unit = null);

/// <summary>Steps as questions need them. All answers are ordered by event time, then by sequence.</summary>
public interface IEventSteps
{
    /// <summary>Every step of a thing, class or lot.</summary>
    Task<IReadOnlyList<EventStep>> OfAsync(string epc, CancellationToken cancellationToken);

    /// <summary>Every step of events whose parent this is: of the children, and of the parent itself where an event names no child.</summary>
    Task<IReadOnlyList<EventStep>> InsideAsync(string parent, CancellationToken cancellationToken);

    /// <summary>Every step of one event.</summary>
    Task<IReadOnlyList<EventStep>> OfEventAsync(long sequence, CancellationToken cancellationToken);

    /// <summary>Steps of events read at a read point, or located at a business location, in a span of event time.</summary>
    /// <param name="place">Read point or business location, canonical.</param>
    /// <param name="from">First moment, included.</param>
    /// <param name="until">Last moment, excluded.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<EventStep>> AtAsync(string place, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>
    /// Things whose newest event with a business location names this one; candidates only, because an error declaration or a
    /// container may say otherwise: fold their steps to know.
    /// </summary>
    IAsyncEnumerable<string> LastSeenAtAsync(string bizLocation, CancellationToken cancellationToken);
}
