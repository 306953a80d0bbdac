using System.Diagnostics;
using TwinGrid.Adapters.Wifi;
using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Bench.Adapters;

/// <summary>
/// Frames of a capture a second, one core: file form, radiotap, 802.11 header, check of every frame and the look for a tag on those of
/// 1 Mb/s. The capture that TWINGRID_WIFI names, or one of made frames of 160 bytes; from memory, so that no disk is measured.
/// </summary>
internal static class WifiFigures
{
    private const int MadeFrames = 800, MadeBytes = 160, Seconds = 2, CaptureLimit = 262_144;

    /// <summary>Measures after a warm-up of the same shape.</summary>
    public static async Task<(string Name, double Value)[]> MeasureAsync(Action<string> onStep)
    {
        onStep("WiFi: frames of a capture");
        string? path = Environment.GetEnvironmentVariable("TWINGRID_WIFI");
        byte[] capture = path is not null && File.Exists(path) ? File.ReadAllBytes(path) : Made(MadeFrames), empty = Made(0);
        var monitor = new WifiMonitor(new WifiOptions());
        for (int i = 0; i < 50; i++)
        {
            await RunAsync(capture, monitor);
        }

        long frames = 0, runs = 0, before = GC.GetTotalAllocatedBytes(precise: true), start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < Seconds)
        {
            frames += await RunAsync(capture, monitor);
            runs++;
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        // A capture's own buffer is paid once a file, whatever its length.
        before = GC.GetTotalAllocatedBytes(precise: true);
        await RunAsync(empty, monitor);
        long once = GC.GetTotalAllocatedBytes(precise: true) - before;
        return
        [
            ("wifi_frames_per_second", Math.Round(frames / seconds)),
            ("wifi_megabytes_per_second", Math.Round(runs * (double)capture.Length / seconds / 1e6, 1)),
            ("wifi_bytes_allocated_per_frame", Math.Round(Math.Max(0, allocated - runs * once) / (double)frames, 2)),
        ];
    }

    private static async Task<long> RunAsync(byte[] capture, WifiMonitor monitor)
    {
        using var stream = new MemoryStream(capture, writable: false);
        var reader = new CaptureReader(stream, "bench");
        while (await reader.ReadAsync(CancellationToken.None))
        {
            monitor.Take(reader.Current);
        }

        return reader.Current.Number;
    }

    private static byte[] Made(int frames)
    {
        var random = new SeededRandom(1);
        var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(0xA1B2C3D4);
        writer.Write(0x00040002);
        writer.Write(0L);
        writer.Write(CaptureLimit);
        writer.Write(LinkTypes.Radiotap);
        for (int i = 0; i < frames; i++)
        {
            byte[] data = [0x08, 0x02, .. Enumerable.Range(0, MadeBytes - 6).Select(_ => (byte)random.NextBits())];
            byte[] packet = [0, 0, 15, 0, 0x2E, 0, 0, 0, 0x10, 2, 0x6C, 9, 0xA0, 0, 0xC3, .. FrameSyndrome.WithCheck(data)];
            writer.Write(1_700_000_000L + i);
            writer.Write(packet.Length);
            writer.Write(packet.Length);
            writer.Write(packet);
        }

        return file.ToArray();
    }
}
