namespace TwinGrid.Signal.Motion.Replies;

/// <summary>A set of edges that may explain the clusters.</summary>
internal struct EdgeSet
{
    /// <summary>Centres that are the edges, a byte each from the lowest.</summary>
    public uint Centres;

    /// <summary>Share of the points that lie in one of the set's states.</summary>
    public float Share;
}

/// <summary>
/// Chooses edges among the centres: with all-low at zero, the 2^c states are all sums of c edges, so each edge is a centre itself and
/// each sum must fall on a centre. This is the parallelogram rule (Wang et al., section 5) for any c; two states that lie on one
/// another may share a centre.
/// </summary>
internal readonly ref struct EdgeLattice
{
    /// <summary>Sets kept for each number of tags.</summary>
    public const int Kept = 3;

    private const float LeastShare = 0.7f;
    private const int Most = StateMap.Most;

    private readonly ReadOnlySpan<StateCentre> _centres;
    private readonly Span<sbyte> _sums;
    private readonly float _points;
    private readonly int _zero;

    /// <summary>Tabulates the sums of all pairs of centres.</summary>
    /// <param name="centres">The centres.</param>
    /// <param name="tolerance">How far a sum may lie from the centre it falls on.</param>
    /// <param name="points">Points in all.</param>
    /// <param name="sums">Memory for 28² entries.</param>
    public EdgeLattice(ReadOnlySpan<StateCentre> centres, float tolerance, int points, Span<sbyte> sums)
    {
        _centres = centres;
        _sums = sums;
        _points = points;
        _zero = Nearest(0, 0, tolerance * tolerance);
        for (int i = 0; i < centres.Length; i++)
        {
            for (int j = i; j < centres.Length; j++)
            {
                int sum = i == _zero ? j : j == _zero ? i : Nearest(centres[i].Real + centres[j].Real, centres[i].Imaginary + centres[j].Imaginary, tolerance * tolerance);
                sums[i * Most + j] = sums[j * Most + i] = (sbyte)sum;
            }
        }
    }

    /// <summary>The best sets of the given number of edges, by descending share.</summary>
    /// <returns>How many were found.</returns>
    public int Find(int tags, Span<EdgeSet> sets)
    {
        int found = 0;
        if (_zero >= 0)
        {
            Span<sbyte> states = stackalloc sbyte[16];
            states[0] = (sbyte)_zero;
            Extend(tags, 0, 0, 0, 1u << _zero, states, sets, ref found);
        }

        return found;
    }

    /// <summary>Adds edges in rising order; the states so far are the sums of those chosen.</summary>
    private void Extend(int tags, int chosen, int from, uint edges, uint mask, Span<sbyte> states, Span<EdgeSet> sets, ref int found)
    {
        if (chosen == tags)
        {
            Keep(edges, Mass(mask) / _points, sets, ref found);
            return;
        }

        int count = 1 << chosen;
        for (int edge = from; edge < _centres.Length; edge++)
        {
            if (edge == _zero)
            {
                continue;
            }

            uint grown = mask;
            int i = 0;
            for (; i < count; i++)
            {
                int sum = _sums[states[i] * Most + edge];
                if (sum < 0)
                {
                    break;
                }

                states[count + i] = (sbyte)sum;
                grown |= 1u << sum;
            }

            if (i == count)
            {
                Extend(tags, chosen + 1, edge, edges | ((uint)edge << (8 * chosen)), grown, states, sets, ref found);
            }
        }
    }

    private float Mass(uint mask)
    {
        int mass = 0;
        for (; mask != 0; mask &= mask - 1)
        {
            mass += _centres[System.Numerics.BitOperations.TrailingZeroCount(mask)].Mass;
        }

        return mass;
    }

    private static void Keep(uint edges, float share, Span<EdgeSet> sets, ref int found)
    {
        if (share < LeastShare || (found == Kept && sets[Kept - 1].Share >= share))
        {
            return;
        }

        int place = found < Kept ? found++ : Kept - 1;
        while (place > 0 && sets[place - 1].Share < share)
        {
            sets[place] = sets[place - 1];
            place--;
        }

        sets[place] = new EdgeSet { Centres = edges, Share = share };
    }

    private int Nearest(float real, float imaginary, float limit)
    {
        int best = -1;
        for (int i = 0; i < _centres.Length; i++)
        {
            float x = _centres[i].Real - real, y = _centres[i].Imaginary - imaginary, square = x * x + y * y;
            if (square < limit)
            {
                limit = square;
                best = i;
            }
        }

        return best;
    }
}
