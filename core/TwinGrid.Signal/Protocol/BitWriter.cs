namespace TwinGrid.Signal.Protocol;

/// <summary>Writes fields into a run of bits, most significant bit first.</summary>
internal ref struct BitWriter(Span<bool> bits)
{
    private readonly Span<bool> _bits = bits;

    /// <summary>Bits written so far.</summary>
    public int Count { get; private set; }

    /// <summary>Writes the low <paramref name="width"/> bits of <paramref name="value"/>.</summary>
    public void Write(int value, int width)
    {
        for (int i = width - 1; i >= 0; i--)
        {
            _bits[Count++] = ((value >> i) & 1) != 0;
        }
    }
}
