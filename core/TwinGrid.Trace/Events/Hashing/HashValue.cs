using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TwinGrid.Trace.Events.Vocabulary;

namespace TwinGrid.Trace.Events.Hashing;

/// <summary>Values in the one spelling that goes into a digest.</summary>
/// <param name="context">The context that they are under.</param>
internal sealed class HashValue(JsonLdContext context)
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly CbvVocabulary[] UrnVocabularies =
    [
        CbvVocabulary.BizStep,
        CbvVocabulary.Disposition,
        CbvVocabulary.BizTransactionType,
        CbvVocabulary.SourceDestType,
        CbvVocabulary.ErrorReason,
    ];

    /// <summary>A value: words as URIs, numbers without needless digits, keys of GS1 as canonical links, all else without white space round it.</summary>
    /// <param name="value">A string, number, true, false or null.</param>
    /// <param name="vocabulary">The vocabulary that a word is of; null for none.</param>
    public string Of(JsonElement value, CbvVocabulary? vocabulary)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            string raw = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
            return value.ValueKind == JsonValueKind.Number ? Number(raw) : raw;
        }

        string text = value.GetString()!.Trim();
        if (vocabulary is { } words && Cbv.Standard(words, text) is { } uri)
        {
            return uri;
        }

        text = context.ExpandValue(text);
        if (text.StartsWith("urn:epcglobal:cbv:", StringComparison.Ordinal))
        {
            return UrnVocabularies.Select(table => Cbv.Standard(table, text)).FirstOrDefault(known => known is not null) ?? text;
        }

        return HashLink.Of(Number(text));
    }

    /// <summary>A time in UTC to the millisecond, rounded half up.</summary>
    public static string OfTime(JsonElement value)
    {
        string text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText();
        if (!EpcisTime.TryParse(text, out DateTimeOffset time))
        {
            return text;
        }

        long ticks = time.UtcTicks + (TimeSpan.TicksPerMillisecond / 2);
        ticks -= ticks % TimeSpan.TicksPerMillisecond;
        return new DateTime(Math.Min(ticks, DateTime.MaxValue.Ticks)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>A number without leading and trailing zeros and sign of plus; text that is none comes back as it is.</summary>
    private static string Number(string text)
    {
        double number = 0;
        bool isNumber = text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.')
            && double.TryParse(text, Plain, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
        if (!isNumber)
        {
            return text;
        }

        return double.IsInteger(number)
            ? new BigInteger(number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
    }
}
