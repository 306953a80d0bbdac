using System.Numerics;
using System.Runtime.Intrinsics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>A dense place of the I-Q plane: a joint state of the tags, or two that lie together.</summary>
/// <param name="Real">In-phase part of its centre, all-low being zero.</param>
/// <param name="Imaginary">Quadrature part of its centre.</param>
/// <param name="Mass">Points in it.</param>
internal readonly record struct StateCentre(float Real, float Imaginary, int Mass);

/// <summary>
/// Finds the clusters of a collision in the I-Q plane (Wang et al., section 5) among the blocks that lie between edges: two neighbour
/// blocks that agree within the noise make a point, and points fall into square cells of about two deviations; a cell that outnumbers
/// its neighbours is a centre. Linear in the number of blocks, where a search by distances is quadratic.
/// </summary>
internal static class StateMap
{
    /// <summary>Most centres that are kept.</summary>
    public const int Most = 28;

    private const int Side = 96;
    private const float Apart = 1.6f;

    /// <summary>The centres, by descending mass.</summary>
    /// <param name="real">In-phase parts of the blocks within the reply.</param>
    /// <param name="imaginary">Quadrature parts of the blocks.</param>
    /// <param name="variance">E|n|² of a block.</param>
    /// <param name="isDense">Whether every pair of neighbours is taken, or every other, in half the time.</param>
    /// <param name="centres">Receives the centres.</param>
    /// <param name="cell">Receives the side of a cell.</param>
    /// <param name="points">Receives the number of points.</param>
    /// <returns>How many centres there are.</returns>
    public static int Find(
        ReadOnlySpan<float> real,
        ReadOnlySpan<float> imaginary,
        double variance,
        bool isDense,
        Span<StateCentre> centres,
        out float cell,
        out int points)
    {
        (float left, float right) = Range(real);
        (float bottom, float top) = Range(imaginary);
        // A point is the mean of two blocks: a deviation of √(variance/4) in each direction.
        cell = (float)Math.Max(2.2 * Math.Sqrt(variance / 4), Math.Max(right - left, top - bottom) / (Side - 3));
        float inverse = 1 / cell;
        float still = (float)(2 * variance * 3.5);

        Span<ushort> counts = stackalloc ushort[Side * Side];
        Span<short> occupied = stackalloc short[Math.Min(Side * Side, real.Length) + 1];
        int cells = 0;
        points = 0;
        int step = isDense ? 1 : 2;
        Span<int> places = stackalloc int[Vector256<int>.Count];
        Vector256<float> shiftX = Vector256.Create(left - cell), shiftY = Vector256.Create(bottom - cell);
        for (int k = 1; k <= real.Length - places.Length; k += places.Length)
        {
            Vector256<float> x = Vector256.Create(real[k..]), y = Vector256.Create(imaginary[k..]);
            Vector256<float> lastX = Vector256.Create(real[(k - 1)..]), lastY = Vector256.Create(imaginary[(k - 1)..]);
            Vector256<float> stepX = x - lastX, stepY = y - lastY;
            uint mask = Vector256.LessThan(stepX * stepX + stepY * stepY, Vector256.Create(still)).ExtractMostSignificantBits();
            Vector256<int> column = Vector256.ConvertToInt32(((x + lastX) * 0.5f - shiftX) * inverse);
            (Vector256.ConvertToInt32(((y + lastY) * 0.5f - shiftY) * inverse) * Side + column).CopyTo(places);
            mask &= isDense ? 0xFFu : 0x55;
            points += BitOperations.PopCount(mask);
            for (int i = 0; i < places.Length; i += step)
            {
                // What does not agree goes to a corner that no point reaches.
                int at = places[i] & -(int)((mask >> i) & 1);
                occupied[cells] = (short)at;
                cells += counts[at]++ == 0 ? 1 : 0;
            }
        }

        counts[0] = 0;
        int found = Peaks(counts, occupied[..cells], isDense ? Math.Max(5, points / 300) : Math.Max(3, points / 300), centres);
        for (int i = 0; i < found; i++)
        {
            centres[i] = centres[i] with { Real = centres[i].Real * cell + left - cell, Imaginary = centres[i].Imaginary * cell + bottom - cell };
        }

        return found;
    }

    /// <summary>The cells that outnumber their neighbours, each as the mean of its neighbourhood, in cells.</summary>
    private static int Peaks(ReadOnlySpan<ushort> counts, ReadOnlySpan<short> occupied, int least, Span<StateCentre> centres)
    {
        ReadOnlySpan<int> around = [-Side - 1, -Side, -Side + 1, -1, 1, Side - 1, Side, Side + 1];
        ReadOnlySpan<int> across = [-1, 0, 1, -1, 1, -1, 0, 1], along = [-1, -1, -1, 0, 0, 1, 1, 1];
        int found = 0;
        foreach (short at in occupied)
        {
            int count = counts[at], mass = count;
            if (count < 2)
            {
                continue;
            }

            bool isPeak = true;
            for (int i = 0; i < around.Length && isPeak; i++)
            {
                int other = counts[at + around[i]];
                isPeak = other < count || (other == count && i > 3);
                mass += other;
            }

            if (isPeak && mass >= least)
            {
                int right = 0, up = 0;
                for (int i = 0; i < around.Length; i++)
                {
                    right += counts[at + around[i]] * across[i];
                    up += counts[at + around[i]] * along[i];
                }

                // Half a cell on: a cell is numbered by its lower left corner.
                float x = at % Side + 0.5f + (float)right / mass, y = at / Side + 0.5f + (float)up / mass;
                Insert(new StateCentre(x, y, mass), centres, ref found);
            }
        }

        return found;
    }

    /// <summary>Keeps the centres sorted; of two that lie together the heavier stays.</summary>
    private static void Insert(StateCentre centre, Span<StateCentre> centres, ref int found)
    {
        for (int i = 0; i < found; i++)
        {
            float x = centres[i].Real - centre.Real, y = centres[i].Imaginary - centre.Imaginary;
            if (x * x + y * y < Apart * Apart)
            {
                if (centres[i].Mass >= centre.Mass)
                {
                    return;
                }

                centres[(i + 1)..found].CopyTo(centres[i..]);
                found--;
                break;
            }
        }

        int place = 0;
        while (place < found && centres[place].Mass >= centre.Mass)
        {
            place++;
        }

        if (place == centres.Length)
        {
            return;
        }

        found = Math.Min(found + 1, centres.Length);
        centres[place..(found - 1)].CopyTo(centres[(place + 1)..]);
        centres[place] = centre;
    }

    private static (float Low, float High) Range(ReadOnlySpan<float> values)
    {
        int width = Vector<float>.Count, k = width;
        Vector<float> low = new(values), high = low;
        for (; k <= values.Length - width; k += width)
        {
            var next = new Vector<float>(values[k..]);
            low = Vector.Min(low, next);
            high = Vector.Max(high, next);
        }

        float least = float.PositiveInfinity, most = float.NegativeInfinity;
        for (int i = 0; i < width; i++)
        {
            least = Math.Min(least, low[i]);
            most = Math.Max(most, high[i]);
        }

        for (; k < values.Length; k++)
        {
            least = Math.Min(least, values[k]);
            most = Math.Max(most, values[k]);
        }

        return (least, most);
    }
}
