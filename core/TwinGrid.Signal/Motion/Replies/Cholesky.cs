namespace TwinGrid.Signal.Motion.Replies;

/// <summary>Solves the small positive definite systems of a fit in place, without allocation.</summary>
internal static class Cholesky
{
    /// <summary>Factors A = L·Lᵀ, row by row; false when a pivot falls below 10⁻⁹ of its diagonal.</summary>
    /// <param name="matrix">A on entry, L in the lower triangle on return.</param>
    /// <param name="size">Number of rows.</param>
    public static bool TryFactor(Span<double> matrix, int size)
    {
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i * size + j];
                for (int k = 0; k < j; k++)
                {
                    sum -= matrix[i * size + k] * matrix[j * size + k];
                }

                if (i != j)
                {
                    matrix[i * size + j] = sum / matrix[j * size + j];
                    continue;
                }

                if (!(sum > 1e-9 * matrix[i * size + i]))
                {
                    return false;
                }

                matrix[i * size + i] = Math.Sqrt(sum);
            }
        }

        return true;
    }

    /// <summary>Solves A·x = b from the factor; b becomes x.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> right)
    {
        for (int i = 0; i < size; i++)
        {
            double sum = right[i];
            for (int k = 0; k < i; k++)
            {
                sum -= factor[i * size + k] * right[k];
            }

            right[i] = sum / factor[i * size + i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            double sum = right[i];
            for (int k = i + 1; k < size; k++)
            {
                sum -= factor[k * size + i] * right[k];
            }

            right[i] = sum / factor[i * size + i];
        }
    }

    /// <summary>Entry (index, index) of A⁻¹, from the factor.</summary>
    public static double InverseDiagonal(ReadOnlySpan<double> factor, int size, int index)
    {
        Span<double> unit = stackalloc double[size];
        unit.Clear();
        unit[index] = 1;
        Solve(factor, size, unit);
        return unit[index];
    }
}
