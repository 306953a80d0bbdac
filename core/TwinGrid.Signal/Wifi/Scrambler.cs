namespace TwinGrid.Signal.Wifi;

/// <summary>
/// The self-synchronising scrambler of the DSSS PHY, G(z) = z⁻⁷ + z⁻⁴ + 1 (IEEE 802.11, 15.2.4 and 18.2.4 of the 1999 texts):
/// sₖ = bₖ ⊕ sₖ₋₄ ⊕ sₖ₋₇ out, bₖ = sₖ ⊕ sₖ₋₄ ⊕ sₖ₋₇ back. Because the way back is three taps on what was received, one wrong
/// received bit spoils exactly three bits, at distances 0, 4 and 7, whatever the data and the state.
/// </summary>
public static class Scrambler
{
    /// <summary>State of a transmitter before a long preamble: seed 1101100, first delay element in bit 0.</summary>
    public const uint LongPreambleSeed = 0b0011011;

    /// <summary>Scrambles in place.</summary>
    /// <param name="bits">Bits, 0 or 1.</param>
    /// <param name="state">The last seven bits sent, the newest in bit 0.</param>
    /// <returns>The state after them.</returns>
    public static uint Scramble(Span<byte> bits, uint state)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            uint sent = (bits[i] ^ (state >> 3) ^ (state >> 6)) & 1;
            bits[i] = (byte)sent;
            state = ((state << 1) | sent) & 0x7F;
        }

        return state;
    }

    /// <summary>Descrambles in place.</summary>
    /// <param name="bits">Received bits, 0 or 1.</param>
    /// <param name="state">The last seven bits received, the newest in bit 0.</param>
    /// <returns>The state after them.</returns>
    public static uint Descramble(Span<byte> bits, uint state)
    {
        for (int i = 0; i < bits.Length; i++)
        {
            uint received = bits[i];
            bits[i] = (byte)((received ^ (state >> 3) ^ (state >> 6)) & 1);
            state = ((state << 1) | received) & 0x7F;
        }

        return state;
    }
}
