using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Sessions;
using TwinGrid.Store;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Live;

/// <summary>
/// Keeps the maps: listens to the facts of every site of the catalogue, and begins each map with what was known before, from the
/// log of facts and the snapshots of the regions.
/// </summary>
internal sealed class LiveFeed(IClusterClient client, SiteCatalog catalog, LiveSites sites, ITraceStore store, TimeProvider time, ILogger<LiveFeed> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, StreamSubscriptionHandle<ObjectFact>> _heard = new(StringComparer.Ordinal);
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (StreamSubscriptionHandle<ObjectFact> handle in _heard.Values)
        {
            await handle.UnsubscribeAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Again("the plans of earlier runs", () => catalog.LoadAsync(stoppingToken), stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            long version = catalog.Version;
            foreach (SitePlan plan in catalog.Plans.Where(plan => !_begun.Contains(plan.RegionKey)))
            {
                await Again($"the map of {plan.RegionKey}", () => BeginAsync(plan, stoppingToken), stoppingToken);
                _begun.Add(plan.RegionKey);
            }

            await catalog.WaitAfterAsync(version, stoppingToken);
        }
    }

    /// <summary>Listens first and looks back then, so that nothing falls between; what is older than what is known changes nothing.</summary>
    private async Task BeginAsync(SitePlan plan, CancellationToken cancellationToken)
    {
        LiveSite site = sites.Open(plan.Site);
        if (!_heard.ContainsKey(plan.Site))
        {
            IAsyncStream<ObjectFact> stream = client.GetStreamProvider(ObjectFact.StreamProvider)
                .GetStream<ObjectFact>(StreamId.Create(ObjectFact.StreamNamespace, plan.Site));
            _heard[plan.Site] = await stream.SubscribeAsync((fact, _) =>
            {
                site.Apply(fact);
                return Task.CompletedTask;
            });
            foreach (string kind in ToldFacts.Kinds)
            {
                await foreach (LoggedFact fact in store.Facts.NewestAsync(plan.Site, kind, cancellationToken))
                {
                    ToldFacts.Tell(fact.Fact.Subject, fact.Fact.Time, fact.Fact.Kind, fact.Fact.Payload, site);
                }
            }
        }

        IRegionGrain region = client.GetGrain<IRegionGrain>(plan.RegionKey);
        RegionSnapshot snapshot = await region.Snapshot();
        ImmutableDictionary<string, string> objects = await region.Bindings();
        foreach (TagLocation tag in snapshot.Tags.Where(tag => !objects.ContainsKey(tag.Tag)))
        {
            _ = tag.Status == LocationStatus.Located
                ? site.Place(tag.Tag, tag.Time, tag.Position, tag.Covariance)
                : site.Lose(tag.Tag, tag.Time, tag.Status);
        }
    }

    /// <summary>Does something until it works: a store or a region that can't answer now may later.</summary>
    private async Task Again(string what, Func<Task> action, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await action();
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                log.LogWarning(fault, "Live page: {What} could not be read; trying again", what);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
