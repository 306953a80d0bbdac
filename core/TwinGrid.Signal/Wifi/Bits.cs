namespace TwinGrid.Signal.Wifi;

/// <summary>Bytes as bits in their order on the air: the least bit of each byte first (IEEE 802.11, PSDU of the DSSS PHY).</summary>
public static class Bits
{
    /// <summary>The bit at a place, 0 or 1.</summary>
    public static int At(ReadOnlySpan<byte> bytes, int index) => (bytes[index >> 3] >> (index & 7)) & 1;

    /// <summary>One bit a byte.</summary>
    public static byte[] Unpack(ReadOnlySpan<byte> bytes)
    {
        var bits = new byte[bytes.Length * 8];
        for (int i = 0; i < bits.Length; i++)
        {
            bits[i] = (byte)At(bytes, i);
        }

        return bits;
    }

    /// <summary>The inverse of <see cref="Unpack"/>.</summary>
    /// <param name="bits">Bits, 0 or 1, a multiple of eight of them.</param>
    /// <exception cref="ArgumentException">The last byte is not whole.</exception>
    public static byte[] Pack(ReadOnlySpan<byte> bits)
    {
        if (bits.Length % 8 != 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"expected a multiple of 8 bits, found {bits.Length}"), nameof(bits));
        }

        var bytes = new byte[bits.Length / 8];
        for (int i = 0; i < bits.Length; i++)
        {
            bytes[i >> 3] |= (byte)((bits[i] & 1) << (i & 7));
        }

        return bytes;
    }
}
