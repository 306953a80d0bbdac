using System.Buffers;
using System.Text;
using System.Text.Json;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.ColdChain.Facts;

/// <summary>Rules as they are assigned to a thing: what they say, and the text that said it.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Json">Their JSON without comments and white space: the same rules written alike have the same text.</param>
public sealed record AssignedRules(RuleSet Rules, string Json)
{
    /// <summary>Rules by the name of a ready set, or as JSON, which begins with '{'.</summary>
    /// <exception cref="ArgumentException">There is no ready set of this name.</exception>
    /// <exception cref="RuleFormatException">The JSON is no rule set.</exception>
    public static AssignedRules Of(string nameOrJson)
    {
        ArgumentNullException.ThrowIfNull(nameOrJson);
        byte[] text = nameOrJson.TrimStart().StartsWith('{') ? Encoding.UTF8.GetBytes(nameOrJson) : ReadyRules.TextOf(nameOrJson);
        RuleSet rules = RuleJson.Read(text);
        using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var compact = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(compact))
        {
            document.RootElement.WriteTo(json);
        }

        return new AssignedRules(rules, Encoding.UTF8.GetString(compact.WrittenSpan));
    }
}
