using System.Numerics;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Tests.Wifi;

/// <summary>Frames for tests, and what a receiver makes of them without noise.</summary>
internal static class Frames
{
    public static byte[] Random(int length, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)random.NextBits())];
    }

    /// <summary>A frame of random data with its FCS.</summary>
    public static byte[] Checked(int psduBytes, ulong seed) => FrameSyndrome.WithCheck(Random(psduBytes - 4, seed));

    /// <summary>Sends a frame past a tag and receives it without noise.</summary>
    public static byte[] Backscatter(byte[] psdu, TagLayout layout, ReadOnlySpan<byte> word, LineCoding coding)
    {
        byte[] phases = DsssFrame.Phases(psdu, coding);
        layout.Flip(phases, word);
        return Bits.Pack(DsssFrame.DecodeBits(phases, coding).AsSpan(PlcpHeader.TotalBits));
    }

    public static byte[] Backscatter(byte[] psdu, TagLayout layout, uint word, LineCoding coding) =>
        Backscatter(psdu, layout, [.. Enumerable.Range(0, layout.Bits.Length).Select(j => (byte)(word >> j & 1))], coding);

    /// <summary>Sends a frame past a tag with noise on the despread symbols.</summary>
    public static Complex[] Noisy(byte[] psdu, TagLayout layout, uint word, double bitEnergyToNoise, ulong seed, LineCoding coding = LineCoding.Scrambled)
    {
        byte[] phases = DsssFrame.Phases(psdu, coding);
        layout.Flip(phases, word);
        return DsssModem.DespreadSymbols(phases, bitEnergyToNoise, new SeededRandom(seed));
    }
}
