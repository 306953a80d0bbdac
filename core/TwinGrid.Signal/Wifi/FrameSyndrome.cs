using System.Buffers.Binary;

namespace TwinGrid.Signal.Wifi;

/// <summary>
/// What flips do to the check of a frame. The syndrome of a received frame is the check over its data, exclusive-or its FCS. It is
/// zero for a frame as sent, and because the check is linear over GF(2), for a flipped one it is the sum of one fixed word for each
/// flipped symbol: it depends on where the flips are and not on what the frame says. So nothing of the original has to be known,
/// the flips may lie anywhere, and the FCS itself may be hit.
/// </summary>
public sealed class FrameSyndrome
{
    /// <summary>Bytes of the FCS.</summary>
    public const int CheckBytes = 4;

    private readonly uint[] _bits, _symbols;

    /// <summary>Prepares frames of one length.</summary>
    /// <param name="psduBytes">Bytes of the frame, FCS included; at least 5.</param>
    /// <param name="coding">What stands between bits and phases.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame has no data or is longer than a PSDU can be.</exception>
    public FrameSyndrome(int psduBytes, LineCoding coding)
    {
        if (psduBytes is <= CheckBytes or > PlcpHeader.MostBytes)
        {
            throw new ArgumentOutOfRangeException(nameof(psduBytes), FormattableString.Invariant(
                $"expected {CheckBytes + 1} to {PlcpHeader.MostBytes} bytes, found {psduBytes}"));
        }

        PsduBytes = psduBytes;
        Coding = coding;
        _bits = new uint[psduBytes * 8];
        _bits[^1] = 0x80000000;
        for (int i = _bits.Length - 1; i > 0; i--)
        {
            _bits[i - 1] = Crc32.Step(_bits[i]);
        }

        _symbols = new uint[_bits.Length];
        for (int k = 0; k < _symbols.Length; k++)
        {
            foreach (byte echo in DsssFrame.Echoes(coding))
            {
                _symbols[k] ^= k + echo < _bits.Length ? _bits[k + echo] : 0;
            }
        }
    }

    /// <summary>Bytes of the frame, FCS included.</summary>
    public int PsduBytes { get; }

    /// <summary>What stands between bits and phases.</summary>
    public LineCoding Coding { get; }

    /// <summary>The syndrome of one wrong bit, by its place in the PSDU.</summary>
    public ReadOnlySpan<uint> OfBits => _bits;

    /// <summary>The syndrome of one flipped symbol, by its number from the first of the PSDU.</summary>
    public ReadOnlySpan<uint> OfSymbols => _symbols;

    /// <summary>The syndrome of a received frame; zero when its check is right.</summary>
    /// <param name="psdu">The frame with its FCS, at least five bytes.</param>
    public static uint Of(ReadOnlySpan<byte> psdu) =>
        Crc32.Compute(psdu[..^CheckBytes]) ^ BinaryPrimitives.ReadUInt32LittleEndian(psdu[^CheckBytes..]);

    /// <summary>A frame with its FCS.</summary>
    /// <param name="data">MAC header and body.</param>
    public static byte[] WithCheck(ReadOnlySpan<byte> data)
    {
        var psdu = new byte[data.Length + CheckBytes];
        data.CopyTo(psdu);
        BinaryPrimitives.WriteUInt32LittleEndian(psdu.AsSpan(data.Length), Crc32.Compute(data));
        return psdu;
    }

    /// <summary>The syndrome of each bit of a tag.</summary>
    /// <param name="layout">Where the tag puts its bits.</param>
    /// <exception cref="ArgumentException">A tag bit lies beyond the frame.</exception>
    public uint[] Columns(TagLayout layout)
    {
        var columns = new uint[layout.Bits.Length];
        for (int j = 0; j < columns.Length; j++)
        {
            TagBit bit = layout.Bits[j];
            if (bit.First + bit.Count > _symbols.Length)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"expected tag bits within {_symbols.Length} symbols, found one up to {bit.First + bit.Count}"), nameof(layout));
            }

            foreach (uint syndrome in OfSymbols.Slice(bit.First, bit.Count))
            {
                columns[j] ^= syndrome;
            }
        }

        return columns;
    }

    /// <summary>Flips the bits that a flip of the tag's symbols made wrong: from the received frame to the original, or the other way.</summary>
    /// <param name="psdu">The frame, changed in place.</param>
    /// <param name="layout">Where the tag puts its bits.</param>
    /// <param name="word">The tag's bits, the first lowest.</param>
    public void Restore(Span<byte> psdu, TagLayout layout, uint word)
    {
        for (int j = 0; j < layout.Bits.Length && j < 32; j++)
        {
            TagBit bit = layout.Bits[j];
            for (int k = bit.First; k < bit.First + bit.Count && (word >> j & 1) != 0; k++)
            {
                foreach (byte echo in DsssFrame.Echoes(Coding))
                {
                    int at = k + echo;
                    if (at < psdu.Length * 8)
                    {
                        psdu[at >> 3] ^= (byte)(1 << (at & 7));
                    }
                }
            }
        }
    }
}
