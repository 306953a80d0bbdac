using System.Globalization;
using System.Text.Json;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>What a rule finds wrong. Its place is put together on the way out, so that what is right costs nothing.</summary>
/// <param name="expected">What would do.</param>
/// <param name="found">What is there.</param>
internal sealed class Fault(string expected, string found)
{
    private const int LongestFound = 80;
    private string _pointer = "";

    /// <summary>A value that will not do.</summary>
    public static Fault At(JsonElement value, string expected) => new(expected, Describe(value));

    /// <summary>The same fault, seen from one level further out.</summary>
    /// <param name="member">Name of the member that it is in.</param>
    public Fault Under(string member)
    {
        string escaped = member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        _pointer = $"/{escaped}{_pointer}";
        return this;
    }

    /// <summary>The same fault, seen from one level further out.</summary>
    /// <param name="index">Place in the array that it is in.</param>
    public Fault Under(int index)
    {
        _pointer = string.Create(CultureInfo.InvariantCulture, $"/{index}{_pointer}");
        return this;
    }

    /// <summary>The fault as an exception.</summary>
    /// <param name="base">JSON pointer to what was checked.</param>
    public EpcisException ToException(string @base) => new(@base + _pointer, expected, found);

    /// <summary>A value in a few words.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => string.Create(CultureInfo.InvariantCulture, $"an array of {value.GetArrayLength()}"),
        _ => Clip(value.GetRawText()),
    };

    /// <summary>Text short enough for a message.</summary>
    public static string Clip(string text) => text.Length <= LongestFound ? text : string.Concat(text.AsSpan(0, LongestFound), "…");
}
