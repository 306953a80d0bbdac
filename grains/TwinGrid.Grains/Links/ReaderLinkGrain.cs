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
    private TrackGathering? _gathering;
    private int _placesLooked;
    private bool _isDirty, _isScan;

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
            _gathering ??= new TrackGathering(state.State.Track);
            _gathering.Add(fresh);
            _isDirty = true;
        }

        // Reads told again come because someone up the line doesn't know that they got through: so the region is told again.
        _isScan = _isScan || IsScan();
        if (_isScan)
        {
            await Region().UpdateTrack(Track()!);
        }
    }

    /// <inheritdoc/>
    public Task Flush() => Save();

    private TrackEstimate? Track() => _gathering?.ToTrack() ?? state.State.Track;

    /// <summary>Looked at anew only when there are more places: antennas that stand still cost nothing.</summary>
    private bool IsScan()
    {
        int places = _gathering?.Places ?? state.State.Track?.Points.Length ?? 0;
        if (places <= _placesLooked)
        {
            return false;
        }

        _placesLooked = places;
        return places >= ScanAperture.FewestPlaces && ScanAperture.IsScan(Track()!.Points);
    }

    private IRegionGrain Region() => GrainFactory.GetGrain<IRegionGrain>(TwinKeys.RegionOf(this.GetPrimaryKeyString()));

    private async Task Save()
    {
        if (!_isDirty)
        {
            return;
        }

        state.State.Track = Track();
        state.State.Taken = _filter.ToStored(Tags.TagGrain.MostIntervals);
        await state.WriteStateAsync();
        _isDirty = false;
    }
}
