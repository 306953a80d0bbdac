using System.Text.Json;
using TwinGrid.Trace.Events.Rules;

namespace TwinGrid.Trace.Events;

/// <summary>Names of event types.</summary>
internal static class EventTypes
{
    /// <summary>The names of the standard's types.</summary>
    public static string[] Standard { get; } =
    [
        nameof(EventKind.ObjectEvent), nameof(EventKind.AggregationEvent), nameof(EventKind.AssociationEvent),
        nameof(EventKind.TransactionEvent), nameof(EventKind.TransformationEvent),
    ];

    /// <summary>The kind that a type names; null for what is neither a type of the standard nor a URI.</summary>
    public static EventKind? KindOf(JsonElement type)
    {
        if (type.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        for (int i = 0; i < Standard.Length; i++)
        {
            if (type.ValueEquals(Standard[i]))
            {
                return (EventKind)i;
            }
        }

        return UriSyntax.IsUri(JsonText.Utf8(type)) ? EventKind.ExtendedEvent : null;
    }
}
