using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Archives;
using TwinGrid.Grains.Links;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tags;

/// <inheritdoc cref="ITagGrain"/>
public sealed class TagGrain(
    [PersistentState("tag", TwinOptions.Storage)] IPersistentState<TagState> state,
    IChunkArchive archive,
    IOptions<TwinOptions> options) : Grain, ITagGrain
{
    private readonly IntakeFilter _filter = new();
    private readonly HashSet<string> _unflushedLinks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unflushedTracks = new(StringComparer.Ordinal);
    private TagHistory _history = null!;
    private bool _isDirty;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _history = new TagHistory(archive, this.GetPrimaryKeyString(), options.Value.HistoryWindow, options.Value.HistoryChunk);
        _history.Restore(state.State.Recent);
        _filter.Restore(state.State.Taken);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Save();

    /// <inheritdoc/>
    public async Task Observe(string readerKey, string regionKey, ObservationBatch batch)
    {
        ObservationBatch fresh = _filter.Unseen(batch);
        if (fresh.Count == 0)
        {
            return;
        }

        // Links first: they recognise repetition themselves, so a failure here can be retried without loss.
        await Forward(readerKey, regionKey, fresh);
        _history.Add(_filter.Admit(fresh));
        _isDirty = true;
        if (_history.RecentCount > options.Value.HistoryWindow)
        {
            await Trim();
        }
    }

    /// <inheritdoc/>
    public Task<ObservationBatch> History(DateTimeOffset from, DateTimeOffset to) =>
        _history.Read(from, to, state.State.NextChunk);

    /// <inheritdoc/>
    public async Task Flush()
    {
        string[] links = [.. _unflushedLinks], tracks = [.. _unflushedTracks];
        await Task.WhenAll(
            links.Select(key => GrainFactory.GetGrain<ILinkGrain>(key).Flush())
                .Concat(tracks.Select(key => GrainFactory.GetGrain<IReaderLinkGrain>(key).Flush())));
        await Save();
        _unflushedLinks.ExceptWith(links);
        _unflushedTracks.ExceptWith(tracks);
    }

    private Task Forward(string readerKey, string regionKey, ObservationBatch fresh)
    {
        string tag = TwinKeys.NameOf(this.GetPrimaryKeyString());
        var calls = new List<Task>();
        foreach ((string transmitter, ImmutableArray<Probe> probes) in Grouping.By(fresh.Probes, probe => probe.Transmitter))
        {
            string key = TwinKeys.Link(regionKey, tag, transmitter);
            _unflushedLinks.Add(key);
            calls.Add(GrainFactory.GetGrain<ILinkGrain>(key).Observe(regionKey, probes));
        }

        if (fresh.Reads.Length > 0)
        {
            string key = TwinKeys.Link(regionKey, TwinKeys.NameOf(readerKey), tag);
            _unflushedTracks.Add(key);
            calls.Add(GrainFactory.GetGrain<IReaderLinkGrain>(key).Observe(regionKey, fresh.Reads));
        }

        return Task.WhenAll(calls);
    }

    private async Task Trim()
    {
        state.State.NextChunk = await _history.Trim(state.State.NextChunk);
        await Save();
    }

    private Task Save()
    {
        if (!_isDirty)
        {
            return Task.CompletedTask;
        }

        state.State.Recent = _history.ToStored();
        state.State.Taken = _filter.ToStored();
        _isDirty = false;
        return state.WriteStateAsync();
    }
}
