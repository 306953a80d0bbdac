using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TwinGrid.Grains.Archives;
using TwinGrid.Grains.Readers;
using TwinGrid.Model;

namespace TwinGrid.Grains.Adapters;

/// <inheritdoc cref="IAdapterGrain"/>
public sealed class AdapterGrain(
    [PersistentState("adapter", TwinOptions.Storage)] IPersistentState<AdapterState> state,
    IChunkArchive archive,
    IOptions<TwinOptions> options,
    TimeProvider time,
    ILogger<AdapterGrain> log) : Grain, IAdapterGrain
{
    private readonly IntakeFilter _filter = new();
    private readonly Queue<ObservationBatch> _undelivered = new();
    private IntakeJournal _journal = null!;
    private long _weightSinceCheckpoint;
    private bool _isConnected;
    private int _failuresInARow;
    private string? _lastError;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _journal = new IntakeJournal(archive, this.GetPrimaryKeyString());
        _filter.Restore(state.State.Accepted);
        foreach ((long entry, ObservationBatch batch) in await _journal.ReadAll())
        {
            ObservationBatch fresh = _filter.Admit(batch);
            state.State.AcceptedCount += fresh.Count;
            _weightSinceCheckpoint += fresh.Weight;
            state.State.NextEntry = Math.Max(state.State.NextEntry, entry + 1);
            _undelivered.Enqueue(batch);
        }

        await Redeliver();
    }

    /// <inheritdoc/>
    public Task Configure(string readerKey)
    {
        state.State.ReaderKey = readerKey;
        state.State.Accepted = _filter.ToStored();
        return state.WriteStateAsync();
    }

    /// <inheritdoc/>
    public async Task<IngestReceipt> Ingest(ObservationBatch batch)
    {
        new IntakeCheck(options.Value.Palettes, TwinKeys.NameOf(Reader().GetPrimaryKeyString()), time.GetUtcNow() + options.Value.FutureTolerance).Require(batch);
        await Deliver();
        ObservationBatch unseen = _filter.Unseen(batch);
        int accepted = 0;
        if (unseen.Count > 0)
        {
            await _journal.Append(state.State.NextEntry, unseen);
            state.State.NextEntry++;
            ObservationBatch fresh = _filter.Admit(unseen);
            accepted = fresh.Count;
            state.State.AcceptedCount += accepted;
            _weightSinceCheckpoint += fresh.Weight;
            _undelivered.Enqueue(fresh);
        }

        state.State.RepeatedCount += batch.Count - accepted;
        await Deliver();
        if (_weightSinceCheckpoint >= options.Value.CheckpointEvery)
        {
            await Checkpoint();
        }

        return new IngestReceipt(accepted, batch.Count - accepted);
    }

    /// <inheritdoc/>
    public async Task Checkpoint()
    {
        await Deliver();
        await Reader().Flush();
        state.State.Accepted = _filter.ToStored();
        await state.WriteStateAsync();
        await _journal.RemoveBelow(state.State.NextEntry);
        _weightSinceCheckpoint = 0;
    }

    /// <inheritdoc/>
    public Task Connected()
    {
        (_isConnected, _failuresInARow, _lastError) = (true, 0, null);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<TimeSpan> Failed(string error)
    {
        (_isConnected, _lastError) = (false, error);
        _failuresInARow++;
        return Task.FromResult(BackOff.After(_failuresInARow, this.GetPrimaryKeyString()));
    }

    /// <inheritdoc/>
    public Task<AdapterHealth> Health() => Task.FromResult(new AdapterHealth(
        _isConnected, state.State.AcceptedCount, state.State.RepeatedCount, _failuresInARow, _lastError));

    /// <summary>Sends on what has been journalled; a batch leaves the queue only once the line has taken it.</summary>
    private async Task Deliver()
    {
        while (_undelivered.TryPeek(out ObservationBatch? batch))
        {
            await Reader().Observe(batch);
            _undelivered.Dequeue();
        }
    }

    /// <summary>Sends on what the last activation left; what fails now is tried again with the next batch.</summary>
    private async Task Redeliver()
    {
        try
        {
            if (_undelivered.Count > 0)
            {
                await Deliver();
            }
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "Adapter {Adapter} could not send on its journal", this.GetPrimaryKeyString());
        }
    }

    private IReaderGrain Reader() => state.State.ReaderKey is { } key
        ? GrainFactory.GetGrain<IReaderGrain>(key)
        : throw new InvalidOperationException($"adapter '{this.GetPrimaryKeyString()}': expected Configure before observations");
}
