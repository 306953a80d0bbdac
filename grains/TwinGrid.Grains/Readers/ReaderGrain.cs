using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Archives;
using TwinGrid.Grains.Exciters;
using TwinGrid.Grains.Regions;
using TwinGrid.Grains.Tags;
using TwinGrid.Model;

namespace TwinGrid.Grains.Readers;

/// <inheritdoc cref="IReaderGrain"/>
public sealed class ReaderGrain(
    [PersistentState("reader", TwinOptions.Storage)] IPersistentState<ReaderState> state,
    IChunkArchive archive,
    IOptions<TwinOptions> options) : Grain, IReaderGrain
{
    private const int MostTags = 16_384;
    private const int HighestPort = 65535; // of LLRP's antenna identifiers
    private readonly IntakeFilter _cycles = new();
    private readonly HashSet<string> _unflushed = new(StringComparer.Ordinal);
    private readonly HashSet<(string Exciter, string Tag)> _lit = [];
    private ObservationHistory _history = null!;
    private readonly Dictionary<string, ITagGrain> _tags = new(StringComparer.Ordinal);
    private SightingSummary? _summary;
    private bool _isDirty;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _history = new ObservationHistory(archive, this.GetPrimaryKeyString(), options.Value.HistoryWindow, options.Value.HistoryChunk);
        _history.Restore(state.State.Recent);
        _cycles.Restore(state.State.Taken);
        return Task.CompletedTask;
    }

    /// <summary>Only this activation knows what is not durable yet. At shutdown the adapters' journals still hold it.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        reason.ReasonCode == DeactivationReasonCode.ShuttingDown ? Task.CompletedTask : Flush();

    /// <inheritdoc/>
    public Task Configure(string regionKey)
    {
        state.State.RegionKey = regionKey;
        _summary = null;
        _isDirty = true;
        return Save();
    }

    /// <inheritdoc/>
    public Task Zones(ImmutableDictionary<int, string> zonesByPort)
    {
        foreach ((int port, string zone) in zonesByPort)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(port, 1, nameof(zonesByPort));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(port, HighestPort, nameof(zonesByPort));
            TwinKeys.Checked(zone);
        }

        var zones = new SortedDictionary<int, string>(zonesByPort);
        if (state.State.Zones.SequenceEqual(zones))
        {
            return Task.CompletedTask;
        }

        state.State.Zones = zones;
        _summary = null;
        _isDirty = true;
        return Save();
    }

    /// <inheritdoc/>
    public async Task Observe(ObservationBatch batch)
    {
        string region = state.State.RegionKey
            ?? throw new InvalidOperationException($"reader '{this.GetPrimaryKeyString()}': expected Configure before observations");
        string reader = this.GetPrimaryKeyString(), site = TwinKeys.SiteOf(reader);
        Dictionary<string, ObservationBatch> shares = ByTag(batch);
        var calls = new List<Task>(shares.Count);
        foreach ((string tag, ObservationBatch share) in shares)
        {
            _unflushed.Add(tag);
            calls.Add(TagNamed(site, tag).Observe(reader, region, share));
        }

        calls.AddRange(TellExciters(site, batch.Probes));
        if (batch.Reads.Length > 0)
        {
            _summary ??= new SightingSummary(TwinKeys.NameOf(region), state.State.Zones);
            calls.Add(GrainFactory.GetGrain<IRegionGrain>(region).ObserveSightings(_summary.Of(batch.Reads)));
        }

        await Task.WhenAll(calls);
        if (batch.Readings.Length > 0)
        {
            // Once for the batch, and not by each of the tags: objects take their shares side by side.
            await GrainFactory.GetGrain<IRegionGrain>(region).ObserveReadings(batch.Readings);
        }

        foreach (PollingCycle cycle in batch.Cycles)
        {
            if (_cycles.Unseen(ObservationBatch.Of([cycle])).Count > 0)
            {
                await ObserveCycle(reader, region, cycle);
            }
        }
    }

    /// <inheritdoc/>
    public Task<ObservationBatch> History(DateTimeOffset from, DateTimeOffset to) => _history.Read(from, to, state.State.NextChunk);

    /// <inheritdoc/>
    public async Task Flush()
    {
        string site = TwinKeys.SiteOf(this.GetPrimaryKeyString());
        string[] tags = [.. _unflushed];
        await Task.WhenAll(tags.Select(tag => TagNamed(site, tag).Flush()));
        if (state.State.RegionKey is { } region)
        {
            // Once, and not by each of the links: a region that can't be made durable is not asked a thousand times.
            await GrainFactory.GetGrain<IRegionGrain>(region).Flush();
        }

        await Save();
        _unflushed.ExceptWith(tags);
        _unflushed.TrimExcess();
    }

    /// <summary>Told before it is learnt: a cycle that comes again because the line broke finds what it found before.</summary>
    private async Task ObserveCycle(string reader, string region, PollingCycle cycle)
    {
        bool isLate = cycle.Purpose == PollingPurpose.Inventory && cycle.Time <= state.State.LastInventory;
        if (!isLate)
        {
            if (RestingTags.Compare(state.State.Tags, TwinKeys.NameOf(reader), cycle, options.Value.Motion) is { } evidence)
            {
                await GrainFactory.GetGrain<IRegionGrain>(region).ObserveCycle(evidence);
            }

            RestingTags.Learn(state.State, cycle, options.Value);
        }

        ObservationBatch taken = _cycles.Admit(ObservationBatch.Of([cycle]));
        _history.Add(taken);
        _isDirty = true;
        while (_history.IsOverfull)
        {
            await _history.ArchiveOldest(state.State.NextChunk);
            state.State.NextChunk++;
        }
    }

    private async Task Save()
    {
        if (!_isDirty)
        {
            return;
        }

        state.State.Recent = _history.ToStored();
        state.State.Taken = _cycles.ToStored();
        await state.WriteStateAsync();
        _isDirty = false;
    }

    private static Dictionary<string, ObservationBatch> ByTag(ObservationBatch batch)
    {
        Dictionary<string, ImmutableArray<Probe>.Builder> probes = Grouping.By(batch.Probes, probe => probe.Receiver);
        Dictionary<string, ImmutableArray<PhaseRead>.Builder> reads = Grouping.By(batch.Reads, read => read.Tag);
        Dictionary<string, ImmutableArray<SensorRead>.Builder> readings = Grouping.By(batch.Readings, reading => reading.Tag);
        var shares = new Dictionary<string, ObservationBatch>(probes.Count + reads.Count + readings.Count, StringComparer.Ordinal);
        foreach ((string tag, ImmutableArray<Probe>.Builder share) in probes)
        {
            shares[tag] = new ObservationBatch(share.DrainToImmutable(), reads.Remove(tag, out ImmutableArray<PhaseRead>.Builder? both) ? both.DrainToImmutable() : [], []);
        }

        foreach ((string tag, ImmutableArray<PhaseRead>.Builder share) in reads)
        {
            shares[tag] = ObservationBatch.Of(share.DrainToImmutable());
        }

        foreach ((string tag, ImmutableArray<SensorRead>.Builder share) in readings)
        {
            shares[tag] = shares.GetValueOrDefault(tag, ObservationBatch.Empty) with { Readings = share.DrainToImmutable() };
        }

        return shares;
    }

    /// <summary>The twin of a tag; remembered, because making a key costs more than a call.</summary>
    private ITagGrain TagNamed(string site, string tag)
    {
        if (!_tags.TryGetValue(tag, out ITagGrain? twin))
        {
            if (_tags.Count >= MostTags)
            {
                _tags.Clear();
            }

            _tags[tag] = twin = GrainFactory.GetGrain<ITagGrain>(TwinKeys.InSite(site, tag));
        }

        return twin;
    }

    private IEnumerable<Task> TellExciters(string site, ImmutableArray<Probe> probes) => probes
        .Select(probe => (probe.Exciter, Tag: probe.Receiver))
        .Where(pair => !_lit.Contains(pair))
        .Distinct()
        .GroupBy(pair => pair.Exciter, StringComparer.Ordinal)
        .Select(news => Tell(site, news.Key, [.. news]));

    private async Task Tell(string site, string exciter, ImmutableArray<(string Exciter, string Tag)> news)
    {
        await GrainFactory.GetGrain<IExciterGrain>(TwinKeys.InSite(site, exciter)).Lit([.. news.Select(pair => pair.Tag)]);
        _lit.UnionWith(news);
    }
}
