using TwinGrid.Adapters.Wifi.Pcap;

namespace TwinGrid.Adapters.Wifi.Tests.Support;

/// <summary>Reads captures that stand in memory.</summary>
internal static class Reading
{
    /// <summary>All packets, their bytes copied.</summary>
    public static List<CapturedPacket> Packets(byte[] capture, string name = "test.pcap", int chunk = int.MaxValue)
    {
        using var stream = new Dribble(capture, chunk);
        var reader = new CaptureReader(stream, name);
        var packets = new List<CapturedPacket>();
        while (Now(reader.ReadAsync(CancellationToken.None)))
        {
            packets.Add(reader.Current with { Data = reader.Current.Data.ToArray() });
        }

        return packets;
    }

    /// <summary>Walks a capture and keeps nothing.</summary>
    public static long Count(byte[] capture)
    {
        using var stream = new MemoryStream(capture, writable: false);
        var reader = new CaptureReader(stream, "test.pcap");
        while (Now(reader.ReadAsync(CancellationToken.None)))
        {
        }

        return reader.Current.Number;
    }

    /// <summary>The outcome of reading from memory, which never waits.</summary>
    public static bool Now(ValueTask<bool> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Gives at most so many bytes a read, as a pipe does.</summary>
    private sealed class Dribble(byte[] bytes, int chunk) : MemoryStream(bytes, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
    }
}
