using System.Collections.Immutable;

namespace TwinGrid.Signal.Wifi;

/// <summary>
/// A tag of more than 32 bits, where parts of the original frame are known: a header seen before, LLC and SNAP, the constants of IP.
/// Every known bit that a flip can reach is an equation beside the 32 of the FCS, so the capacity is the rank of both together. The
/// original bits at all other places may be unknown, without limit: they take no part. Sums left over detect errors.
/// </summary>
public sealed class StructuredTagDecoder
{
    private readonly Gf2System _system;
    private readonly ImmutableArray<int> _known;
    private readonly FrameSyndrome _frame;
    private readonly int _bits;

    /// <summary>Prepares a decoder.</summary>
    /// <param name="frame">Frames of one length.</param>
    /// <param name="layout">Where the tag puts its bits; any number of them.</param>
    /// <param name="known">Places in the PSDU whose original bits will be given.</param>
    /// <exception cref="ArgumentException">A tag bit or a known place lies beyond the frame.</exception>
    public StructuredTagDecoder(FrameSyndrome frame, TagLayout layout, IEnumerable<int> known)
    {
        _frame = frame;
        _known = [.. known.Distinct().Order()];
        _bits = layout.Bits.Length;
        if (_known.Any(at => at < 0 || at >= frame.PsduBytes * 8))
        {
            throw new ArgumentException(FormattableString.Invariant($"expected known places from 0 to {frame.PsduBytes * 8 - 1}"), nameof(known));
        }

        _system = Gf2System.Reduce(Equations(frame, layout, _known), _bits);
    }

    /// <summary>How many of the tag's bits the frame can tell.</summary>
    public int Capacity => _system.Rank;

    /// <summary>Whether every tag bit can be told.</summary>
    public bool IsSolvable => Capacity == _bits;

    /// <summary>Decodes one frame.</summary>
    /// <param name="received">The frame as received, FCS included.</param>
    /// <param name="original">Bytes of the same length that hold the original bits at the known places; the others are not read.</param>
    /// <param name="word">Receives the tag's bits, one a byte.</param>
    /// <returns>Whether the surplus sums are zero.</returns>
    /// <exception cref="InvalidOperationException">Not every tag bit can be told.</exception>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    public bool TryDecode(ReadOnlySpan<byte> received, ReadOnlySpan<byte> original, Span<byte> word)
    {
        if (!IsSolvable)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"expected a layout of at most the capacity, found {_bits} bits with rank {Capacity}"));
        }

        if (received.Length != _frame.PsduBytes || original.Length != received.Length || word.Length != _bits)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"expected {_frame.PsduBytes} bytes twice and {_bits} bits, found {received.Length}, {original.Length} and {word.Length}"), nameof(received));
        }

        Span<ulong> right = stackalloc ulong[(SyndromeDecoder.SyndromeBits + _known.Length + 63) / 64];
        right[0] = FrameSyndrome.Of(received);
        for (int i = 0; i < _known.Length; i++)
        {
            if (Bits.At(received, _known[i]) != Bits.At(original, _known[i]))
            {
                Gf2System.Set(right, SyndromeDecoder.SyndromeBits + i);
            }
        }

        bool isConsistent = true;
        for (int row = 0; row < _system.Sums.Length; row++)
        {
            int sum = Parity(_system.Sums[row], right);
            if (row < Capacity)
            {
                word[_system.Pivots[row]] = (byte)sum;
            }
            else
            {
                isConsistent &= sum == 0;
            }
        }

        return isConsistent;
    }

    private static ulong[][] Equations(FrameSyndrome frame, TagLayout layout, ImmutableArray<int> known)
    {
        var matrix = new ulong[SyndromeDecoder.SyndromeBits + known.Length][];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i] = Gf2System.Row(layout.Bits.Length);
        }

        uint[] columns = frame.Columns(layout);
        for (int j = 0; j < columns.Length; j++)
        {
            for (int i = 0; i < SyndromeDecoder.SyndromeBits; i++)
            {
                Flip(matrix[i], j, columns[j] >> i & 1);
            }

            TagBit bit = layout.Bits[j];
            for (int k = bit.First; k < bit.First + bit.Count; k++)
            {
                foreach (byte echo in DsssFrame.Echoes(frame.Coding))
                {
                    int at = known.BinarySearch(k + echo);
                    if (at >= 0)
                    {
                        Flip(matrix[SyndromeDecoder.SyndromeBits + at], j, 1);
                    }
                }
            }
        }

        return matrix;
    }

    private static void Flip(ulong[] row, int at, uint by) => row[at / 64] ^= (ulong)by << (at % 64);

    private static int Parity(ReadOnlySpan<ulong> sums, ReadOnlySpan<ulong> right)
    {
        ulong folded = 0;
        for (int i = 0; i < right.Length; i++)
        {
            folded ^= sums[i] & right[i];
        }

        return System.Numerics.BitOperations.PopCount(folded) & 1;
    }
}
