using System.Collections.Immutable;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;

namespace TwinGrid.Grains.Links;

/// <inheritdoc cref="IReaderLinkGrain"/>
[CollectionAgeLimit(Minutes = 2)]
public sealed class ReaderLinkGrain(
    [PersistentState("reader-link", TwinOptions.Storage)] IPersistentState<ReaderLinkState> state) : Grain, IReaderLinkGrain
{
    private readonly IntakeFilter _filter = new();
    private string? _regionKey;
    private bool _isDirty, _isUnreported;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _filter.Restore(state.State.Taken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Save();

    /// <inheritdoc/>
    public async Task Observe(string regionKey, ImmutableArray<PhaseRead> reads)
    {
        _regionKey = regionKey;
        ImmutableArray<PhaseRead> fresh = _filter.Admit(ObservationBatch.Of(reads)).Reads;
        if (fresh.Length > 0)
        {
            state.State.Track = TrackGathering.Join(state.State.Track, fresh);
            _isDirty = _isUnreported = true;
        }

        if (_isUnreported)
        {
            await Region().UpdateTrack(state.State.Track!);
            _isUnreported = false;
        }
    }

    /// <inheritdoc/>
    public async Task Flush()
    {
        await Save();
        if (_regionKey is not null)
        {
            await Region().Locate();
        }
    }

    private IRegionGrain Region() => GrainFactory.GetGrain<IRegionGrain>(_regionKey!);

    private Task Save()
    {
        if (!_isDirty)
        {
            return Task.CompletedTask;
        }

        state.State.Taken = _filter.ToStored();
        _isDirty = false;
        return state.WriteStateAsync();
    }
}
