using System.Numerics;
using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>
/// First pass over the places a tag may be: the cut parabola Σ min(r²/2s², cost ceiling) on a grid, in single
/// precision and as many cells at a time as the machine's vectors hold. Only cells within range of every
/// linked node are looked at, and of each tile of a quarter wavelength the best cell is kept, since a lobe of the
/// likelihood is about that wide. Reused from tag to tag.
/// </summary>
internal sealed class CoarseGrid
{
    private const int CellsPerTile = 4;

    // The links that decide are the precise ones; more than this many only cost time in the coarse pass.
    private const int MostLinks = 14;

    // Links are said to end at the range; a measured one may be a little longer.
    private const double RangeSlack = 1.05;

    private readonly LocalizationSpace _space;
    private readonly double _step;
    private readonly TileWinners _winners = new();
    private readonly float[] _linkX = new float[MostLinks];
    private readonly float[] _offAxis = new float[MostLinks];
    private readonly float[] _turns = new float[MostLinks];
    private readonly float[] _weight = new float[MostLinks];
    private readonly float[] _ceiling = new float[MostLinks];
    private readonly double[] _order = new double[256];
    private int[] _selected = new int[256];
    private float[] _cellX = [];
    private float[] _row = [];

    public CoarseGrid(LocalizationSpace space)
    {
        _space = space;
        _step = space.Wavelength / (space.Dimensions == 2 ? 16 : 12);
    }

    /// <summary>
    /// Finds the tiles of lowest cost.
    /// </summary>
    /// <param name="evidence">The tag's links; at least one.</param>
    /// <param name="box">Where to look.</param>
    /// <param name="candidates">Filled with cell centres, best first.</param>
    /// <returns>How many candidates were found.</returns>
    public int Search(TagEvidence evidence, SearchBox box, Span<Position> candidates)
    {
        for (int i = 0; i < evidence.Count; i++)
        {
            box = box.Near(new Position(evidence.X[i], evidence.Y[i], evidence.Z[i]), _space.MaximumRange * RangeSlack);
        }

        if (box.High.X < box.Low.X || box.High.Y < box.Low.Y || (_space.Dimensions == 3 && box.High.Z < box.Low.Z))
        {
            return 0;
        }

        int links = SelectLinks(evidence, box);
        int nx = CellCount(box.High.X - box.Low.X);
        int ny = CellCount(box.High.Y - box.Low.Y);
        int nz = _space.Dimensions == 3 ? CellCount(box.High.Z - box.Low.Z) : 1;
        Prepare(nx, ny, nz);
        int tilesX = Tiles(nx), tilesY = Tiles(ny);

        for (int iz = 0; iz < nz; iz++)
        {
            double z = _space.Dimensions == 3 ? box.Low.Z + iz * _step : evidence.Height;
            for (int iy = 0; iy < ny; iy++)
            {
                double y = box.Low.Y + iy * _step;
                if (!ClipRow(evidence, box, y, z, nx, out int from, out int to))
                {
                    continue;
                }

                for (int i = 0; i < links; i++)
                {
                    int link = _selected[i];
                    double dy = y - evidence.Y[link], dz = z - evidence.Z[link];
                    _offAxis[i] = (float)(dy * dy + dz * dz);
                }

                int lanes = Vector<float>.Count;
                int start = from / lanes * lanes;
                Evaluate(links, start, to);
                int tileRow = (iz / CellsPerTile * tilesY + iy / CellsPerTile) * tilesX;
                int cellRow = (iz * ny + iy) * nx;
                for (int ix = Math.Max(from, start); ix <= to; ix++)
                {
                    _winners.Offer(tileRow + ix / CellsPerTile, cellRow + ix, _row[ix]);
                }
            }
        }

        return Pick(box, evidence.Height, nx, ny, candidates);
    }

    /// <summary>Best tiles first, leaving out those right beside one already taken.</summary>
    private int Pick(SearchBox box, double height, int nx, int ny, Span<Position> candidates)
    {
        double apart = _space.Wavelength / 6;
        int found = 0;
        while (found < candidates.Length && _winners.TryTake(out int cell))
        {
            int ix = cell % nx, iy = cell / nx % ny, iz = cell / nx / ny;
            var position = new Position(
                box.Low.X + ix * _step,
                box.Low.Y + iy * _step,
                _space.Dimensions == 3 ? box.Low.Z + iz * _step : height);
            if (!IsNear(candidates[..found], position, apart))
            {
                candidates[found++] = position;
            }
        }

        return found;
    }

    private static bool IsNear(ReadOnlySpan<Position> taken, Position position, double apart)
    {
        foreach (Position other in taken)
        {
            if (other.DistanceTo(position) < apart)
            {
                return true;
            }
        }

        return false;
    }

    private void Evaluate(int links, int start, int to)
    {
        int lanes = Vector<float>.Count;
        var perTurn = new Vector<float>((float)(2 / _space.Wavelength));
        for (int ix = start; ix <= to; ix += lanes)
        {
            var x = new Vector<float>(_cellX, ix);
            Vector<float> cost = Vector<float>.Zero;
            for (int i = 0; i < links; i++)
            {
                Vector<float> dx = x - new Vector<float>(_linkX[i]);
                Vector<float> distance = Vector.SquareRoot(Vector.FusedMultiplyAdd(dx, dx, new Vector<float>(_offAxis[i])));
                Vector<float> turns = Vector.FusedMultiplyAdd(distance, perTurn, new Vector<float>(-_turns[i]));
                turns -= Vector.Round(turns);
                cost += Vector.Min(turns * turns * new Vector<float>(_weight[i]), new Vector<float>(_ceiling[i]));
            }

            cost.CopyTo(_row, ix);
        }
    }

    /// <summary>Columns of the links used; positions relative to the box keep single precision exact enough.</summary>
    private int SelectLinks(TagEvidence evidence, SearchBox box)
    {
        int count = evidence.Count;
        if (_selected.Length < count)
        {
            _selected = new int[count];
        }

        double[] keys = count <= _order.Length ? _order : new double[count];
        for (int i = 0; i < count; i++)
        {
            keys[i] = evidence.Variance[i];
            _selected[i] = i;
        }

        Array.Sort(keys, _selected, 0, count);
        int used = Math.Min(count, MostLinks);
        // A cell is up to half a step off along the link: a uniform error, which blurs the lobe it stands for.
        double cell = _space.WaveNumber * _step;
        double blur = cell * cell / 12 * _space.Dimensions;
        for (int i = 0; i < used; i++)
        {
            int link = _selected[i];
            double variance = evidence.Variance[link] + blur;
            _linkX[i] = (float)(evidence.X[link] - box.Low.X);
            _turns[i] = (float)(evidence.Phase[link] / Math.PI);
            _weight[i] = (float)(Math.PI * Math.PI / (2 * variance));
            _ceiling[i] = (float)evidence.Errors.CostCeiling(variance);
        }

        return used;
    }

    /// <summary>The part of a row within range of every linked node; false where there is none.</summary>
    private bool ClipRow(TagEvidence evidence, SearchBox box, double y, double z, int nx, out int from, out int to)
    {
        double low = 0, high = (nx - 1) * _step;
        double reach = _space.MaximumRange * RangeSlack;
        for (int i = 0; i < evidence.Count; i++)
        {
            double dy = y - evidence.Y[i], dz = z - evidence.Z[i];
            double square = reach * reach - dy * dy - dz * dz;
            if (square < 0)
            {
                from = to = 0;
                return false;
            }

            double half = Math.Sqrt(square), centre = evidence.X[i] - box.Low.X;
            low = Math.Max(low, centre - half);
            high = Math.Min(high, centre + half);
        }

        from = (int)Math.Ceiling(low / _step);
        to = (int)Math.Floor(high / _step);
        return from <= to;
    }

    private void Prepare(int nx, int ny, int nz)
    {
        int lanes = Vector<float>.Count;
        int padded = (nx + lanes) / lanes * lanes;
        if (_cellX.Length < padded)
        {
            _cellX = new float[padded];
            _row = new float[padded];
            for (int i = 0; i < padded; i++)
            {
                _cellX[i] = (float)(i * _step);
            }
        }

        _winners.Clear(Tiles(nx) * Tiles(ny) * Tiles(nz));
    }

    private int CellCount(double extent) => (int)Math.Ceiling(extent / _step) + 1;

    private static int Tiles(int cells) => (cells + CellsPerTile - 1) / CellsPerTile;
}
