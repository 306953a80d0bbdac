namespace TwinGrid.Signal.Wifi;

/// <summary>
/// The long preamble and header that precede a 1 Mb/s frame (IEEE 802.11-1999, 15.2): 128 ones (SYNC), the start frame delimiter,
/// and SIGNAL, SERVICE and LENGTH under a 16-bit check. All of it is scrambled and sent at 1 Mb/s.
/// </summary>
public static class PlcpHeader
{
    /// <summary>Bits of the preamble: SYNC and SFD, known to every receiver.</summary>
    public const int PreambleBits = 144;

    /// <summary>Bits of preamble and header.</summary>
    public const int TotalBits = 192;

    /// <summary>Largest PSDU that LENGTH can state at 1 Mb/s, in bytes.</summary>
    public const int MostBytes = ushort.MaxValue / 8;

    private const int SyncBits = 128;
    private const ushort StartFrameDelimiter = 0xF3A0;
    private const byte OneMegabit = 0x0A;

    /// <summary>The bits before scrambling, one a byte, in their order on the air.</summary>
    /// <param name="psduBytes">Bytes of the frame, FCS included.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame is empty or longer than LENGTH can state.</exception>
    public static byte[] Encode(int psduBytes)
    {
        if (psduBytes is < 1 or > MostBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(psduBytes), FormattableString.Invariant($"expected 1 to {MostBytes} bytes, found {psduBytes}"));
        }

        var bits = new byte[TotalBits];
        bits.AsSpan(0, SyncBits).Fill(1);
        Put(bits, SyncBits, StartFrameDelimiter, 16);
        Put(bits, PreambleBits, OneMegabit, 8);
        Put(bits, PreambleBits + 16, (uint)psduBytes * 8, 16);
        ushort check = Check(bits.AsSpan(PreambleBits, 32));
        for (int i = 0; i < 16; i++)
        {
            bits[TotalBits - 16 + i] = (byte)((check >> (15 - i)) & 1);
        }

        return bits;
    }

    /// <summary>Reads a header.</summary>
    /// <param name="bits">The 192 descrambled bits of preamble and header.</param>
    /// <param name="psduBytes">Bytes of the frame that follows.</param>
    /// <returns>Whether the delimiter, the rate of 1 Mb/s and the check are all right.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bits, out int psduBytes)
    {
        psduBytes = 0;
        if (bits.Length != TotalBits || Get(bits, SyncBits, 16) != StartFrameDelimiter || Get(bits, PreambleBits, 8) != OneMegabit)
        {
            return false;
        }

        uint check = 0;
        foreach (byte bit in bits[(TotalBits - 16)..])
        {
            check = (check << 1) | bit;
        }

        uint microseconds = Get(bits, PreambleBits + 16, 16);
        psduBytes = (int)(microseconds / 8);
        return check == Check(bits.Slice(PreambleBits, 32)) && psduBytes > 0 && microseconds % 8 == 0;
    }

    /// <summary>The ones' complement of the remainder by x¹⁶ + x¹² + x⁵ + 1, started at all ones (15.2.3.6); x¹⁵ is sent first.</summary>
    internal static ushort Check(ReadOnlySpan<byte> bits)
    {
        uint register = 0xFFFF;
        foreach (byte bit in bits)
        {
            bool feedback = ((register >> 15) & 1) != bit;
            register = (register << 1) & 0xFFFF;
            if (feedback)
            {
                register ^= 0x1021;
            }
        }

        return (ushort)(register ^ 0xFFFF);
    }

    private static void Put(Span<byte> bits, int at, uint value, int count)
    {
        for (int i = 0; i < count; i++)
        {
            bits[at + i] = (byte)((value >> i) & 1);
        }
    }

    private static uint Get(ReadOnlySpan<byte> bits, int at, int count)
    {
        uint value = 0;
        for (int i = 0; i < count; i++)
        {
            value |= (uint)bits[at + i] << i;
        }

        return value;
    }
}
