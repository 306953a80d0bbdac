using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>The bytes of JSON strings.</summary>
internal static class JsonText
{
    /// <summary>A string's characters as UTF-8; those of one without escapes are the document's own bytes.</summary>
    /// <param name="value">A string.</param>
    /// <returns>Empty for a string that is no text: half a surrogate pair.</returns>
    public static ReadOnlySpan<byte> Utf8(JsonElement value)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (!raw.Contains((byte)'\\'))
        {
            return raw;
        }

        return TryGetString(value, out string? text) ? Encoding.UTF8.GetBytes(text) : default;
    }

    /// <summary>False for a string with half a surrogate pair.</summary>
    public static bool IsText(JsonElement value) => !JsonMarshal.GetRawUtf8Value(value).Contains((byte)'\\') || TryGetString(value, out _);

    /// <summary>A string's characters; false for one that is no text: half a surrogate pair.</summary>
    public static bool TryGetString(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    /// <summary>A member's name; false for one that is no text.</summary>
    public static bool TryGetName(JsonProperty member, out string name)
    {
        try
        {
            name = member.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = "";
            return false;
        }
    }
}
