using System.Collections.Immutable;
using TwinGrid.Adapters;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Anchors;
using TwinGrid.Grains.Exciters;
using TwinGrid.Grains.Readers;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;

namespace TwinGrid.Silo.Sessions;

/// <summary>Sets a site up and carries what a source reports to the door of its twins.</summary>
/// <param name="grains">Where the twins are.</param>
/// <param name="plan">What is known of the site beforehand.</param>
/// <param name="catalog">Told of the plan when the site is set up, for those who show it; null where nobody does.</param>
public sealed class SiteSession(IGrainFactory grains, SitePlan plan, SiteCatalog? catalog = null)
{
    /// <summary>Tells the twins of the site what is known beforehand.</summary>
    public async Task SetUpAsync()
    {
        await grains.GetGrain<IRegionGrain>(plan.RegionKey).Configure(plan.Region);
        await grains.GetGrain<IReaderGrain>(plan.ReaderKey).Configure(plan.RegionKey);
        await grains.GetGrain<IReaderGrain>(plan.ReaderKey).Zones(plan.Zones.ToImmutableDictionary());
        await Adapter.Configure(plan.ReaderKey);
        await Task.WhenAll(plan.Anchors.Select(anchor =>
            grains.GetGrain<IAnchorGrain>(TwinKeys.InSite(plan.Site, anchor.Key)).Place(plan.RegionKey, anchor.Value)));
        await Task.WhenAll(plan.Exciters.Select(exciter =>
            grains.GetGrain<IExciterGrain>(TwinKeys.InSite(plan.Site, exciter.Key)).Configure(exciter.Value)));
        if (catalog is not null)
        {
            await catalog.RegisterAsync(plan, CancellationToken.None);
        }
    }

    /// <summary>Sends everything a source has to say down the line, a batch at a time, and makes it durable.</summary>
    /// <param name="batches">What the source reports.</param>
    /// <param name="cancellationToken">Ends the session between two batches.</param>
    /// <returns>Observations taken in; repeated ones don't count.</returns>
    public async Task<long> IngestAsync(IAsyncEnumerable<ObservationBatch> batches, CancellationToken cancellationToken)
    {
        long accepted = 0;
        await foreach (ObservationBatch batch in batches.WithCancellation(cancellationToken))
        {
            int fresh = await TakeAsync(batch);
            if (accepted == 0 && fresh > 0)
            {
                // Something new came through: only that ends a row of failures, or a source that repeats itself and fails would never be waited for.
                await Adapter.Connected();
            }

            accepted += fresh;
        }

        await CheckpointAsync();
        return accepted;
    }

    /// <summary>Sends one batch down the line; durable on return. Answers how many of its observations were new.</summary>
    public async Task<int> TakeAsync(ObservationBatch batch) => (await Adapter.Ingest(batch)).Accepted;

    /// <summary>Makes every twin down the line durable and its region located.</summary>
    public Task CheckpointAsync() => Adapter.Checkpoint();

    /// <summary>
    /// Keeps a source connected until cancelled: after a failure, or when it ends, waits as the adapter's twin says and
    /// begins again. Observations that come again are recognised by the twin.
    /// </summary>
    public async Task SuperviseAsync(IObservationSource source, TimeProvider time, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            string reason = await AttemptAsync(source, cancellationToken) ?? "the source ended";
            await Task.Delay(await Adapter.Failed(reason), time, cancellationToken);
        }
    }

    /// <summary>Takes a source in to its end, such as a recording's; after a failure waits and begins again as <see cref="SuperviseAsync"/> does.</summary>
    public async Task PlayAsync(IObservationSource source, TimeProvider time, CancellationToken cancellationToken)
    {
        while (await AttemptAsync(source, cancellationToken) is { } reason)
        {
            await Task.Delay(await Adapter.Failed(reason), time, cancellationToken);
        }
    }

    /// <summary>The region with everything in it located.</summary>
    public async Task<RegionSnapshot> LocateAsync()
    {
        IRegionGrain region = grains.GetGrain<IRegionGrain>(plan.RegionKey);
        await region.Locate();
        return await region.Snapshot();
    }

    /// <summary>Takes a source in once; answers what failed, null when it came to its end.</summary>
    private async Task<string?> AttemptAsync(IObservationSource source, CancellationToken cancellationToken)
    {
        try
        {
            await IngestAsync(source.ReadAsync(cancellationToken), cancellationToken);
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return fault.Message;
        }
    }

    private IAdapterGrain Adapter => grains.GetGrain<IAdapterGrain>(plan.AdapterKey);
}
