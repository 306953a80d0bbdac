using System.Numerics;

namespace TwinGrid.Signal.Motion.Replies;

/// <summary>
/// Least squares on the whole slot for given bits: edges and leakage linearly, onsets and lengths by Gauss–Newton on the blocks in which
/// edges fall. With Gaussian noise it is maximum likelihood, so the edges' covariance is at the Cramér–Rao bound.
/// </summary>
internal static class JointFit
{
    /// <summary>Fits all edges and the rest of the leakage to the re-made replies. The residual follows from the normal equations.</summary>
    /// <param name="work">Blocks and re-made replies.</param>
    /// <param name="tags">Receives edges and their variances for unit noise in a block.</param>
    /// <param name="leakage">Receives the rest of the leakage.</param>
    /// <param name="residual">Receives the mean residual power of a block, with the degrees of freedom taken off.</param>
    /// <returns>False when two replies are alike.</returns>
    public static bool TryEdges(in SlotWork work, Span<TagFit> tags, out Complex leakage, out double residual)
    {
        int size = tags.Length + 1;
        Span<double> gram = stackalloc double[size * size], real = stackalloc double[size], imaginary = stackalloc double[size];
        Span<double> rightReal = stackalloc double[size], rightImaginary = stackalloc double[size];
        gram[0] = work.Count;
        (real[0], imaginary[0], double square) = BlockKernels.Power(work.Real, work.Imaginary);
        for (int i = 1; i < size; i++)
        {
            ReadOnlySpan<float> high = work.High(i - 1);
            (gram[i * size], gram[i * size + i], real[i], imaginary[i]) = BlockKernels.Correlate(high, work.Real, work.Imaginary);
            for (int j = 1; j < i; j++)
            {
                gram[i * size + j] = BlockKernels.Dot(high, work.High(j - 1));
            }
        }

        (leakage, residual) = (Complex.Zero, double.PositiveInfinity);
        if (!Cholesky.TryFactor(gram, size))
        {
            return false;
        }

        real.CopyTo(rightReal);
        imaginary.CopyTo(rightImaginary);
        Cholesky.Solve(gram, size, real);
        Cholesky.Solve(gram, size, imaginary);
        leakage = new Complex(real[0], imaginary[0]);
        for (int i = 0; i < size; i++)
        {
            square -= real[i] * rightReal[i] + imaginary[i] * rightImaginary[i];
        }

        for (int i = 1; i < size; i++)
        {
            tags[i - 1].Edge = new Complex(real[i], imaginary[i]);
            tags[i - 1].EdgeVariance = Cholesky.InverseDiagonal(gram, size, i);
        }

        residual = Math.Max(square, 0) / (work.Count - size - tags.Length);
        return true;
    }

    /// <summary>Leaves in the work's rest what the fit does not explain.</summary>
    public static void Subtract(in SlotWork work, ReadOnlySpan<TagFit> tags, Complex leakage)
    {
        BlockKernels.Subtract(work.Real, work.High(0), (float)tags[0].Edge.Real, (float)leakage.Real, work.RestReal);
        BlockKernels.Subtract(work.Imaginary, work.High(0), (float)tags[0].Edge.Imaginary, (float)leakage.Imaginary, work.RestImaginary);
        for (int i = 1; i < tags.Length; i++)
        {
            BlockKernels.Subtract(work.RestReal, work.High(i), (float)tags[i].Edge.Real, 0, work.RestReal);
            BlockKernels.Subtract(work.RestImaginary, work.High(i), (float)tags[i].Edge.Imaginary, 0, work.RestImaginary);
        }
    }

    /// <summary>
    /// One step of Gauss–Newton in all onsets and lengths, from the rest that the fit of the edges left. A rising edge that comes later by
    /// δ lowers its block's mean by δ/4 of the tag's edge, a falling one raises it; an edge in block k moves by a + b·k/count, which at the
    /// ends of the reply are the moves of its ends. Blocks in which two tags have an edge couple them.
    /// </summary>
    /// <param name="work">Rest and edges of the re-made replies.</param>
    /// <param name="options">What the reader knows of the slot.</param>
    /// <param name="tags">Receives the onsets, the lengths and their variances.</param>
    /// <returns>The largest move of an edge's time, in samples; NaN when the step is not determined.</returns>
    public static double Step(in SlotWork work, ReplyOptions options, Span<TagFit> tags)
    {
        const double PerSample = 1.0 / SlotWork.BlockLength;
        int size = 2 * tags.Length;
        Span<double> normal = stackalloc double[size * size], right = stackalloc double[size];
        for (int i = 0; i < tags.Length; i++)
        {
            Complex own = tags[i].Edge * PerSample;
            (right[2 * i], right[2 * i + 1]) = BlockKernels.Gradient(work.Edges(i), work.RestReal, work.RestImaginary, (float)own.Real, (float)own.Imaginary);
            for (int j = 0; j <= i; j++)
            {
                Complex other = tags[j].Edge * PerSample;
                double scale = own.Real * other.Real + own.Imaginary * other.Imaginary;
                (double sum, double first, double second) = BlockKernels.Moments(work.Edges(i), work.Edges(j));
                normal[2 * i * size + 2 * j] = scale * sum;
                normal[(2 * i + 1) * size + 2 * j] = normal[2 * i * size + 2 * j + 1] = scale * first;
                normal[(2 * i + 1) * size + 2 * j + 1] = scale * second;
            }
        }

        if (!Cholesky.TryFactor(normal, size))
        {
            return double.NaN;
        }

        Cholesky.Solve(normal, size, right);
        double most = 0, samples = work.Count * SlotWork.BlockLength;
        for (int i = 0; i < tags.Length; i++)
        {
            double share = tags[i].Length / samples;
            double onset = Math.Clamp(right[2 * i] + right[2 * i + 1] * tags[i].Onset / samples, -4, 4), stretch = Math.Clamp(right[2 * i + 1] * share, -8, 8);
            // To first order; for a larger move the reply is made anew.
            BlockKernels.Move(work.High(i), work.Edges(i), (float)(PerSample * (onset - stretch * tags[i].Onset / tags[i].Length)), (float)(PerSample * stretch / share));
            tags[i].Onset += onset;
            tags[i].Length += stretch;
            ReplyReader.Clamp(options, ref tags[i]);
            tags[i].LengthVariance = share * share * Cholesky.InverseDiagonal(normal, size, 2 * i + 1) / 2;
            most = Math.Max(most, Math.Max(Math.Abs(onset), Math.Abs(onset + stretch)));
        }

        return most;
    }
}
