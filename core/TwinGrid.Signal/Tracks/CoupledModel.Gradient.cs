using System.Numerics;
using TwinGrid.Signal.Localization;

namespace TwinGrid.Signal.Tracks;

internal sealed partial class CoupledModel
{
    private readonly Complex[] _greenSlope;
    private readonly Complex[] _product;
    private readonly double[] _scratch;
    private readonly double[] _sums;
    private readonly double[] _columns;

    /// <summary>
    /// Gauss–Newton normal equations of the cost where the model was last evaluated:
    /// dE = (I − αG)⁻¹(de + d(αG)E), with the gains c eliminated (Golub and Pereyra's variable projection).
    /// </summary>
    /// <param name="parameters">Where the model was last evaluated.</param>
    /// <param name="tags">The tags whose places are free; columns follow this order.</param>
    /// <param name="count">Parameters that are free: two a free tag, and two of α only when all tags are free.</param>
    /// <param name="normal">JᵀJ, count × count by rows, both triangles.</param>
    /// <param name="gradient">Jᵀr, count numbers.</param>
    /// <param name="visit">Sees the tag and its columns of J, one row of numbers a parameter, each time they are ready; may be null.</param>
    public void Linearize(
        ReadOnlySpan<double> parameters, ReadOnlySpan<int> tags, int count, Span<double> normal, Span<double> gradient, Action<int, double[]>? visit = null)
    {
        Complex coupling = new(parameters[2 * Tags], parameters[2 * Tags + 1]);
        normal.Clear();
        gradient.Clear();
        PrepareSums(parameters, tags, coupling);
        for (int t = 0; t < Tags; t++)
        {
            for (int slot = 0; slot < tags.Length; slot++)
            {
                int v = tags[slot];
                Complex spread = _spread[t * Tags + v];
                for (int axis = 0; axis < 2; axis++)
                {
                    Complex back = default;
                    for (int u = 0; u < Tags; u++)
                    {
                        back += _spread[t * Tags + u] * _greenSlope[v * Tags + u] * (parameters[2 * v + axis] - parameters[2 * u + axis]);
                    }

                    Span<double> change = _scratch.AsSpan(0, Row);
                    Combine(change, spread, _sums.AsSpan((2 * v + axis) * Row, Row), coupling * back, Of(_total, v));
                    Column(t, change, _columns.AsSpan((2 * slot + axis) * Row, Row));
                }
            }

            if (count > 2 * Tags)
            {
                CouplingColumns(t);
            }

            Accumulate(t, count, normal, gradient);
            visit?.Invoke(t, _columns);
        }

        if (count > 2 * Tags)
        {
            Complex pull = CouplingStiffness * (coupling - CouplingExpectation);
            gradient[2 * Tags] += pull.Real;
            gradient[2 * Tags + 1] += pull.Imaginary;
            normal[2 * Tags * (count + 1)] += CouplingStiffness;
            normal[(2 * Tags + 1) * (count + 1)] += CouplingStiffness;
        }

        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                normal[j * count + i] = normal[i * count + j];
            }
        }
    }

    /// <summary>
    /// Derivative of the residual of a tag to a change of every tag's direct field by a factor 1 + ε·w, w given a tag and place.
    /// </summary>
    /// <param name="tag">The tag whose residual is meant.</param>
    /// <param name="factors">w of all tags: a row of real parts, then imaginary parts, each.</param>
    /// <param name="column">Receives the derivative.</param>
    public void FieldColumn(int tag, ReadOnlySpan<double> factors, Span<double> column)
    {
        Span<double> change = _scratch.AsSpan(0, Row), product = _scratch.AsSpan(Row, Row);
        change.Clear();
        for (int u = 0; u < Tags; u++)
        {
            ReadOnlySpan<double> field = Of(_field, u), factor = factors.Slice(u * Row, Row);
            for (int a = 0; a < Stride; a++)
            {
                product[a] = field[a] * factor[a] - field[Stride + a] * factor[Stride + a];
                product[Stride + a] = field[a] * factor[Stride + a] + field[Stride + a] * factor[a];
            }

            AddScaled(change, _spread[tag * Tags + u], product);
        }

        Column(tag, change, column);
    }

    /// <summary>Per tag v and axis: de_v + α·Σ_u dG_vu·E_u.</summary>
    private void PrepareSums(ReadOnlySpan<double> parameters, ReadOnlySpan<int> tags, Complex coupling)
    {
        foreach (int v in tags)
        {
            Span<double> along = _sums.AsSpan(2 * v * Row, Row), away = _sums.AsSpan((2 * v + 1) * Row, Row);
            Of(_slopeAlong, v).CopyTo(along);
            Of(_slopeAway, v).CopyTo(away);
            for (int u = 0; u < Tags; u++)
            {
                Complex slope = coupling * _greenSlope[v * Tags + u];
                if (slope != default)
                {
                    AddScaled(along, slope * (parameters[2 * v] - parameters[2 * u]), Of(_total, u));
                    AddScaled(away, slope * (parameters[2 * v + 1] - parameters[2 * u + 1]), Of(_total, u));
                }
            }
        }
    }

    private void CouplingColumns(int tag)
    {
        Span<double> change = _scratch.AsSpan(0, Row), turned = _scratch.AsSpan(Row, Row);
        change.Clear();
        for (int u = 0; u < Tags; u++)
        {
            Complex product = default;
            for (int w = 0; w < Tags; w++)
            {
                product += _spread[tag * Tags + w] * _green[w * Tags + u];
            }

            AddScaled(change, product, Of(_total, u));
        }

        Combine(turned, Complex.ImaginaryOne, change, default, change);
        Column(tag, change, _columns.AsSpan(2 * Tags * Row, Row));
        Column(tag, turned, _columns.AsSpan((2 * Tags + 1) * Row, Row));
    }

    private static void Combine(Span<double> target, Complex a, ReadOnlySpan<double> x, Complex b, ReadOnlySpan<double> y)
    {
        Span<Vector<double>> to = Lanes(target);
        ReadOnlySpan<Vector<double>> p = Lanes(x), q = Lanes(y);
        int n = to.Length / 2;
        Vector<double> ar = new(a.Real), ai = new(a.Imaginary), br = new(b.Real), bi = new(b.Imaginary);
        for (int i = 0; i < n; i++)
        {
            Vector<double> pr = p[i], pi = p[n + i], qr = q[i], qi = q[n + i];
            to[i] = ar * pr - ai * pi + br * qr - bi * qi;
            to[n + i] = ar * pi + ai * pr + br * qi + bi * qr;
        }
    }

    /// <summary>
    /// From dE to the derivative of the residual: with z = dE/E, dq = q·(Re z + 2j·Im z) and c follows as c = qᴴy/qᴴq.
    /// </summary>
    private void Column(int tag, ReadOnlySpan<double> change, Span<double> column)
    {
        Span<Vector<double>> to = Lanes(column);
        ReadOnlySpan<Vector<double>> dE = Lanes(change), field = Lanes(Of(_total, tag)), model = Lanes(Of(_compressed, tag)), signal = Lanes(Signal(tag));
        int n = to.Length / 2;
        Vector<double> energy = default, re = default, im = default, tiny = new(1e-200);
        for (int i = 0; i < n; i++)
        {
            Vector<double> x = field[i], y = field[n + i], square = Vector.Max(x * x + y * y, tiny), inverse = Vector<double>.One / square;
            Vector<double> zr = (dE[i] * x + dE[n + i] * y) * inverse, zi = (dE[n + i] * x - dE[i] * y) * (inverse + inverse);
            Vector<double> p = model[i], q = model[n + i], dp = p * zr - q * zi, dq = p * zi + q * zr;
            (to[i], to[n + i]) = (dp, dq);
            energy += (p * p + q * q) * zr;
            re += dp * signal[i] + dq * signal[n + i];
            im += dp * signal[n + i] - dq * signal[i];
        }

        Complex gain = _gain[tag];
        Complex slope = (new Complex(Vector.Sum(re), Vector.Sum(im)) - 2 * gain * Vector.Sum(energy)) / _compressedEnergy[tag];
        double scale = -1 / _length[tag];
        Combine(column, gain * scale, column, slope * scale, Of(_compressed, tag));
    }

    private void Accumulate(int tag, int count, Span<double> normal, Span<double> gradient)
    {
        ReadOnlySpan<double> residual = Residual(tag);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> column = _columns.AsSpan(i * Row, Row);
            gradient[i] += VectorKernels.Dot(column, residual);
            int j = 0;
            for (; j + 3 <= i; j += 4)
            {
                DotFour(column, _columns.AsSpan(j * Row, 4 * Row), normal.Slice(i * count + j, 4));
            }

            for (; j <= i; j++)
            {
                normal[i * count + j] += VectorKernels.Dot(column, _columns.AsSpan(j * Row, Row));
            }
        }
    }

    private static void DotFour(ReadOnlySpan<double> column, ReadOnlySpan<double> others, Span<double> sums)
    {
        ReadOnlySpan<Vector<double>> a = Lanes(column), b = Lanes(others);
        int n = a.Length;
        Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
        ReadOnlySpan<Vector<double>> b0 = b[..n], b1 = b.Slice(n, n), b2 = b.Slice(2 * n, n), b3 = b.Slice(3 * n, n);
        for (int i = 0; i < n; i++)
        {
            Vector<double> value = a[i];
            s0 = Vector.FusedMultiplyAdd(value, b0[i], s0);
            s1 = Vector.FusedMultiplyAdd(value, b1[i], s1);
            s2 = Vector.FusedMultiplyAdd(value, b2[i], s2);
            s3 = Vector.FusedMultiplyAdd(value, b3[i], s3);
        }

        sums[0] += Vector.Sum(s0);
        sums[1] += Vector.Sum(s1);
        sums[2] += Vector.Sum(s2);
        sums[3] += Vector.Sum(s3);
    }
}
