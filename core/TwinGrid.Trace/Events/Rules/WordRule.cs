using System.Text;
using System.Text.Json;
using TwinGrid.Trace.Events.Vocabulary;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>
/// A value of a standard vocabulary as one word, or a URI of a user's own. The standard's values are not written as URIs in JSON, as
/// GS1's schema has it, except in the new namespace ref.gs1.org, which the schema lets through.
/// </summary>
/// <param name="vocabulary">The vocabulary.</param>
internal sealed class WordRule(CbvVocabulary vocabulary) : ValueRule
{
    private static readonly string[] CbvNamespaces = ["urn:epcglobal:cbv", "http://ns.gs1.org/cbv/", "https://ns.gs1.org/cbv/"];

    private static readonly string[] VocNamespaces =
    [
        "http://gs1.org/voc/", "https://gs1.org/voc/", "http://www.gs1.org/voc/", "https://www.gs1.org/voc/",
    ];

    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _words =
        Cbv.Words(vocabulary).ToDictionary(word => word).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly string[] _refused = vocabulary is CbvVocabulary.MeasurementType or CbvVocabulary.SensorAlertType ? VocNamespaces : CbvNamespaces;

    /// <summary>The vocabulary.</summary>
    public CbvVocabulary Vocabulary => vocabulary;

    /// <inheritdoc/>
    public override Fault? Check(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            ReadOnlySpan<byte> text = JsonText.Utf8(value);
            if (IsWord(text) || (UriSyntax.IsUri(text) && !IsRefused(text)))
            {
                return null;
            }
        }

        IReadOnlyList<string> words = Cbv.Words(vocabulary);
        return Fault.At(value, $"a word of {vocabulary} such as {words[0]} or {words[^1]}, or a URI of one's own");
    }

    private bool IsWord(ReadOnlySpan<byte> text)
    {
        Span<char> letters = stackalloc char[40];
        return text.Length <= letters.Length && Encoding.UTF8.TryGetChars(text, letters, out int length) && _words.ContainsKey(letters[..length]);
    }

    private bool IsRefused(ReadOnlySpan<byte> text)
    {
        string uri = Encoding.UTF8.GetString(text);
        return Array.Exists(_refused, prefix => uri.StartsWith(prefix, StringComparison.Ordinal));
    }
}
