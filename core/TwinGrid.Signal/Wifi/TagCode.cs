using System.Numerics;

namespace TwinGrid.Signal.Wifi;

/// <summary>A linear code on a tag's bits: data bits first, parity bits behind.</summary>
public sealed class TagCode
{
    private TagCode(int dataBits, int parityBits) => (DataBits, ParityBits) = (dataBits, parityBits);

    /// <summary>Bits of data.</summary>
    public int DataBits { get; }

    /// <summary>Copies of the parity bit.</summary>
    public int ParityBits { get; }

    /// <summary>Bits that the tag sends, at most 32.</summary>
    public int WordBits => DataBits + ParityBits;

    /// <summary>
    /// Data followed by copies of their even parity; four of them are the redundant bits of Liu et al., section 4, none is plain data.
    /// </summary>
    /// <param name="dataBits">Bits of data, at least 1.</param>
    /// <param name="parityBits">Copies of the parity bit, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">No data, or more than 32 bits in all.</exception>
    public static TagCode Parity(int dataBits, int parityBits)
    {
        if (dataBits < 1 || parityBits < 0 || dataBits + parityBits > SyndromeDecoder.SyndromeBits)
        {
            throw new ArgumentOutOfRangeException(nameof(dataBits), FormattableString.Invariant(
                $"expected at least 1 data bit and at most {SyndromeDecoder.SyndromeBits} bits in all, found {dataBits} and {parityBits}"));
        }

        return new TagCode(dataBits, parityBits);
    }

    /// <summary>The word that the tag sends.</summary>
    /// <param name="data">Data bits, the first lowest.</param>
    public uint Encode(uint data)
    {
        uint kept = data & Mask(DataBits);
        return (BitOperations.PopCount(kept) & 1) == 0 ? kept : kept | (Mask(WordBits) & ~Mask(DataBits));
    }

    /// <summary>Whether a received word is one that the tag can send; the error detection of Liu et al., section 3.3.</summary>
    public bool Accepts(uint word) => Encode(word) == (word & Mask(WordBits));

    /// <summary>The syndrome of each data bit with its share of the parity bits.</summary>
    /// <param name="columns">The syndrome of each bit of the word.</param>
    /// <exception cref="ArgumentException">Another number of columns than bits.</exception>
    public uint[] Columns(ReadOnlySpan<uint> columns)
    {
        if (columns.Length != WordBits)
        {
            throw new ArgumentException(FormattableString.Invariant($"expected {WordBits} columns, found {columns.Length}"), nameof(columns));
        }

        uint parity = 0;
        foreach (uint column in columns[DataBits..])
        {
            parity ^= column;
        }

        var data = new uint[DataBits];
        for (int j = 0; j < data.Length; j++)
        {
            data[j] = columns[j] ^ parity;
        }

        return data;
    }

    private static uint Mask(int bits) => bits == 32 ? uint.MaxValue : (1u << bits) - 1;
}
