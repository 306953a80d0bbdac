using System.Text.Json;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>What a JSON value must be.</summary>
internal abstract class ValueRule
{
    /// <summary>Whether the value names a thing, class, place or party, which the header GS1-EPC-Format translates.</summary>
    public bool IsIdentifier { get; init; }

    /// <summary>What is wrong with a value; null when nothing is.</summary>
    public abstract Fault? Check(JsonElement value);
}

/// <summary>Text of some form.</summary>
/// <param name="expected">The form in words.</param>
/// <param name="holds">Whether UTF-8 text has it.</param>
internal sealed class TextRule(string expected, Utf8Test holds) : ValueRule
{
    /// <inheritdoc/>
    public override Fault? Check(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && holds(JsonText.Utf8(value)) ? null : Fault.At(value, expected);
}

/// <summary>A test of UTF-8 text.</summary>
internal delegate bool Utf8Test(ReadOnlySpan<byte> text);

/// <summary>A value that JSON's own types tell.</summary>
/// <param name="expected">The type in words.</param>
/// <param name="holds">Whether a value is of it.</param>
internal sealed class KindRule(string expected, Func<JsonElement, bool> holds) : ValueRule
{
    /// <inheritdoc/>
    public override Fault? Check(JsonElement value) => holds(value) ? null : Fault.At(value, expected);
}

/// <summary>An array.</summary>
/// <param name="items">What each of its items must be.</param>
internal sealed class ArrayRule(ValueRule items) : ValueRule
{
    /// <summary>What its items must be.</summary>
    public ValueRule Items => items;

    /// <summary>How many it has at least.</summary>
    public int Fewest { get; init; }

    /// <summary>Whether no two may be equal.</summary>
    public bool IsUnique { get; init; }

    /// <inheritdoc/>
    public override Fault? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return Fault.At(value, "an array");
        }

        if (value.GetArrayLength() < Fewest)
        {
            return Fault.At(value, "at least one item");
        }

        int index = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (items.Check(item) is { } fault)
            {
                return fault.Under(index);
            }

            index++;
        }

        return IsUnique ? Doubled(value) : null;
    }

    private static Fault? Doubled(JsonElement value)
    {
        int count = value.GetArrayLength();
        if (count < 2)
        {
            return null;
        }

        var seen = new HashSet<string>(count);
        int index = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && !seen.Add(item.GetString()!))
            {
                return Fault.At(item, "each item once").Under(index);
            }

            index++;
        }

        return null;
    }
}

/// <summary>One thing or an array of such things.</summary>
/// <param name="one">What it must be.</param>
internal sealed class OneOrManyRule(ValueRule one) : ValueRule
{
    private readonly ArrayRule _many = new(one);

    /// <inheritdoc/>
    public override Fault? Check(JsonElement value) => value.ValueKind == JsonValueKind.Array ? _many.Check(value) : one.Check(value);
}
