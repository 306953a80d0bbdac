using System.Collections.Immutable;
using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Rows;

/// <summary>The steps of an event.</summary>
internal static class EventSteps
{
    /// <summary>Where the container, place or asset stands among an event's mentions; −1 for none.</summary>
    public static int ParentAt(ImmutableArray<EpcMention> mentions)
    {
        int at = mentions.Length - 1;
        while (at >= 0 && mentions[at].Role != EpcRole.Parent)
        {
            at--;
        }

        return at;
    }

    /// <summary>One step for each mention.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="isWithdrawn">Whether a declaration withdraws it.</param>
    public static IEnumerable<EventStep> Of(StoredEvent stored, bool isWithdrawn)
    {
        EpcisEvent happening = stored.Event;
        int at = ParentAt(happening.Mentions);
        string? parent = at < 0 ? null : happening.Mentions[at].Epc;
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
