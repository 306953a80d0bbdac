namespace TwinGrid.Simulation.Fidelity;

/// <summary>Samples for one or more surfaces over the same grid: at the entries, and in the middle of every mesh for the surface's own error.</summary>
/// <param name="rows">Rows of the entries, rising.</param>
/// <param name="places">Places of the entries, rising.</param>
/// <param name="middles">Row and place inside each mesh.</param>
/// <param name="measure">Samples the figures; told row, place and a number that no other has.</param>
internal sealed class SampledGrid<TFigures>(
    IReadOnlyList<double> rows, IReadOnlyList<double> places, IReadOnlyList<(double Row, double At)> middles, Func<double, double, int, TFigures> measure)
{
    private readonly TFigures[] _entries = new TFigures[rows.Count * places.Count], _middles = new TFigures[middles.Count];

    /// <summary>The work to be done before a surface can be had, in pieces that may run in any order.</summary>
    public IEnumerable<Action> Work =>
    [
        .. Enumerable.Range(0, _entries.Length).Select(i => new Action(() => _entries[i] = measure(rows[i / places.Count], places[i % places.Count], i))),
        .. middles.Select((middle, i) => new Action(() => _middles[i] = measure(middle.Row, middle.At, _entries.Length + i))),
    ];

    /// <summary>The surface of one figure.</summary>
    public TableSurface Surface(Func<TFigures, TableValue> figure)
    {
        TableCurve Row(int row) => TableCurve.Of([.. places.Select((at, i) => (at, figure(_entries[row * places.Count + i])))], []);
        var surface = new TableSurface([.. rows], [.. Enumerable.Range(0, rows.Count).Select(Row)], 0);
        return surface with
        {
            InterpolationError = TableValue.Digits(TableCurve.Excess(
                middles.Select((middle, i) => (surface.Interpolate(middle.Row, middle.At), figure(_middles[i]))))),
        };
    }
}
