using TwinGrid.Model;

namespace TwinGrid.Signal;

/// <summary>A score over a horizontal grid, for a picture.</summary>
public sealed class PlanarField
{
    private readonly double[] _values;

    internal PlanarField(Position origin, double step, int columns, int rows, double[] values)
    {
        Origin = origin;
        Step = step;
        Columns = columns;
        Rows = rows;
        _values = values;
    }

    /// <summary>Position of the first cell (lowest x and y), metres.</summary>
    public Position Origin { get; }

    /// <summary>Distance of neighbouring cells in metres.</summary>
    public double Step { get; }

    /// <summary>Number of cells along x.</summary>
    public int Columns { get; }

    /// <summary>Number of cells along y.</summary>
    public int Rows { get; }

    /// <summary>Rows × Columns scores, x running fastest.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Position of the cell with the highest score; the first one of equals.</summary>
    public Position Peak()
    {
        int best = 0;
        for (int i = 1; i < _values.Length; i++)
        {
            if (_values[i] > _values[best])
            {
                best = i;
            }
        }

        return new Position(Origin.X + best % Columns * Step, Origin.Y + best / Columns * Step, Origin.Z);
    }
}
