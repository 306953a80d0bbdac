using System.Collections.Immutable;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Archives;
using TwinGrid.Grains.Readers;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Sessions;
using TwinGrid.Silo.Sites.Running;

namespace TwinGrid.Silo.Feeds;

/// <summary>Where the rows of one feed enter: gives numbers to those that have none and hands all to the feed's adapter.</summary>
internal sealed class FeedDoor(FeedPlan plan, FeedSettings settings, IGrainFactory grains, FirstSight sight, SiteCatalog catalog, IChunkArchive archive, TimeProvider time) : IDisposable
{
    private readonly FeedNumbers _numbers = new(archive, plan.AdapterKey, settings.Remembered, time);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private FeedPlan _plan = plan;
    private bool _isOpen, _isHeard, _isNumbering;

    /// <summary>Lets requests in, as many as the settings allow.</summary>
    public FeedGate Gate { get; } = new(settings.MostRequests, time);

    /// <summary>Whether rows came in that the twins behind may not have made durable.</summary>
    public bool IsUnkept { get; private set; }

    private IAdapterGrain Adapter => grains.GetGrain<IAdapterGrain>(_plan.AdapterKey);

    /// <summary>Takes rows in; durable on return.</summary>
    public async Task<IngestReceipt> TakeAsync(FeedRows rows)
    {
        await _turn.WaitAsync();
        try
        {
            if (rows.Plan != _plan)
            {
                // The site has changed: the same feed may be of another reader now.
                (_plan, _isOpen) = (rows.Plan, false);
            }

            await OpenAsync();
            ObservationBatch batch = Numbered(rows);
            await _numbers.SaveAsync();
            IsUnkept = true;
            IngestReceipt receipt = await Adapter.Ingest(batch);
            if (!_isHeard)
            {
                await Adapter.Connected();
                _isHeard = true;
            }

            await sight.SeenAsync(_plan.Site, batch);
            return receipt;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes the twins behind durable.</summary>
    public async Task KeepAsync()
    {
        IsUnkept = false;
        try
        {
            await Adapter.Checkpoint();
        }
        catch
        {
            IsUnkept = true;
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task OpenAsync()
    {
        if (_isOpen)
        {
            return;
        }

        if (catalog.Plans.All(known => known.RegionKey != _plan.RegionKey))
        {
            await grains.GetGrain<IRegionGrain>(_plan.RegionKey).Configure(_plan.Area);
        }

        string reader = TwinKeys.InSite(_plan.Site, _plan.ReaderName);
        await grains.GetGrain<IReaderGrain>(reader).Configure(_plan.RegionKey);
        await Adapter.Configure(reader);
        if (!_isNumbering)
        {
            await _numbers.LoadAsync();
            _isNumbering = true;
        }

        _isOpen = true;
    }

    private ObservationBatch Numbered(FeedRows rows)
    {
        var reads = ImmutableArray.CreateBuilder<PhaseRead>(rows.Reads.Count);
        foreach ((PhaseRead read, UInt128? content) in rows.Reads)
        {
            reads.Add(content is { } row ? read with { Id = read.Id with { Sequence = _numbers.Of(row) } } : read);
        }

        var readings = ImmutableArray.CreateBuilder<SensorRead>(rows.Readings.Count);
        foreach ((SensorRead reading, UInt128? content) in rows.Readings)
        {
            readings.Add(content is { } row ? reading with { Id = reading.Id with { Sequence = _numbers.Of(row) } } : reading);
        }

        return new ObservationBatch([], reads.DrainToImmutable(), [], readings.DrainToImmutable());
    }
}
