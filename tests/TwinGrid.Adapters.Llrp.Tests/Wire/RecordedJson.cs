using System.Buffers.Binary;
using System.Text.Json;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

/// <summary>
/// Compares a decoded message with the JSON that EdgeX's device-rfid-llrp-go writes of it. There an object has its fields first, in the
/// standard's order but under other names, then its parameters; a parameter of one field is that field's value, one that may repeat an
/// array, one left out null, and a choice has all its branches, those not taken empty.
/// </summary>
internal static class RecordedJson
{
    /// <summary>Names there that are neither the standard's nor its plural.</summary>
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["ReceiveSensitivities"] = ["ReceiveSensitivityTableEntry"],
        ["TransmitPowerLevels"] = ["TransmitPowerLevelTableEntry"],
        ["C1G2RFModes"] = ["C1G2UHFRFModeTable"],
        ["UHFC1G2RFModeTableEntries"] = ["C1G2UHFRFModeTableEntry"],
        ["StartTrigger"] = ["ROSpecStartTrigger"],
        ["StopTrigger"] = ["ROSpecStopTrigger", "AISpecStopTrigger"],
        ["PeriodicTrigger"] = ["PeriodicTriggerValue"],
        ["GPITrigger"] = ["GPITriggerValue"],
        ["Trigger"] = ["RFSurveySpecStopTrigger", "AccessSpecStopTrigger"],
        ["FirstSeenUTC"] = ["FirstSeenTimestampUTC"],
        ["FirstSeenUptime"] = ["FirstSeenTimestampUptime"],
        ["LastSeenUTC"] = ["LastSeenTimestampUTC"],
        ["LastSeenUptime"] = ["LastSeenTimestampUptime"],
        ["SingulationDetails"] = ["C1G2SingulationDetails"],
        ["Filters"] = ["C1G2Filter"],
        ["RFControl"] = ["C1G2RFControl"],
        ["SingulationControl"] = ["C1G2SingulationControl"],
        ["TagInventoryMask"] = ["C1G2TagInventoryMask"],
        ["AwareFilterAction"] = ["C1G2TagInventoryStateAwareFilterAction"],
        ["UnawareFilterAction"] = ["C1G2TagInventoryStateUnawareFilterAction"],
        ["InvAwareAction"] = ["C1G2TagInventoryStateAwareSingulationAction"],
        ["TagPattern1"] = ["C1G2TargetTag"],
        ["TagPattern2"] = ["C1G2TargetTag"],
    };

    /// <summary>Everything in which a message and its JSON differ.</summary>
    public static List<string> Differences(LlrpElement element, JsonElement json, string place = "")
    {
        var faults = new List<string>();
        place += "/" + element.Name;
        if (json.ValueKind != JsonValueKind.Object)
        {
            Field(element.Definition!.Fields.First(field => field.Name.Length > 0), element.Values[0], json, place, faults);
            return faults;
        }

        var properties = new Queue<JsonProperty>(json.EnumerateObject());
        Fields(element, properties, place, faults);
        var left = element.Parameters.ToList();
        foreach (JsonProperty property in properties)
        {
            foreach (JsonElement value in property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().ToArray() : [property.Value])
            {
                LlrpParameter? parameter = left.FirstOrDefault(each => IsNamed(each, property.Name));
                if (parameter is null)
                {
                    Expect(IsEmpty(value), place, property.Name, "none", value.ToString(), faults);
                    continue;
                }

                if (value.ValueKind != JsonValueKind.Null)
                {
                    left.Remove(parameter);
                    faults.AddRange(property.Name == "Custom" ? Custom(parameter, value, place) : Differences(parameter, value, place));
                }
            }
        }

        faults.AddRange(left.Select(parameter => $"{place}: {parameter} is not in the JSON"));
        return faults;
    }

    private static void Fields(LlrpElement element, Queue<JsonProperty> properties, string place, List<string> faults)
    {
        if (element.Name == "C1G2_PC")
        {
            // There the 16 bits are five values: 5 bits of length, three flags, 8 bits of attributes.
            JsonElement[] parts = [.. properties.Select(property => property.Value)];
            properties.Clear();
            long bits = (parts[0].GetInt64() << 11) | (Flag(parts[1]) << 10) | (Flag(parts[2]) << 9) | (Flag(parts[3]) << 8) | parts[4].GetInt64();
            Expect(bits == element.Number("PC_Bits"), place, "PC_Bits", $"{element.Number("PC_Bits")}", $"{bits}", faults);
            return;
        }

        for (int i = 0; i < element.Values.Length; i++)
        {
            LlrpField field = element.Definition!.Fields[i];
            // It leaves out the last field of a few, such as the SpecIndex of an RFSurveyEvent.
            if (field.Kind == LlrpFieldKind.Reserved || properties.Count == 0)
            {
                continue;
            }

            JsonElement value = properties.Dequeue().Value;
            if (field.Kind == LlrpFieldKind.BitVector)
            {
                Expect(value.GetInt32() == element.Values[i].BitCount, place, field.Name, $"{element.Values[i].BitCount} bits", value.ToString(), faults);
                value = properties.Dequeue().Value;
            }

            Field(field, element.Values[i], value, place, faults);
        }
    }

    private static void Field(LlrpField field, LlrpValue ours, JsonElement theirs, string place, List<string> faults)
    {
        string value = (field.Kind, theirs.ValueKind) switch
        {
            (_, JsonValueKind.Null) => string.Empty,
            (_, JsonValueKind.True or JsonValueKind.False) => $"{Flag(theirs)}",
            (_, JsonValueKind.Array) => string.Join(' ', theirs.EnumerateArray().Select(each => each.GetInt64())),
            (LlrpFieldKind.Text, _) => theirs.GetString()!,
            (_, JsonValueKind.String) => Convert.ToHexString(theirs.GetBytesFromBase64()),
            (LlrpFieldKind.Natural, _) => $"{(long)theirs.GetUInt64()}",
            _ => $"{theirs.GetInt64()}",
        };
        string own = field.Kind switch
        {
            LlrpFieldKind.Text => ours.Text,
            LlrpFieldKind.BitVector => Convert.ToHexString(ours.Bytes.Span),
            LlrpFieldKind.ByteVector when theirs.ValueKind == JsonValueKind.Array => string.Join(' ', ours.Bytes.ToArray()),
            _ => ours.ToString(),
        };
        Expect(own == value, place, field.Name, own, value, faults);
    }

    private static List<string> Custom(LlrpParameter parameter, JsonElement json, string place)
    {
        // Vendor, subtype and what follows them, whether or not our table knows the extension.
        byte[] bytes = LlrpCodec.Encode(LlrpMessage.Of("RO_ACCESS_REPORT", 0).With(parameter))[(LlrpHeader.Size + 4)..];
        JsonElement[] theirs = [.. json.EnumerateObject().Select(property => property.Value)];
        byte[] value = new byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(value, theirs[0].GetUInt32());
        BinaryPrimitives.WriteUInt32BigEndian(value.AsSpan(4), theirs[1].GetUInt32());
        value = [.. value, .. theirs[2].ValueKind == JsonValueKind.Null ? [] : theirs[2].GetBytesFromBase64()];
        var faults = new List<string>();
        Expect(bytes.AsSpan().SequenceEqual(value), place, parameter.Name, Convert.ToHexString(bytes), Convert.ToHexString(value), faults);
        return faults;
    }

    private static bool IsNamed(LlrpParameter parameter, string name)
    {
        string own = parameter.Name.Replace("_", string.Empty, StringComparison.Ordinal);
        return name == "Custom" ? parameter.Type == LlrpDefinition.CustomType
            : Names.TryGetValue(name, out string[]? names) ? names.Contains(parameter.Name)
            : string.Equals(own, name, StringComparison.OrdinalIgnoreCase) || string.Equals(own + "s", name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(own[..^1] + "ies", name, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsEmpty(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().All(property => IsEmpty(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().All(IsEmpty),
        JsonValueKind.Number => json.GetRawText() == "0",
        JsonValueKind.String => json.GetString()!.All(letter => letter is 'A' or '='),
        JsonValueKind.True => false,
        _ => true,
    };

    private static long Flag(JsonElement json) => json.ValueKind == JsonValueKind.True ? 1 : json.ValueKind == JsonValueKind.False ? 0 : json.GetInt64();

    private static void Expect(bool holds, string place, string what, string ours, string theirs, List<string> faults)
    {
        if (!holds)
        {
            faults.Add($"{place}/{what}: ours {ours}, theirs {theirs}");
        }
    }
}
