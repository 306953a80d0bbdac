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
        ReadOnlySpan<double> parts = MemoryMarshal.Cast<Complex, double>(samples);
        Complex mean = Sums(parts, Complex.Zero).Sum / samples.Length;
        // About the mean, so that the leakage's own power cannot drown the noise.
        return (mean, Sums(parts, mean).Square / (samples.Length - 1));
    }

    private static (Complex Sum, double Square) Sums(ReadOnlySpan<double> parts, Complex offset)
    {
        Vector256<double> from = Vector256.Create(Vector128.Create(offset.Real, offset.Imaginary));
        Vector256<double> sum = Vector256<double>.Zero, other = sum, square = sum, otherSquare = sum;
        int k = 0;
        for (; k <= parts.Length - 8; k += 8)
        {
            Vector256<double> one = Vector256.Create(parts[k..]) - from, two = Vector256.Create(parts[(k + 4)..]) - from;
            sum += one;
            other += two;
            square += one * one;
            otherSquare += two * two;
        }

        Vector128<double> total = (sum + other).GetLower() + (sum + other).GetUpper();
        double squares = Vector256.Sum(square + otherSquare);
        for (; k < parts.Length; k += 2)
        {
            Vector128<double> one = Vector128.Create(parts[k..]) - from.GetLower();
            total += one;
            squares += Vector128.Sum(one * one);
        }

        return (new Complex(total[0], total[1]), squares);
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

    /// <summary>Σ aₖ·bₖ of rows of whole vectors.</summary>
    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float firstA = ref MemoryMarshal.GetReference(a), firstB = ref MemoryMarshal.GetReference(b);
        Vector512<float> sum = Vector512<float>.Zero;
        for (int k = 0; k < a.Length; k += Vector512<float>.Count)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref firstA, (nuint)k), Vector512.LoadUnsafe(ref firstB, (nuint)k), sum);
        }

        return Vector512.Sum(sum);
    }

    /// <summary>Σ xₖ, Σ yₖ and Σ xₖ² + yₖ² of rows of whole vectors.</summary>
    public static (double X, double Y, double Square) Power(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ref float firstX = ref MemoryMarshal.GetReference(x), firstY = ref MemoryMarshal.GetReference(y);
        Vector512<float> sumX = Vector512<float>.Zero, sumY = sumX, squareX = sumX, squareY = sumX;
        for (int k = 0; k < x.Length; k += Vector512<float>.Count)
        {
            Vector512<float> valueX = Vector512.LoadUnsafe(ref firstX, (nuint)k), valueY = Vector512.LoadUnsafe(ref firstY, (nuint)k);
            sumX += valueX;
            sumY += valueY;
            squareX = Vector512.FusedMultiplyAdd(valueX, valueX, squareX);
            squareY = Vector512.FusedMultiplyAdd(valueY, valueY, squareY);
        }

        return (Vector512.Sum(sumX), Vector512.Sum(sumY), (double)Vector512.Sum(squareX) + Vector512.Sum(squareY));
    }

    /// <summary>Σ aₖ, Σ aₖ², Σ aₖ·xₖ and Σ aₖ·yₖ of rows of whole vectors.</summary>
    public static (double Sum, double Square, double X, double Y) Correlate(ReadOnlySpan<float> a, ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        ref float firstA = ref MemoryMarshal.GetReference(a), firstX = ref MemoryMarshal.GetReference(x), firstY = ref MemoryMarshal.GetReference(y);
        Vector512<float> sum = Vector512<float>.Zero, square = sum, alongX = sum, alongY = sum;
        for (int k = 0; k < a.Length; k += Vector512<float>.Count)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref firstA, (nuint)k);
            sum += value;
            square = Vector512.FusedMultiplyAdd(value, value, square);
            alongX = Vector512.FusedMultiplyAdd(value, Vector512.LoadUnsafe(ref firstX, (nuint)k), alongX);
            alongY = Vector512.FusedMultiplyAdd(value, Vector512.LoadUnsafe(ref firstY, (nuint)k), alongY);
        }

        return (Vector512.Sum(sum), Vector512.Sum(square), Vector512.Sum(alongX), Vector512.Sum(alongY));
    }

    /// <summary>restₖ ← aₖ − factor·bₖ − offset, on rows of whole vectors.</summary>
    public static void Subtract(ReadOnlySpan<float> a, ReadOnlySpan<float> b, float factor, float offset, Span<float> rest)
    {
        ref float firstA = ref MemoryMarshal.GetReference(a), firstB = ref MemoryMarshal.GetReference(b), firstRest = ref MemoryMarshal.GetReference(rest);
        Vector512<float> scale = Vector512.Create(-factor), shift = Vector512.Create(offset);
        for (int k = 0; k < a.Length; k += Vector512<float>.Count)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref firstA, (nuint)k) - shift;
            Vector512.FusedMultiplyAdd(scale, Vector512.LoadUnsafe(ref firstB, (nuint)k), value).StoreUnsafe(ref firstRest, (nuint)k);
        }
    }

    /// <summary>Σ dₖ·eₖ and Σ dₖ·eₖ·u with e = alongX·xₖ + alongY·yₖ and u = k/count, on rows of whole vectors.</summary>
    public static (double Sum, double First) Gradient(ReadOnlySpan<float> d, ReadOnlySpan<float> x, ReadOnlySpan<float> y, float alongX, float alongY)
    {
        ref float firstD = ref MemoryMarshal.GetReference(d), firstX = ref MemoryMarshal.GetReference(x), firstY = ref MemoryMarshal.GetReference(y);
        Vector512<float> scaleX = Vector512.Create(alongX), scaleY = Vector512.Create(alongY), sum = Vector512<float>.Zero, moment = sum;
        (Vector512<float> place, Vector512<float> step) = Places(d.Length);
        for (int k = 0; k < d.Length; k += Vector512<float>.Count)
        {
            Vector512<float> along = Vector512.FusedMultiplyAdd(scaleX, Vector512.LoadUnsafe(ref firstX, (nuint)k), scaleY * Vector512.LoadUnsafe(ref firstY, (nuint)k));
            along *= Vector512.LoadUnsafe(ref firstD, (nuint)k);
            sum += along;
            moment = Vector512.FusedMultiplyAdd(along, place, moment);
            place += step;
        }

        return (Vector512.Sum(sum), Vector512.Sum(moment));
    }

    /// <summary>aₖ ← aₖ + dₖ·(offset + slope·u) with u = k/count, on rows of whole vectors.</summary>
    public static void Move(Span<float> a, ReadOnlySpan<float> d, float offset, float slope)
    {
        ref float firstA = ref MemoryMarshal.GetReference(a), firstD = ref MemoryMarshal.GetReference(d);
        (Vector512<float> place, Vector512<float> step) = Places(a.Length);
        (place, step) = (Vector512.FusedMultiplyAdd(place, Vector512.Create(slope), Vector512.Create(offset)), step * slope);
        for (int k = 0; k < a.Length; k += Vector512<float>.Count)
        {
            Vector512<float> value = Vector512.LoadUnsafe(ref firstA, (nuint)k);
            Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref firstD, (nuint)k), place, value).StoreUnsafe(ref firstA, (nuint)k);
            place += step;
        }
    }

    /// <summary>Σ aₖ·bₖ, Σ aₖ·bₖ·u and Σ aₖ·bₖ·u² with u = k/count, on rows of whole vectors.</summary>
    public static (double Sum, double First, double Second) Moments(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float firstA = ref MemoryMarshal.GetReference(a), firstB = ref MemoryMarshal.GetReference(b);
        Vector512<float> sum = Vector512<float>.Zero, moment = sum, second = sum;
        (Vector512<float> place, Vector512<float> step) = Places(a.Length);
        for (int k = 0; k < a.Length; k += Vector512<float>.Count)
        {
            Vector512<float> both = Vector512.LoadUnsafe(ref firstA, (nuint)k) * Vector512.LoadUnsafe(ref firstB, (nuint)k), far = both * place;
            sum += both;
            moment += far;
            second = Vector512.FusedMultiplyAdd(far, place, second);
            place += step;
        }

        return (Vector512.Sum(sum), Vector512.Sum(moment), Vector512.Sum(second));
    }

    /// <summary>k/count in the first vector, and how much it grows to the next.</summary>
    private static (Vector512<float> First, Vector512<float> Step) Places(int count) =>
        (Vector512.CreateSequence(0f, 1f / count), Vector512.Create((float)Vector512<float>.Count / count));

    /// <summary>Running sums: 0, a₀, a₀ + a₁, …; the number of values is a multiple of eight.</summary>
    public static void RunningSum(ReadOnlySpan<float> values, Span<float> sums)
    {
        ref float first = ref MemoryMarshal.GetReference(values), into = ref MemoryMarshal.GetReference(sums);
        Vector256<float> before = Vector256<float>.Zero;
        into = 0;
        for (int k = 0; k < values.Length; k += Vector256<float>.Count)
        {
            // Lanes that the shuffles leave out are zero.
            Vector256<float> sum = Vector256.LoadUnsafe(ref first, (nuint)k);
            sum += Vector256.Shuffle(sum, Vector256.Create(-1, 0, 1, 2, 3, 4, 5, 6));
            sum += Vector256.Shuffle(sum, Vector256.Create(-1, -1, 0, 1, 2, 3, 4, 5));
            sum += Vector256.Shuffle(sum, Vector256.Create(-1, -1, -1, -1, 0, 1, 2, 3));
            (sum + before).StoreUnsafe(ref into, (nuint)(k + 1));
            before += Vector256.Shuffle(sum, Vector256.Create(7));
        }
    }
}
