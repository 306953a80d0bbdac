using System.Numerics;

namespace TwinGrid.Signal.Tracks;

/// <summary>Small dense algebra, in place over spans.</summary>
internal static class ComplexMatrix
{
    /// <summary>Replaces a square matrix, row by row, by its inverse (Gauss–Jordan with row exchange).</summary>
    /// <param name="matrix">n² elements.</param>
    /// <param name="order">n.</param>
    /// <param name="exchanges">n numbers of scratch.</param>
    public static void Invert(Span<Complex> matrix, int order, Span<int> exchanges)
    {
        for (int p = 0; p < order; p++)
        {
            int pivot = p;
            for (int i = p + 1; i < order; i++)
            {
                pivot = Norm(matrix[i * order + p]) > Norm(matrix[pivot * order + p]) ? i : pivot;
            }

            exchanges[p] = pivot;
            Span<Complex> row = matrix.Slice(p * order, order);
            if (pivot != p)
            {
                Span<Complex> other = matrix.Slice(pivot * order, order);
                for (int j = 0; j < order; j++)
                {
                    (row[j], other[j]) = (other[j], row[j]);
                }
            }

            Complex scale = 1 / row[p];
            row[p] = Complex.One;
            for (int j = 0; j < order; j++)
            {
                row[j] *= scale;
            }

            for (int i = 0; i < order; i++)
            {
                if (i == p)
                {
                    continue;
                }

                Span<Complex> target = matrix.Slice(i * order, order);
                Complex factor = target[p];
                target[p] = default;
                for (int j = 0; j < order; j++)
                {
                    target[j] -= factor * row[j];
                }
            }
        }

        for (int p = order - 1; p >= 0; p--)
        {
            if (exchanges[p] != p)
            {
                for (int i = 0; i < order; i++)
                {
                    (matrix[i * order + p], matrix[i * order + exchanges[p]]) = (matrix[i * order + exchanges[p]], matrix[i * order + p]);
                }
            }
        }
    }

    /// <summary>
    /// Cholesky factor of a symmetric matrix, in its lower triangle; false when it isn't positive definite.
    /// </summary>
    public static bool Factor(Span<double> matrix, int order)
    {
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i * order + j];
                for (int k = 0; k < j; k++)
                {
                    sum -= matrix[i * order + k] * matrix[j * order + k];
                }

                if (i != j)
                {
                    matrix[i * order + j] = sum / matrix[j * order + j];
                }
                else if (sum > 0 && double.IsFinite(sum))
                {
                    matrix[i * order + i] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Solves L Lᵀ x = b in place after <see cref="Factor"/>.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int order, Span<double> vector)
    {
        for (int i = 0; i < order; i++)
        {
            double sum = vector[i];
            for (int k = 0; k < i; k++)
            {
                sum -= factor[i * order + k] * vector[k];
            }

            vector[i] = sum / factor[i * order + i];
        }

        for (int i = order - 1; i >= 0; i--)
        {
            double sum = vector[i];
            for (int k = i + 1; k < order; k++)
            {
                sum -= factor[k * order + i] * vector[k];
            }

            vector[i] = sum / factor[i * order + i];
        }
    }

    private static double Norm(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;
}
