using System.Buffers.Binary;

namespace TwinGrid.Signal.Wifi;

/// <summary>
/// The published decoder (Liu et al., algorithms 1 to 4), bit by bit as printed: 32 bits of body between a known header and the FCS,
/// no scrambler, header and FCS as sent. Right on frames of <see cref="LineCoding.Differential"/> whose tag keeps its last phase to
/// the end of the frame; on scrambled frames the received bits mean something else and it fails.
/// </summary>
public static class ReverseDecoder
{
    /// <summary>Bytes of body: 32 bits.</summary>
    public const int BodyBytes = 4;

    /// <summary>The tag's 32 bits.</summary>
    /// <param name="psdu">The received frame: header, four bytes of body, FCS.</param>
    /// <exception cref="ArgumentException">The frame is too short.</exception>
    public static uint Decode(ReadOnlySpan<byte> psdu) => TagBits(Body(psdu), OriginalBody(psdu));

    /// <summary>The original body from header and FCS (algorithm 3).</summary>
    /// <param name="psdu">The received frame: header, four bytes of body, FCS.</param>
    /// <returns>The body's 32 bits, the first on the air lowest.</returns>
    /// <exception cref="ArgumentException">The frame is too short.</exception>
    public static uint OriginalBody(ReadOnlySpan<byte> psdu)
    {
        uint before = Forward(Crc32.Initial, Header(psdu));
        uint after = BinaryPrimitives.ReadUInt32LittleEndian(psdu[^FrameSyndrome.CheckBytes..]) ^ Crc32.Final;
        return Backward(after, before);
    }

    /// <summary>The tag's bits from received and original body (algorithm 4, eqs. 10 and 11): tᵢ = (aᵢ ⊕ a′ᵢ) ⊕ tᵢ₋₁.</summary>
    public static uint TagBits(uint received, uint original)
    {
        uint difference = received ^ original, word = 0, last = 0;
        for (int i = 0; i < 32; i++)
        {
            last ^= (difference >> i) & 1;
            word |= last << i;
        }

        return word;
    }

    /// <summary>
    /// The original body by trying all of 2ᴺ: the first N bits of the body unknown, the others as received. Each try runs the CRC
    /// over header and body, which is what the published times of brute force are about.
    /// </summary>
    /// <param name="psdu">The received frame: header, four bytes of body, FCS.</param>
    /// <param name="unknownBits">N, 0 to 32.</param>
    /// <param name="body">The body's 32 bits.</param>
    /// <returns>Whether some body fits the FCS.</returns>
    /// <exception cref="ArgumentException">The frame is too short.</exception>
    public static bool TrySearch(ReadOnlySpan<byte> psdu, int unknownBits, out uint body)
    {
        ReadOnlySpan<byte> header = Header(psdu);
        uint received = Body(psdu), known = unknownBits == 32 ? 0 : received >> unknownBits << unknownBits;
        uint check = BinaryPrimitives.ReadUInt32LittleEndian(psdu[^FrameSyndrome.CheckBytes..]);
        Span<byte> candidate = stackalloc byte[BodyBytes];
        for (ulong guess = 0; guess < 1UL << unknownBits; guess++)
        {
            body = known | (uint)guess;
            BinaryPrimitives.WriteUInt32LittleEndian(candidate, body);
            if ((Forward(Forward(Crc32.Initial, header), candidate) ^ Crc32.Final) == check)
            {
                return true;
            }
        }

        body = received;
        return false;
    }

    private static uint Forward(uint register, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length * 8; i++)
        {
            register = Crc32.Step(register ^ (uint)Bits.At(bytes, i));
        }

        return register;
    }

    private static uint Backward(uint register, uint data)
    {
        for (int i = 31; i >= 0; i--)
        {
            uint shiftedOut = register >> 31;
            register = ((register ^ (Crc32.Polynomial & (0 - shiftedOut))) << 1) | (shiftedOut ^ ((data >> i) & 1));
        }

        return register;
    }

    private static uint Body(ReadOnlySpan<byte> psdu) => BinaryPrimitives.ReadUInt32LittleEndian(psdu[Header(psdu).Length..]);

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> psdu) => psdu.Length >= BodyBytes + FrameSyndrome.CheckBytes
        ? psdu[..^(BodyBytes + FrameSyndrome.CheckBytes)]
        : throw new ArgumentException(FormattableString.Invariant($"expected at least 8 bytes, found {psdu.Length}"), nameof(psdu));
}
