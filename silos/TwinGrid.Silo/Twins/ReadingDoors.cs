using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Readers;
using TwinGrid.Model;
using TwinGrid.Silo.Sites.Running;

namespace TwinGrid.Silo.Twins;

/// <summary>
/// The doors through which posted readings enter, one a site: an adapter with a reader of its own, in the region of the site's
/// sessions. A minute after readings came in, the twins behind the door are made durable and its journal is emptied.
/// </summary>
internal sealed class ReadingDoors(IGrainFactory grains, FirstSight sight, TimeProvider time, ILogger<ReadingDoors> log) : BackgroundService
{
    private const string Adapter = "posted-readings", Reader = "posted-readings-reader", Region = "room";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Lazy<Task>> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unkept = new(StringComparer.Ordinal);

    /// <summary>Takes readings in; durable on return.</summary>
    public async Task<IngestReceipt> TakeAsync(string site, ObservationBatch batch)
    {
        await OpenAsync(site);
        await sight.SeenAsync(site, batch);
        _unkept[site] = true;
        return await DoorOf(site).Ingest(batch);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (string site in _unkept.Keys)
                {
                    await KeepAsync(site);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The journals hold what was not kept.
        }
    }

    private async Task KeepAsync(string site)
    {
        _unkept.TryRemove(site, out _);
        try
        {
            await DoorOf(site).Checkpoint();
        }
        catch (Exception fault)
        {
            _unkept[site] = true;
            log.LogWarning(fault, "Readings posted to {Site} could not be made durable in their twins; the journal holds them", site);
        }
    }

    private async Task OpenAsync(string site)
    {
        Lazy<Task> opening = _open.GetOrAdd(site, name => new Lazy<Task>(() => ConfigureAsync(name)));
        try
        {
            await opening.Value;
        }
        catch
        {
            _open.TryRemove(new KeyValuePair<string, Lazy<Task>>(site, opening));
            throw;
        }
    }

    private async Task ConfigureAsync(string site)
    {
        string reader = TwinKeys.InSite(site, Reader);
        await grains.GetGrain<IReaderGrain>(reader).Configure(TwinKeys.InSite(site, Region));
        await DoorOf(site).Configure(reader);
    }

    private IAdapterGrain DoorOf(string site) => grains.GetGrain<IAdapterGrain>(TwinKeys.InSite(site, Adapter));
}
