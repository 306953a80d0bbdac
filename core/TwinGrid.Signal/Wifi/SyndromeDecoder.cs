namespace TwinGrid.Signal.Wifi;

/// <summary>
/// Unknown bits from the syndrome of a frame: s = Σ xⱼ·cⱼ with up to 32 unknown bits, inverted once and kept as four tables of 256
/// words, so that a decode is four look-ups whatever the number of bits and the frame's length. With fewer than 32 unknowns the
/// syndrome says more than is asked, and the surplus detects errors.
/// <para>
/// This replaces the two steps of Liu et al. (the original body first, algorithm 3, then the tag's bits, algorithm 4): the original
/// is never needed, only the flips are. A solution exists and is unique exactly when the columns are independent. For up to
/// 32 neighbouring symbols at least 8 before the frame's end they always are: their flips are multiples of one polynomial, which
/// shares no factor with the CRC's irreducible generator.
/// </para>
/// </summary>
public sealed class SyndromeDecoder
{
    /// <summary>Bits of a syndrome, and so the most unknowns.</summary>
    public const int SyndromeBits = 32;

    private readonly uint[] _tables = new uint[4 * 256];
    private readonly uint _surplus;

    /// <summary>Prepares a decoder.</summary>
    /// <param name="columns">The syndrome of each unknown bit, 1 to 32 of them: <see cref="FrameSyndrome.Columns"/>.</param>
    /// <exception cref="ArgumentException">Too few or too many, or they are not independent, so that several words share a syndrome.</exception>
    public SyndromeDecoder(ReadOnlySpan<uint> columns)
    {
        if (columns.Length is < 1 or > SyndromeBits)
        {
            throw new ArgumentException(FormattableString.Invariant($"expected 1 to {SyndromeBits} unknown bits, found {columns.Length}"), nameof(columns));
        }

        Gf2System system = Reduce(columns);
        if (system.Rank < columns.Length)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"expected independent places, found that {columns.Length} unknown bits have rank {system.Rank}"), nameof(columns));
        }

        Count = columns.Length;
        _surplus = Count == SyndromeBits ? 0 : uint.MaxValue << Count;
        Fill(system);
    }

    /// <summary>Unknown bits.</summary>
    public int Count { get; }

    /// <summary>How many of the given bits can be told apart: the capacity of a layout.</summary>
    /// <param name="columns">The syndrome of each bit, any number of them.</param>
    public static int Rank(ReadOnlySpan<uint> columns) => Reduce(columns).Rank;

    /// <summary>
    /// The whole linear map: the unknown bits lowest, the first in bit 0, and above them 32 − <see cref="Count"/> surplus bits that
    /// are zero unless something else was flipped as well.
    /// </summary>
    public uint Map(uint syndrome)
    {
        uint[] tables = _tables;
        return tables[syndrome & 0xFF] ^ tables[256 + ((syndrome >> 8) & 0xFF)] ^ tables[512 + ((syndrome >> 16) & 0xFF)] ^ tables[768 + (syndrome >> 24)];
    }

    /// <summary>The unknown bits.</summary>
    /// <param name="syndrome">Syndrome of the received frame: <see cref="FrameSyndrome.Of"/>.</param>
    /// <param name="word">The unknown bits, the first in bit 0.</param>
    /// <returns>Whether they explain the syndrome. With 32 unknowns every syndrome is explained.</returns>
    public bool TryDecode(uint syndrome, out uint word)
    {
        uint mapped = Map(syndrome);
        word = mapped & ~_surplus;
        return (mapped & _surplus) == 0;
    }

    private static Gf2System Reduce(ReadOnlySpan<uint> columns)
    {
        var matrix = new ulong[SyndromeBits][];
        for (int i = 0; i < SyndromeBits; i++)
        {
            matrix[i] = Gf2System.Row(columns.Length);
        }

        for (int j = 0; j < columns.Length; j++)
        {
            for (int i = 0; i < SyndromeBits; i++)
            {
                if ((columns[j] >> i & 1) != 0)
                {
                    Gf2System.Set(matrix[i], j);
                }
            }
        }

        return Gf2System.Reduce(matrix, columns.Length);
    }

    private void Fill(Gf2System system)
    {
        // Independent columns: row j of the reduced system belongs to unknown j, and the rows after them are the surplus.
        for (int input = 0; input < SyndromeBits; input++)
        {
            uint image = 0;
            for (int row = 0; row < SyndromeBits; row++)
            {
                image |= (uint)(system.Sums[row][0] >> input & 1) << row;
            }

            int table = input / 8 * 256, bit = 1 << (input % 8);
            for (int value = 0; value < 256; value++)
            {
                _tables[table + value] ^= (value & bit) != 0 ? image : 0;
            }
        }
    }
}
