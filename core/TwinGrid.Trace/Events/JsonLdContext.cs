using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TwinGrid.Trace.Events.Rules;

namespace TwinGrid.Trace.Events;

/// <summary>The @context that names of a document or event are under, as far as prefixes go: example is http://ns.example.com/epcis/.</summary>
public sealed class JsonLdContext
{
    private static readonly Dictionary<string, string> Standard = new()
    {
        ["epcis"] = "https://ref.gs1.org/epcis/",
        ["cbv"] = "https://ref.gs1.org/cbv/",
        ["cbvmda"] = "urn:epcglobal:cbv:mda:",
        ["gs1"] = "https://gs1.org/voc/",
        ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
        ["owl"] = "http://www.w3.org/2002/07/owl#",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
        ["dcterms"] = "http://purl.org/dc/terms/",
    };

    private readonly Dictionary<string, string> _terms;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _byPrefix;

    private JsonLdContext(string text, Dictionary<string, string> terms) =>
        (Text, _terms, _byPrefix) = (text, terms, terms.GetAlternateLookup<ReadOnlySpan<char>>());

    /// <summary>The context as JSON text without white space.</summary>
    public string Text { get; }

    /// <summary>Reads a context.</summary>
    /// <param name="text">JSON text: a URI, an object, or an array of them.</param>
    /// <exception cref="EpcisException">It is none.</exception>
    public static JsonLdContext Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using JsonDocument json = EpcisJson.Parse(Encoding.UTF8.GetBytes(text));
        return ContextRule.Instance.Check(json.RootElement) is { } fault ? throw fault.ToException("/@context") : Of(json.RootElement);
    }

    /// <summary>The namespace that a prefix or term stands for; null for one that is not there.</summary>
    public string? NamespaceOf(string prefix) => _terms.GetValueOrDefault(prefix);

    /// <summary>A name or value with its prefix written out; one without a known prefix comes back as it is.</summary>
    /// <param name="name">Such as example:field.</param>
    public string Expand(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && !name.AsSpan(colon + 1).StartsWith("//") && _byPrefix.TryGetValue(name.AsSpan(0, colon), out string? space)
            ? string.Concat(space, name.AsSpan(colon + 1))
            : name;
    }

    /// <summary>
    /// A name as it goes into a digest, its namespace in braces: {http://ns.example.com/epcis/}field; one without a known prefix as it is.
    /// </summary>
    internal string NameOf(string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && _byPrefix.TryGetValue(name.AsSpan(0, colon), out string? space) ? $"{{{space}}}{name[(colon + 1)..]}" : name;
    }

    /// <summary>
    /// A value with its prefix written out. Plain text may begin with a word and a colon, so only prefixes of the document itself and
    /// of the vocabularies count.
    /// </summary>
    internal string ExpandValue(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        bool isPlain = colon > 0 && Standard.ContainsKey(text[..colon]) && text[..colon] is not ("cbv" or "gs1" or "epcis")
            && Standard[text[..colon]] == _terms[text[..colon]];
        return isPlain ? text : Expand(text);
    }

    /// <summary>A sound context.</summary>
    internal static JsonLdContext Of(JsonElement context)
    {
        var terms = new Dictionary<string, string>(Standard);
        Add(terms, context);
        return new JsonLdContext(Compact(context), terms);
    }

    /// <summary>This context with another behind it, whose terms come first: what names of an event with a context of its own are under.</summary>
    /// <remarks>A part that both have stands once, where it was last.</remarks>
    internal JsonLdContext With(JsonElement own)
    {
        string added = Compact(own);
        if (added == Text)
        {
            return this;
        }

        using JsonDocument before = JsonDocument.Parse(Text);
        string[] last = [.. Parts(own)], first = [.. Parts(before.RootElement).Except(last)];
        var terms = new Dictionary<string, string>(_terms);
        Add(terms, own);
        return new JsonLdContext($"[{string.Join(',', [.. first, .. last])}]", terms);
    }

    private static IEnumerable<string> Parts(JsonElement context) =>
        context.ValueKind == JsonValueKind.Array ? context.EnumerateArray().Select(Compact) : [Compact(context)];

    private static string Compact(JsonElement context) => Encoding.UTF8.GetString(CompactJson.Of(JsonMarshal.GetRawUtf8Value(context)));

    private static void Add(Dictionary<string, string> terms, JsonElement context)
    {
        if (context.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement part in context.EnumerateArray())
            {
                Add(terms, part);
            }
        }
        else if (context.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty term in context.EnumerateObject())
            {
                bool isDefined = term.Value.ValueKind == JsonValueKind.Object;
                JsonElement meaning = isDefined && term.Value.TryGetProperty("@id"u8, out JsonElement id) ? id : term.Value;
                if (meaning.ValueKind == JsonValueKind.String)
                {
                    terms[term.Name] = meaning.GetString()!;
                }
            }
        }
    }
}
