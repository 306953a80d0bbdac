using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Tests.Emulator;

public class ReportWriterTests
{
    private static readonly byte[] Epc = Convert.FromHexString("3034257BF7194E4000001A85");
    private static readonly EmulatedRead Read = new(0, 3, 17, 4095, -5512, -20, 1);

    [Fact]
    public void Everything_at_once_is_what_the_codec_writes()
    {
        var content = new ReportContent
        {
            RoSpecId = 77, SpecIndex = 2, InventoryParameterSpecId = 9,
            HasRoSpecId = true, HasSpecIndex = true, HasInventoryParameterSpecId = true, HasAntenna = true, HasChannel = true, HasPeakRssi = true,
            HasFirstSeen = true, HasLastSeen = true, HasCount = true, HasPc = true, HasCrc = true, HasAccessSpecId = true,
            HasPhase = true, HasFineRssi = true, HasDoppler = true,
        };
        const ulong Time = 1_800_000_000_123_456;
        LlrpMessage expected = LlrpMessage.Of("RO_ACCESS_REPORT", 8).With(LlrpParameter.Of("TagReportData").With(
            LlrpParameter.Of("EPC_96", ("EPC", Epc)),
            LlrpParameter.Of("ROSpecID", ("ROSpecID", 77)),
            LlrpParameter.Of("SpecIndex", ("SpecIndex", 2)),
            LlrpParameter.Of("InventoryParameterSpecID", ("InventoryParameterSpecID", 9)),
            LlrpParameter.Of("AntennaID", ("AntennaID", 3)),
            LlrpParameter.Of("PeakRSSI", ("PeakRSSI", -55)),
            LlrpParameter.Of("ChannelIndex", ("ChannelIndex", 17)),
            LlrpParameter.Of("FirstSeenTimestampUTC", ("Microseconds", (long)Time)),
            LlrpParameter.Of("LastSeenTimestampUTC", ("Microseconds", (long)Time)),
            LlrpParameter.Of("TagSeenCount", ("TagCount", 1)),
            LlrpParameter.Of("C1G2_PC", ("PC_Bits", 0x3000)),
            LlrpParameter.Of("C1G2_CRC", ("CRC", Crc())),
            LlrpParameter.Of("AccessSpecID", ("AccessSpecID", 0)),
            LlrpParameter.Of("ImpinjRFPhaseAngle", ("PhaseAngle", 4095)),
            LlrpParameter.Of("ImpinjPeakRSSI", ("RSSI", -5512)),
            LlrpParameter.Of("ImpinjRFDopplerFrequency", ("DopplerFrequency", -20))));
        var writer = new ReportWriter(content);
        writer.Add(Read, Epc, (long)Time);
        Assert.Equal(Convert.ToHexString(LlrpCodec.Encode(expected)), Convert.ToHexString(writer.Finish(1, 8).Span));
        Assert.Equal(0, writer.Count);
    }

    [Fact]
    public void Many_reads_of_little_content_come_back_from_the_codec_and_uptimes_as_such()
    {
        var writer = new ReportWriter(new ReportContent { HasLastSeen = true, IsUptime = true, HasUnknown = true });
        for (int i = 0; i < 1000; i++)
        {
            writer.Add(Read, Epc, i);
        }

        LlrpMessage message = LlrpCodec.Decode(writer.Finish(2, 1).Span);
        Assert.Equal(2, message.Version);
        Assert.Equal(Enumerable.Range(0, 1000).Select(time => (long)time), message.FindAll("TagReportData").Select(read => read.Require("LastSeenTimestampUptime").Number("Microseconds")));
    }

    // The checksum again, bit by bit over the whole word string (EPC UHF Gen2, annex F).
    private static int Crc()
    {
        int crc = 0xFFFF;
        foreach (byte part in new byte[] { 0x30, 0x00 }.Concat(Epc))
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                bool carry = ((crc >> 15) ^ (part >> bit & 1)) == 1;
                crc = (crc << 1 & 0xFFFF) ^ (carry ? 0x1021 : 0);
            }
        }

        return ~crc & 0xFFFF;
    }
}
