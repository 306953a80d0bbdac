using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Containment;

/// <summary>How a stay in a container ended.</summary>
public enum StayEnd
{
    /// <summary>It has not.</summary>
    Open,

    /// <summary>An event took the thing out.</summary>
    TakenOut,

    /// <summary>An event emptied the container without naming what was inside.</summary>
    Emptied,

    /// <summary>The thing was put into another container, or seen in it, and no event had taken it out of this one.</summary>
    Displaced,

    /// <summary>The amount of a class changed; another stay with the new amount follows.</summary>
    Changed,
}

/// <summary>A span of time in which a thing or an amount of a class was inside a container: [From, Until).</summary>
/// <param name="Thing">The thing or class, canonical.</param>
/// <param name="Container">The container, asset or place that it was in or attached to, canonical.</param>
/// <param name="Kind">AggregationEvent for what is inside, AssociationEvent for what is attached.</param>
/// <param name="From">When it began.</param>
/// <param name="FromSequence">Sequence of the event that says so.</param>
/// <param name="Until">When it ended; null while it has not.</param>
/// <param name="UntilSequence">Sequence of the event that ended it; null while it has not.</param>
/// <param name="End">How it ended.</param>
/// <param name="IsObserved">Whether the thing was only seen inside: it may have been put in earlier.</param>
/// <param name="Quantity">Amount of a class; null for single things and for an amount that is not known.</param>
/// <param name="Unit">Unit of the amount; null for a count.</param>
public sealed record Stay(
    string Thing,
    string Container,
    EventKind Kind,
    DateTimeOffset From,
    long FromSequence,
    DateTimeOffset? Until,
    long? UntilSequence,
    StayEnd End,
    bool IsObserved,
    decimal? Quantity = null,
    string? Unit = null)
{
    /// <summary>Whether it has a moment in common with [from, until).</summary>
    public bool Overlaps(DateTimeOffset from, DateTimeOffset until) => From < until && (Until is not { } end || from < end) && From != Until;
}

/// <summary>What bad data say of containers.</summary>
public enum ContainmentFault
{
    /// <summary>Put into another container without having been taken out; the former stay ends there.</summary>
    Displaced,

    /// <summary>Taken out of a container that it was not in; nothing changes.</summary>
    NotInside,

    /// <summary>More of a class taken out than there was; none is left.</summary>
    MoreThanInside,

    /// <summary>Put into itself; nothing changes.</summary>
    InsideItself,

    /// <summary>Inside something that is inside of it; the circle is left where it closes.</summary>
    Cycle,
}

/// <summary>A contradiction among events about containers.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Thing">The thing.</param>
/// <param name="Container">The container that the event names.</param>
/// <param name="Time">When.</param>
/// <param name="EventId">The event; null for a circle, which several make together.</param>
/// <param name="Other">The container that it was in before, where there is one.</param>
public sealed record ContainmentAnomaly(ContainmentFault Fault, string Thing, string Container, DateTimeOffset Time, string? EventId, string? Other);

/// <summary>Where a thing was inside, over its life.</summary>
/// <param name="Stays">The stays, by their beginning.</param>
/// <param name="Anomalies">What did not fit.</param>
public sealed record ThingStays(IReadOnlyList<Stay> Stays, IReadOnlyList<ContainmentAnomaly> Anomalies);
