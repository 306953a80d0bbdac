namespace TwinGrid.Signal.Wifi;

/// <summary>
/// A linear system over GF(2), M·x = y, reduced once by Gauss–Jordan elimination with the identity beside it: afterwards every
/// determined unknown is one row of sums of equations, and every remaining row is a sum that is zero for any y that M can give.
/// </summary>
internal sealed class Gf2System
{
    private const int WordBits = 64;

    private Gf2System(int rank, int[] pivots, ulong[][] sums) => (Rank, Pivots, Sums) = (rank, pivots, sums);

    /// <summary>How many unknowns the equations fix.</summary>
    public int Rank { get; }

    /// <summary>The unknown of each of the first <see cref="Rank"/> rows.</summary>
    public int[] Pivots { get; }

    /// <summary>For each row, which equations are summed, 64 a word.</summary>
    public ulong[][] Sums { get; }

    /// <summary>Reduces a system.</summary>
    /// <param name="matrix">A row an equation, each with the unknowns it sums, 64 a word; left as it is.</param>
    /// <param name="unknowns">Unknowns.</param>
    public static Gf2System Reduce(ulong[][] matrix, int unknowns)
    {
        int equations = matrix.Length;
        ulong[][] rows = [.. matrix.Select(row => row.ToArray())];
        ulong[][] sums = [.. Enumerable.Range(0, equations).Select(_ => Row(equations))];
        for (int i = 0; i < equations; i++)
        {
            Set(sums[i], i);
        }

        List<int> pivots = [];
        for (int unknown = 0; unknown < unknowns && pivots.Count < equations; unknown++)
        {
            int rank = pivots.Count;
            int found = Array.FindIndex(rows, rank, row => Has(row, unknown));
            if (found < 0)
            {
                continue;
            }

            (rows[rank], rows[found]) = (rows[found], rows[rank]);
            (sums[rank], sums[found]) = (sums[found], sums[rank]);
            for (int i = 0; i < equations; i++)
            {
                if (i != rank && Has(rows[i], unknown))
                {
                    Add(rows[i], rows[rank]);
                    Add(sums[i], sums[rank]);
                }
            }

            pivots.Add(unknown);
        }

        return new Gf2System(pivots.Count, [.. pivots], sums);
    }

    /// <summary>A row of zeros.</summary>
    public static ulong[] Row(int bits) => new ulong[(bits + WordBits - 1) / WordBits];

    /// <summary>Sets one place of a row.</summary>
    public static void Set(Span<ulong> row, int at) => row[at / WordBits] |= 1UL << (at % WordBits);

    /// <summary>Whether a place of a row is one.</summary>
    public static bool Has(ReadOnlySpan<ulong> row, int at) => (row[at / WordBits] >> (at % WordBits) & 1) != 0;

    private static void Add(ulong[] to, ulong[] row)
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] ^= row[i];
        }
    }
}
