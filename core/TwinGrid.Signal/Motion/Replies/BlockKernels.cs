using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>Sums over samples and blocks.</summary>
internal static class BlockKernels
{
    /// <summary>Mean and variance E|s − mean|² of carrier samples.</summary>
    public static (Complex Mean, double Variance) Carrier(ReadOnlySpan<Complex> samples)
    {
        Complex sum = Complex.Zero;
        foreach (Complex sample in samples)
        {
            sum += sample;
        }

        Complex mean = sum / samples.Length;
        double square = 0;
        foreach (Complex sample in samples)
        {
            double real = sample.Real - mean.Real, imaginary = sample.Imaginary - mean.Imaginary;
            square += real * real + imaginary * imaginary;
        }

        return (mean, square / (samples.Length - 1));
    }

    /// <summary>Means of every four samples with the leakage taken off; the rows hold a multiple of four blocks.</summary>
    public static void Reduce(ReadOnlySpan<Complex> samples, Complex leakage, Span<float> real, Span<float> imaginary)
    {
        ref double first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<Complex, double>(samples));
        ref float firstReal = ref MemoryMarshal.GetReference(real), firstImaginary = ref MemoryMarshal.GetReference(imaginary);
        Vector256<double> offset = Vector256.Create(Vector128.Create(leakage.Real, leakage.Imaginary));
        Vector256<int> apart = Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7);
        for (int k = 0; k < real.Length; k += 4)
        {
            nuint at = (nuint)(k * 2 * SlotWork.BlockLength);
            Vector256<double> low = Pair(ref first, at) - offset, high = Pair(ref first, at + 4 * SlotWork.BlockLength) - offset;
            Vector256<float> split = Vector256.Shuffle(Vector256.Narrow(low, high), apart);
            split.GetLower().StoreUnsafe(ref firstReal, (nuint)k);
            split.GetUpper().StoreUnsafe(ref firstImaginary, (nuint)k);
        }
    }

    /// <summary>Means of two neighbour blocks: real, imaginary, real, imaginary.</summary>
    private static Vector256<double> Pair(ref double first, nuint at)
    {
        Vector256<double> one = Vector256.LoadUnsafe(ref first, at) + Vector256.LoadUnsafe(ref first, at + 4);
        Vector256<double> two = Vector256.LoadUnsafe(ref first, at + 8) + Vector256.LoadUnsafe(ref first, at + 12);
        return (Vector256.Create(one.GetLower(), two.GetLower()) + Vector256.Create(one.GetUpper(), two.GetUpper())) * (1.0 / SlotWork.BlockLength);
    }

    /// <summary>Σ aₖ·bₖ; the lengths are equal.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float firstA = ref MemoryMarshal.GetReference(a), firstB = ref MemoryMarshal.GetReference(b);
        Vector<float> sum = Vector<float>.Zero, other = Vector<float>.Zero;
        int k = 0, width = Vector<float>.Count;
        for (; k <= a.Length - 2 * width; k += 2 * width)
        {
            sum += Vector.LoadUnsafe(ref firstA, (nuint)k) * Vector.LoadUnsafe(ref firstB, (nuint)k);
            other += Vector.LoadUnsafe(ref firstA, (nuint)(k + width)) * Vector.LoadUnsafe(ref firstB, (nuint)(k + width));
        }

        float total = Vector.Sum(sum + other);
        for (; k < a.Length; k++)
        {
            total += a[k] * b[k];
        }

        return total;
    }

    /// <summary>Σ aₖ.</summary>
    public static float Sum(ReadOnlySpan<float> a)
    {
        ref float first = ref MemoryMarshal.GetReference(a);
        Vector<float> sum = Vector<float>.Zero;
        int k = 0, width = Vector<float>.Count;
        for (; k <= a.Length - width; k += width)
        {
            sum += Vector.LoadUnsafe(ref first, (nuint)k);
        }

        float total = Vector.Sum(sum);
        for (; k < a.Length; k++)
        {
            total += a[k];
        }

        return total;
    }

    /// <summary>aₖ ← aₖ − factor·bₖ.</summary>
    public static void Subtract(Span<float> a, ReadOnlySpan<float> b, float factor)
    {
        ref float firstA = ref MemoryMarshal.GetReference(a), firstB = ref MemoryMarshal.GetReference(b);
        var scale = new Vector<float>(factor);
        for (int k = 0; k < a.Length; k += Vector<float>.Count)
        {
            (Vector.LoadUnsafe(ref firstA, (nuint)k) - scale * Vector.LoadUnsafe(ref firstB, (nuint)k)).StoreUnsafe(ref firstA, (nuint)k);
        }
    }

    /// <summary>aₖ ← aₖ + offset.</summary>
    public static void Offset(Span<float> a, float offset)
    {
        ref float first = ref MemoryMarshal.GetReference(a);
        var shift = new Vector<float>(offset);
        for (int k = 0; k < a.Length; k += Vector<float>.Count)
        {
            (Vector.LoadUnsafe(ref first, (nuint)k) + shift).StoreUnsafe(ref first, (nuint)k);
        }
    }

    /// <summary>cos and sin of ω·(t − start) at the blocks' centres, by turning a vector of phasors.</summary>
    /// <param name="radiansPerSample">ω.</param>
    /// <param name="start">Where the phase is zero, in samples.</param>
    /// <param name="cosine">Receives the cosines; a whole number of vectors.</param>
    /// <param name="sine">Receives the sines.</param>
    public static void Phasors(double radiansPerSample, double start, Span<float> cosine, Span<float> sine)
    {
        int width = Vector<float>.Count;
        Span<float> c = stackalloc float[width], s = stackalloc float[width];
        for (int i = 0; i < width; i++)
        {
            (double sin, double cos) = Math.SinCos(radiansPerSample * (SlotWork.BlockLength * (i + 0.5) - start));
            (c[i], s[i]) = ((float)cos, (float)sin);
        }

        (double turnSine, double turnCosine) = Math.SinCos(radiansPerSample * SlotWork.BlockLength * width);
        Vector<float> cos0 = new(c), sin0 = new(s), turnC = new((float)turnCosine), turnS = new((float)turnSine);
        for (int k = 0; k < cosine.Length; k += width)
        {
            cos0.CopyTo(cosine[k..]);
            sin0.CopyTo(sine[k..]);
            (cos0, sin0) = (cos0 * turnC - sin0 * turnS, sin0 * turnC + cos0 * turnS);
        }
    }
}
