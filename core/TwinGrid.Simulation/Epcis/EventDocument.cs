using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Simulation.Epcis;

/// <summary>
/// Events of the world as an EPCIS 2.0 document. Events carry no id: who captures them gives each the hash of its content, so that an
/// event which several documents share is captured once.
/// </summary>
public static class EventDocument
{
    private const string Context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

    /// <summary>Writes a document.</summary>
    /// <param name="output">Where to, UTF-8.</param>
    /// <param name="world">The world, for its times.</param>
    /// <param name="created">When the document is made, seconds.</param>
    /// <param name="events">The events, in order.</param>
    /// <param name="isIndented">Whether it is for people.</param>
    public static void Write(IBufferWriter<byte> output, WorldModel world, int created, IEnumerable<WorldEvent> events, bool isIndented = false)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(events);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = isIndented });
        json.WriteStartObject();
        json.WriteStartArray("@context");
        json.WriteStringValue(Context);
        json.WriteEndArray();
        json.WriteString("type", "EPCISDocument");
        json.WriteString("schemaVersion", "2.0");
        json.WriteString("creationDate", Time(world, created));
        json.WriteStartObject("epcisBody");
        json.WriteStartArray("eventList");
        foreach (WorldEvent happening in events)
        {
            Write(json, world, happening);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, WorldModel world, WorldEvent happening)
    {
        json.WriteStartObject();
        json.WriteString("type", happening.Parent is null ? "ObjectEvent" : "AggregationEvent");
        json.WriteString("eventTime", Time(world, happening.Second));
        json.WriteString("eventTimeZoneOffset", "+00:00");
        if (happening.Parent is { } parent)
        {
            json.WriteString("parentID", DigitalLink.Format(parent));
        }

        if (happening.Things.Count > 0)
        {
            json.WriteStartArray(happening.Parent is null ? "epcList" : "childEPCs");
            foreach (EpcIdentity thing in happening.Things)
            {
                json.WriteStringValue(DigitalLink.Format(thing));
            }

            json.WriteEndArray();
        }

        json.WriteString("action", happening.Action.ToString().ToUpperInvariant());
        Word(json, "bizStep", happening.Step);
        Word(json, "disposition", happening.Disposition);
        Place(json, "readPoint", happening.ReadPoint);
        Place(json, "bizLocation", happening.Location);
        if (happening.Lot is { } lot)
        {
            json.WriteStartObject("ilmd");
            json.WriteString("cbvmda:lotNumber", lot);
            json.WriteEndObject();
        }

        if (happening.Sensor is { } sensed)
        {
            Sensor(json, world, sensed);
        }

        json.WriteEndObject();
    }

    private static void Word(Utf8JsonWriter json, string name, string? word)
    {
        if (word is not null)
        {
            json.WriteString(name, word);
        }
    }

    private static void Place(Utf8JsonWriter json, string name, EpcIdentity? place)
    {
        if (place is not null)
        {
            json.WriteStartObject(name);
            json.WriteString("id", DigitalLink.Format(place));
            json.WriteEndObject();
        }
    }

    /// <summary>CEL is the code of UN/CEFACT Recommendation 20 for degrees Celsius.</summary>
    private static void Sensor(Utf8JsonWriter json, WorldModel world, SensedIncident sensed)
    {
        json.WriteStartArray("sensorElementList");
        json.WriteStartObject();
        json.WriteStartObject("sensorMetadata");
        json.WriteString("startTime", Time(world, sensed.Incident.Shared.Start));
        json.WriteString("endTime", Time(world, sensed.Incident.End));
        json.WriteEndObject();
        json.WriteStartArray("sensorReport");
        json.WriteStartObject();
        json.WriteString("type", "Temperature");
        if (sensed.AlarmAt is { } alarm)
        {
            json.WriteString("exception", "ALARM_CONDITION");
            json.WriteString("time", Time(world, alarm));
        }

        json.WriteNumber(sensed.Incident.Rise > 0 ? "maxValue" : "minValue", Math.Round((decimal)sensed.Celsius, 2));
        json.WriteString("uom", "CEL");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string Time(WorldModel world, int second) =>
        world.TimeOf(second).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
