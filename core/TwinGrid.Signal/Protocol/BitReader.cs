namespace TwinGrid.Signal.Protocol;

/// <summary>Reads fields from a run of bits, most significant bit first; the caller has checked the length.</summary>
internal ref struct BitReader(ReadOnlySpan<bool> bits)
{
    private readonly ReadOnlySpan<bool> _bits = bits;

    /// <summary>Bits read so far.</summary>
    public int Count { get; private set; }

    /// <summary>An unsigned field of <paramref name="width"/> bits.</summary>
    public int Read(int width)
    {
        int value = 0;
        for (int i = 0; i < width; i++)
        {
            value = (value << 1) | (_bits[Count++] ? 1 : 0);
        }

        return value;
    }

    /// <summary>A signed field of <paramref name="width"/> bits in two's complement.</summary>
    public int ReadSigned(int width)
    {
        int shift = 32 - width;
        return Read(width) << shift >> shift;
    }
}
