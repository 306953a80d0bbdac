using System.Text.Json;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>Anything that is sound JSON: no object has a member twice, and all text is text.</summary>
internal sealed class AnyRule : ValueRule
{
    /// <summary>The rule.</summary>
    public static AnyRule Instance { get; } = new();

    /// <inheritdoc/>
    public override Fault? Check(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => OfObject(value),
        JsonValueKind.Array => OfArray(value),
        JsonValueKind.String => JsonText.IsText(value) ? null : Fault.At(value, "text without half a surrogate pair"),
        JsonValueKind.Number => Values.IsFinite(value) ? null : Fault.At(value, "a number that a double holds"),
        _ => null,
    };

    private Fault? OfArray(JsonElement value)
    {
        int index = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (Check(item) is { } fault)
            {
                return fault.Under(index);
            }

            index++;
        }

        return null;
    }

    private Fault? OfObject(JsonElement value)
    {
        var names = new HashSet<string>();
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!JsonText.TryGetName(member, out string name))
            {
                return Fault.At(value, "names without half a surrogate pair");
            }

            if (!names.Add(name))
            {
                return new Fault("each member once", "two of this name").Under(name);
            }

            if (Check(member.Value) is { } fault)
            {
                return fault.Under(name);
            }
        }

        return null;
    }
}
