using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TwinGrid.Adapters.HttpFeeds.Rows;

/// <summary>Values of members of a row, each checked where it stands; null in JSON counts as missing.</summary>
internal static class JsonFields
{
    private const int LongestQuote = 60, LongestTime = 64;

    /// <summary>Goes to the first member of the object that the row must be.</summary>
    /// <exception cref="FormatException">It is not an object.</exception>
    public static void Open(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException($"expected an object, found {Found(ref json)}");
        }
    }

    /// <summary>Goes to the next member and keeps its name for faults; false at the end of the object.</summary>
    public static bool Next(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>A text, or null.</summary>
    public static string? Text(ref Utf8JsonReader json, string name)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.String => json.GetString(),
            JsonTokenType.Null => null,
            _ => throw Wrong(ref json, name, "text"),
        };
    }

    /// <summary>A finite number in a range with both ends, or null.</summary>
    public static double? Number(ref Utf8JsonReader json, string name, double least, double most)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number when json.TryGetDouble(out double number) && number >= least && number <= most => number,
            _ => throw Wrong(ref json, name, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}")),
        };
    }

    /// <summary>A whole number in a range with both ends, or null.</summary>
    public static long? Whole(ref Utf8JsonReader json, string name, long least, long most)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number when json.TryGetInt64(out long number) && number >= least && number <= most => number,
            _ => throw Wrong(ref json, name, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}")),
        };
    }

    /// <summary>A time in any of the forms of ISO 8601, UTC where it names no offset; or null.</summary>
    public static DateTimeOffset? Time(ref Utf8JsonReader json, string name)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (json.TokenType == JsonTokenType.String && (json.HasValueSequence ? json.ValueSequence.Length : json.ValueSpan.Length) <= LongestTime)
        {
            Span<char> text = stackalloc char[LongestTime];
            ReadOnlySpan<char> letters = text[..json.CopyString(text)];
            if (DateTimeOffset.TryParse(letters, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
            {
                return time;
            }
        }

        throw Wrong(ref json, name, "a time such as 2026-01-31T12:00:00Z");
    }

    /// <summary>A fault of a member's value.</summary>
    public static FormatException Wrong(ref Utf8JsonReader json, string name, string expected) => new($"{name}: expected {expected}, found {Found(ref json)}");

    /// <summary>A fault of a member's value that was read already.</summary>
    public static FormatException Wrong(string name, string expected, string found) => new($"{name}: expected {expected}, found {Quote(found)}");

    /// <summary>A member that isn't there and must be.</summary>
    public static FormatException Missing(string name, string expected) => new($"{name}: expected {expected}, found nothing");

    /// <summary>Text from outside on one line and of a length that can be shown.</summary>
    public static string Quote(string text)
    {
        string cut = text.Length > LongestQuote ? text[..LongestQuote] + "…" : text;
        return string.Concat(cut.Select(letter => char.IsControl(letter) ? '·' : letter));
    }

    private static string Found(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.None => "nothing",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        _ => Quote(Encoding.UTF8.GetString(json.ValueSpan)),
    };
}
