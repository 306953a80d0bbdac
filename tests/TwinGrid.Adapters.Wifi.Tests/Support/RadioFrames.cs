using System.Buffers.Binary;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Adapters.Wifi.Tests.Support;

/// <summary>Frames for tests: with radiotap, with a check, past a tag.</summary>
internal static class RadioFrames
{
    public const string Sender = "02:00:00:00:00:07";

    /// <summary>A data frame from an access point (02:…:07) with a body of random bytes and its check.</summary>
    public static byte[] Data(int bodyBytes, ulong seed, bool isQos = false)
    {
        var random = new SeededRandom(seed);
        byte[] header = [(byte)(isQos ? 0x88 : 0x08), 0x02, 0x3A, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2, 0, 0, 0, 0, 7, 2, 0, 0, 0, 0, 9, 0x50, 0x12];
        return FrameSyndrome.WithCheck([.. header, .. isQos ? [(byte)5, (byte)0] : Array.Empty<byte>(), .. Enumerable.Range(0, bodyBytes).Select(_ => (byte)random.NextBits())]);
    }

    /// <summary>A radiotap header with flags, rate, channel, signal, noise and antenna, and a frame behind it.</summary>
    public static byte[] WithRadiotap(byte[] psdu, byte rate = 2, byte flags = 0x10, sbyte signal = -61, ushort channel = 2412, byte antenna = 0)
    {
        byte[] header = new byte[8 + 9];
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), (ushort)header.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), 1u << 1 | 1u << 2 | 1u << 3 | 1u << 5 | 1u << 6 | 1u << 11);
        (header[8], header[9]) = (flags, rate);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(10), channel);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(12), 0xA0);
        (header[14], header[15], header[16]) = ((byte)signal, unchecked((byte)(sbyte)-95), antenna);
        return [.. header, .. psdu];
    }

    /// <summary>What a receiver has of a frame that a tag turned in the air: through scrambler, differential encoder and back.</summary>
    public static byte[] PastTag(byte[] psdu, TagLayout layout, uint word)
    {
        byte[] phases = DsssFrame.Phases(psdu, LineCoding.Scrambled);
        layout.Flip(phases, word);
        return Bits.Pack(DsssFrame.DecodeBits(phases, LineCoding.Scrambled).AsSpan(PlcpHeader.TotalBits));
    }
}
