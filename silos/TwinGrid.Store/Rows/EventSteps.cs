using System.Collections.Immutable;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Rows;

/// <summary>The steps of an event.</summary>
internal static class EventSteps
{
    /// <summary>The container, place or asset among an event's mentions; null for none.</summary>
    public static string? ParentOf(ImmutableArray<EpcMention> mentions)
    {
        foreach (EpcMention mention in mentions)
        {
            if (mention.Role == EpcRole.Parent)
            {
                return mention.Epc;
            }
        }

        return null;
    }

    /// <summary>One step for each mention.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="isWithdrawn">Whether a declaration withdraws it.</param>
    public static IEnumerable<EventStep> Of(StoredEvent stored, bool isWithdrawn)
    {
        EpcisEvent happening = stored.Event;
        string? parent = ParentOf(happening.Mentions);
        return happening.Mentions.Select(mention => new EventStep(
            mention.Epc,
            mention.Role,
            stored.Sequence,
            happening.Id,
            happening.Time.ToUniversalTime(),
            stored.RecordTime,
            happening.Kind,
            happening.Action,
            parent,
            happening.BizStep,
            happening.Disposition,
            happening.ReadPoint,
            happening.BizLocation,
            isWithdrawn,
            mention.Quantity,
            mention.Unit));
    }
}
