using System.Text.Json;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>A JSON-LD context: the URI of one, an object of terms, or an array of both without doubles.</summary>
internal sealed class ContextRule : ValueRule
{
    private const string Expected = "the URI of a context, an object of terms, or an array of them";

    /// <summary>The rule.</summary>
    public static ContextRule Instance { get; } = new();

    /// <inheritdoc/>
    public override Fault? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return One(value);
        }

        JsonElement[] parts = [.. value.EnumerateArray()];
        for (int i = 0; i < parts.Length; i++)
        {
            if (One(parts[i]) is { } fault)
            {
                return fault.Under(i);
            }

            if (Array.Exists(parts[..i], part => JsonElement.DeepEquals(part, parts[i])))
            {
                return Fault.At(parts[i], "each part of a context once").Under(i);
            }
        }

        return null;
    }

    private static Fault? One(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when UriSyntax.IsUri(JsonText.Utf8(value)) => null,
        JsonValueKind.Object => AnyRule.Instance.Check(value),
        _ => Fault.At(value, Expected),
    };
}
