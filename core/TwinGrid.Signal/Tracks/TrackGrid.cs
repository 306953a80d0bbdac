using System.Numerics;
using System.Runtime.InteropServices;

namespace TwinGrid.Signal.Tracks;

/// <summary>
/// Scores of one tag over the searched part of the plane, the other tags kept where they are. The direct signal of every
/// cell at every place is tabulated once a scene, so that a score is a few hundred multiplications a cell.
/// </summary>
internal sealed class TrackGrid
{
    private const long LargestTable = 1L << 25;
    private readonly float[] _table;
    private readonly int _stride;
    private readonly bool[] _inside;
    private readonly CoupledModel _model;
    private readonly float[] _weighted;
    private readonly double[] _factor;

    /// <summary>Tabulates the direct signals.</summary>
    /// <exception cref="ArgumentException">The box is too large to be searched.</exception>
    public TrackGrid(CoupledModel model, TrackFrame frame, double step)
    {
        _model = model;
        int lanes = Vector<float>.Count;
        _stride = (model.Places + lanes - 1) / lanes * lanes;
        double coarsest = Math.PI / (4 * model.WaveNumber), perCell = 2.0 * _stride, area = (frame.HighAlong - frame.LowAlong) * (frame.HighAway - frame.LowAway);
        Step = Math.Min(coarsest, Math.Max(step, Math.Sqrt(area * perCell / (LargestTable / 8.0))));
        double columns = Math.Floor((frame.HighAlong - frame.LowAlong) / Step + 1e-6) + 1, rows = Math.Floor((frame.HighAway - frame.LowAway) / Step + 1e-6) + 1;
        if (columns * rows * perCell > LargestTable)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"expected a search box that a grid of {Step} m covers with up to {LargestTable / perCell} cells, found {columns} x {rows} cells"));
        }

        (Columns, Rows, LowAlong, LowAway) = ((int)columns, (int)rows, frame.LowAlong, frame.LowAway);
        _table = new float[Columns * Rows * 2 * _stride];
        _inside = new bool[Columns * Rows];
        (_weighted, _factor) = (new float[3 * _stride], new double[2 * model.Stride]);
        Scores = new double[Columns * Rows];
        Fill(frame);
    }

    /// <summary>Distance of cells in metres.</summary>
    public double Step { get; }

    /// <summary>Cells along the track.</summary>
    public int Columns { get; }

    /// <summary>Cells across the track.</summary>
    public int Rows { get; }

    /// <summary>Coordinate of the first cell along the track.</summary>
    public double LowAlong { get; }

    /// <summary>Coordinate of the first cell across the track.</summary>
    public double LowAway { get; }

    /// <summary>Rows × Columns costs of the tag last looked at, 0 to 1; infinite outside the box.</summary>
    public double[] Scores { get; }

    /// <summary>Coordinates of a cell.</summary>
    public (double Along, double Away) At(int cell) => (LowAlong + cell % Columns * Step, LowAway + cell / Columns * Step);

    /// <summary>Costs of a tag that no neighbour disturbs.</summary>
    public void ScoreAlone(int tag)
    {
        _factor.AsSpan(0, _model.Stride).Fill(1);
        _factor.AsSpan(_model.Stride).Clear();
        ScoreWithFactor(tag);
    }

    /// <summary>Costs of a tag with the disturbance that the model, where it was last evaluated, gives at the tag's present place.</summary>
    public void ScoreDisturbed(int tag)
    {
        _model.NeighbourFactor(tag, _factor);
        ScoreWithFactor(tag);
    }

    /// <summary>Cells of the lowest local minima, the lowest first; returns how many were found.</summary>
    public int Minima(Span<int> cells)
    {
        int found = 0;
        for (int r = 1; r < Rows - 1; r++)
        {
            for (int c = 1; c < Columns - 1; c++)
            {
                int cell = r * Columns + c;
                if (!_inside[cell] || (found == cells.Length && Scores[cell] >= Scores[cells[^1]]) || !IsMinimum(cell))
                {
                    continue;
                }

                int at = found < cells.Length ? found++ : cells.Length - 1;
                for (; at > 0 && Scores[cells[at - 1]] > Scores[cell]; at--)
                {
                    cells[at] = cells[at - 1];
                }

                cells[at] = cell;
            }
        }

        return found;
    }

    /// <summary>Cell of the lowest cost; within one row when <paramref name="row"/> isn't negative; −1 when nothing of it is in the box.</summary>
    public int Lowest(int row = -1)
    {
        int best = -1, from = row < 0 ? 0 : row * Columns, to = row < 0 ? Columns * Rows : from + Columns;
        for (int cell = from; cell < to; cell++)
        {
            if (_inside[cell] && (best < 0 || Scores[cell] < Scores[best]))
            {
                best = cell;
            }
        }

        return best;
    }

    private bool IsMinimum(int cell)
    {
        double score = Scores[cell];
        return score <= Scores[cell - 1] && score <= Scores[cell + 1]
            && score <= Scores[cell - Columns - 1] && score <= Scores[cell - Columns] && score <= Scores[cell - Columns + 1]
            && score <= Scores[cell + Columns - 1] && score <= Scores[cell + Columns] && score <= Scores[cell + Columns + 1];
    }

    private void Fill(TrackFrame frame)
    {
        (double[] placeAlong, double[] placeAway, double[] squares) = _model.Geometry;
        for (int cell = 0; cell < _inside.Length; cell++)
        {
            (double along, double away) = At(cell);
            _inside[cell] = frame.Holds(along, away);
            Span<float> row = _table.AsSpan(cell * 2 * _stride, 2 * _stride);
            for (int a = 0; a < _model.Places && _inside[cell]; a++)
            {
                double x = along - placeAlong[a], y = Math.Max(away - placeAway[a], 1e-3), square = x * x + y * y + squares[a];
                (double sin, double cos) = Math.SinCos(2 * _model.WaveNumber * Math.Sqrt(square));
                row[a] = (float)(y / square * cos);
                row[_stride + a] = (float)(-y / square * sin);
            }
        }
    }

    private void ScoreWithFactor(int tag)
    {
        ReadOnlySpan<double> signal = _model.Signal(tag), mask = _model.Mask(tag);
        int stride = _model.Stride;
        double energy = 0;
        for (int a = 0; a < _model.Places; a++)
        {
            double re = _factor[a] * mask[a], im = _factor[stride + a] * mask[a], p = signal[a], q = signal[stride + a];
            _weighted[a] = (float)(re * p + im * q);
            _weighted[_stride + a] = (float)(re * q - im * p);
            _weighted[2 * _stride + a] = (float)(re * re + im * im);
            energy += p * p + q * q;
        }

        int n = _stride / Vector<float>.Count;
        ReadOnlySpan<Vector<float>> w = MemoryMarshal.Cast<float, Vector<float>>(_weighted), rows = MemoryMarshal.Cast<float, Vector<float>>(_table);
        for (int cell = 0; cell < _inside.Length; cell++)
        {
            if (!_inside[cell])
            {
                Scores[cell] = double.PositiveInfinity;
                continue;
            }

            ReadOnlySpan<Vector<float>> row = rows.Slice(cell * 2 * n, 2 * n);
            Vector<float> re = default, im = default, norm = default;
            for (int i = 0; i < n; i++)
            {
                Vector<float> p = row[i], q = row[n + i], x = w[i], y = w[n + i];
                re += p * x + q * y;
                im += p * y - q * x;
                norm += (p * p + q * q) * w[2 * n + i];
            }

            double sumRe = Vector.Sum(re), sumIm = Vector.Sum(im);
            Scores[cell] = 1 - (sumRe * sumRe + sumIm * sumIm) / (Vector.Sum(norm) * energy);
        }
    }
}
