using TwinGrid.Model;
using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Questions;

/// <summary>One event of a path.</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Epc">Whose event it is: the thing's own, or a container's that it was in.</param>
/// <param name="Depth">0 for the thing's own, 1 for its container's, 2 for the one round that.</param>
/// <param name="Role">The part that <paramref name="Epc"/> plays in it.</param>
/// <param name="Kind">The event's type.</param>
/// <param name="Action">What it says.</param>
/// <param name="BizStep">Business step.</param>
/// <param name="Disposition">Disposition.</param>
/// <param name="ReadPoint">Read point.</param>
/// <param name="BizLocation">Business location.</param>
/// <param name="Parent">The event's container, place or asset.</param>
/// <param name="Inputs">What a transformation used up, where this event is one of the thing's own; else empty.</param>
/// <param name="Outputs">What it made, as above.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="IsWithdrawn">Whether an error declaration withdraws it: it is told and counts for nothing.</param>
public sealed record TraceStep(
    DateTimeOffset Time,
    string Epc,
    int Depth,
    EpcRole Role,
    EventKind Kind,
    EventAction? Action,
    string? BizStep,
    string? Disposition,
    string? ReadPoint,
    string? BizLocation,
    string? Parent,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    string EventId,
    bool IsWithdrawn);

/// <summary>The path of a thing.</summary>
/// <param name="Epc">The thing, class or lot.</param>
/// <param name="IsKnown">Whether any event mentions it.</param>
/// <param name="Stage">Stage of its life.</param>
/// <param name="StageSince">Since when.</param>
/// <param name="Disposition">Newest disposition.</param>
/// <param name="Steps">Its events and its containers', by time.</param>
/// <param name="Containers">The containers that it was in, and when.</param>
/// <param name="Places">The places that it was at, and when.</param>
/// <param name="Positions">What its twin told since its newest event.</param>
/// <param name="Anomalies">What does not fit together, in words.</param>
/// <param name="Notes">What the answer leaves out, in words.</param>
public sealed record TraceAnswer(
    string Epc,
    bool IsKnown,
    LifeStage Stage,
    DateTimeOffset? StageSince,
    string? Disposition,
    IReadOnlyList<TraceStep> Steps,
    IReadOnlyList<Enclosure> Containers,
    IReadOnlyList<PlaceSpan> Places,
    IReadOnlyList<TwinPosition> Positions,
    IReadOnlyList<string> Anomalies,
    IReadOnlyCollection<string> Notes);
