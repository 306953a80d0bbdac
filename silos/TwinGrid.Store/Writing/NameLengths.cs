using System.Text;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Store.Writing;

/// <summary>The longest name that an ordered index takes, the same on every database.</summary>
internal static class NameLengths
{
    /// <summary>Bytes of UTF-8; PostgreSQL's indexes take no more than about a third of a page.</summary>
    public const int Most = EpcisReader.MaximumNameBytes;

    private static readonly EventField[] Fields = [.. Enum.GetValues<EventField>().Where(field => field != EventField.EventId)];

    /// <summary>Refuses events with names that are too long.</summary>
    /// <exception cref="TraceStoreException">One is.</exception>
    public static void Check(IReadOnlyList<EpcisEvent> events)
    {
        foreach (EpcisEvent happening in events)
        {
            foreach (EventField field in Fields)
            {
                Check(happening, field.ToString(), FieldCondition.ValueOf(happening, field));
            }

            foreach (EpcMention mention in happening.Mentions)
            {
                Check(happening, mention.Role.ToString(), mention.Epc);
            }
        }
    }

    private static void Check(EpcisEvent happening, string place, string? name)
    {
        // A character of UTF-16 is three bytes of UTF-8 at the most.
        if (name is { Length: > Most / 3 } && Encoding.UTF8.GetByteCount(name) > Most)
        {
            throw new TraceStoreException($"event {happening.Id}, {place}: expected at most {Most} bytes, found {Encoding.UTF8.GetByteCount(name)}");
        }
    }
}
