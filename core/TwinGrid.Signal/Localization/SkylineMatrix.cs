namespace TwinGrid.Signal.Localization;

/// <summary>
/// Symmetric positive definite matrix with a monotone skyline: row r holds columns start(r) … r, contiguous, and
/// start never decreases. Unknowns ordered along the site make it narrow, so that factorization, solution and
/// the entries of the inverse under the skyline cost n·b² for a band of b.
/// </summary>
internal sealed class SkylineMatrix
{
    private readonly int[] _start;
    private readonly int[] _offset;
    private readonly double[] _values;

    /// <summary>A zero matrix.</summary>
    /// <param name="start">First stored column of each row; made monotone here.</param>
    public SkylineMatrix(ReadOnlySpan<int> start)
    {
        _start = start.ToArray();
        for (int r = _start.Length - 2; r >= 0; r--)
        {
            _start[r] = Math.Min(_start[r], _start[r + 1]);
        }

        _offset = new int[_start.Length + 1];
        for (int r = 0; r < _start.Length; r++)
        {
            _offset[r + 1] = _offset[r] + r - _start[r] + 1;
        }

        _values = new double[_offset[^1]];
    }

    private SkylineMatrix(SkylineMatrix shape)
    {
        _start = shape._start;
        _offset = shape._offset;
        _values = new double[shape._values.Length];
    }

    /// <summary>Number of rows.</summary>
    public int Size => _start.Length;

    /// <summary>The entry at a row and a column not after it, under the skyline.</summary>
    public ref double this[int row, int column] => ref _values[_offset[row] + column - _start[row]];

    /// <summary>The entry at either order of indices.</summary>
    public double Symmetric(int a, int b) => a >= b ? this[a, b] : this[b, a];

    /// <summary>Sets every entry to zero.</summary>
    public void Clear() => Array.Clear(_values);

    /// <summary>Replaces the matrix by its Cholesky factor L; false when it isn't positive definite.</summary>
    public bool TryFactor()
    {
        for (int r = 0; r < Size; r++)
        {
            Span<double> row = Row(r);
            int first = _start[r];
            for (int c = first; c < r; c++)
            {
                int from = Math.Max(first, _start[c]);
                ReadOnlySpan<double> other = Row(c);
                double sum = VectorKernels.Dot(row[(from - first)..(c - first)], other[(from - _start[c])..(c - _start[c])]);
                row[c - first] = (row[c - first] - sum) / other[^1];
            }

            double pivot = row[^1] - VectorKernels.Dot(row[..^1], row[..^1]);
            if (!(pivot > 1e-12 * row[^1]))
            {
                return false;
            }

            row[^1] = Math.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>Solves L·Lᵀ·x = b in place, once factored.</summary>
    public void Solve(Span<double> b)
    {
        for (int r = 0; r < Size; r++)
        {
            ReadOnlySpan<double> row = Row(r);
            b[r] = (b[r] - VectorKernels.Dot(row[..^1], b[_start[r]..r])) / row[^1];
        }

        for (int r = Size - 1; r >= 0; r--)
        {
            ReadOnlySpan<double> row = Row(r);
            b[r] /= row[^1];
            VectorKernels.AddScaled(b[_start[r]..r], -b[r], row[..^1]);
        }
    }

    /// <summary>
    /// The entries of the inverse under the skyline, once factored (Takahashi's recurrence, last column first):
    /// Z(i,j) = −Σₖ L(k,j)/L(j,j)·Z(k,i) over the column's rows k &gt; j, and Z(j,j) = 1/L(j,j)² − Σₖ L(k,j)/L(j,j)·Z(k,j).
    /// </summary>
    public SkylineMatrix SelectedInverse()
    {
        var inverse = new SkylineMatrix(this);
        var column = new double[Size];
        var product = new double[Size];
        int last = Size - 1;
        for (int j = Size - 1; j >= 0; j--)
        {
            while (_start[last] > j)
            {
                last--;
            }

            double diagonal = this[j, j];
            int count = last - j;
            Span<double> l = column.AsSpan(0, count), t = product.AsSpan(0, count);
            t.Clear();
            for (int k = 0; k < count; k++)
            {
                l[k] = this[j + 1 + k, j] / diagonal;
                ReadOnlySpan<double> row = inverse.Row(j + 1 + k);
                ReadOnlySpan<double> inner = row.Slice(j + 1 - _start[j + 1 + k], k);
                VectorKernels.AddScaled(t[..k], l[k], inner);
                t[k] += VectorKernels.Dot(l[..k], inner) + l[k] * row[^1];
            }

            double own = 1 / (diagonal * diagonal);
            for (int k = 0; k < count; k++)
            {
                inverse[j + 1 + k, j] = -t[k];
                own += l[k] * t[k];
            }

            inverse[j, j] = own;
        }

        return inverse;
    }

    private Span<double> Row(int r) => _values.AsSpan(_offset[r], r - _start[r] + 1);
}
