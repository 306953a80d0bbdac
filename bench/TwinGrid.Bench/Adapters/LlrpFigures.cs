using System.Diagnostics;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Llrp.Wire.Reports;

namespace TwinGrid.Bench.Adapters;

/// <summary>
/// Speed of reading LLRP tag reports on one core: the fast path, and beside it in the same run the generic codec that is its reference.
/// The messages hold 20 reports each, as an Impinj reader sends them with phase, fine power and Doppler.
/// </summary>
internal static class LlrpFigures
{
    private const int ReportsInMessage = 20, Messages = 500, Rounds = 5;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);

    /// <summary>Measures both; the figure is the median of five rounds of a second each.</summary>
    /// <param name="progress">Told what is being measured.</param>
    /// <returns>Rows to print.</returns>
    public static (string Name, double Value)[] Measure(Action<string> progress)
    {
        byte[][] messages = [.. Enumerable.Range(0, Messages).Select(Message)];
        progress("LLRP tag reports, fast path");
        (double fast, double fastBytes) = Rate(messages, Fast);
        progress("LLRP tag reports, generic codec");
        (double generic, double genericBytes) = Rate(messages, Generic);
        return
        [
            ("llrp_tag_reports_per_second", Math.Round(fast)),
            ("llrp_bytes_allocated_per_report", Math.Round(fastBytes, 4)),
            ("llrp_generic_tag_reports_per_second", Math.Round(generic)),
            ("llrp_generic_bytes_allocated_per_report", Math.Round(genericBytes, 1)),
            ("llrp_fast_over_generic", Math.Round(fast / generic, 1)),
        ];
    }

    private static (double PerSecond, double BytesEach) Rate(byte[][] messages, Func<byte[], long> read)
    {
        Once(messages, read);
        var rates = new List<double>();
        long reports = 0, before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Rounds; round++)
        {
            long count = 0, start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < Span)
            {
                Once(messages, read);
                count += Messages * ReportsInMessage;
            }

            rates.Add(count / Stopwatch.GetElapsedTime(start).TotalSeconds);
            reports += count;
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return (rates.Order().ElementAt(Rounds / 2), (double)bytes / reports);
    }

    private static void Once(byte[][] messages, Func<byte[], long> read)
    {
        foreach (byte[] message in messages)
        {
            read(message);
        }
    }

    private static long Fast(byte[] message)
    {
        long sum = 0;
        foreach (TagReport report in TagReports.In(message))
        {
            sum += report.Epc[^1] + report.AntennaId + report.PhaseAngle + report.PeakRssiCentiDbm + report.DopplerSixteenths + report.ChannelIndex + (long)report.FirstSeenUtc;
        }

        return sum;
    }

    private static long Generic(byte[] message)
    {
        long sum = 0;
        foreach (LlrpParameter report in LlrpCodec.Decode(message).FindAll("TagReportData"))
        {
            sum += report.Require("EPC_96")["EPC"].Bytes.Span[^1] + report.Require("AntennaID").Number("AntennaID") + report.Require("ImpinjRFPhaseAngle").Number("PhaseAngle")
                + report.Require("ImpinjPeakRSSI").Number("RSSI") + report.Require("ImpinjRFDopplerFrequency").Number("DopplerFrequency")
                + report.Require("ChannelIndex").Number("ChannelIndex") + report.Require("FirstSeenTimestampUTC").Number("Microseconds");
        }

        return sum;
    }

    private static byte[] Message(int number) => LlrpCodec.Encode(LlrpMessage.Of("RO_ACCESS_REPORT", (uint)number).With(
        [.. Enumerable.Range(number * ReportsInMessage, ReportsInMessage).Select(Report)]));

    private static LlrpParameter Report(int number) => LlrpParameter.Of("TagReportData").With(
        LlrpParameter.Of("EPC_96", ("EPC", new byte[] { 0x30, 0x08, 0x33, 0xB2, 0xDD, 0xD9, 1, 0x40, 0, 0, (byte)(number >> 8), (byte)number })),
        LlrpParameter.Of("ROSpecID", ("ROSpecID", 1)),
        LlrpParameter.Of("AntennaID", ("AntennaID", 1 + (number % 4))),
        LlrpParameter.Of("PeakRSSI", ("PeakRSSI", -40 - (number % 30))),
        LlrpParameter.Of("ChannelIndex", ("ChannelIndex", 1 + (number % 50))),
        LlrpParameter.Of("FirstSeenTimestampUTC", ("Microseconds", 1_600_000_000_000_000L + number)),
        LlrpParameter.Of("LastSeenTimestampUTC", ("Microseconds", 1_600_000_000_000_100L + number)),
        LlrpParameter.Of("TagSeenCount", ("TagCount", 1)),
        LlrpParameter.Of("ImpinjRFPhaseAngle", ("PhaseAngle", number % 4096)),
        LlrpParameter.Of("ImpinjPeakRSSI", ("RSSI", -4000 - (number % 3000))),
        LlrpParameter.Of("ImpinjRFDopplerFrequency", ("DopplerFrequency", (number % 200) - 100)));
}
