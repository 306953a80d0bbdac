using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TwinGrid.Trace.ColdChain.Excursions;

/// <summary>
/// Payloads of excursion facts: one JSON object, members in a fixed order so that the same fact has the same text. What was measured:
/// <c>chapter, excursion, rule, version, kind, start, alarm_time, end, extreme, duration_seconds, is_open, is_end_observed</c>; what
/// someone did: <c>chapter, by, note</c>, and <c>verdict</c> of a disposition. Times in UTC.
/// </summary>
internal static class ExcursionPayload
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (ExcursionKind Kind, string Name)[] Names =
    [
        (ExcursionKind.Consecutive, "consecutive"),
        (ExcursionKind.Cumulative, "cumulative"),
        (ExcursionKind.MeanKinetic, "mean-kinetic"),
        (ExcursionKind.Rate, "rate"),
        (ExcursionKind.Gap, "gap"),
    ];

    /// <summary>The payload of a measured fact.</summary>
    public static string Write(Excursion excursion, int chapter) => Written(chapter, json =>
    {
        json.WriteString("excursion", excursion.Id);
        json.WriteString("rule", excursion.Rule);
        json.WriteNumber("version", excursion.Version);
        json.WriteString("kind", Array.Find(Names, name => name.Kind == excursion.Kind).Name);
        json.WriteString("start", excursion.Start.ToUniversalTime());
        json.WriteString("alarm_time", excursion.AlarmTime.ToUniversalTime());
        if (excursion.End is { } end)
        {
            json.WriteString("end", end.ToUniversalTime());
        }

        if (excursion.Extreme is { } extreme)
        {
            json.WriteNumber("extreme", extreme);
        }

        json.WriteNumber("duration_seconds", (decimal)excursion.Duration.Ticks / TimeSpan.TicksPerSecond);
        json.WriteBoolean("is_open", excursion.IsOpen);
        json.WriteBoolean("is_end_observed", excursion.IsEndObserved);
    });

    /// <summary>The payload of what someone did.</summary>
    public static string Write(string by, string note, string? verdict, int chapter) => Written(chapter, json =>
    {
        json.WriteString("by", by);
        json.WriteString("note", note);
        if (verdict is not null)
        {
            json.WriteString("verdict", verdict);
        }
    });

    /// <summary>What was measured.</summary>
    /// <exception cref="InvalidDataException">The payload is no such payload.</exception>
    public static Excursion ReadExcursion(string payload) => Read(payload, json => new Excursion(
        json.GetProperty("excursion").GetString()!,
        json.GetProperty("rule").GetString()!,
        json.GetProperty("version").GetInt32(),
        Array.Find(Names, name => json.GetProperty("kind").ValueEquals(name.Name)) is { Name: not null } known
            ? known.Kind
            : throw new FormatException($"kind {json.GetProperty("kind").GetRawText()}"),
        json.GetProperty("start").GetDateTimeOffset(),
        json.GetProperty("alarm_time").GetDateTimeOffset(),
        json.TryGetProperty("end", out JsonElement end) ? end.GetDateTimeOffset() : null,
        json.TryGetProperty("extreme", out JsonElement extreme) ? extreme.GetDouble() : null,
        new TimeSpan((long)(json.GetProperty("duration_seconds").GetDecimal() * TimeSpan.TicksPerSecond)),
        json.GetProperty("is_open").GetBoolean(),
        json.GetProperty("is_end_observed").GetBoolean()));

    /// <summary>What someone did.</summary>
    /// <exception cref="InvalidDataException">The payload is no such payload.</exception>
    public static ExcursionAct ReadAct(string kind, DateTimeOffset at, string payload) => Read(payload, json => new ExcursionAct(
        kind,
        at,
        json.GetProperty("by").GetString()!,
        json.GetProperty("note").GetString()!,
        json.TryGetProperty("verdict", out JsonElement verdict) ? verdict.GetString() : null));

    private static string Written(int chapter, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("chapter", chapter);
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static T Read<T>(string payload, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            return read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"an excursion fact: expected the payload of one, found {payload} ({fault.Message})"), fault);
        }
    }
}
