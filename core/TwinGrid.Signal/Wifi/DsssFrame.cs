namespace TwinGrid.Signal.Wifi;

/// <summary>What stands between a frame's bits and the phases of its symbols.</summary>
public enum LineCoding
{
    /// <summary>Scrambling, then differential encoding: what 802.11b sends.</summary>
    Scrambled,

    /// <summary>Differential encoding alone: what the equations of Liu et al., section 3.3, assume.</summary>
    Differential,
}

/// <summary>
/// A 1 Mb/s frame as the phases of its symbols. Differential encoding, eₖ = eₖ₋₁ ⊕ sₖ (Liu et al., eq. 9): a one turns the carrier
/// by 180°. Symbol numbers count from the first symbol of the PSDU.
/// </summary>
public static class DsssFrame
{
    /// <summary>Phases of preamble, header and PSDU, in half turns: 0 or 1, one a symbol.</summary>
    /// <param name="psdu">The MAC frame with its FCS.</param>
    /// <param name="coding">Whether the bits are scrambled first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame is empty or too long.</exception>
    public static byte[] Phases(ReadOnlySpan<byte> psdu, LineCoding coding)
    {
        return Encode([.. PlcpHeader.Encode(psdu.Length), .. Bits.Unpack(psdu)], coding);
    }

    /// <summary>Phases of preamble and header alone, which a receiver knows as soon as it knows the frame's length.</summary>
    /// <param name="psduBytes">Bytes of the frame, FCS included.</param>
    /// <param name="coding">Whether the bits are scrambled first.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame is empty or too long.</exception>
    public static byte[] HeaderPhases(int psduBytes, LineCoding coding) => Encode(PlcpHeader.Encode(psduBytes), coding);

    /// <summary>The bits behind received phases: the inverse of <see cref="Phases"/> for preamble, header and PSDU.</summary>
    /// <param name="phases">Phases in half turns, 0 or 1; the symbol before the first is taken as 0.</param>
    /// <param name="coding">Whether the bits were scrambled.</param>
    public static byte[] DecodeBits(ReadOnlySpan<byte> phases, LineCoding coding)
    {
        var bits = new byte[phases.Length];
        byte before = 0;
        for (int k = 0; k < bits.Length; k++)
        {
            bits[k] = (byte)(phases[k] ^ before);
            before = phases[k];
        }

        if (coding == LineCoding.Scrambled)
        {
            Scrambler.Descramble(bits, Scrambler.LongPreambleSeed);
        }

        return bits;
    }

    /// <summary>
    /// The places of the bits that come out wrong when one symbol's phase is flipped: the symbol itself and the next, by the
    /// differential decoder, and each of these again 4 and 7 later, by the descrambler.
    /// </summary>
    /// <param name="coding">The line coding.</param>
    internal static ReadOnlySpan<byte> Echoes(LineCoding coding) => coding == LineCoding.Scrambled ? [0, 1, 4, 5, 7, 8] : [0, 1];

    private static byte[] Encode(byte[] phases, LineCoding coding)
    {
        if (coding == LineCoding.Scrambled)
        {
            Scrambler.Scramble(phases, Scrambler.LongPreambleSeed);
        }

        for (int k = 1; k < phases.Length; k++)
        {
            phases[k] ^= phases[k - 1];
        }

        return phases;
    }
}
