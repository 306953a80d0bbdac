using System.Collections.Immutable;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Queries;

/// <summary>One condition of a query: a pure test of an event.</summary>
public abstract record EventCondition
{
    /// <summary>Whether it holds for an event.</summary>
    public abstract bool Holds(StoredEvent stored);
}

/// <summary>A field has one of some values: EQ_bizStep, EQ_readPoint and their like.</summary>
/// <param name="Field">The field.</param>
/// <param name="Values">The values, canonical.</param>
public sealed record FieldCondition(EventField Field, ImmutableArray<string> Values) : EventCondition
{
    /// <inheritdoc/>
    public override bool Holds(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return ValueOf(stored.Event, Field) is { } value && Values.Contains(value);
    }

    /// <summary>The value of a field; null where the event has none.</summary>
    public static string? ValueOf(EpcisEvent happening, EventField field)
    {
        ArgumentNullException.ThrowIfNull(happening);
        return field switch
        {
            EventField.EventType => happening.TypeName,
            EventField.Action => happening.Action switch { EventAction.Add => "ADD", EventAction.Observe => "OBSERVE", EventAction.Delete => "DELETE", _ => null },
            EventField.BizStep => happening.BizStep,
            EventField.Disposition => happening.Disposition,
            EventField.ReadPoint => happening.ReadPoint,
            EventField.BizLocation => happening.BizLocation,
            EventField.TransformationId => happening.TransformationId,
            EventField.EventId => happening.Id,
            _ => null,
        };
    }
}

/// <summary>A time lies in a span: GE_eventTime, LT_recordTime and their like.</summary>
/// <param name="Field">The time.</param>
/// <param name="From">First moment, included; null for no beginning.</param>
/// <param name="Before">Last moment, excluded; null for no end.</param>
public sealed record TimeCondition(TimeField Field, DateTimeOffset? From, DateTimeOffset? Before) : EventCondition
{
    /// <inheritdoc/>
    public override bool Holds(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        DateTimeOffset time = Field == TimeField.EventTime ? stored.Event.Time : stored.RecordTime;
        return !(time < From) && !(time >= Before);
    }
}

/// <summary>The event mentions one of some EPCs or classes, each named exactly: MATCH_epc, MATCH_anyEPC and their like without patterns.</summary>
/// <param name="Roles">The parts that they may play.</param>
/// <param name="Epcs">The EPCs, canonical.</param>
public sealed record MentionCondition(ImmutableArray<EpcRole> Roles, ImmutableArray<string> Epcs) : EventCondition
{
    /// <inheritdoc/>
    public override bool Holds(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        foreach (EpcMention mention in stored.Event.Mentions)
        {
            if (Roles.Contains(mention.Role) && Epcs.Contains(mention.Epc))
            {
                return true;
            }
        }

        return false;
    }
}
