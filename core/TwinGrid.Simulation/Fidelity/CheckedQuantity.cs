namespace TwinGrid.Simulation.Fidelity;

/// <summary>How one quantity of the tables fared against fresh physics.</summary>
/// <param name="Name">The quantity, with its unit.</param>
/// <param name="Regions">Random regions that it was looked up for.</param>
/// <param name="Comparisons">Figures compared; those of one region are alike.</param>
/// <param name="WithinTwoErrors">Comparisons in which fresh physics and the table agree within two standard errors of both; 95 % are expected.</param>
/// <param name="LargestDeviation">Largest difference, in the quantity's unit.</param>
/// <param name="LargestErrors">Largest difference, in standard errors of both.</param>
public sealed record CheckedQuantity(string Name, int Regions, int Comparisons, int WithinTwoErrors, double LargestDeviation, double LargestErrors)
{
    /// <summary>
    /// Whether the stated errors hold: no smaller share lies within two of them than chance allows, three deviations below nine in ten
    /// of as many regions. Nine and not nine and a half, because errors are themselves estimates from some tens of trials.
    /// </summary>
    public bool IsSound => Regions == 0 || (double)WithinTwoErrors / Comparisons >= 0.9 - 3 * Math.Sqrt(0.09 / Regions);

    /// <summary>Sums up pairs of what the table says and what fresh physics says.</summary>
    internal static CheckedQuantity Of(string name, int regions, IReadOnlyCollection<(TableValue Table, TableValue Fresh)> pairs) => new(
        name,
        regions,
        pairs.Count,
        pairs.Count(pair => Math.Abs(pair.Table.DeviationOf(pair.Fresh)) <= 2),
        pairs.Select(pair => Math.Abs(pair.Fresh.Value - pair.Table.Value)).DefaultIfEmpty(0).Max(),
        pairs.Select(pair => Math.Abs(pair.Table.DeviationOf(pair.Fresh))).DefaultIfEmpty(0).Max());
}
