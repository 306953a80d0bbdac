using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TwinGrid.Trace.Events.Rules;

namespace TwinGrid.Trace.Events;

/// <summary>Reads the events of one document.</summary>
/// <param name="context">The context that they are under.</param>
internal sealed class EventReader(JsonLdContext context)
{
    private readonly ArrayBufferWriter<byte> _json = new(1024);

    /// <summary>Canonical forms of the places under this document's context: a document names few, again and again.</summary>
    private readonly Dictionary<string, string> _places = new(StringComparer.Ordinal);

    /// <summary>The context that the events are under.</summary>
    public JsonLdContext Context => context;

    /// <summary>Reads an event.</summary>
    /// <param name="item">What should be one.</param>
    /// <param name="happening">The event; null when there is a fault.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public Fault? Read(JsonElement item, out EpcisEvent? happening)
    {
        happening = null;
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("type"u8, out JsonElement type))
        {
            return item.ValueKind != JsonValueKind.Object ? Fault.At(item, "an event") : new Fault("an event type", "nothing").Under("type");
        }

        if (JsonMarshal.GetRawUtf8Value(item).Length > EpcisReader.MaximumEventBytes)
        {
            return new Fault(string.Create(CultureInfo.InvariantCulture, $"at most {EpcisReader.MaximumEventBytes} bytes"), "more");
        }

        if (EventTypes.KindOf(type) is not { } kind)
        {
            return Fault.At(type, $"{string.Join(", ", EventTypes.Standard)}, or the URI of a type of one's own").Under("type");
        }

        if ((EventRules.Of(kind).Check(item) ?? EventConditions.Check(kind, item)) is { } fault)
        {
            return fault;
        }

        JsonLdContext under = item.TryGetProperty("@context"u8, out JsonElement own) ? context.With(own) : context;
        Fault? tooLong = new EventFields(under, kind, under == context ? _places : []).Read(item, type.GetString()!, out happening);
        happening = happening is null ? null : happening with { Json = Json(item, happening.Id) };
        return tooLong;
    }

    /// <summary>The event without white space and record time, with its id; of two ids the last counts, as every parser has it.</summary>
    private byte[] Json(JsonElement item, string id)
    {
        _json.ResetWrittenCount();
        bool hasId = item.TryGetProperty("eventID"u8, out JsonElement last);
        byte before = (byte)'{';
        foreach (JsonProperty member in item.EnumerateObject())
        {
            bool isEarlierId = member.NameEquals("eventID"u8) && JsonMarshal.GetRawUtf8Value(member.Value) != JsonMarshal.GetRawUtf8Value(last);
            if (isEarlierId || member.NameEquals("recordTime"u8))
            {
                continue;
            }

            _json.Write([before, (byte)'"']);
            _json.Write(JsonMarshal.GetRawUtf8PropertyName(member));
            _json.Write("\":"u8);
            CompactJson.Append(_json, JsonMarshal.GetRawUtf8Value(member.Value));
            before = (byte)',';
        }

        if (!hasId)
        {
            _json.Write(",\"eventID\":\""u8);
            _json.Write(Encoding.UTF8.GetBytes(id));
            _json.Write("\""u8);
        }

        _json.Write("}"u8);
        return _json.WrittenSpan.ToArray();
    }
}
