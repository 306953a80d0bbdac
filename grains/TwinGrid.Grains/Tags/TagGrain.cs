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
        _history = new TagHistory(archive, this.GetPrimaryKeyString(), options.Value.HistoryChunk);
        _history.Restore(state.State.Recent);
        _filter.Restore(state.State.Taken);
        return Task.CompletedTask;
    }

    /// <summary>Only this activation knows which links are not durable yet. At shutdown the adapters' journals still hold their observations.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        reason.ReasonCode == DeactivationReasonCode.ShuttingDown ? Save() : Flush();

    /// <inheritdoc/>
    public async Task Observe(string readerKey, string regionKey, ObservationBatch batch)
    {
        // The whole batch goes to the links, and first. What this tag has seen before comes again only because the line broke:
        // the links may not have it, and recognise repetition themselves.
        await Forward(readerKey, regionKey, batch);
        ObservationBatch fresh = _filter.Admit(batch);
        _history.Add(fresh);
        _isDirty |= fresh.Count > 0;
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

    private Task Forward(string readerKey, string regionKey, ObservationBatch batch)
    {
        string tag = TwinKeys.NameOf(this.GetPrimaryKeyString());
        var calls = new List<Task>();
        foreach ((string transmitter, ImmutableArray<Probe> probes) in Grouping.By(batch.Probes, probe => probe.Transmitter))
        {
            string key = TwinKeys.Link(regionKey, tag, transmitter);
            _unflushedLinks.Add(key);
            calls.Add(GrainFactory.GetGrain<ILinkGrain>(key).Observe(regionKey, probes));
        }

        if (batch.Reads.Length > 0)
        {
            string key = TwinKeys.Link(regionKey, TwinKeys.NameOf(readerKey), tag);
            _unflushedTracks.Add(key);
            calls.Add(GrainFactory.GetGrain<IReaderLinkGrain>(key).Observe(regionKey, batch.Reads));
        }

        return Task.WhenAll(calls);
    }

    /// <summary>Not saved here: until the next save, chunks written now are orphans whose observations the journal holds.</summary>
    private async Task Trim()
    {
        await _history.RemoveOrphans(state.State.NextChunk);
        while (_history.RecentCount > options.Value.HistoryWindow)
        {
            await _history.ArchiveOldest(state.State.NextChunk);
            state.State.NextChunk++;
            _isDirty = true;
        }
    }

    private async Task Save()
    {
        if (!_isDirty)
        {
            return;
        }

        state.State.Recent = _history.ToStored();
        state.State.Taken = _filter.ToStored();
        await state.WriteStateAsync();
        _isDirty = false;
    }
}
