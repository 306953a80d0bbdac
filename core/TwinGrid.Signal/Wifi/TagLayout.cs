using System.Collections.Immutable;

namespace TwinGrid.Signal.Wifi;

/// <summary>The symbols that a tag turns by 180° when one of its bits is one (Liu et al., table 1).</summary>
/// <param name="First">Number of the first symbol, from the first of the PSDU.</param>
/// <param name="Count">Symbols in a row.</param>
public readonly record struct TagBit(int First, int Count = 1);

/// <summary>Where in a frame a tag puts its bits: any symbols, in any order, a tag bit on one or several.</summary>
public sealed record TagLayout
{
    /// <summary>A layout.</summary>
    /// <param name="bits">The symbols of each tag bit.</param>
    /// <exception cref="ArgumentException">No bits, or one without symbols or before the PSDU.</exception>
    public TagLayout(ImmutableArray<TagBit> bits)
    {
        if (bits.IsDefaultOrEmpty || bits.Any(bit => bit.First < 0 || bit.Count < 1))
        {
            throw new ArgumentException("expected at least one tag bit, each with at least one symbol from 0 up", nameof(bits));
        }

        Bits = bits;
    }

    /// <summary>The symbols of each tag bit.</summary>
    public ImmutableArray<TagBit> Bits { get; }

    /// <summary>One symbol a tag bit, in a row.</summary>
    /// <param name="first">Symbol of the first tag bit.</param>
    /// <param name="count">Tag bits.</param>
    public static TagLayout Window(int first, int count) => new([.. Enumerable.Range(first, Math.Max(count, 0)).Select(symbol => new TagBit(symbol))]);

    /// <summary>
    /// One symbol a tag bit, but the last bit's phase is kept to the end of the frame. Without it the differential decoder sees a turn
    /// just behind the window, and Liu et al. could not take the FCS for unmodified.
    /// </summary>
    /// <param name="first">Symbol of the first tag bit.</param>
    /// <param name="count">Tag bits.</param>
    /// <param name="psduBytes">Bytes of the frame, FCS included.</param>
    public static TagLayout HeldWindow(int first, int count, int psduBytes)
    {
        TagLayout window = Window(first, count);
        return new(window.Bits.SetItem(count - 1, new TagBit(first + count - 1, psduBytes * 8 - (first + count - 1))));
    }

    /// <summary>Turns the symbols of a frame in the air.</summary>
    /// <param name="phases">Phases of preamble, header and PSDU in half turns, changed in place.</param>
    /// <param name="word">The tag's bits, one a byte, as many as the layout has.</param>
    /// <exception cref="ArgumentException">Another number of bits, or a symbol beyond the frame.</exception>
    public void Flip(Span<byte> phases, ReadOnlySpan<byte> word)
    {
        if (word.Length != Bits.Length || Bits.Max(bit => bit.First + bit.Count) > phases.Length - PlcpHeader.TotalBits)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"expected {Bits.Length} tag bits within the frame's {phases.Length - PlcpHeader.TotalBits} symbols, found {word.Length} bits"), nameof(word));
        }

        for (int j = 0; j < word.Length; j++)
        {
            foreach (ref byte phase in phases.Slice(PlcpHeader.TotalBits + Bits[j].First, Bits[j].Count))
            {
                phase ^= word[j];
            }
        }
    }

    /// <summary>Turns the symbols of a frame in the air.</summary>
    /// <param name="phases">Phases of preamble, header and PSDU in half turns, changed in place.</param>
    /// <param name="word">Up to 32 tag bits, the first lowest.</param>
    public void Flip(Span<byte> phases, uint word)
    {
        Span<byte> bits = stackalloc byte[Bits.Length];
        for (int j = 0; j < bits.Length; j++)
        {
            bits[j] = (byte)(j < 32 ? (word >> j) & 1 : 0);
        }

        Flip(phases, bits);
    }
}
