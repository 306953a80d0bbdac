using System.Text.Json;
using TwinGrid.Adapters.HttpFeeds.Rows;
using TwinGrid.Adapters.Readers;

namespace TwinGrid.Adapters.HttpFeeds.Zebra;

/// <summary>Tag data events of the Zebra IoT connector, as readers post them.</summary>
/// <remarks>
/// <code>
/// { "type": "SIMPLE", "INVENTORY", "PORTAL", "CONVEYOR" or "CUSTOM", "timestamp": time,
///   "data": { "idHex": hexadecimal, "eventNum": 12, "antenna": 1, "peakRssi": dBm, "phase": degrees, "channel": MHz,
///             "reads" or "seenCount": 1, "format": "epc", "hostName": text, … } }
/// </code>
/// All but idHex can be missing, as in the SIMPLE mode. Phase and channel are there when each read is reported by itself. The number
/// of an event begins anew when the reader starts, so it helps to know an event again and doesn't name one. An event of another type
/// that has no idHex, such as a heartbeat, tells nothing of a tag.
/// </remarks>
internal static class ZebraEvents
{
    private const double LargestAngle = 1e6;
    private static readonly string[] TagTypes = ["SIMPLE", "INVENTORY", "PORTAL", "CONVEYOR", "CUSTOM"];

    /// <summary>Reads one event.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static void Read(ref Utf8JsonReader json, FeedFields fields, TagNames names)
    {
        JsonFields.Open(ref json);
        string? type = null;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("timestamp"u8))
            {
                fields.Time = JsonFields.Time(ref json, "timestamp");
            }
            else if (json.ValueTextEquals("type"u8))
            {
                type = JsonFields.Text(ref json, "type");
            }
            else if (json.ValueTextEquals("data"u8))
            {
                ReadData(ref json, fields, names);
            }
            else
            {
                json.Skip();
            }
        }

        if (fields.Kind == FeedItemKind.Other && TagTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            throw JsonFields.Missing("data.idHex", "the tag's memory in hexadecimal");
        }
    }

    private static void ReadData(ref Utf8JsonReader json, FeedFields fields, TagNames names)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("idHex"u8))
            {
                fields.Tag = JsonFields.Text(ref json, "idHex") is { } hex ? TagText.OfHex("idHex", hex, names) : null;
                fields.Kind = fields.Tag is null ? FeedItemKind.Other : FeedItemKind.Read;
            }
            else if (json.ValueTextEquals("eventNum"u8))
            {
                fields.EventNumber = JsonFields.Whole(ref json, "eventNum", 0, long.MaxValue) ?? 0;
            }
            else if (json.ValueTextEquals("reads"u8) || json.ValueTextEquals("seenCount"u8))
            {
                fields.Reads = (int?)JsonFields.Whole(ref json, "reads", 1, FeedParser.MostReads);
            }
            else
            {
                ReadRadio(ref json, fields);
            }
        }
    }

    private static void ReadRadio(ref Utf8JsonReader json, FeedFields fields)
    {
        if (json.ValueTextEquals("antenna"u8))
        {
            fields.Port = (int)(JsonFields.Whole(ref json, "antenna", 0, FeedParser.LargestPort) ?? 0);
        }
        else if (json.ValueTextEquals("peakRssi"u8))
        {
            fields.RssiDbm = JsonFields.Number(ref json, "peakRssi", FeedParser.LeastDbm, FeedParser.MostDbm);
        }
        else if (json.ValueTextEquals("channel"u8))
        {
            fields.FrequencyHz = JsonFields.Number(ref json, "channel", 1, 1e6) * 1e6;
        }
        else if (json.ValueTextEquals("phase"u8))
        {
            fields.PhaseRadians = JsonFields.Number(ref json, "phase", -LargestAngle, LargestAngle) * Math.PI / 180;
        }
        else
        {
            json.Skip();
        }
    }
}
