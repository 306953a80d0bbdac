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
    private bool _isDirty;

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
        ImmutableArray<PhaseRead> fresh = _filter.Admit(ObservationBatch.Of(reads)).Reads;
        if (fresh.Length > 0)
        {
            state.State.Track = TrackGathering.Join(state.State.Track, fresh);
            _isDirty = true;
        }

        // Reads told again come because someone up the line doesn't know that they got through: so the region is told again.
        if (state.State.Track is { } track)
        {
            await Region().UpdateTrack(track);
        }
    }

    /// <inheritdoc/>
    public Task Flush() => Save();

    private IRegionGrain Region() => GrainFactory.GetGrain<IRegionGrain>(TwinKeys.RegionOf(this.GetPrimaryKeyString()));

    private async Task Save()
    {
        if (!_isDirty)
        {
            return;
        }

        state.State.Taken = _filter.ToStored();
        await state.WriteStateAsync();
        _isDirty = false;
    }
}
