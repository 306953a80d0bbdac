using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TwinGrid.Grains.Adapters;
using TwinGrid.Model;

namespace TwinGrid.Silo.Twins;

/// <summary>A row that is refused.</summary>
/// <param name="Row">Its number, from 1.</param>
/// <param name="Fault">What was expected there and found.</param>
internal sealed record RefusedRow(int Row, string Fault);

/// <summary>
/// Posted readings: a JSON array, or a JSON object a line, of <c>source, sequence, time, tag</c> or <c>object, temperature, humidity,
/// shock</c>. Rows stand for themselves: those that can't be are refused with their number, the others are taken.
/// </summary>
/// <param name="Readings">The rows that can be taken, in order.</param>
/// <param name="Refused">The others.</param>
internal sealed record ReadingRows(ImmutableArray<SensorRead> Readings, IReadOnlyList<RefusedRow> Refused)
{
    /// <summary>Most rows of one request.</summary>
    public const int MostRows = 100_000;

    private static readonly string[] Members = ["source", "sequence", "time", "tag", "object", "temperature", "humidity", "shock"];

    /// <summary>Reads and checks the rows.</summary>
    /// <param name="utf8">The body of a request.</param>
    /// <param name="latest">The latest time that a reading may have.</param>
    /// <exception cref="FormatException">The body is neither an array nor lines of JSON, or has too many rows.</exception>
    public static ReadingRows Read(ReadOnlyMemory<byte> utf8, DateTimeOffset latest)
    {
        var readings = ImmutableArray.CreateBuilder<SensorRead>();
        var refused = new List<RefusedRow>();
        int number = 0;
        foreach (ReadOnlyMemory<byte> row in RowsOf(utf8))
        {
            if (++number > MostRows)
            {
                throw new FormatException($"readings: expected at most {MostRows} rows, found more");
            }

            try
            {
                SensorRead reading = Reading(row);
                SensorCheck.Require(reading, latest);
                readings.Add(reading);
            }
            catch (Exception fault) when (fault is FormatException or ArgumentException or JsonException)
            {
                refused.Add(new RefusedRow(number, fault.Message));
            }
        }

        return new ReadingRows(readings.DrainToImmutable(), refused);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> RowsOf(ReadOnlyMemory<byte> utf8)
    {
        ReadOnlyMemory<byte> body = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        int start = body.Span.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && body.Span[start] == '[' ? Items(body) : Lines(body);
    }

    private static ReadOnlyMemory<byte>[] Items(ReadOnlyMemory<byte> array)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(array);
            return [.. document.RootElement.EnumerateArray().Select(item => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(item))];
        }
        catch (JsonException fault)
        {
            throw new FormatException($"readings: expected a JSON array or a JSON object a line, found something else ({fault.Message})", fault);
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> text)
    {
        while (!text.IsEmpty)
        {
            int end = text.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                yield return line;
            }
        }
    }

    private static SensorRead Reading(ReadOnlyMemory<byte> row)
    {
        using JsonDocument document = JsonDocument.Parse(row);
        JsonElement json = document.RootElement;
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"expected an object, found {json.GetRawText()}");
        }

        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (!Members.Contains(member.Name))
            {
                throw new FormatException($"expected members {string.Join(", ", Members)}, found '{member.Name}'");
            }
        }

        string? tag = Text(json, "tag"), thing = Text(json, "object");
        return new SensorRead(
            new ObservationId(Text(json, "source") ?? throw Missing("source", "a name"), Whole(json, "sequence")),
            Time(json),
            (tag, thing) switch
            {
                ({ } name, null) => name,
                (null, { } name) => name,
                _ => throw new FormatException("expected either a tag or an object, found " + (tag is null ? "neither" : "both")),
            },
            Number(json, "temperature"),
            Number(json, "humidity"),
            Number(json, "shock"));
    }

    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string? Text(JsonElement json, string name) => Member(json, name) is not { } member ? null
        : member.ValueKind == JsonValueKind.String ? member.GetString()
        : throw Wrong(name, "text", member);

    private static long Whole(JsonElement json, string name) => Member(json, name) is not { } member ? throw Missing(name, "a whole number")
        : member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out long number) ? number
        : throw Wrong(name, "a whole number", member);

    private static double? Number(JsonElement json, string name) => Member(json, name) is not { } member ? null
        : member.ValueKind == JsonValueKind.Number && member.TryGetDouble(out double number) ? number
        : throw Wrong(name, "a number", member);

    private static DateTimeOffset Time(JsonElement json) => Member(json, "time") is not { } member ? throw Missing("time", "a time")
        : member.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(member.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time
        : throw Wrong("time", "a time such as 2026-01-31T12:00:00Z", member);

    private static FormatException Missing(string name, string expected) => new($"{name}: expected {expected}, found nothing");

    private static FormatException Wrong(string name, string expected, JsonElement found) => new($"{name}: expected {expected}, found {found.GetRawText()}");
}
