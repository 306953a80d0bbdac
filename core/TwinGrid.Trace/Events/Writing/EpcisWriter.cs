using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TwinGrid.Trace.Events.Rules;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Events.Writing;

/// <summary>
/// Writes stored events as an EPCISDocument or EPCISQueryDocument, one after the other, as they were captured: strings keep their
/// characters and numbers their digits. The @context of the first event is the document's; an event under another carries its own.
/// </summary>
/// <param name="output">Where to; nothing is kept back, so that it may be flushed after any event.</param>
/// <param name="writing">How.</param>
public sealed class EpcisWriter(IBufferWriter<byte> output, EpcisWriting writing)
{
    private const string StandardContext = "\"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld\"";
    private static readonly JavaScriptEncoder Relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    private readonly EpcTranslation _translation = new(writing.Lengths);
    private string? _context;

    /// <summary>Writes an event of the document, and before the first one the document's beginning.</summary>
    public void Write(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (_context is null)
        {
            Begin(stored.Event.Context);
        }
        else
        {
            output.Write(","u8);
        }

        Event(stored, stored.Event.Context == _context ? null : stored.Event.Context);
    }

    /// <summary>Writes the end of the document. A document without events is written whole.</summary>
    public void End()
    {
        if (_context is null)
        {
            Begin(StandardContext);
        }

        output.Write(writing.QueryName is null ? "]}}"u8 : "]}}}}"u8);
    }

    /// <summary>Writes one event that stands alone, with its @context.</summary>
    public void WriteAlone(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        Event(stored, stored.Event.Context);
    }

    private void Begin(string context)
    {
        _context = context;
        string type = writing.QueryName is null ? "EPCISDocument" : "EPCISQueryDocument", date = Time(writing.CreationDate);
        Text($$"""{"@context":{{context}},"type":"{{type}}","schemaVersion":"2.0","creationDate":"{{date}}","epcisBody":{""");
        if (writing.QueryName is { } query)
        {
            Text($"\"queryResults\":{{\"queryName\":\"{Relaxed.Encode(query)}\",");
            if (writing.SubscriptionId is { } subscription)
            {
                Text($"\"subscriptionID\":\"{Relaxed.Encode(subscription)}\",");
            }

            output.Write("\"resultsBody\":{"u8);
        }

        output.Write("\"eventList\":["u8);
    }

    /// <summary>An event; with a context to carry, that stands in place of the one that it was captured with.</summary>
    private void Event(StoredEvent stored, string? context)
    {
        ReadOnlyMemory<byte> json = stored.Event.Json;
        if (context is null && writing.Format == EpcFormat.NeverTranslates)
        {
            output.Write(json.Span[..^1]);
        }
        else
        {
            Members(stored.Event, context);
        }

        if (writing.HasRecordTime)
        {
            Text($",\"recordTime\":\"{Time(stored.RecordTime)}\"");
        }

        output.Write("}"u8);
    }

    private void Members(EpcisEvent happening, string? context)
    {
        using JsonDocument json = JsonDocument.Parse(happening.Json);
        ObjectRule rule = happening.Kind == EventKind.ExtendedEvent ? EventRules.Every : EventRules.Of(happening.Kind);
        string before = "{";
        if (context is not null)
        {
            Text($"{{\"@context\":{context}");
            before = ",";
        }

        foreach (JsonProperty member in json.RootElement.EnumerateObject())
        {
            if (context is null || !member.NameEquals("@context"u8))
            {
                Text(before);
                Member(member, rule);
                before = ",";
            }
        }
    }

    private void Member(JsonProperty member, ObjectRule rule)
    {
        output.Write("\""u8);
        output.Write(JsonMarshal.GetRawUtf8PropertyName(member));
        output.Write("\":"u8);
        int place = rule.Find(member);
        Value(member.Value, place < 0 ? AnyRule.Instance : rule[place].Rule);
    }

    /// <summary>A value as it is, but for the identifiers in it.</summary>
    private void Value(JsonElement value, ValueRule rule)
    {
        if (writing.Format != EpcFormat.NeverTranslates && rule is ArrayRule array && value.ValueKind == JsonValueKind.Array)
        {
            string before = "[";
            foreach (JsonElement item in value.EnumerateArray())
            {
                Text(before);
                Value(item, array.Items);
                before = ",";
            }

            Text(before == "[" ? "[]" : "]");
        }
        else if (writing.Format != EpcFormat.NeverTranslates && rule is ObjectRule members && value.ValueKind == JsonValueKind.Object)
        {
            string before = "{";
            foreach (JsonProperty member in value.EnumerateObject())
            {
                Text(before);
                Member(member, members);
                before = ",";
            }

            Text(before == "{" ? "{}" : "}");
        }
        else if (rule.IsIdentifier && value.ValueKind == JsonValueKind.String && value.GetString() is { } uri && Translated(uri) is { } translated)
        {
            Text($"\"{Relaxed.Encode(translated)}\"");
        }
        else
        {
            output.Write(JsonMarshal.GetRawUtf8Value(value));
        }
    }

    private string? Translated(string uri) => _translation.To(writing.Format, uri) is { } other && other != uri ? other : null;

    private void Text(string text) => Encoding.UTF8.GetBytes(text, output);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
