namespace TwinGrid.Simulation.Fidelity;

/// <summary>Samples for one or more curves over the same places: at the entries, and half way between for the line's own error.</summary>
/// <param name="entries">Places of the entries, rising.</param>
/// <param name="halfWay">Places between them.</param>
/// <param name="measure">Samples the figures of a place; told the place and its number, which no other place has.</param>
internal sealed class SampledSeries<TFigures>(IReadOnlyList<double> entries, IReadOnlyList<double> halfWay, Func<double, int, TFigures> measure)
{
    private readonly TFigures[] _atEntries = new TFigures[entries.Count], _halfWay = new TFigures[halfWay.Count];

    /// <summary>The work to be done before a curve can be had, in pieces that may run in any order.</summary>
    public IEnumerable<Action> Work =>
    [
        .. entries.Select((at, i) => new Action(() => _atEntries[i] = measure(at, i))),
        .. halfWay.Select((at, i) => new Action(() => _halfWay[i] = measure(at, entries.Count + i))),
    ];

    /// <summary>The curve of one figure.</summary>
    public TableCurve Curve(Func<TFigures, TableValue> figure) =>
        TableCurve.Of([.. entries.Select((at, i) => (at, figure(_atEntries[i])))], halfWay.Select((at, i) => (at, figure(_halfWay[i]))));
}
