using System.Collections.Immutable;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Queries;

/// <summary>
/// What a query wants, EPCIS 2.0 section 8.2.7: all conditions hold. A store narrows the search with those that it has an index for
/// and asks <see cref="Matches"/> for the rest, so that there is one truth about what a condition means.
/// </summary>
public sealed record EventQuery
{
    /// <summary>The conditions; none for every event.</summary>
    public ImmutableArray<EventCondition> Conditions { get; init; } = [];

    /// <summary>What answers are ordered by; ties by sequence, in the same direction.</summary>
    public TimeField OrderBy { get; init; } = TimeField.EventTime;

    /// <summary>Whether the earliest comes first.</summary>
    public bool IsAscending { get; init; }

    /// <summary>At most this many events, the first in order; null for all.</summary>
    public int? EventCountLimit { get; init; }

    /// <summary>More events than this are refused rather than cut; null for no such limit.</summary>
    public int? MaxEventCount { get; init; }

    /// <summary>Whether an event is wanted.</summary>
    public bool Matches(StoredEvent stored)
    {
        foreach (EventCondition condition in Conditions)
        {
            if (!condition.Holds(stored))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Where a page of answers ends: the next begins behind it.</summary>
/// <param name="Time">The order's time of the last event given.</param>
/// <param name="Sequence">Its sequence.</param>
public readonly record struct EventCursor(DateTimeOffset Time, long Sequence);
