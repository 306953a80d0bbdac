using System.Buffers.Binary;

namespace TwinGrid.Adapters.Llrp.Wire.Reports;

/// <summary>Reads what stands in one TagReportData.</summary>
internal static class TagReportParser
{
    private const uint Impinj = 25882;
    private const int EpcData = 241, Custom = 1023, Epc96Bytes = 12;

    /// <summary>Fills a report from the content of its TagReportData.</summary>
    /// <param name="message">All bytes of the message.</param>
    /// <param name="at">Where the content begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="report">An empty report.</param>
    /// <exception cref="FormatException">The content is inconsistent.</exception>
    public static void Read(ReadOnlySpan<byte> message, int at, int end, ref TagReport report)
    {
        while (at < end)
        {
            var parameter = new RawParameter(message, at, end, "TagReportData");
            ReadOnlySpan<byte> body = message[parameter.Body..parameter.End];
            at = parameter.End;
            switch (parameter.Type)
            {
                case < 128:
                    Short(parameter.Type, body, ref report);
                    break;
                case EpcData:
                    Epc(body, parameter.Body, ref report);
                    break;
                case Custom:
                    Extension(body, parameter.Body, ref report);
                    break;
                default:
                    report.Note(TagReportFields.Other);
                    break;
            }
        }
    }

    private static void Short(int type, ReadOnlySpan<byte> body, ref TagReport report)
    {
        switch (type)
        {
            case 13 when report.Note(TagReportFields.Epc):
                report.Epc = body;
                report.EpcBits = 8 * Epc96Bytes;
                break;
            case 1 when report.Note(TagReportFields.AntennaId):
                report.AntennaId = Word(body);
                break;
            case 2 when report.Note(TagReportFields.FirstSeenUtc):
                report.FirstSeenUtc = BinaryPrimitives.ReadUInt64BigEndian(body);
                break;
            case 3 when report.Note(TagReportFields.FirstSeenUptime):
                report.FirstSeenUptime = BinaryPrimitives.ReadUInt64BigEndian(body);
                break;
            case 4 when report.Note(TagReportFields.LastSeenUtc):
                report.LastSeenUtc = BinaryPrimitives.ReadUInt64BigEndian(body);
                break;
            case 5 when report.Note(TagReportFields.LastSeenUptime):
                report.LastSeenUptime = BinaryPrimitives.ReadUInt64BigEndian(body);
                break;
            case 6 when report.Note(TagReportFields.PeakRssi):
                report.PeakRssiDbm = (sbyte)body[0];
                break;
            case 7 when report.Note(TagReportFields.ChannelIndex):
                report.ChannelIndex = Word(body);
                break;
            case 8 when report.Note(TagReportFields.TagSeenCount):
                report.TagSeenCount = Word(body);
                break;
            case 9 when report.Note(TagReportFields.RoSpecId):
                report.RoSpecId = BinaryPrimitives.ReadUInt32BigEndian(body);
                break;
            case 10 when report.Note(TagReportFields.InventoryParameterSpecId):
                report.InventoryParameterSpecId = Word(body);
                break;
            case 11 when report.Note(TagReportFields.Crc):
                report.Crc = Word(body);
                break;
            case 12 when report.Note(TagReportFields.ProtocolControl):
                report.ProtocolControl = Word(body);
                break;
            case 14 when report.Note(TagReportFields.SpecIndex):
                report.SpecIndex = Word(body);
                break;
            case 16 when report.Note(TagReportFields.AccessSpecId):
                report.AccessSpecId = BinaryPrimitives.ReadUInt32BigEndian(body);
                break;
            case 19 when report.Note(TagReportFields.ExtendedProtocolControl1):
                report.ExtendedProtocolControl1 = Word(body);
                break;
            case 20 when report.Note(TagReportFields.ExtendedProtocolControl2):
                report.ExtendedProtocolControl2 = Word(body);
                break;
            case 15 or 17 or 18 or > 20 or 0:
                report.Note(TagReportFields.Other);
                break;
            default:
                // A value that stood before.
                break;
        }
    }

    // | 16 bits count of bits | as many bits, filled up to a whole byte |
    private static void Epc(ReadOnlySpan<byte> body, int at, ref TagReport report)
    {
        int bits = body.Length < 2 ? -1 : Word(body);
        if (bits < 0 || body.Length != 2 + ((bits + 7) / 8))
        {
            throw LlrpReader.Refusal(at, "EPCData", bits < 0 ? "2 bytes" : $"{2 + ((bits + 7) / 8)} bytes for {bits} bits", $"{body.Length}");
        }

        if (report.Note(TagReportFields.Epc))
        {
            report.Epc = body[2..];
            report.EpcBits = bits;
        }
    }

    // | 32 bits vendor | 32 bits subtype | ... |
    private static void Extension(ReadOnlySpan<byte> body, int at, ref TagReport report)
    {
        if (body.Length < 8)
        {
            throw LlrpReader.Refusal(at, "Custom", "8 bytes of vendor and subtype", $"{body.Length}");
        }

        ReadOnlySpan<byte> content = body[8..];
        if (BinaryPrimitives.ReadUInt32BigEndian(body) != Impinj || content.Length < 2)
        {
            report.Note(TagReportFields.Other);
            return;
        }

        switch (BinaryPrimitives.ReadUInt32BigEndian(body[4..]))
        {
            case 55 when content.Length >= 2 + (2 * Word(content)):
                if (report.Note(TagReportFields.SerializedTid))
                {
                    report.SerializedTid = content.Slice(2, 2 * Word(content));
                }

                break;
            case 56:
                if (report.Note(TagReportFields.PhaseAngle))
                {
                    report.PhaseAngle = Word(content);
                }

                break;
            case 57:
                if (report.Note(TagReportFields.FinePeakRssi))
                {
                    report.PeakRssiCentiDbm = (short)Word(content);
                }

                break;
            case 68:
                if (report.Note(TagReportFields.Doppler))
                {
                    report.DopplerSixteenths = (short)Word(content);
                }

                break;
            case 73:
                if (report.Note(TagReportFields.TransmitPower))
                {
                    report.TransmitPower = Word(content);
                }

                break;
            default:
                report.Note(TagReportFields.Other);
                break;
        }
    }

    private static ushort Word(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
