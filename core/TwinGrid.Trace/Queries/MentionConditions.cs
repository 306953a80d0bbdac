using System.Collections.Immutable;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Queries;

/// <summary>The event gives an amount of a class that stands in a relation: GE_quantity, LT_quantity_KGM and their like.</summary>
/// <param name="Comparison">The relation and its numbers.</param>
/// <param name="Unit">Unit that the amount must have, UN/CEFACT code; null for any, or none.</param>
public sealed record QuantityCondition(Comparison Comparison, string? Unit) : EventCondition
{
    /// <inheritdoc/>
    public override bool Holds(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        foreach (EpcMention mention in stored.Event.Mentions)
        {
            if (mention.Quantity is { } quantity && mention.Role != EpcRole.Lot && (Unit is null || Unit == mention.Unit) && Comparison.Accepts(quantity))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The event is withdrawn by an error declaration that says so and so.</summary>
/// <param name="From">It was declared then or later; null for whenever.</param>
/// <param name="Before">It was declared before; null for whenever.</param>
/// <param name="Reasons">It gives one of these reasons, canonical; empty for any or none.</param>
/// <param name="CorrectiveEvents">It names one of these events as saying it right; empty for any or none.</param>
public sealed record ErrorCondition(
    DateTimeOffset? From, DateTimeOffset? Before, ImmutableArray<string> Reasons, ImmutableArray<string> CorrectiveEvents) : EventCondition
{
    /// <inheritdoc/>
    public override bool Holds(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return stored.Event.Error is { } error
            && !(error.Time < From) && !(error.Time >= Before)
            && (Reasons.IsEmpty || (error.Reason is { } reason && Reasons.Contains(reason)))
            && (CorrectiveEvents.IsEmpty || error.CorrectiveEvents.Any(id => CorrectiveEvents.Contains(id)));
    }
}

/// <summary>A place is one of some, or a part of one without extension: WD_readPoint and WD_bizLocation, "with descendants".</summary>
/// <param name="Field">ReadPoint or BizLocation.</param>
/// <param name="Places">The places and what is inside them by master data, canonical.</param>
/// <param name="Sites">Those of them that are a location number without extension: every extension of it lies inside.</param>
public sealed record InsideCondition(EventField Field, ImmutableArray<string> Places, ImmutableArray<string> Sites) : EventCondition
{
    private const string Extension = "/254/";

    /// <inheritdoc/>
    public override bool Holds(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return FieldCondition.ValueOf(stored.Event, Field) is { } place
            && (Places.Contains(place)
                || Sites.Any(site => place.StartsWith(site, StringComparison.Ordinal) && place.AsSpan(site.Length).StartsWith(Extension)));
    }
}
