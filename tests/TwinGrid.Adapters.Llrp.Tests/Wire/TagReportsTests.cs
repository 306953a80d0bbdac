using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Llrp.Wire.Reports;
using static TwinGrid.Adapters.Llrp.Tests.Wire.CodecExampleTests;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

public class TagReportsTests
{
    [Fact]
    public void The_fast_path_gives_what_the_codec_gives_on_any_report() => Laws.Hold(
        AnyLlrp.Reports,
        message => Fast(LlrpCodec.Encode(message)).SequenceEqual(SlowTagReports.Of(message)),
        3000);

    [Fact]
    public void A_report_carries_phase_power_and_Doppler_in_their_units()
    {
        byte[] bytes = LlrpCodec.Encode(LlrpMessage.Of("RO_ACCESS_REPORT", 1).With(
            LlrpParameter.Of("RFSurveyReportData"),
            LlrpParameter.Of("TagReportData").With(
                LlrpParameter.Of("EPCData", ("EPC", LlrpValue.OfBits([0xAB, 0xC0], 12))),
                LlrpParameter.Of("PeakRSSI", ("PeakRSSI", -50)),
                LlrpParameter.Of("ImpinjRFPhaseAngle", ("PhaseAngle", 1024)),
                LlrpParameter.Of("ImpinjPeakRSSI", ("RSSI", -5050)),
                LlrpParameter.Of("ImpinjRFDopplerFrequency", ("DopplerFrequency", -24)),
                LlrpParameter.Of("ImpinjSerializedTID", ("TID", new ushort[] { 0xE280, 0x1160 })),
                LlrpParameter.Of("C1G2ReadOpSpecResult"))));
        TagReports reports = TagReports.In(bytes);
        Assert.True(reports.MoveNext());
        TagReport report = reports.Current;
        Assert.Equal((12, "ABC0"), (report.EpcBits, Convert.ToHexString(report.Epc)));
        Assert.Equal(Math.PI / 2, report.PhaseRadians, 12);
        Assert.Equal((-50.5, -1.5), (report.RssiDbm, report.DopplerHertz));
        Assert.Equal("E2801160", Convert.ToHexString(report.SerializedTid));
        Assert.True(report.Has(TagReportFields.Epc | TagReportFields.PhaseAngle | TagReportFields.Other));
        Assert.False(report.Has(TagReportFields.AntennaId));
        Assert.False(reports.MoveNext());
    }

    [Fact]
    public void Reports_before_a_fault_are_given_before_it_is_refused()
    {
        byte[] bytes = Bytes("043D 0000001C 00000001 00F0 0007 81 0002 00F0 0007 81 0003 00F0 00FF");
        var seen = new List<int>();
        FormatException refusal = Assert.Throws<FormatException>(() =>
        {
            foreach (TagReport report in TagReports.In(bytes))
            {
                seen.Add(report.AntennaId);
            }
        });
        Assert.Equal([2, 3], seen);
        Assert.Equal("offset 26, TagReportData: expected a length of 4 to 4, found 255", refusal.Message);
    }

    [Fact]
    public void Going_through_reports_allocates_nothing()
    {
        byte[] bytes = LlrpCodec.Encode(AnyLlrp.Message("RO_ACCESS_REPORT", 11));
        Count(bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Count(bytes);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int Count(byte[] bytes)
    {
        int count = 0;
        foreach (TagReport report in TagReports.In(bytes))
        {
            count += report.Epc.Length + report.AntennaId;
        }

        return count;
    }

    /// <summary>Each report of the fast path in the words of <see cref="SlowTagReports"/>.</summary>
    internal static List<string> Fast(byte[] bytes)
    {
        var reports = new List<string>();
        foreach (TagReport report in TagReports.In(bytes))
        {
            var values = new List<string>();
            void Add(bool present, string text)
            {
                if (present)
                {
                    values.Add(text);
                }
            }

            Add(report.Has(TagReportFields.Epc), $"EPC {Convert.ToHexString(report.Epc)}/{report.EpcBits}");
            Add(report.Has(TagReportFields.RoSpecId), $"ROSpecID {report.RoSpecId}");
            Add(report.Has(TagReportFields.SpecIndex), $"SpecIndex {report.SpecIndex}");
            Add(report.Has(TagReportFields.InventoryParameterSpecId), $"InventoryParameterSpecID {report.InventoryParameterSpecId}");
            Add(report.Has(TagReportFields.AntennaId), $"AntennaID {report.AntennaId}");
            Add(report.Has(TagReportFields.PeakRssi), $"PeakRSSI {(ulong)report.PeakRssiDbm}");
            Add(report.Has(TagReportFields.ChannelIndex), $"ChannelIndex {report.ChannelIndex}");
            Add(report.Has(TagReportFields.FirstSeenUtc), $"FirstSeenTimestampUTC {report.FirstSeenUtc}");
            Add(report.Has(TagReportFields.FirstSeenUptime), $"FirstSeenTimestampUptime {report.FirstSeenUptime}");
            Add(report.Has(TagReportFields.LastSeenUtc), $"LastSeenTimestampUTC {report.LastSeenUtc}");
            Add(report.Has(TagReportFields.LastSeenUptime), $"LastSeenTimestampUptime {report.LastSeenUptime}");
            Add(report.Has(TagReportFields.TagSeenCount), $"TagSeenCount {report.TagSeenCount}");
            Add(report.Has(TagReportFields.AccessSpecId), $"AccessSpecID {report.AccessSpecId}");
            Add(report.Has(TagReportFields.ProtocolControl), $"C1G2_PC {report.ProtocolControl}");
            Add(report.Has(TagReportFields.Crc), $"C1G2_CRC {report.Crc}");
            Add(report.Has(TagReportFields.ExtendedProtocolControl1), $"C1G2_XPCW1 {report.ExtendedProtocolControl1}");
            Add(report.Has(TagReportFields.ExtendedProtocolControl2), $"C1G2_XPCW2 {report.ExtendedProtocolControl2}");
            Add(report.Has(TagReportFields.PhaseAngle), $"Phase {report.PhaseAngle}");
            Add(report.Has(TagReportFields.FinePeakRssi), $"Rssi {report.PeakRssiCentiDbm}");
            Add(report.Has(TagReportFields.Doppler), $"Doppler {report.DopplerSixteenths}");
            Add(report.Has(TagReportFields.TransmitPower), $"Power {report.TransmitPower}");
            Add(report.Has(TagReportFields.SerializedTid), $"Tid {Convert.ToHexString(report.SerializedTid)}");
            reports.Add(string.Join(", ", values));
        }

        return reports;
    }
}
