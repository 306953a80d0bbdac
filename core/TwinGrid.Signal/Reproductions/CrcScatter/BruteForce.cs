using System.Buffers.Binary;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Reproductions.CrcScatter;

/// <summary>
/// Brute force done as well as it can be: the CRC kernel of our own decode, and the header's register kept, so that each try costs
/// four bytes. What <see cref="ReverseDecoder.TrySearch"/> takes beyond it is its bit-by-bit CRC and not the method.
/// </summary>
internal static class BruteForce
{
    /// <summary>The original body by trying all of 2ᴺ, in the order of <see cref="ReverseDecoder.TrySearch"/>.</summary>
    /// <param name="psdu">The received frame: header, four bytes of body, FCS; at least 8 bytes.</param>
    /// <param name="unknownBits">N, 0 to 32: the first N bits of the body are unknown, the others as received.</param>
    /// <param name="body">The body's 32 bits.</param>
    /// <returns>Whether some body fits the FCS.</returns>
    public static bool TrySearch(ReadOnlySpan<byte> psdu, int unknownBits, out uint body)
    {
        ReadOnlySpan<byte> header = psdu[..^(ReverseDecoder.BodyBytes + FrameSyndrome.CheckBytes)];
        uint received = BinaryPrimitives.ReadUInt32LittleEndian(psdu[header.Length..]);
        uint known = unknownBits == 32 ? 0 : received >> unknownBits << unknownBits;
        uint before = Crc32.Advance(Crc32.Initial, header);
        uint after = BinaryPrimitives.ReadUInt32LittleEndian(psdu[^FrameSyndrome.CheckBytes..]) ^ Crc32.Final;
        Span<byte> candidate = stackalloc byte[ReverseDecoder.BodyBytes];
        for (ulong guess = 0; guess < 1UL << unknownBits; guess++)
        {
            body = known | (uint)guess;
            BinaryPrimitives.WriteUInt32LittleEndian(candidate, body);
            if (Crc32.Advance(before, candidate) == after)
            {
                return true;
            }
        }

        body = received;
        return false;
    }
}
