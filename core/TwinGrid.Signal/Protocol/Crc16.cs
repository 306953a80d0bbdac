namespace TwinGrid.Signal.Protocol;

/// <summary>
/// The sixteen-bit check of the Gen2 air interface, from which the tag network borrows (Ahmad et al., section 5.3): polynomial
/// x¹⁶ + x¹² + x⁵ + 1, register preset to ones, result inverted, most significant bit first.
/// </summary>
public static class Crc16
{
    /// <summary>Length of the check in bits.</summary>
    public const int Bits = 16;

    private const int Polynomial = 0x1021;

    /// <summary>The check over <paramref name="bits"/>, in the order in which they are sent.</summary>
    public static ushort Of(ReadOnlySpan<bool> bits)
    {
        int register = 0xFFFF;
        foreach (bool bit in bits)
        {
            bool carry = (register & 0x8000) != 0;
            register = (register << 1) & 0xFFFF;
            if (carry != bit)
            {
                register ^= Polynomial;
            }
        }

        return (ushort)~register;
    }
}
