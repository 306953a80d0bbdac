using System.Text.Json;
using TwinGrid.Adapters.HttpFeeds.Rows;
using TwinGrid.Adapters.Readers;

namespace TwinGrid.Adapters.HttpFeeds.Impinj;

/// <summary>Events of the Impinj IoT device interface, as its stream and its webhooks send them.</summary>
/// <remarks>
/// <code>
/// { "timestamp": time, "eventType": "tagInventory", "tagInventoryEvent": {
///     "epc": base64url, "epcHex": hexadecimal, "tid": base64url, "tidHex": hexadecimal, "antennaPort": 1, "antennaName": text,
///     "peakRssiCdbm": 1/100 dBm, "frequency": kHz, "transmitPowerCdbm": 1/100 dBm, "phaseAngle": degrees, "lastSeenTime": time } }
/// </code>
/// All members of the inner object can be switched off at the reader. An event without the inner object, such as that an inventory
/// began, tells nothing of a tag.
/// </remarks>
internal static class ImpinjEvents
{
    private const double LargestAngle = 1e6;

    /// <summary>Reads one event.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static void Read(ref Utf8JsonReader json, FeedFields fields, TagNames names)
    {
        JsonFields.Open(ref json);
        DateTimeOffset? told = null;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("timestamp"u8))
            {
                told = JsonFields.Time(ref json, "timestamp");
            }
            else if (json.ValueTextEquals("tagInventoryEvent"u8))
            {
                ReadTag(ref json, fields, names);
            }
            else
            {
                json.Skip();
            }
        }

        fields.Time ??= told;
    }

    private static void ReadTag(ref Utf8JsonReader json, FeedFields fields, TagNames names)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw JsonFields.Wrong(ref json, "tagInventoryEvent", "an object");
        }

        string? epc = null, epcHex = null, tid = null, tidHex = null;
        fields.Kind = FeedItemKind.Read;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("epcHex"u8))
            {
                epcHex = JsonFields.Text(ref json, "epcHex");
            }
            else if (json.ValueTextEquals("epc"u8))
            {
                epc = JsonFields.Text(ref json, "epc");
            }
            else if (json.ValueTextEquals("tidHex"u8))
            {
                tidHex = JsonFields.Text(ref json, "tidHex");
            }
            else if (json.ValueTextEquals("tid"u8))
            {
                tid = JsonFields.Text(ref json, "tid");
            }
            else
            {
                ReadRadio(ref json, fields);
            }
        }

        fields.Tag = epcHex is not null ? TagText.OfHex("epcHex", epcHex, names)
            : epc is not null ? TagText.OfBase64("epc", epc, names)
            : tidHex is not null ? TagText.OfHex("tidHex", tidHex, names)
            : tid is not null ? TagText.OfBase64("tid", tid, names)
            : throw JsonFields.Missing("tagInventoryEvent", "one of epcHex, epc, tidHex and tid");
    }

    private static void ReadRadio(ref Utf8JsonReader json, FeedFields fields)
    {
        if (json.ValueTextEquals("antennaPort"u8))
        {
            fields.Port = (int)(JsonFields.Whole(ref json, "antennaPort", 0, FeedParser.LargestPort) ?? 0);
        }
        else if (json.ValueTextEquals("peakRssiCdbm"u8))
        {
            fields.RssiDbm = JsonFields.Number(ref json, "peakRssiCdbm", -30_000, 10_000) / 100;
        }
        else if (json.ValueTextEquals("frequency"u8))
        {
            fields.FrequencyHz = JsonFields.Number(ref json, "frequency", 1e3, 1e9) * 1e3;
        }
        else if (json.ValueTextEquals("phaseAngle"u8))
        {
            fields.PhaseRadians = JsonFields.Number(ref json, "phaseAngle", -LargestAngle, LargestAngle) * Math.PI / 180;
        }
        else if (json.ValueTextEquals("lastSeenTime"u8))
        {
            fields.Time = JsonFields.Time(ref json, "lastSeenTime");
        }
        else
        {
            json.Skip();
        }
    }
}
