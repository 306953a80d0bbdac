using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinGrid.Grains.Archives;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;
using TwinGrid.Silo.Sites.Running;

namespace TwinGrid.Silo.Feeds;

/// <summary>The doors of all feeds. A minute after rows came in, the twins behind are made durable and the journal is emptied.</summary>
internal sealed class FeedDoors(IGrainFactory grains, FirstSight sight, SiteCatalog catalog, IChunkArchive archive, SiloSettings settings, TimeProvider time, ILogger<FeedDoors> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, FeedDoor> _doors = new(StringComparer.Ordinal);

    /// <summary>The door of a feed.</summary>
    public FeedDoor Of(FeedPlan plan) => _doors.GetOrAdd(plan.AdapterKey, _ => new FeedDoor(plan, settings.Feeds, grains, sight, catalog, archive, time));

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (FeedDoor door in _doors.Values)
        {
            door.Dispose();
        }

        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach ((string key, FeedDoor door) in _doors.Where(door => door.Value.IsUnkept))
                {
                    await KeepAsync(key, door);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The journals hold what was not kept.
        }
    }

    private async Task KeepAsync(string key, FeedDoor door)
    {
        try
        {
            await door.KeepAsync();
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "Rows posted to {Feed} could not be made durable in their twins; the journal holds them", key);
        }
    }
}
