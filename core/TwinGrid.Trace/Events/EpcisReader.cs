using System.Globalization;
using System.Text.Json;
using TwinGrid.Trace.Events.Rules;

namespace TwinGrid.Trace.Events;

/// <summary>An event of a document: read, or refused.</summary>
/// <param name="Index">Its place in the document's list, from 0.</param>
/// <param name="Place">JSON pointer to it.</param>
/// <param name="Event">The event; null when it is refused.</param>
/// <param name="Fault">Why it is refused; null when it is not.</param>
public sealed record CapturedEvent(int Index, string Place, EpcisEvent? Event, EpcisException? Fault);

/// <summary>A document as captured.</summary>
/// <param name="Context">Its @context as JSON text without white space.</param>
/// <param name="Events">Its events in order, the faulty ones with their faults.</param>
public sealed record CapturedDocument(string Context, IReadOnlyList<CapturedEvent> Events);

/// <summary>
/// Reads and checks EPCIS 2.0 JSON: EPCISDocument, EPCISQueryDocument, and single events. It is as strict as GS1's JSON schema, and
/// stricter where docs/epcis.md says so.
/// </summary>
public static class EpcisReader
{
    /// <summary>Levels of objects and arrays that a document may have.</summary>
    public const int MaximumDepth = 64;

    /// <summary>Bytes that a document may have.</summary>
    public const int MaximumDocumentBytes = 1 << 28;

    /// <summary>Bytes that an event may have.</summary>
    public const int MaximumEventBytes = 1 << 22;

    /// <summary>Bytes of UTF-8 that a name may have which events are found by: a type, step, place, thing or class, in canonical form.</summary>
    public const int MaximumNameBytes = 2_000;

    /// <summary>Reads a document. What is wrong with one event is told with that event; what is wrong with the document is thrown.</summary>
    /// <param name="utf8">The document.</param>
    /// <exception cref="EpcisException">
    /// It is no JSON, or no document of EPCIS 2.0; the place is a JSON pointer, empty for the document itself.
    /// </exception>
    public static CapturedDocument ReadDocument(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument json = EpcisJson.Parse(utf8);
        JsonElement document = json.RootElement;
        bool isQuery = IsQueryDocument(document);
        ObjectRule rule = isQuery ? DocumentRules.QueryDocument : DocumentRules.Document;
        if (rule.Check(document) is { } fault)
        {
            throw fault.ToException("");
        }

        JsonElement body = document.GetProperty("epcisBody"u8);
        string place = isQuery ? "/epcisBody/queryResults/resultsBody/eventList/" : "/epcisBody/eventList/";
        JsonElement list = isQuery
            ? body.GetProperty("queryResults"u8).GetProperty("resultsBody"u8).GetProperty("eventList"u8)
            : body.GetProperty("eventList"u8);
        var reader = new EventReader(JsonLdContext.Of(document.GetProperty("@context"u8)));
        var events = new List<CapturedEvent>(list.GetArrayLength());
        foreach (JsonElement item in list.EnumerateArray())
        {
            string at = string.Create(CultureInfo.InvariantCulture, $"{place}{events.Count}");
            Fault? refusal = reader.Read(item, out EpcisEvent? happening);
            events.Add(new CapturedEvent(events.Count, at, happening, refusal?.ToException(at)));
        }

        return new CapturedDocument(reader.Context.Text, events);
    }

    /// <summary>Reads one event.</summary>
    /// <param name="utf8">The event object.</param>
    /// <param name="context">The @context that its names are under; null to take the event's own.</param>
    /// <exception cref="EpcisException">It is no event of EPCIS 2.0.</exception>
    public static EpcisEvent ReadEvent(ReadOnlyMemory<byte> utf8, string? context)
    {
        using JsonDocument json = EpcisJson.Parse(utf8);
        JsonElement item = json.RootElement;
        EventReader reader;
        if (context is not null)
        {
            reader = new EventReader(JsonLdContext.Parse(context));
        }
        else if (item.ValueKind != JsonValueKind.Object)
        {
            throw Fault.At(item, "an event").ToException("");
        }
        else if (!item.TryGetProperty("@context"u8, out JsonElement own))
        {
            throw new EpcisException("/@context", "it to be there in an event that stands alone", "nothing");
        }
        else
        {
            reader = new EventReader(ContextRule.Instance.Check(own) is { } wrong ? throw wrong.ToException("/@context") : JsonLdContext.Of(own));
        }

        return reader.Read(item, out EpcisEvent? happening) is { } fault ? throw fault.ToException("") : happening!;
    }

    private static bool IsQueryDocument(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            throw Fault.At(document, "an EPCISDocument or EPCISQueryDocument").ToException("");
        }

        document.TryGetProperty("type"u8, out JsonElement type);
        string name = type.ValueKind == JsonValueKind.String && JsonText.TryGetString(type, out string text) ? text : "";
        return name switch
        {
            "EPCISDocument" => false,
            "EPCISQueryDocument" => true,
            _ => throw Fault.At(type, "EPCISDocument or EPCISQueryDocument").ToException("/type"),
        };
    }
}
