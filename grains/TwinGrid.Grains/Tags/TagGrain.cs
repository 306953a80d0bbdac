using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Archives;
using TwinGrid.Model;

namespace TwinGrid.Grains.Tags;

/// <inheritdoc cref="ITagGrain"/>
public sealed class TagGrain(
    [PersistentState("tag", TwinOptions.Storage)] IPersistentState<TagState> state,
    IChunkArchive archive,
    IOptions<TwinOptions> options) : Grain, ITagGrain
{
    /// <summary>Numbers of a source that this tag can be behind by; its reader's other tags have those between.</summary>
    internal const int MostIntervals = 1024;

    /// <summary>Most observations of a tag at rest: one that is read all the time is not put to rest at each checkpoint, which costs unpacking.</summary>
    private const int MostAtRest = 64;

    // Many tags have no links, and at rest a tag keeps its observations in stored form alone: so there can be millions of them.
    private TagLinks? _links;
    private IntakeFilter? _filter;
    private ObservationHistory? _history;
    private byte[]? _restingFilter;
    private bool _isDirty;

    /// <summary>Only this activation knows which links are not durable yet. At shutdown the adapters' journals still hold their observations.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        reason.ReasonCode == DeactivationReasonCode.ShuttingDown ? Save() : Flush();

    /// <inheritdoc/>
    public async Task Observe(string readerKey, string regionKey, ObservationBatch batch)
    {
        // The whole batch goes to the links, and first. What this tag has seen before comes again only because the line broke:
        // the links may not have it, and recognise repetition themselves.
        await Forward(readerKey, regionKey, batch);
        ObservationBatch fresh = Filter().Admit(batch);
        ObservationHistory history = Recent();
        history.Add(fresh);
        _isDirty |= fresh.Count > 0;
        await Trim(history);
    }

    /// <inheritdoc/>
    public Task<ObservationBatch> History(DateTimeOffset from, DateTimeOffset to) =>
        Recent().Read(from, to, state.State.NextChunk);

    /// <inheritdoc/>
    public async Task Flush()
    {
        if (_links is not null)
        {
            await _links.Flush();
        }

        await Save();
    }

    private TagLinks Links() => _links ??= new TagLinks(GrainFactory, TwinKeys.NameOf(this.GetPrimaryKeyString()));

    private IntakeFilter Filter()
    {
        if (_filter is null)
        {
            _filter = _restingFilter is null ? new IntakeFilter() : IntakeFilter.Unpack(_restingFilter);
            _filter.Restore(state.State.Taken);
            _restingFilter = null;
        }

        return _filter;
    }

    private ObservationHistory Recent()
    {
        if (_history is null)
        {
            _history = new ObservationHistory(archive, this.GetPrimaryKeyString(), options.Value.HistoryWindow, options.Value.HistoryChunk);
            _history.Restore(state.State.Recent);
        }

        return _history;
    }

    private Task Forward(string readerKey, string regionKey, ObservationBatch batch)
    {
        var calls = new List<Task>();
        foreach ((string transmitter, ImmutableArray<Probe>.Builder probes) in Grouping.By(batch.Probes, probe => probe.Transmitter))
        {
            calls.Add(Links().Observe(regionKey, transmitter, probes.DrainToImmutable()));
        }

        ImmutableArray<PhaseRead> phased = WithPhase(batch.Reads);
        if (phased.Length > 0)
        {
            calls.Add(Links().Observe(regionKey, readerKey, phased));
        }

        return Task.WhenAll(calls);
    }

    /// <summary>The reads that measured a phase; all, as they are, from readers that measure it.</summary>
    private static ImmutableArray<PhaseRead> WithPhase(ImmutableArray<PhaseRead> reads)
    {
        int count = 0;
        foreach (PhaseRead read in reads)
        {
            count += read.Concentration > 0 ? 1 : 0;
        }

        return count == reads.Length ? reads : count == 0 ? [] : [.. reads.Where(read => read.Concentration > 0)];
    }

    /// <summary>Not saved here: until the next save, chunks written now are orphans whose observations the journal holds.</summary>
    private async Task Trim(ObservationHistory history)
    {
        while (history.IsOverfull)
        {
            await history.ArchiveOldest(state.State.NextChunk);
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

        state.State.Recent = Recent().ToStored();
        state.State.Taken = Filter().ToStored(MostIntervals);
        await state.WriteStateAsync();
        _isDirty = false;
        if (Recent().Count <= MostAtRest)
        {
            _restingFilter = Filter().Pack();
            (_filter, _history, state.State.Taken) = (null, null, null);
        }
    }
}
