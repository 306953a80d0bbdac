using System.Numerics;
using System.Runtime.InteropServices;
using TwinGrid.Signal.Localization;

namespace TwinGrid.Signal.Tracks;

/// <summary>
/// The signals of all tags of a scene as their places and one scattering coefficient explain them.
/// The antenna's field at tag t is e_t = cosθ·e^{−jkd}/d with cosθ = (distance from the track line)/d. Every tag scatters
/// into the others like one of several parallel dipoles side by side: E = (I − αG)⁻¹e with
/// G = e^{−jkr}/(kr)·(1 − j/(kr) − 1/(kr)²) and one complex α. The way back is the same way by reciprocity, so the reader sees
/// c·E², with c complex, unknown and its own a tag: it takes up power, cable, tag and turn of the tag. Data and model are compressed alike,
/// y = u·√a and q = E²/|E|, which keeps the strong middle of the track from drowning its ends. The cost of a tag is
/// ‖y − c·q‖²/‖y‖² at the best c, zero to one.
/// </summary>
/// <remarks>
/// Parameters are (along, away) of every tag and Re α, Im α. All tags stand on the same places, with a mask where a tag
/// was not read. Rows of 2·<see cref="Stride"/> numbers hold real parts, then imaginary parts.
/// </remarks>
internal sealed partial class CoupledModel
{
    private readonly double[] _along;
    private readonly double[] _away;
    private readonly double[] _heightSquared;
    private readonly double[] _signal;
    private readonly double[] _mask;
    private readonly double[] _length;
    private readonly double[] _field;
    private readonly double[] _slopeAlong;
    private readonly double[] _slopeAway;
    private readonly double[] _total;
    private readonly double[] _compressed;
    private readonly double[] _residual;
    private readonly double[] _compressedEnergy;
    private readonly double[] _tagCost;
    private readonly Complex[] _gain;
    private readonly Complex[] _green;
    private readonly Complex[] _spread;
    private readonly int[] _exchanges;
    private readonly int[] _allTags;

    /// <summary>A model over given places and signals.</summary>
    /// <param name="along">Coordinate of every place along the track.</param>
    /// <param name="away">Coordinate of every place across the track, about zero.</param>
    /// <param name="height">Height of every place over the tags.</param>
    /// <param name="signals">y a tag and place; zero where the tag was not read.</param>
    /// <param name="waveNumber">k in radians a metre.</param>
    public CoupledModel(double[] along, double[] away, double[] height, Complex[][] signals, double waveNumber)
    {
        int lanes = Vector<double>.Count;
        Places = along.Length;
        Tags = signals.Length;
        Stride = (Places + lanes - 1) / lanes * lanes;
        WaveNumber = waveNumber;
        (_along, _away, _heightSquared) = (Pad(along), Pad(away), Pad(height));
        for (int a = 0; a < Stride; a++)
        {
            _heightSquared[a] *= _heightSquared[a];
        }

        (_signal, _mask, _length) = (new double[Tags * Row], new double[Tags * Stride], new double[Tags]);
        for (int t = 0; t < Tags; t++)
        {
            for (int a = 0; a < Places; a++)
            {
                Complex y = signals[t][a];
                _signal[t * Row + a] = y.Real;
                _signal[t * Row + Stride + a] = y.Imaginary;
                _mask[t * Stride + a] = y == default ? 0 : 1;
            }

            _length[t] = Math.Sqrt(VectorKernels.Dot(Of(_signal, t), Of(_signal, t)));
        }

        (_field, _slopeAlong, _slopeAway) = (new double[Tags * Row], new double[Tags * Row], new double[Tags * Row]);
        (_total, _compressed, _residual) = (new double[Tags * Row], new double[Tags * Row], new double[Tags * Row]);
        (_compressedEnergy, _tagCost, _gain) = (new double[Tags], new double[Tags], new Complex[Tags]);
        (_green, _spread, _exchanges) = (new Complex[Tags * Tags], new Complex[Tags * Tags], new int[Tags]);
        (_greenSlope, _product, _scratch, _sums) = (new Complex[Tags * Tags], new Complex[Tags * Tags], new double[4 * Row], new double[2 * Tags * Row]);
        _allTags = [.. Enumerable.Range(0, Tags)];
        _columns = new double[(2 * Tags + 2) * Row];
    }

    /// <summary>Number of tags.</summary>
    public int Tags { get; }

    /// <summary>The indices of all tags.</summary>
    public ReadOnlySpan<int> AllTags => _allTags;

    /// <summary>Number of places.</summary>
    public int Places { get; }

    /// <summary>Places rounded up to whole vectors.</summary>
    public int Stride { get; }

    /// <summary>k in radians a metre.</summary>
    public double WaveNumber { get; }

    /// <summary>The α that a weak prior pulls to.</summary>
    public Complex CouplingExpectation { get; set; }

    /// <summary>What a squared unit of distance from <see cref="CouplingExpectation"/> adds to the cost; zero at first.</summary>
    public double CouplingStiffness { get; set; }

    /// <summary>Number of parameters: two a tag and two for α.</summary>
    public int Parameters => 2 * Tags + 2;

    /// <summary>Cost of every tag where the model was last evaluated.</summary>
    public ReadOnlySpan<double> TagCosts => _tagCost;

    /// <summary>Numbers in a row of real and imaginary parts.</summary>
    private int Row => 2 * Stride;

    /// <summary>(y − c·q)/‖y‖ of a tag where the model was last evaluated: real parts, then imaginary parts, <see cref="Stride"/> each.</summary>
    public ReadOnlySpan<double> Residual(int tag) => Of(_residual, tag);

    /// <summary>1 where the tag was read, else 0.</summary>
    public ReadOnlySpan<double> Mask(int tag) => _mask.AsSpan(tag * Stride, Stride);

    /// <summary>y of a tag: real parts, then imaginary parts.</summary>
    public ReadOnlySpan<double> Signal(int tag) => Of(_signal, tag);

    /// <summary>Coordinates of the places along the track, across it, and squared height, padded.</summary>
    public (double[] Along, double[] Away, double[] HeightSquared) Geometry => (_along, _away, _heightSquared);

    /// <summary>Total cost at the parameters, with what the prior of α adds; the state it leaves is what <see cref="Linearize"/> and the accessors speak of.</summary>
    public double Evaluate(ReadOnlySpan<double> parameters)
    {
        Complex coupling = new(parameters[2 * Tags], parameters[2 * Tags + 1]);
        for (int t = 0; t < Tags; t++)
        {
            Illuminate(t, parameters[2 * t], parameters[2 * t + 1]);
        }

        Couple(parameters, coupling);
        double cost = 0;
        for (int t = 0; t < Tags; t++)
        {
            Span<double> total = Of(_total, t);
            Spread(t, _field, total);
            cost += _tagCost[t] = Compare(t, total);
        }

        Complex off = coupling - CouplingExpectation;
        return cost + CouplingStiffness * (off.Real * off.Real + off.Imaginary * off.Imaginary);
    }

    /// <summary>How much the neighbours change the compressed signal of a tag: (E/e)² over its own modulus' root, masked.</summary>
    public void NeighbourFactor(int tag, Span<double> factor)
    {
        ReadOnlySpan<double> field = Of(_field, tag), total = Of(_total, tag);
        for (int a = 0; a < Stride; a++)
        {
            Complex ratio = new Complex(total[a], total[Stride + a]) / new Complex(field[a], field[Stride + a]);
            Complex compressed = _mask[tag * Stride + a] * ratio * ratio / Complex.Abs(ratio);
            (factor[a], factor[Stride + a]) = (compressed.Real, compressed.Imaginary);
        }
    }

    private static Span<Vector<double>> Lanes(Span<double> values) => MemoryMarshal.Cast<double, Vector<double>>(values);

    private static ReadOnlySpan<Vector<double>> Lanes(ReadOnlySpan<double> values) => MemoryMarshal.Cast<double, Vector<double>>(values);

    private Span<double> Of(double[] rows, int tag) => rows.AsSpan(tag * Row, Row);

    private double[] Pad(double[] values)
    {
        var padded = new double[Stride];
        values.CopyTo(padded, 0);
        Array.Fill(padded, values[0], values.Length, Stride - values.Length);
        return padded;
    }

    private double Compare(int tag, ReadOnlySpan<double> total)
    {
        Span<Vector<double>> compressed = Lanes(Of(_compressed, tag)), residual = Lanes(Of(_residual, tag));
        ReadOnlySpan<Vector<double>> field = Lanes(total), signal = Lanes(Signal(tag)), mask = Lanes(Mask(tag));
        int n = mask.Length;
        Vector<double> energy = default, re = default, im = default, tiny = new(1e-200);
        for (int i = 0; i < n; i++)
        {
            Vector<double> x = field[i], y = field[n + i], square = Vector.Max(x * x + y * y, tiny), scale = mask[i] / Vector.SquareRoot(square);
            Vector<double> p = (x * x - y * y) * scale, q = (x + x) * y * scale;
            (compressed[i], compressed[n + i]) = (p, q);
            energy += square * mask[i];
            re += p * signal[i] + q * signal[n + i];
            im += p * signal[n + i] - q * signal[i];
        }

        double total2 = _compressedEnergy[tag] = Vector.Sum(energy);
        Complex gain = _gain[tag] = new(Vector.Sum(re) / total2, Vector.Sum(im) / total2);
        Vector<double> gainRe = new(gain.Real), gainIm = new(gain.Imaginary), inverse = new(1 / _length[tag]), cost = default;
        for (int i = 0; i < n; i++)
        {
            Vector<double> p = (signal[i] - gainRe * compressed[i] + gainIm * compressed[n + i]) * inverse;
            Vector<double> q = (signal[n + i] - gainRe * compressed[n + i] - gainIm * compressed[i]) * inverse;
            (residual[i], residual[n + i]) = (p, q);
            cost += p * p + q * q;
        }

        return Vector.Sum(cost);
    }
}
