using System.Text.Json;
using TwinGrid.Model;

namespace TwinGrid.Trace.Events;

/// <summary>A reading of a captured event.</summary>
/// <param name="Epc">The thing that was measured, canonical.</param>
/// <param name="Read">The reading; its tag is the EPC.</param>
public readonly record struct CapturedReading(string Epc, SensorRead Read);

/// <summary>Sensor readings of captured events, EPCIS 2.0 section 7.3.7: temperatures and relative humidities of what epcList names, or else of the parent.</summary>
/// <remarks>
/// Reports of one time are one reading. Units are codes of UN/CEFACT Recommendation 20: CEL, FAH and KEL; P1, and A93, which the
/// standard's own example uses. Reports of other types, without a value, or with values that cannot be, are none of ours.
/// </remarks>
public static class CapturedReadings
{
    /// <summary>Source of the readings.</summary>
    public const string Source = "captured";

    private const int MostOfOne = 4096;

    /// <summary>The readings of an event; none when it withdraws one.</summary>
    public static IReadOnlyList<CapturedReading> Of(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (stored.Event.Error is not null || stored.Event.Json.Span.IndexOf("\"sensorElementList\""u8) < 0)
        {
            return [];
        }

        string[] things = [.. stored.Event.Mentions.Where(mention => mention.Role == EpcRole.Epc).Select(mention => mention.Epc).Distinct()];
        if (things.Length == 0)
        {
            things = [.. stored.Event.Mentions.Where(mention => mention.Role == EpcRole.Parent).Select(mention => mention.Epc)];
        }

        var values = new SortedDictionary<DateTimeOffset, (double? Celsius, double? Humidity)>();
        using JsonDocument json = JsonDocument.Parse(stored.Event.Json);
        foreach (JsonElement element in List(json.RootElement, "sensorElementList"))
        {
            DateTimeOffset time = TimeOf(element.TryGetProperty("sensorMetadata", out JsonElement metadata) ? metadata : default) ?? stored.Event.Time;
            foreach (JsonElement report in List(element, "sensorReport"))
            {
                Add(values, report, TimeOf(report) ?? time);
            }
        }

        return
        [
            .. values.Take(MostOfOne).SelectMany((reading, i) => things.Select(thing => new CapturedReading(thing, new SensorRead(
                new ObservationId(Source, stored.Sequence * MostOfOne + i), reading.Key, thing, reading.Value.Celsius, reading.Value.Humidity)))),
        ];
    }

    private static void Add(SortedDictionary<DateTimeOffset, (double? Celsius, double? Humidity)> values, JsonElement report, DateTimeOffset time)
    {
        if (!report.TryGetProperty("value", out JsonElement number) || number.ValueKind != JsonValueKind.Number || !number.TryGetDouble(out double value))
        {
            return;
        }

        (double? celsius, double? humidity) = values.GetValueOrDefault(time);
        switch (Word(report, "type"), Word(report, "uom"))
        {
            case ("Temperature", "CEL") when value is > Celsius.AbsoluteZero and < 1000:
                values[time] = (value, humidity);
                break;
            case ("Temperature", "KEL") when value is > 0 and < 1273:
                values[time] = (Math.Round(value + Celsius.AbsoluteZero, 9), humidity);
                break;
            case ("Temperature", "FAH") when value is > -459.67 and < 1832:
                values[time] = (Celsius.OfFahrenheit(value).Value, humidity);
                break;
            case ("RelativeHumidity", "P1" or "A93") when value is >= 0 and <= 100:
                values[time] = (celsius, value);
                break;
        }
    }

    /// <summary>A word of a vocabulary without what stands before it.</summary>
    private static string Word(JsonElement report, string name)
    {
        string text = report.TryGetProperty(name, out JsonElement word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "";
        return text[(text.LastIndexOfAny([':', '/', '#']) + 1)..];
    }

    private static DateTimeOffset? TimeOf(JsonElement place) =>
        place.ValueKind == JsonValueKind.Object && place.TryGetProperty("time", out JsonElement time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out DateTimeOffset known)
            ? known
            : null;

    private static IEnumerable<JsonElement> List(JsonElement place, string name) =>
        place.ValueKind == JsonValueKind.Object && place.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];
}
