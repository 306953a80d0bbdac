using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using TwinGrid.Model;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Trace.ColdChain.Facts;

/// <summary>
/// The facts that an outcome can be computed from again: which rules were assigned, which readings were used, and which of these were
/// released because the thing turns out not to have been in the container then.
/// </summary>
/// <remarks>
/// Payloads are one JSON object with members in a fixed order, so that the same fact has the same text:
/// <code>
/// rules-assigned     rule_set, version, interval, retention (ISO 8601), rules (the rule set as given, without comments)
/// readings-used      number, source, first, last, readings: rows of [sequence, time, °C, % humidity, g], nulls at the end left out
/// readings-released  number, source, first, last, readings: rows of the same form
/// </code>
/// The number counts the object's facts of readings: what is used, released and used again is a new fact each time.
/// What a monitor knows are the readings used since its rules were assigned, less those released since they were last used.
/// </remarks>
public static class ReadingFacts
{
    /// <summary>Readings became part of the record.</summary>
    public const string Used = "readings-used";

    /// <summary>Readings are part of the record no more.</summary>
    public const string Released = "readings-released";

    /// <summary>Rules were assigned; the record begins anew with the readings used from here on.</summary>
    public const string RulesAssigned = "rules-assigned";

    /// <summary>Facts of readings of one kind: one for each source, each with its newest reading's time.</summary>
    /// <param name="kind"><see cref="Used"/> or <see cref="Released"/>.</param>
    /// <param name="site">Name of the site.</param>
    /// <param name="subject">Name of the object.</param>
    /// <param name="readings">The readings, in any order; the facts have them by sequence.</param>
    /// <param name="count">Facts of readings that the object has told before.</param>
    public static IEnumerable<FactRecord> OfReadings(string kind, string site, string subject, IEnumerable<Reading> readings, long count) => readings
        .GroupBy(reading => reading.Id.Source, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select((group, i) => OfSource(kind, site, subject, group.Key, [.. group.OrderBy(reading => reading.Id.Sequence)], count + i + 1));

    /// <summary>The fact that rules were assigned.</summary>
    /// <param name="site">Name of the site.</param>
    /// <param name="subject">Name of the object.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="interval">Logging interval.</param>
    /// <param name="retention">How far behind the latest reading a late one may lie.</param>
    /// <param name="time">When they were assigned.</param>
    public static FactRecord OfRules(string site, string subject, AssignedRules rules, TimeSpan interval, TimeSpan retention, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new(site, subject, time.ToUniversalTime(), RulesAssigned, null, Written(json =>
        {
            json.WriteString("rule_set", rules.Rules.Name);
            json.WriteNumber("version", rules.Rules.Version);
            json.WriteString("interval", XmlConvert.ToString(interval));
            json.WriteString("retention", XmlConvert.ToString(retention));
            json.WritePropertyName("rules");
            json.WriteRawValue(rules.Json, skipInputValidation: true);
        }));
    }

    /// <summary>The readings of a fact of <see cref="Used"/> or <see cref="Released"/>.</summary>
    /// <exception cref="InvalidDataException">The payload is no such payload.</exception>
    public static IReadOnlyList<Reading> ReadReadings(FactRecord fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Read(fact, json =>
        {
            string source = json.GetProperty("source").GetString()!;
            return json.GetProperty("readings").EnumerateArray().Select(row => new Reading(
                new ObservationId(source, row[0].GetInt64()),
                row[1].GetDateTimeOffset(),
                Number(row, 2) is { } celsius ? Celsius.Of(celsius) : null,
                Number(row, 3),
                Number(row, 4))).ToArray();
        });
    }

    /// <summary>What a fact of <see cref="RulesAssigned"/> assigns.</summary>
    /// <exception cref="InvalidDataException">The payload is no such payload.</exception>
    public static (AssignedRules Rules, TimeSpan Interval, TimeSpan Retention) ReadRules(FactRecord fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return Read(fact, json => (
            AssignedRules.Of(json.GetProperty("rules").GetRawText()),
            XmlConvert.ToTimeSpan(json.GetProperty("interval").GetString()!),
            XmlConvert.ToTimeSpan(json.GetProperty("retention").GetString()!)));
    }

    private static FactRecord OfSource(string kind, string site, string subject, string source, Reading[] readings, long number) => new(
        site,
        subject,
        readings.Max(reading => reading.Time).ToUniversalTime(),
        kind,
        null,
        Written(json =>
        {
            json.WriteNumber("number", number);
            json.WriteString("source", source);
            json.WriteNumber("first", readings[0].Id.Sequence);
            json.WriteNumber("last", readings[^1].Id.Sequence);
            json.WriteStartArray("readings");
            foreach (Reading reading in readings)
            {
                WriteRow(json, reading);
            }

            json.WriteEndArray();
        }));

    private static void WriteRow(Utf8JsonWriter json, in Reading reading)
    {
        ReadOnlySpan<double?> values = [reading.Temperature?.Value, reading.RelativeHumidity, reading.Shock];
        int count = values.Length;
        while (count > 0 && values[count - 1] is null)
        {
            count--;
        }

        json.WriteStartArray();
        json.WriteNumberValue(reading.Id.Sequence);
        json.WriteStringValue(reading.Time.UtcDateTime);
        foreach (double? value in values[..count])
        {
            if (value is { } number)
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    private static double? Number(JsonElement row, int place) =>
        place < row.GetArrayLength() && row[place].ValueKind != JsonValueKind.Null ? row[place].GetDouble() : null;

    private static string Written(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static T Read<T>(FactRecord fact, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(fact.Payload);
            return read(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"a fact {fact.Kind}: expected its payload, found {fact.Payload} ({fault.Message})"), fault);
        }
    }
}
