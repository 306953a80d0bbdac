using System.Diagnostics;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;

namespace TwinGrid.Bench.Adapters;

/// <summary>
/// Whole sessions over the loopback interface: an emulated reader with 200 tags and four antennas, each read with phase, power and Doppler
/// shift a report of its own, and the client that makes observations of them. Both run in this process and share its processors.
/// </summary>
internal static class SessionFigures
{
    private const int Tags = 200, Antennas = 4, Slow = 1000;
    private static readonly TimeSpan Warmth = TimeSpan.FromSeconds(2), Span = TimeSpan.FromSeconds(5);

    /// <summary>Measures reads a second at full speed, and the share of one processor at a thousand reads a second and with no tag at all.</summary>
    /// <param name="progress">Told what is being measured.</param>
    /// <returns>Rows to print.</returns>
    public static async Task<(string Name, double Value)[]> MeasureAsync(Action<string> progress)
    {
        progress("an LLRP session at full speed");
        (double fastest, double fastestShare, double bytes) = await RunAsync(Tags, 0);
        progress($"an LLRP session at {Slow} reads a second");
        (double slow, double slowShare, _) = await RunAsync(Tags, Slow);
        progress("an LLRP session without tags");
        (_, double idleShare, _) = await RunAsync(0, Slow);
        return
        [
            ("llrp_session_reads_per_second", Math.Round(fastest)),
            ("llrp_session_processor_us_per_read", Math.Round(fastestShare / fastest * 1e6, 2)),
            ("llrp_session_bytes_per_read", Math.Round(bytes, 1)),
            ("llrp_session_slow_reads_per_second", Math.Round(slow)),
            ("llrp_session_slow_processor_share", Math.Round(slowShare, 4)),
            ("llrp_session_idle_processor_share", Math.Round(idleShare, 4)),
        ];
    }

    private static async Task<(double PerSecond, double ProcessorShare, double BytesEach)> RunAsync(int tags, double rate)
    {
        TimeProvider time = TimeProvider.System;
        await using var emulator = new LlrpEmulator(new EmulatorOptions { Port = 0, Tags = tags, Antennas = Antennas, Rate = rate }, time);
        var reader = new LlrpReader(
            new LlrpOptions
            {
                Name = "bench",
                Host = "127.0.0.1",
                Port = emulator.Port,
                Antennas = [.. emulator.Room.Antennas.Select((place, index) => new AntennaPlan(index + 1, place))],
            },
            time);
        using var ending = new CancellationTokenSource();
        Task reading = DrainAsync(reader, ending.Token);
        await Task.Delay(Warmth, time, CancellationToken.None);
        using var process = Process.GetCurrentProcess();
        long start = time.GetTimestamp(), reads = reader.Health.Reads, bytes = GC.GetTotalAllocatedBytes();
        TimeSpan processor = process.TotalProcessorTime;
        await Task.Delay(Span, time, CancellationToken.None);
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        double share = (process.TotalProcessorTime - processor).TotalSeconds / seconds;
        long taken = reader.Health.Reads - reads;
        double each = taken > 0 ? (GC.GetTotalAllocatedBytes() - bytes) / (double)taken : 0;
        await ending.CancelAsync();
        await reading;
        return (taken / seconds, share, each);
    }

    private static async Task DrainAsync(LlrpReader reader, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ObservationBatch batch in reader.ReadAsync(cancellationToken))
            {
                GC.KeepAlive(batch);
            }
        }
        catch (OperationCanceledException)
        {
            // Measured long enough.
        }
    }
}
