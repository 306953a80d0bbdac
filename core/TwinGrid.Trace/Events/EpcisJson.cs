using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace TwinGrid.Trace.Events;

/// <summary>JSON of documents, with the limits that keep a hostile one from costing more than it weighs.</summary>
internal static class EpcisJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = EpcisReader.MaximumDepth };

    /// <summary>Parses JSON; a byte order mark before it is let through.</summary>
    /// <exception cref="EpcisException">It is none, too deep or too long.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > EpcisReader.MaximumDocumentBytes)
        {
            string found = string.Create(CultureInfo.InvariantCulture, $"{utf8.Length} bytes");
            throw new EpcisException("", string.Create(CultureInfo.InvariantCulture, $"at most {EpcisReader.MaximumDocumentBytes} bytes"), found);
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            throw new EpcisException("", "UTF-8", "bytes that are none");
        }

        try
        {
            return JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, Options);
        }
        catch (JsonException exception)
        {
            string expected = string.Create(CultureInfo.InvariantCulture, $"JSON of at most {EpcisReader.MaximumDepth} levels");
            int line = (int)(exception.LineNumber ?? 0) + 1, place = (int)(exception.BytePositionInLine ?? 0) + 1;
            string reason = exception.Message.Split(" LineNumber:")[0];
            throw new EpcisException("", expected, string.Create(CultureInfo.InvariantCulture, $"line {line}, byte {place}: {reason}"));
        }
    }
}
