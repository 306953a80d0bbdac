using System.Text.Json;
using TwinGrid.Adapters.HttpFeeds.Rows;
using TwinGrid.Adapters.Readers;

namespace TwinGrid.Adapters.HttpFeeds.Plain;

/// <summary>The rows of docs/http-feeds.md: a read of a tag or a reading of a sensor, in the units of observations.</summary>
/// <remarks>
/// A row names its thing by exactly one of <c>epc</c>, <c>tag</c> and <c>object</c>, and has a <c>time</c>. With <c>antenna, rssi,
/// frequency, phase, count, doppler</c> it is a read, with <c>temperature, humidity, shock</c> a reading. With none of them it is a
/// read where it names an <c>epc</c>, and else a reading that says that there was no value. Other members are refused: a misspelt
/// one must not be lost.
/// </remarks>
internal static class PlainRows
{
    private const string Members =
        "epc, tag or object; time, source, sequence; antenna, rssi, frequency, phase, count, doppler; temperature, humidity, shock";

    /// <summary>Reads one row.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static void Read(ref Utf8JsonReader json, FeedFields fields, TagNames names)
    {
        JsonFields.Open(ref json);
        bool hasEpc = false, isRead = false, isReading = false;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("epc"u8))
            {
                hasEpc = Named(fields, JsonFields.Text(ref json, "epc") is { } epc ? TagText.OfEpc("epc", epc, names) : null) || hasEpc;
            }
            else if (json.ValueTextEquals("tag"u8) || json.ValueTextEquals("object"u8))
            {
                Named(fields, JsonFields.Text(ref json, "tag"));
            }
            else if (ReadIdentity(ref json, fields))
            {
                continue;
            }
            else if (ReadRadio(ref json, fields))
            {
                isRead = true;
            }
            else if (ReadSensor(ref json, fields))
            {
                isReading = true;
            }
            else
            {
                throw JsonFields.Wrong(ref json, "a row", $"members {Members}");
            }
        }

        if (isRead && isReading)
        {
            throw new FormatException("expected a read or a reading, found members of both");
        }

        fields.Kind = isRead || (hasEpc && !isReading) ? FeedItemKind.Read : FeedItemKind.Reading;
    }

    private static bool Named(FeedFields fields, string? name)
    {
        if (name is not null && fields.Tag is not null)
        {
            throw new FormatException("expected one of epc, tag and object, found two");
        }

        fields.Tag ??= name;
        return name is not null;
    }

    private static bool ReadIdentity(ref Utf8JsonReader json, FeedFields fields)
    {
        if (json.ValueTextEquals("time"u8))
        {
            fields.Time = JsonFields.Time(ref json, "time");
        }
        else if (json.ValueTextEquals("source"u8))
        {
            fields.Source = JsonFields.Text(ref json, "source");
        }
        else if (json.ValueTextEquals("sequence"u8))
        {
            fields.Sequence = JsonFields.Whole(ref json, "sequence", 1, long.MaxValue);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool ReadRadio(ref Utf8JsonReader json, FeedFields fields)
    {
        if (json.ValueTextEquals("antenna"u8))
        {
            fields.Port = (int)(JsonFields.Whole(ref json, "antenna", 0, FeedParser.LargestPort) ?? 0);
        }
        else if (json.ValueTextEquals("rssi"u8))
        {
            fields.RssiDbm = JsonFields.Number(ref json, "rssi", FeedParser.LeastDbm, FeedParser.MostDbm);
        }
        else if (json.ValueTextEquals("frequency"u8))
        {
            fields.FrequencyHz = JsonFields.Number(ref json, "frequency", 1e6, 1e12);
        }
        else if (json.ValueTextEquals("phase"u8))
        {
            fields.PhaseRadians = JsonFields.Number(ref json, "phase", -1e6, 1e6);
        }
        else if (json.ValueTextEquals("count"u8))
        {
            fields.Reads = (int?)JsonFields.Whole(ref json, "count", 1, FeedParser.MostReads);
        }
        else if (json.ValueTextEquals("doppler"u8))
        {
            fields.DopplerHz = JsonFields.Number(ref json, "doppler", -1e6, 1e6);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool ReadSensor(ref Utf8JsonReader json, FeedFields fields)
    {
        if (json.ValueTextEquals("temperature"u8))
        {
            fields.TemperatureCelsius = JsonFields.Number(ref json, "temperature", double.MinValue, double.MaxValue);
        }
        else if (json.ValueTextEquals("humidity"u8))
        {
            fields.RelativeHumidity = JsonFields.Number(ref json, "humidity", double.MinValue, double.MaxValue);
        }
        else if (json.ValueTextEquals("shock"u8))
        {
            fields.Shock = JsonFields.Number(ref json, "shock", double.MinValue, double.MaxValue);
        }
        else
        {
            return false;
        }

        return true;
    }
}
