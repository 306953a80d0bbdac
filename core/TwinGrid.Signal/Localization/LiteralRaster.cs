using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>The image that rings are drawn in and blurred. Ahmad et al. (7.12), (7.13).</summary>
internal sealed class LiteralRaster
{
    private readonly LocalizationSpace _space;
    private readonly LiteralOptions _options;
    private readonly int _columns;
    private readonly int _rows;
    private readonly double[] _image;
    private readonly double[] _scratch;
    private readonly double[] _kernel;

    public LiteralRaster(LocalizationSpace space, LiteralOptions options)
    {
        _space = space;
        _options = options;
        _columns = (int)Math.Ceiling((space.Bounds.High.X - space.Bounds.Low.X) / options.CellSize) + 1;
        _rows = (int)Math.Ceiling((space.Bounds.High.Y - space.Bounds.Low.Y) / options.CellSize) + 1;
        _image = new double[_columns * _rows];
        _scratch = new double[_columns * _rows];
        double deviation = options.BlurDeviation / options.CellSize;
        int half = Math.Max(1, (int)Math.Ceiling(3 * deviation));
        _kernel = new double[2 * half + 1];
        for (int i = 0; i < _kernel.Length; i++)
        {
            _kernel[i] = Math.Exp(-0.5 * (i - half) * (i - half) / (deviation * deviation));
        }
    }

    /// <summary>Starts an empty image.</summary>
    public void Clear() => Array.Clear(_image);

    /// <summary>Adds one to every cell within half a cell of a ring of radius λθ/2π + kλ/2, up to the range of links.</summary>
    public void AddRings(Position anchor, double height, double phase)
    {
        double half = _space.Wavelength / 2;
        double first = _space.Wavelength * phase / (2 * Math.PI);
        double dz = height - anchor.Z;
        for (int r = 0; r < _rows; r++)
        {
            double dy = _space.Bounds.Low.Y + r * _options.CellSize - anchor.Y;
            for (int c = 0; c < _columns; c++)
            {
                double dx = _space.Bounds.Low.X + c * _options.CellSize - anchor.X;
                double distance = Math.Sqrt(dx * dx + dy * dy + dz * dz);
                double nearest = first + Math.Max(0, Math.Round((distance - first) / half)) * half;
                if (Math.Abs(distance - nearest) < _options.CellSize / 2 && distance <= _space.MaximumRange + half / 2)
                {
                    _image[r * _columns + c] += 1;
                }
            }
        }
    }

    /// <summary>Convolves the image with the Gaussian, rows then columns; beyond the edge is empty.</summary>
    public void Blur()
    {
        int half = _kernel.Length / 2;
        for (int r = 0; r < _rows; r++)
        {
            for (int c = 0; c < _columns; c++)
            {
                double sum = 0;
                for (int k = Math.Max(-half, -c); k <= Math.Min(half, _columns - 1 - c); k++)
                {
                    sum += _kernel[k + half] * _image[r * _columns + c + k];
                }

                _scratch[r * _columns + c] = sum;
            }
        }

        for (int r = 0; r < _rows; r++)
        {
            for (int c = 0; c < _columns; c++)
            {
                double sum = 0;
                for (int k = Math.Max(-half, -r); k <= Math.Min(half, _rows - 1 - r); k++)
                {
                    sum += _kernel[k + half] * _scratch[(r + k) * _columns + c];
                }

                _image[r * _columns + c] = sum;
            }
        }
    }

    /// <summary>The highest cell, and the highest cell further away than the peak separation as a share of it.</summary>
    public (Position Position, double Ratio) Peak(double height)
    {
        int best = 0;
        for (int i = 1; i < _image.Length; i++)
        {
            if (_image[i] > _image[best])
            {
                best = i;
            }
        }

        int bestRow = best / _columns, bestColumn = best % _columns;
        double second = 0, apart = _options.PeakSeparation / _options.CellSize;
        for (int r = 0; r < _rows; r++)
        {
            for (int c = 0; c < _columns; c++)
            {
                double dr = r - bestRow, dc = c - bestColumn;
                if (dr * dr + dc * dc > apart * apart)
                {
                    second = Math.Max(second, _image[r * _columns + c]);
                }
            }
        }

        var position = new Position(
            _space.Bounds.Low.X + bestColumn * _options.CellSize, _space.Bounds.Low.Y + bestRow * _options.CellSize, height);
        return (position, _image[best] > 0 ? second / _image[best] : 1);
    }
}
