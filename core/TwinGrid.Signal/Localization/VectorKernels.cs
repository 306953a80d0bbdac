using System.Numerics;

namespace TwinGrid.Signal.Localization;

/// <summary>Inner product and scaled addition over contiguous rows, the two loops of the sparse factorization.</summary>
internal static class VectorKernels
{
    /// <summary>Σ aᵢ·bᵢ over equally long spans.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        int lanes = Vector<double>.Count;
        Vector<double> sum = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - lanes; i += lanes)
        {
            sum = Vector.FusedMultiplyAdd(new Vector<double>(a[i..]), new Vector<double>(b[i..]), sum);
        }

        double total = Vector.Sum(sum);
        for (; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }

    /// <summary>target += factor·source over equally long spans.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> source)
    {
        int lanes = Vector<double>.Count;
        var scale = new Vector<double>(factor);
        int i = 0;
        for (; i <= target.Length - lanes; i += lanes)
        {
            Vector.FusedMultiplyAdd(scale, new Vector<double>(source[i..]), new Vector<double>(target[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }

    /// <summary>The largest |aᵢ|; zero for an empty span.</summary>
    public static double LargestMagnitude(ReadOnlySpan<double> a)
    {
        double largest = 0;
        foreach (double value in a)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
