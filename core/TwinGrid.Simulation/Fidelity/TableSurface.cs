namespace TwinGrid.Simulation.Fidelity;

/// <summary>A figure against two positive quantities: a curve for each entry of the first.</summary>
/// <param name="Rows">The first quantity of each curve, above zero, rising.</param>
/// <param name="Curves">The figure against the second quantity, a curve a row, all with the same places.</param>
/// <param name="InterpolationError">What the straight lines miss half way between rows and places, as in <see cref="TableCurve"/>.</param>
public sealed record TableSurface(IReadOnlyList<double> Rows, IReadOnlyList<TableCurve> Curves, double InterpolationError)
{
    /// <summary>The figure with its stated error, straight over both logarithms.</summary>
    /// <param name="row">First quantity, from the first to the last row.</param>
    /// <param name="at">Second quantity, from the first to the last place.</param>
    /// <exception cref="ArgumentOutOfRangeException">A quantity lies outside the entries.</exception>
    public TableValue Interpolate(double row, double at)
    {
        if (!(row >= Rows[0] && row <= Rows[^1]))
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"expected {Rows[0]} to {Rows[^1]}, what the table covers");
        }

        int next = Rows.Count == 1 ? 0 : 1;
        while (Rows[next] < row)
        {
            next++;
        }

        TableValue value = Rows[next] == row
            ? Curves[next].Interpolate(at)
            : TableCurve.Blend(
                Curves[next - 1].Interpolate(at), Curves[next].Interpolate(at), Math.Log(row / Rows[next - 1]) / Math.Log(Rows[next] / Rows[next - 1]), 0);
        bool isEntry = Rows.Contains(row) && Curves[0].At.Contains(at);
        return isEntry ? value : value with { StandardError = double.Hypot(value.StandardError, InterpolationError) };
    }

    /// <summary>Throws when the entries can't be a surface.</summary>
    /// <param name="place">Where it stands, for the message.</param>
    /// <exception cref="FormatException">What was expected and what was found.</exception>
    internal void Check(string place)
    {
        if (Rows is null || Curves is null || Rows.Count != Curves.Count)
        {
            throw new FormatException($"{place}: expected a curve for each row, found {Curves?.Count} for {Rows?.Count}");
        }

        new TableCurve(Rows, Rows, [.. Rows.Select(_ => 0.0)], InterpolationError).Check($"{place}: rows");
        for (int i = 0; i < Rows.Count; i++)
        {
            Curves[i].Check($"{place}: row {i}");
            if (!Curves[i].At.SequenceEqual(Curves[0].At))
            {
                throw new FormatException($"{place}: expected the places of row 0 in every row, found others in row {i}");
            }
        }
    }
}
