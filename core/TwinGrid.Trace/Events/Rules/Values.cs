using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>The kinds of values that members of EPCIS have.</summary>
internal static class Values
{
    private const int LongestTime = 64;

    /// <summary>A URI that names something outside of EPCIS.</summary>
    public static ValueRule Uri { get; } = new TextRule("a URI", UriSyntax.IsUri);

    /// <summary>A URI that names a thing, class, place or party.</summary>
    public static ValueRule Identifier { get; } = new TextRule("a URI", UriSyntax.IsUri) { IsIdentifier = true };

    /// <summary>A moment with its offset.</summary>
    public static ValueRule Time { get; } = new TextRule("a time such as 2025-03-31T13:20:05.118+02:00", text => TryTime(text, out _));

    /// <summary>The offset of the place where an event happened.</summary>
    public static ValueRule TimeZoneOffset { get; } = new TextRule("an offset from -14:00 to +14:00", IsTimeZoneOffset);

    /// <summary>Any text.</summary>
    public static ValueRule Text { get; } = new KindRule("a string", value => value.ValueKind == JsonValueKind.String && JsonText.IsText(value));

    /// <summary>True or false.</summary>
    public static ValueRule Boolean { get; } = new KindRule(
        "true or false",
        value => value.ValueKind is JsonValueKind.True or JsonValueKind.False);

    /// <summary>A number.</summary>
    public static ValueRule Number { get; } = new KindRule("a number", value => value.ValueKind == JsonValueKind.Number && IsFinite(value));

    /// <summary>An amount, which is kept as a decimal.</summary>
    public static ValueRule Amount { get; } = new KindRule(
        "a number up to 7.9e28",
        value => value.ValueKind == JsonValueKind.Number && TryAmount(value, out _));

    /// <summary>Bytes in hexadecimal.</summary>
    public static ValueRule HexBinary { get; } = new TextRule("hexadecimal digits", IsHex);

    /// <summary>A unit of an amount.</summary>
    public static ValueRule Unit { get; } = new TextRule("a unit of UN/CEFACT, two or three capitals or digits", IsUnit);

    /// <summary>A version.</summary>
    public static ValueRule Version { get; } = new TextRule("a version such as 2.0", IsVersion);

    /// <summary>What an event says of its things.</summary>
    public static ValueRule Action { get; } = new TextRule(
        "ADD, OBSERVE or DELETE",
        text => text.SequenceEqual("ADD"u8) || text.SequenceEqual("OBSERVE"u8) || text.SequenceEqual("DELETE"u8));

    /// <summary>The moment that text names.</summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        Span<char> letters = stackalloc char[LongestTime];
        return text.Length <= LongestTime && Encoding.UTF8.TryGetChars(text, letters, out int length)
            && EpcisTime.TryParse(letters[..length], out time);
    }

    /// <summary>The amount that a number names.</summary>
    public static bool TryAmount(JsonElement value, out decimal amount) => decimal.TryParse(
        JsonMarshal.GetRawUtf8Value(value),
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
        CultureInfo.InvariantCulture,
        out amount);

    /// <summary>Whether a number is one that a double holds.</summary>
    public static bool IsFinite(JsonElement value) => value.TryGetDouble(out double number) && double.IsFinite(number);

    private static bool IsTimeZoneOffset(ReadOnlySpan<byte> text) =>
        text.Length == 6 && text[0] is (byte)'+' or (byte)'-' && text[3] == ':'
        && IsDigits(text.Slice(1, 2)) && IsDigits(text[4..])
        && (text[1..].SequenceEqual("14:00"u8) || (text[1..3].SequenceCompareTo("13"u8) <= 0 && text[4] <= '5'));

    private static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (byte letter in text)
        {
            if (!char.IsAsciiHexDigit((char)letter))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    private static bool IsUnit(ReadOnlySpan<byte> text)
    {
        foreach (byte letter in text)
        {
            if (!char.IsAsciiDigit((char)letter) && !char.IsAsciiLetterUpper((char)letter))
            {
                return false;
            }
        }

        return text.Length is 2 or 3;
    }

    private static bool IsVersion(ReadOnlySpan<byte> text)
    {
        bool isDigit = false;
        foreach (byte letter in text)
        {
            bool isPoint = letter == '.';
            if (isPoint ? !isDigit : !char.IsAsciiDigit((char)letter))
            {
                return false;
            }

            isDigit = !isPoint;
        }

        return isDigit;
    }

    private static bool IsDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
