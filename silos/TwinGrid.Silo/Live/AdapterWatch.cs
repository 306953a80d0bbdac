using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Silo.Sessions;

namespace TwinGrid.Silo.Live;

/// <summary>The health of one adapter.</summary>
/// <param name="Name">Name of the adapter within its site.</param>
/// <param name="Region">Name of the region that it feeds.</param>
/// <param name="Health">How its session is doing; null while its twin does not answer.</param>
public sealed record AdapterLine(string Name, string Region, AdapterHealth? Health);

/// <summary>Asks the adapters of all sites how they are, a few times a minute and only while a page follows.</summary>
internal sealed class AdapterWatch(IGrainFactory grains, SiteCatalog catalog, LiveSites sites, TimeProvider time, ILogger<AdapterWatch> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private volatile IReadOnlyDictionary<string, AdapterLine[]> _known = new Dictionary<string, AdapterLine[]>();

    /// <summary>The adapters of a site as last heard of.</summary>
    public IReadOnlyList<AdapterLine> Of(string site) => _known.GetValueOrDefault(site) ?? [];

    /// <summary>Asks the adapters of one site now.</summary>
    public async Task<IReadOnlyList<AdapterLine>> AskAsync(string site) => await AskAllAsync(catalog.Of(site));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (sites.Watchers > 0)
            {
                var known = new Dictionary<string, AdapterLine[]>(StringComparer.Ordinal);
                foreach (IGrouping<string, SitePlan> site in catalog.Plans.GroupBy(plan => plan.Site))
                {
                    known[site.Key] = await AskAllAsync(site);
                }

                _known = known;
            }
        }
    }

    private Task<AdapterLine[]> AskAllAsync(IEnumerable<SitePlan> plans) =>
        Task.WhenAll(plans.SelectMany(plan => (plan.Adapters ?? [plan.AdapterName]).Select(name => AskAsync(plan, name))));

    private async Task<AdapterLine> AskAsync(SitePlan plan, string name)
    {
        (string key, string region) = (TwinKeys.InSite(plan.Site, name), TwinKeys.NameOf(plan.RegionKey));
        try
        {
            return new AdapterLine(name, region, await grains.GetGrain<IAdapterGrain>(key).Health());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogWarning(fault, "Live page: adapter {Adapter} did not answer", key);
            return new AdapterLine(name, region, null);
        }
    }
}
