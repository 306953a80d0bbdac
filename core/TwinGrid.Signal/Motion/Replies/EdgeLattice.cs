using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>A set of edges that may explain the clusters.</summary>
internal struct EdgeSet
{
    /// <summary>Centres that are the edges, a byte each from the lowest.</summary>
    public uint Centres;

    /// <summary>How many edges there are.</summary>
    public int Tags;

    /// <summary>Share of the points that lie in one of the set's states.</summary>
    public float Share;
}

/// <summary>
/// Chooses edges among the centres: with all-low at zero, the 2^c states are all sums of c edges, so each edge is a centre itself and
/// each sum falls on a centre. This is the parallelogram rule (Wang et al., section 5) for any c; two states that lie on one another may
/// share a centre, and a few states may be missing where the reply was too short to visit them.
/// </summary>
internal readonly ref struct EdgeLattice
{
    /// <summary>Sets kept for each number of tags.</summary>
    public const int Kept = 3;

    /// <summary>Most centres: those found and as many that all-high mirrors.</summary>
    public const int Most = 2 * StateMap.Most;

    private const float LeastShare = 0.7f;

    private readonly ReadOnlySpan<StateCentre> _centres;
    private readonly Span<sbyte> _sums;
    private readonly float _points;
    private readonly int _zero;

    /// <summary>Tabulates the sums of all pairs of centres.</summary>
    /// <param name="centres">The centres, at most 56.</param>
    /// <param name="tolerance">How far a sum may lie from the centre it falls on.</param>
    /// <param name="points">Points in all.</param>
    /// <param name="sums">Memory for 56² entries.</param>
    public EdgeLattice(ReadOnlySpan<StateCentre> centres, float tolerance, int points, Span<sbyte> sums)
    {
        _centres = centres;
        _sums = sums;
        _points = points;
        float square = tolerance * tolerance;
        _zero = Nearest(centres, 0, 0, square);
        for (int i = 0; i < centres.Length; i++)
        {
            for (int j = i; j < centres.Length; j++)
            {
                int sum = i == _zero ? j
                    : j == _zero ? i
                    : Nearest(centres, centres[i].Real + centres[j].Real, centres[i].Imaginary + centres[j].Imaginary, square);
                sums[i * Most + j] = sums[j * Most + i] = (sbyte)sum;
            }
        }
    }

    /// <summary>Adds to each centre its mirror all-high − centre, where that is no centre yet: the states are symmetric so.</summary>
    /// <param name="centres">The centres, with room for as many again.</param>
    /// <param name="found">How many centres there are.</param>
    /// <param name="high">All-high.</param>
    /// <param name="tolerance">How far a mirror may lie from a centre to be the same.</param>
    /// <returns>How many there are now.</returns>
    public static int Mirror(Span<StateCentre> centres, int found, Complex high, float tolerance)
    {
        int count = found;
        for (int i = 0; i < found; i++)
        {
            float x = (float)high.Real - centres[i].Real, y = (float)high.Imaginary - centres[i].Imaginary;
            if (Nearest(centres[..count], x, y, tolerance * tolerance) < 0)
            {
                centres[count++] = new StateCentre(x, y, 0);
            }
        }

        return count;
    }

    /// <summary>The best sets of the given number of edges, by descending share.</summary>
    /// <param name="tags">Number of edges.</param>
    /// <param name="missing">Most states that may lie on no centre.</param>
    /// <param name="sets">Receives the sets.</param>
    /// <returns>How many were found.</returns>
    public int Find(int tags, int missing, Span<EdgeSet> sets)
    {
        int found = 0;
        if (_zero >= 0)
        {
            Span<sbyte> states = stackalloc sbyte[16];
            states[0] = (sbyte)_zero;
            Extend(new EdgeSet { Tags = tags }, 0, 0, missing, 1UL << _zero, states, sets, ref found);
        }

        return found;
    }

    /// <summary>Adds edges in rising order; the states so far are the sums of those chosen.</summary>
    private void Extend(EdgeSet set, int chosen, int from, int missing, ulong mask, Span<sbyte> states, Span<EdgeSet> sets, ref int found)
    {
        if (chosen == set.Tags)
        {
            set.Share = Mass(mask) / _points;
            Keep(set, sets, ref found);
            return;
        }

        int count = 1 << chosen;
        for (int edge = from; edge < _centres.Length; edge++)
        {
            if (edge == _zero)
            {
                continue;
            }

            ulong grown = mask;
            // Half of the states come with the last edge, so half of those that may be missing are kept for it: else nearly all sets grow.
            int left = missing, least = set.Tags - chosen > 1 ? missing / 2 : 0;
            for (int i = 0; i < count && left >= least; i++)
            {
                int sum = states[i] >= 0 ? _sums[states[i] * Most + edge] : -1;
                for (int bit = chosen - 1; bit >= 0 && sum < 0; bit--)
                {
                    // The same state by another way: without that edge, and then with it.
                    int without = count + i - (1 << bit);
                    sum = ((i >> bit) & 1) == 1 && states[without] >= 0 ? _sums[states[without] * Most + (int)((set.Centres >> (8 * bit)) & 0xFF)] : -1;
                }

                states[count + i] = (sbyte)sum;
                grown |= sum >= 0 ? 1UL << sum : 0;
                left -= sum >= 0 ? 0 : 1;
            }

            if (left >= least)
            {
                Extend(set with { Centres = set.Centres | ((uint)edge << (8 * chosen)) }, chosen + 1, edge, left, grown, states, sets, ref found);
            }
        }
    }

    private float Mass(ulong mask)
    {
        int mass = 0;
        for (; mask != 0; mask &= mask - 1)
        {
            mass += _centres[BitOperations.TrailingZeroCount(mask)].Mass;
        }

        return mass;
    }

    private static void Keep(in EdgeSet set, Span<EdgeSet> sets, ref int found)
    {
        if (set.Share < LeastShare || (found == Kept && sets[Kept - 1].Share >= set.Share))
        {
            return;
        }

        int place = found < Kept ? found++ : Kept - 1;
        while (place > 0 && sets[place - 1].Share < set.Share)
        {
            sets[place] = sets[place - 1];
            place--;
        }

        sets[place] = set;
    }

    private static int Nearest(ReadOnlySpan<StateCentre> centres, float real, float imaginary, float limit)
    {
        int best = -1;
        for (int i = 0; i < centres.Length; i++)
        {
            float x = centres[i].Real - real, y = centres[i].Imaginary - imaginary, square = x * x + y * y;
            if (square < limit)
            {
                limit = square;
                best = i;
            }
        }

        return best;
    }
}
