namespace TwinGrid.Simulation.Fidelity;

/// <summary>
/// Localization error of tags that probe one another, against the anchors along a room's walls and the tags in it. Rows are anchors a
/// metre of wall, places are tags a square metre. Made of rooms of 4 m × 4 m with links up to 2 m: larger sites are tiled by such.
/// </summary>
/// <param name="LocatedShare">Share of the tags that are located.</param>
/// <param name="Median">Median distance error of located tags, metres.</param>
/// <param name="Percentile90">Nine in ten located tags err by less, metres.</param>
/// <param name="Quantiles">Distance errors at the shares 1/32, 3/32, … 31/32 of located tags, metres.</param>
public sealed record LocalizationTable(TableSurface LocatedShare, TableSurface Median, TableSurface Percentile90, IReadOnlyList<TableSurface> Quantiles)
{
    /// <summary>All figures at a density.</summary>
    /// <param name="anchorsPerMetre">Anchors a metre of wall.</param>
    /// <param name="tagsPerSquareMetre">Tags a square metre.</param>
    /// <exception cref="ArgumentOutOfRangeException">A density lies outside the table.</exception>
    public LocalizationFigures At(double anchorsPerMetre, double tagsPerSquareMetre) => new(
        LocatedShare.Interpolate(anchorsPerMetre, tagsPerSquareMetre),
        Median.Interpolate(anchorsPerMetre, tagsPerSquareMetre),
        Percentile90.Interpolate(anchorsPerMetre, tagsPerSquareMetre),
        [.. Quantiles.Select(surface => surface.Interpolate(anchorsPerMetre, tagsPerSquareMetre))]);

    /// <summary>
    /// An error in metres for a tag whose place in the distribution is known: straight between the quantiles, level beyond the first
    /// and last of them.
    /// </summary>
    /// <param name="anchorsPerMetre">Anchors a metre of wall.</param>
    /// <param name="tagsPerSquareMetre">Tags a square metre.</param>
    /// <param name="share">Share of the located tags that err by less, 0 to 1; a uniform draw makes a drawn error.</param>
    /// <exception cref="ArgumentOutOfRangeException">A density lies outside the table.</exception>
    public double ErrorAt(double anchorsPerMetre, double tagsPerSquareMetre, double share)
    {
        double place = Math.Clamp(share * Quantiles.Count - 0.5, 0, Quantiles.Count - 1);
        int first = (int)place, second = Math.Min(first + 1, Quantiles.Count - 1);
        double low = Quantiles[first].Interpolate(anchorsPerMetre, tagsPerSquareMetre).Value;
        double high = Quantiles[second].Interpolate(anchorsPerMetre, tagsPerSquareMetre).Value;
        return low + (place - first) * (high - low);
    }
}
