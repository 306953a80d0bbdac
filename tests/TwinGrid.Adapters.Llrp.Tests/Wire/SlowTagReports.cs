using System.Buffers.Binary;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

/// <summary>Tag reports by the generic codec, the slow and obvious way: the reference for the fast one.</summary>
internal static class SlowTagReports
{
    private const long Impinj = 25882;

    /// <summary>Each report as text, with every value that it has.</summary>
    public static List<string> Of(LlrpMessage message) => [.. message.FindAll("TagReportData").Select(Describe)];

    private static string Describe(LlrpParameter report)
    {
        var values = new List<string>();
        LlrpParameter? epc = report.Parameters.FirstOrDefault(each => each.Name is "EPC_96" or "EPCData");
        if (epc is not null)
        {
            LlrpValue value = epc["EPC"];
            values.Add($"EPC {Convert.ToHexString(value.Bytes.Span)}/{(epc.Name == "EPC_96" ? 96 : value.BitCount)}");
        }

        foreach ((string name, string field) in new[]
        {
            ("ROSpecID", "ROSpecID"), ("SpecIndex", "SpecIndex"), ("InventoryParameterSpecID", "InventoryParameterSpecID"), ("AntennaID", "AntennaID"),
            ("PeakRSSI", "PeakRSSI"), ("ChannelIndex", "ChannelIndex"), ("FirstSeenTimestampUTC", "Microseconds"), ("FirstSeenTimestampUptime", "Microseconds"),
            ("LastSeenTimestampUTC", "Microseconds"), ("LastSeenTimestampUptime", "Microseconds"), ("TagSeenCount", "TagCount"), ("AccessSpecID", "AccessSpecID"),
            ("C1G2_PC", "PC_Bits"), ("C1G2_CRC", "CRC"), ("C1G2_XPCW1", "XPC_W1"), ("C1G2_XPCW2", "XPC_W2"),
        })
        {
            if (report.Find(name) is { } parameter)
            {
                values.Add($"{name} {(ulong)parameter.Number(field)}");
            }
        }

        foreach ((long subtype, string name, bool signed) in new[] { (56L, "Phase", false), (57, "Rssi", true), (68, "Doppler", true), (73, "Power", false) })
        {
            if (Extensions(report, subtype).FirstOrDefault(content => content.Length >= 2) is { } content)
            {
                ushort word = BinaryPrimitives.ReadUInt16BigEndian(content);
                values.Add($"{name} {(signed ? (short)word : word)}");
            }
        }

        if (Extensions(report, 55).FirstOrDefault(content => content.Length >= 2 && content.Length >= 2 + (2 * BinaryPrimitives.ReadUInt16BigEndian(content))) is { } tid)
        {
            values.Add($"Tid {Convert.ToHexString(tid.AsSpan(2, 2 * BinaryPrimitives.ReadUInt16BigEndian(tid)))}");
        }

        return string.Join(", ", values);
    }

    /// <summary>What stands after vendor and subtype in an extension of Impinj's, whether the table could read it or not.</summary>
    private static IEnumerable<byte[]> Extensions(LlrpParameter report, long subtype)
    {
        foreach (LlrpParameter parameter in report.Parameters)
        {
            if (parameter.Definition is { Vendor: { } vendor } known && vendor == Impinj && known.Subtype == subtype)
            {
                yield return LlrpCodec.Encode(LlrpMessage.Of("RO_ACCESS_REPORT", 1).With(parameter))[(LlrpHeader.Size + 12)..];
            }
            else if (parameter.Name == "Custom" && parameter.Number("VendorIdentifier") == Impinj && parameter.Number("ParameterSubtype") == subtype)
            {
                yield return parameter["Data"].Bytes.ToArray();
            }
        }
    }
}
