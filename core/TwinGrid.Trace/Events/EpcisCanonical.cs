using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using TwinGrid.Trace.Events.Hashing;

namespace TwinGrid.Trace.Events;

/// <summary>
/// Whether two documents say the same. The order of members, white space, and the spelling of equal numbers and strings don't
/// matter, nor does where a context stands, nor the order of events, which EPCIS gives no meaning; what a repository adds doesn't
/// either: record times, and ids that are hashes of what the event says. Nothing else is forgiven.
/// </summary>
public static class EpcisCanonical
{
    private static readonly JavaScriptEncoder Relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Whether two documents, of either kind, have the same events.</summary>
    /// <exception cref="EpcisException">One is no JSON, or has no list of events.</exception>
    public static bool AreEqual(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) =>
        EventsOf(left).Order(StringComparer.Ordinal).SequenceEqual(EventsOf(right).Order(StringComparer.Ordinal));

    /// <summary>The events of a document, each as one canonical text with the context that it is under.</summary>
    /// <exception cref="EpcisException">It is no JSON, or has no list of events.</exception>
    public static IReadOnlyList<string> EventsOf(ReadOnlyMemory<byte> document)
    {
        using JsonDocument json = EpcisJson.Parse(document);
        JsonElement list = Step(json.RootElement, "epcisBody");
        list = list.TryGetProperty("queryResults"u8, out JsonElement results)
            ? Step(Step(results, "resultsBody"), "eventList")
            : Step(list, "eventList");
        JsonLdContext context = JsonLdContext.Of(Step(json.RootElement, "@context"));
        return [.. list.EnumerateArray().Select(happening => Event(happening, context))];
    }

    private static JsonElement Step(JsonElement from, string member) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(member, out JsonElement value)
            ? value
            : throw new EpcisException("/" + member, "it to be there", "nothing");

    private static string Event(JsonElement happening, JsonLdContext above)
    {
        JsonLdContext context = happening.TryGetProperty("@context"u8, out JsonElement own) ? above.With(own) : above;
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["eventID"] = Quoted(EventHash.Of(happening, context)) };
        foreach (JsonProperty member in happening.EnumerateObject())
        {
            if (!member.NameEquals("recordTime"u8))
            {
                members[member.Name] = Text(member.Value);
            }
        }

        members["@context"] = Context(context.Text);
        return Joined(members);
    }

    /// <summary>The URIs of a context in their order, then its terms; how they are spread over objects means nothing.</summary>
    private static string Context(string text)
    {
        using JsonDocument json = JsonDocument.Parse(text);
        var uris = new List<string>();
        var terms = new SortedDictionary<string, string>(StringComparer.Ordinal);
        IEnumerable<JsonElement> parts = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.EnumerateArray() : [json.RootElement];
        foreach (JsonElement part in parts)
        {
            if (part.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty term in part.EnumerateObject())
                {
                    terms[term.Name] = Text(term.Value);
                }
            }
            else
            {
                uris.Add(Text(part));
            }
        }

        return $"[{string.Join(',', uris)},{Joined(terms)}]";
    }

    private static string Text(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    members[member.Name] = Text(member.Value);
                }

                return Joined(members);
            case JsonValueKind.Array:
                return $"[{string.Join(',', value.EnumerateArray().Select(Text))}]";
            case JsonValueKind.String:
                return Quoted(value.GetString()!);
            case JsonValueKind.Number:
                return Number(value.GetRawText());
            default:
                return value.GetRawText();
        }
    }

    /// <summary>A number as whole digits and power of ten, exactly: 26.20 is 262E-1.</summary>
    private static string Number(string text)
    {
        int e = text.AsSpan().IndexOfAny('e', 'E');
        string digits = e < 0 ? text : text[..e];
        BigInteger power = e < 0 ? 0 : BigInteger.Parse(text.AsSpan(e + 1), CultureInfo.InvariantCulture);
        bool isNegative = digits[0] == '-';
        digits = digits.TrimStart('-');
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            power -= digits.Length - point - 1;
            digits = digits.Remove(point, 1);
        }

        string trimmed = digits.TrimEnd('0');
        power += digits.Length - trimmed.Length;
        trimmed = trimmed.TrimStart('0');
        return trimmed.Length == 0 ? "0" : $"{(isNegative ? "-" : "")}{trimmed}E{power}";
    }

    private static string Quoted(string text) => $"\"{Relaxed.Encode(text)}\"";

    private static string Joined(SortedDictionary<string, string> members) =>
        $"{{{string.Join(',', members.Select(member => $"{Quoted(member.Key)}:{member.Value}"))}}}";
}
