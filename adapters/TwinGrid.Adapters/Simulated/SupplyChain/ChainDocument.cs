using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>Writes events of a chain as an EPCIS 2.0 document in JSON-LD.</summary>
internal static class ChainDocument
{
    private const string Context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
    private const string ShelfLife = "2028-12-31";

    /// <summary>The document, UTF-8.</summary>
    /// <param name="created">When it was written.</param>
    /// <param name="events">Its events, in order.</param>
    public static ReadOnlyMemory<byte> Of(DateTimeOffset created, IReadOnlyList<ChainEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("@context");
            json.WriteStringValue(Context);
            json.WriteEndArray();
            json.WriteString("type", "EPCISDocument");
            json.WriteString("schemaVersion", "2.0");
            json.WriteString("creationDate", Text(created));
            json.WriteStartObject("epcisBody");
            json.WriteStartArray("eventList");
            foreach (ChainEvent happening in events)
            {
                Write(json, happening);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, ChainEvent happening)
    {
        bool isAggregation = happening.Container is not null;
        string Name(EpcIdentity thing) => happening.IsInUrns ? EpcUri.Format(thing) : DigitalLink.Format(thing);
        json.WriteStartObject();
        json.WriteString("type", isAggregation ? "AggregationEvent" : "ObjectEvent");
        json.WriteString("eventID", happening.Id);
        json.WriteString("eventTime", Text(happening.Time));
        json.WriteString("eventTimeZoneOffset", "+00:00");
        if (happening.Withdrawal is { } withdrawal)
        {
            json.WriteStartObject("errorDeclaration");
            json.WriteString("declarationTime", Text(withdrawal.Time));
            json.WriteString("reason", "incorrect_data");
            json.WriteStartArray("correctiveEventIDs");
            json.WriteStringValue(withdrawal.CorrectiveEvent);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (happening.Container is { } container)
        {
            json.WriteString("parentID", Name(container));
        }

        json.WriteStartArray(isAggregation ? "childEPCs" : "epcList");
        foreach (EpcIdentity thing in happening.Things)
        {
            json.WriteStringValue(Name(thing));
        }

        json.WriteEndArray();
        json.WriteString("action", happening.Action);
        json.WriteString("bizStep", happening.Step);
        if (happening.Disposition is { } disposition)
        {
            json.WriteString("disposition", disposition);
        }

        WritePlace(json, "readPoint", Name(happening.ReadPoint));
        if (happening.Location is { } location)
        {
            WritePlace(json, "bizLocation", Name(location));
        }

        if (happening.Transaction is { } transaction)
        {
            json.WriteStartArray("bizTransactionList");
            json.WriteStartObject();
            json.WriteString("type", transaction.Type);
            json.WriteString("bizTransaction", transaction.Name);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (happening.Lot is { } lot)
        {
            json.WriteStartObject("ilmd");
            json.WriteString("cbvmda:lotNumber", lot);
            json.WriteString("cbvmda:itemExpirationDate", ShelfLife);
            json.WriteEndObject();
        }

        if (happening.Sensor is { } sensor)
        {
            WriteSensor(json, sensor, Name(sensor.Device));
        }

        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, string name, string id)
    {
        json.WriteStartObject(name);
        json.WriteString("id", id);
        json.WriteEndObject();
    }

    private static void WriteSensor(Utf8JsonWriter json, SensorSummary sensor, string device)
    {
        json.WriteStartArray("sensorElementList");
        json.WriteStartObject();
        json.WriteStartObject("sensorMetadata");
        json.WriteString("startTime", Text(sensor.From));
        json.WriteString("endTime", Text(sensor.Until));
        json.WriteString("deviceID", device);
        json.WriteEndObject();
        json.WriteStartArray("sensorReport");
        json.WriteStartObject();
        json.WriteString("type", "Temperature");
        json.WriteNumber("minValue", Math.Round(sensor.Least, 1));
        json.WriteNumber("maxValue", Math.Round(sensor.Most, 1));
        json.WriteNumber("meanValue", Math.Round(sensor.Mean, 2));
        json.WriteString("uom", "CEL");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
