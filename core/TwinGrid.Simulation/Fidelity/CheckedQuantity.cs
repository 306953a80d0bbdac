namespace TwinGrid.Simulation.Fidelity;

/// <summary>How one quantity of the tables fared against fresh physics.</summary>
/// <param name="Name">The quantity, with its unit.</param>
/// <param name="Regions">Random regions that it was looked up for.</param>
/// <param name="WithinTwoErrors">Regions in which fresh physics and the table agree within two standard errors of both; 95 % are expected.</param>
/// <param name="LargestDeviation">Largest difference, in the quantity's unit.</param>
/// <param name="LargestErrors">Largest difference, in standard errors of both.</param>
public sealed record CheckedQuantity(string Name, int Regions, int WithinTwoErrors, double LargestDeviation, double LargestErrors)
{
    /// <summary>
    /// Whether the stated errors hold: no fewer regions lie within two of them than chance allows, three deviations below nine in ten.
    /// Nine and not nine and a half, because errors are themselves estimates from some tens of trials.
    /// </summary>
    public bool IsSound => WithinTwoErrors >= 0.9 * Regions - 3 * Math.Sqrt(0.09 * Regions);

    /// <summary>Sums up pairs of what the table says and what fresh physics says.</summary>
    internal static CheckedQuantity Of(string name, IReadOnlyCollection<(TableValue Table, TableValue Fresh)> pairs) => new(
        name,
        pairs.Count,
        pairs.Count(pair => Math.Abs(pair.Table.DeviationOf(pair.Fresh)) <= 2),
        pairs.Select(pair => Math.Abs(pair.Fresh.Value - pair.Table.Value)).DefaultIfEmpty(0).Max(),
        pairs.Select(pair => Math.Abs(pair.Table.DeviationOf(pair.Fresh))).DefaultIfEmpty(0).Max());
}
