using MathNet.Numerics.LinearAlgebra;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Localization;

public class SkylineMatrixTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(60, 9)]
    [InlineData(60, 60)]
    public void Solution_and_selected_inverse_agree_with_dense_algebra(int size, int band)
    {
        var random = new SeededRandom((ulong)(size * 100 + band));
        int[] start = [.. Enumerable.Range(0, size).Select(r => Math.Max(0, r - random.NextIndex(band)))];
        var matrix = new SkylineMatrix(start);
        Matrix<double> dense = Matrix<double>.Build.Dense(size, size);
        for (int r = 0; r < size; r++)
        {
            for (int c = start[r]; c <= r; c++)
            {
                double value = r == c ? 2.0 * band + 1 : random.NextUniform(-1, 1);
                matrix[r, c] = value;
                dense[r, c] = dense[c, r] = value;
            }
        }

        Vector<double> right = Vector<double>.Build.Dense(size, _ => random.NextGaussian());
        double[] solution = right.ToArray();
        Assert.True(matrix.TryFactor());
        matrix.Solve(solution);
        SkylineMatrix inverse = matrix.SelectedInverse();
        Matrix<double> expected = dense.Inverse();

        Assert.True((dense * Vector<double>.Build.Dense(solution) - right).L2Norm() < 1e-10);
        for (int r = 0; r < size; r++)
        {
            for (int c = start[r]; c <= r; c++)
            {
                Assert.Equal(expected[r, c], inverse[r, c], 12);
                Assert.Equal(expected[r, c], inverse.Symmetric(c, r), 12);
            }
        }
    }

    [Fact]
    public void A_singular_matrix_is_not_factored()
    {
        var matrix = new SkylineMatrix([0, 0]);
        (matrix[0, 0], matrix[1, 0], matrix[1, 1]) = (1, 1, 1);

        Assert.False(matrix.TryFactor());
    }
}
