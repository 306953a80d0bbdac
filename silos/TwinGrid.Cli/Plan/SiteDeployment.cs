using TwinGrid.Adapters;
using TwinGrid.Silo.Sites.Kinds;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Cli.Plan;

/// <summary>What a site file says of its load: places from its regions and readers, things from those it names and from its scripts.</summary>
internal static class SiteDeployment
{
    private static readonly string[] Places = ["objects", "regions", "readers", "anchors"];
    private static readonly string[] Scripted = ["reads_a_tag_a_day.door", "visits_a_day", "readings_a_day"];

    /// <summary>The deployment of a site; what the file doesn't say is left at its default.</summary>
    /// <param name="site">The site.</param>
    /// <param name="path">The file as the user named it.</param>
    /// <exception cref="BadInputException">It names no thing, and no adapter of it simulates any.</exception>
    public static Deployment Of(SiteFile site, string path)
    {
        SourceLoad[] loads = [.. site.Adapters.Where(adapter => adapter.IsEnabled).Select(adapter => adapter.Setting.Load).OfType<SourceLoad>()];
        double things = site.Objects.Count + loads.Sum(load => load.Things), scripted = loads.Sum(load => load.Things);
        if (things == 0)
        {
            throw new BadInputException(path, 0, "things under 'objects' or a script's 'things', to plan for; or a file of parameters (twingrid plan --example shop-chain)", "neither");
        }

        var deployment = new Deployment(site.Name, things)
        {
            Description = site.Description,
            Regions = Math.Max(1, site.Regions.Count),
            Readers = Math.Max(1, site.Readers.Count),
            Anchors = site.Regions.Sum(region => region.Anchors.Count) + site.Adapters.Where(adapter => adapter.IsEnabled).Sum(adapter => AnchorsOf(site, adapter)),
        };
        bool isScripted = loads.Any(load => load.Reads > 0);
        if (isScripted)
        {
            deployment = deployment with
            {
                DoorReads = loads.Sum(load => load.Reads) / scripted,
                VisitsPerDay = loads.Sum(load => load.Visits) / scripted,
                ReadingsPerDay = loads.Sum(load => load.Readings) / scripted,
            };
        }

        string[] said = isScripted ? [.. Places, .. Scripted] : Places;
        return deployment with
        {
            Defaulted = DeploymentParameters.All.Select(parameter => parameter.Key).Except(said).ToHashSet(StringComparer.Ordinal),
            Sources = said.ToDictionary(key => key, _ => "the site file", StringComparer.Ordinal),
        };
    }

    private static int AnchorsOf(SiteFile site, SiteAdapter adapter)
    {
        SiteReader reader = site.Readers.First(one => one.Name == adapter.Reader);
        return adapter.Setting.AnchorsIn(site.Regions.First(region => region.Name == reader.Region)).Count;
    }
}
