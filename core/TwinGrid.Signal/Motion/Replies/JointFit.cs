using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>
/// Least squares on the whole slot for given bits: edges and leakage linearly, onsets and lengths by Gauss–Newton on the blocks in which
/// edges fall. With Gaussian noise it is maximum likelihood, so the edges' covariance is at the Cramér–Rao bound.
/// </summary>
internal static class JointFit
{
    /// <summary>Fits all edges and the rest of the leakage to the re-made replies and leaves the residual in the work's rest.</summary>
    /// <param name="work">Blocks and re-made replies.</param>
    /// <param name="tags">Receives edges and their variances for unit noise in a block.</param>
    /// <param name="residual">Receives the mean residual power of a block, with the degrees of freedom taken off.</param>
    /// <returns>False when two replies are alike.</returns>
    public static bool TryEdges(in SlotWork work, Span<TagFit> tags, out double residual)
    {
        int size = tags.Length + 1;
        Span<double> gram = stackalloc double[size * size], real = stackalloc double[size], imaginary = stackalloc double[size];
        gram[0] = work.Count;
        real[0] = BlockKernels.Sum(work.Real);
        imaginary[0] = BlockKernels.Sum(work.Imaginary);
        for (int i = 1; i < size; i++)
        {
            ReadOnlySpan<float> high = work.High(i - 1);
            gram[i * size] = BlockKernels.Sum(high);
            real[i] = BlockKernels.Dot(high, work.Real);
            imaginary[i] = BlockKernels.Dot(high, work.Imaginary);
            for (int j = 1; j <= i; j++)
            {
                gram[i * size + j] = BlockKernels.Dot(high, work.High(j - 1));
            }
        }

        residual = double.PositiveInfinity;
        if (!Cholesky.TryFactor(gram, size))
        {
            return false;
        }

        Cholesky.Solve(gram, size, real);
        Cholesky.Solve(gram, size, imaginary);
        Subtract(work, real, imaginary);
        for (int i = 1; i < size; i++)
        {
            tags[i - 1].Edge = new Complex(real[i], imaginary[i]);
            tags[i - 1].EdgeVariance = Cholesky.InverseDiagonal(gram, size, i);
        }

        double square = BlockKernels.Dot(work.RestReal, work.RestReal) + BlockKernels.Dot(work.RestImaginary, work.RestImaginary);
        residual = square / (work.Count - size - tags.Length);
        return true;
    }

    /// <summary>One step of Gauss–Newton in all onsets and lengths, from the residual that the fit of the edges left.</summary>
    /// <returns>The largest move of an edge's time, in samples; NaN when the step is not determined.</returns>
    public static double Step(in SlotWork work, ReplyOptions options, Span<TagFit> tags)
    {
        int size = 2 * tags.Length;
        Span<double> normal = stackalloc double[size * size], right = stackalloc double[size];
        normal.Clear();
        right.Clear();
        for (int i = 0; i < tags.Length; i++)
        {
            Accumulate(work, tags, i, size, normal, right);
        }

        if (!Cholesky.TryFactor(normal, size))
        {
            return double.NaN;
        }

        Cholesky.Solve(normal, size, right);
        double most = 0;
        for (int i = 0; i < tags.Length; i++)
        {
            double onset = Math.Clamp(right[2 * i], -4, 4), stretch = Math.Clamp(right[2 * i + 1], -8, 8);
            tags[i].Onset += onset;
            tags[i].Length += stretch;
            ReplyReader.Clamp(options, ref tags[i]);
            tags[i].LengthVariance = Cholesky.InverseDiagonal(normal, size, 2 * i + 1) / 2;
            most = Math.Max(most, Math.Max(Math.Abs(onset), Math.Abs(onset + stretch)));
        }

        return most;
    }

    /// <summary>
    /// A rising edge that comes later by δ lowers its block's mean by δ/4 of the tag's edge, a falling one raises it; edge e moves by
    /// δonset + (e/312)·δlength. Blocks in which two tags have an edge couple them.
    /// </summary>
    private static void Accumulate(in SlotWork work, ReadOnlySpan<TagFit> tags, int tag, int size, Span<double> normal, Span<double> right)
    {
        const double PerSample = 1.0 / SlotWork.BlockLength, PerEdge = 1.0 / MillerCode.HalfCycles;
        ReadOnlySpan<float> own = work.Edges(tag), real = work.RestReal, imaginary = work.RestImaginary;
        double half = tags[tag].Length * PerEdge * PerSample, start = tags[tag].Onset * PerSample;
        double x = tags[tag].Edge.Real, y = tags[tag].Edge.Imaginary;
        Span<int> places = stackalloc int[MillerCode.HalfCycles + 1];
        int count = 0;
        double gradient = 0, gradientLate = 0, late1 = 0, late2 = 0;
        for (int e = 0; e <= MillerCode.HalfCycles; e++)
        {
            int k = (int)(start + e * half);
            float mark = own[k];
            if (mark != 0)
            {
                double late = e * PerEdge, along = x * real[k] + y * imaginary[k];
                along = mark > 0 ? -along : along;
                gradient += along;
                gradientLate += along * late;
                late1 += late;
                late2 += late * late;
                places[count++] = k;
            }
        }

        right[2 * tag] = gradient * PerSample;
        right[2 * tag + 1] = gradientLate * PerSample;
        for (int other = 0; other < tag; other++)
        {
            (double sum, double sumOwn, double sumOther, double sumBoth) = Coupled(own, work.Edges(other), places[..count]);
            Set(other, sum, sumOwn * PerEdge, sumOther * PerEdge, sumBoth * PerEdge * PerEdge, tags, normal);
        }

        Set(tag, count, late1, late1, late2, tags, normal);

        void Set(int other, double sum, double sumOwn, double sumOther, double sumBoth, ReadOnlySpan<TagFit> fits, Span<double> into)
        {
            double scale = PerSample * PerSample * (x * fits[other].Edge.Real + y * fits[other].Edge.Imaginary);
            into[2 * tag * size + 2 * other] = scale * sum;
            into[(2 * tag + 1) * size + 2 * other] = scale * sumOwn;
            into[2 * tag * size + 2 * other + 1] = scale * sumOther;
            into[(2 * tag + 1) * size + 2 * other + 1] = scale * sumBoth;
        }
    }

    /// <summary>Over the blocks in which both tags have an edge: Σ±1, Σ±e, Σ±e′, Σ±e·e′, the sign that of both edges' directions.</summary>
    private static (double Sum, double Own, double Other, double Both) Coupled(ReadOnlySpan<float> own, ReadOnlySpan<float> other, ReadOnlySpan<int> places)
    {
        double sum = 0, sumOwn = 0, sumOther = 0, sumBoth = 0;
        foreach (int k in places)
        {
            float first = own[k], second = other[k];
            if (second != 0)
            {
                double sign = first * second > 0 ? 1 : -1, e = Math.Abs(first) - 1, met = Math.Abs(second) - 1;
                sum += sign;
                sumOwn += sign * e;
                sumOther += sign * met;
                sumBoth += sign * e * met;
            }
        }

        return (sum, sumOwn, sumOther, sumBoth);
    }

    private static void Subtract(in SlotWork work, ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary)
    {
        Span<float> restReal = work.RestReal, restImaginary = work.RestImaginary;
        work.Real.CopyTo(restReal);
        work.Imaginary.CopyTo(restImaginary);
        BlockKernels.Offset(restReal, -(float)real[0]);
        BlockKernels.Offset(restImaginary, -(float)imaginary[0]);
        for (int i = 1; i < real.Length; i++)
        {
            BlockKernels.Subtract(restReal, work.High(i - 1), (float)real[i]);
            BlockKernels.Subtract(restImaginary, work.High(i - 1), (float)imaginary[i]);
        }
    }
}
