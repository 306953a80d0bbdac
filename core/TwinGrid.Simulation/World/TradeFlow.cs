namespace TwinGrid.Simulation.World;

/// <summary>Trailer loads that are made in one country and bought in another, over all the waves of a world.</summary>
/// <param name="From">The country of the factories.</param>
/// <param name="To">The country of the centres; the same one for goods that stay at home.</param>
/// <param name="Loads">How many loads, above zero.</param>
public sealed record TradeFlow(int From, int To, long Loads)
{
    /// <summary>
    /// The flows of a world, the largest first: counted exactly and without looking at any wave, since each lane brings one load of
    /// each of its centre's waves.
    /// </summary>
    public static IReadOnlyList<TradeFlow> Of(WorldModel world)
    {
        ArgumentNullException.ThrowIfNull(world);
        int countries = world.Parameters.Countries.Count;
        var loads = new long[countries * countries];
        for (int centre = 0; centre < world.Centres; centre++)
        {
            long waves = (world.Waves - centre + world.Centres - 1) / world.Centres;
            for (int load = 0; load < Numbering.LoadsPerWave; load++)
            {
                int from = world.CountryOfFactory(world.FactoryOf(centre, load).Factory);
                loads[from * countries + world.CountryOfCentre(centre)] += waves;
            }
        }

        return [.. loads.Select((count, pair) => new TradeFlow(pair / countries, pair % countries, count))
            .Where(flow => flow.Loads > 0)
            .OrderByDescending(flow => flow.Loads)];
    }
}
