using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Reports;

/// <summary>A country's excursions.</summary>
/// <param name="Name">The country.</param>
/// <param name="Total">Items with an excursion of any cause, per million items with limits that are bought there.</param>
/// <param name="Rates">The same by cause, in the grid's order.</param>
internal sealed record ExcursionRow(string Name, Estimate Total, IReadOnlyList<Estimate> Rates);

/// <summary>How often goods with limits of temperature had an excursion, by country and cause.</summary>
/// <param name="Causes">The columns, the most frequent cause first.</param>
/// <param name="Rows">The countries, the highest rate first.</param>
internal sealed record ExcursionGrid(IReadOnlyList<Cause> Causes, IReadOnlyList<ExcursionRow> Rows)
{
    private const double Million = 1e6;

    /// <summary>The grid of a census.</summary>
    public static ExcursionGrid Of(WorldModel world, CensusFigures figures)
    {
        Cause[] causes = [.. Enum.GetValues<Cause>().Where(cause => cause != Cause.None).OrderByDescending(cause => figures.Excursions(cause).Value)];

        // How many items with limits go where is known without counting.
        ILookup<int, Stratum> limited = Stratum.Of(world).Where(stratum => world.Classes[stratum.Goods].IsCooled).ToLookup(stratum => stratum.Country);
        return new ExcursionGrid(
            causes,
            [
                .. limited.Select(strata =>
                {
                    double items = strata.Sum(stratum => stratum.Cases) * (double)Numbering.ItemsPerCase;
                    Estimate Rate(Cause? cause)
                    {
                        Estimate excursions = figures.Excursions(cause, strata.Key);
                        return new Estimate(excursions.Value * Million / items, excursions.StandardError * Million / items);
                    }

                    return new ExcursionRow(world.Parameters.Countries[strata.Key].Name, Rate(null), [.. causes.Select(cause => Rate(cause))]);
                }).OrderByDescending(row => row.Total.Value),
            ]);
    }
}
