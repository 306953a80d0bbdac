using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TwinGrid.Grains.Links;
using TwinGrid.Grains.Motion;
using TwinGrid.Grains.Objects;
using TwinGrid.Model;

namespace TwinGrid.Grains.Regions;

/// <inheritdoc cref="IRegionGrain"/>
public sealed partial class RegionGrain(
    [PersistentState("region", TwinOptions.Storage)] IPersistentState<RegionState> state,
    IOptions<TwinOptions> options,
    TimeProvider time,
    ILogger<RegionGrain> log) : Grain, IRegionGrain
{
    private readonly RegionSolver _solver = new();
    private readonly Dictionary<string, LinkEstimate> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TagLocation> _untold = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unflushed = new(StringComparer.Ordinal);
    private IGrainTimer? _timer;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (state.State.IsPending)
        {
            MarkPending();
        }

        TakeUpPresence();
        WatchPresence();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (state.State.IsPending || _isPresenceUnsaved)
        {
            await WriteState(cancellationToken);
        }

        // Only this activation knows which objects are not durable yet. At shutdown the adapters' journals still hold what they took.
        if (reason.ReasonCode != DeactivationReasonCode.ShuttingDown)
        {
            await Task.WhenAll(_unflushed.Select(name => ObjectNamed(name).Flush()));
        }
    }

    /// <inheritdoc/>
    public Task Configure(RegionPlan plan)
    {
        state.State.Plan = plan;
        _solver.Reset();
        state.State.IsPending = true;
        return WriteState();
    }

    /// <inheritdoc/>
    public Task PlaceAnchor(string tag, Position place)
    {
        if (state.State.Anchors.TryGetValue(tag, out Position known) && known == place && !state.State.IsPending)
        {
            return Task.CompletedTask;
        }

        state.State.Anchors[tag] = place;
        state.State.Locations.Remove(tag);
        _solver.Reset();
        MarkPending();
        return WriteState();
    }

    /// <inheritdoc/>
    public Task RemoveAnchor(string tag)
    {
        if (!state.State.Anchors.Remove(tag))
        {
            return Task.CompletedTask;
        }

        _solver.Reset();
        MarkPending();
        return WriteState();
    }

    /// <inheritdoc/>
    public Task Bind(string tag, string objectName) => BindAll(ImmutableDictionary<string, string>.Empty.Add(tag, objectName));

    /// <inheritdoc/>
    public Task BindAll(ImmutableDictionary<string, string> objects)
    {
        foreach ((string tag, string objectName) in objects)
        {
            state.State.Objects[tag] = objectName;
            if (state.State.Locations.TryGetValue(tag, out TagLocation? location))
            {
                _untold[tag] = location;
            }
        }

        MarkPending();
        return WriteState();
    }

    /// <inheritdoc/>
    public Task UpdateLink(LinkEstimate estimate)
    {
        string key = estimate.OneEnd + "~" + estimate.OtherEnd;
        if (state.State.Links.TryGetValue(key, out LinkEstimate? known) && (known.Time > estimate.Time || known == estimate))
        {
            return Task.CompletedTask;
        }

        state.State.Links[key] = _changed[key] = estimate;
        MarkPending();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task UpdateTrack(TrackEstimate track)
    {
        if (!state.State.Tracks.TryGetValue(track.Tag, out TrackEstimate? known) || !known.Points.SequenceEqual(track.Points))
        {
            state.State.Tracks[track.Tag] = track;
            MarkPending();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ObserveCycle(CycleEvidence evidence) => Task.WhenAll(
        MotionRouting.ByObject(evidence, NameOfObject, options.Value).Select(share => ObjectNamed(share.Object).ObserveMotion(share.Evidence)));

    /// <inheritdoc/>
    public Task ObserveReadings(ImmutableArray<SensorRead> readings)
    {
        Dictionary<string, ImmutableArray<SensorRead>.Builder> shares = Grouping.By(readings, reading => NameOfObject(reading.Tag));
        _unflushed.UnionWith(shares.Keys);
        return Task.WhenAll(shares.Select(share => ObjectNamed(share.Key).ObserveReadings(share.Value.DrainToImmutable())));
    }

    /// <inheritdoc/>
    public async Task Flush()
    {
        string[] objects = [.. _unflushed];
        await Locate();
        await Task.WhenAll(objects.Select(name => ObjectNamed(name).Flush()));
        await SavePresence();
        _unflushed.ExceptWith(objects);
        _unflushed.TrimExcess();
    }

    /// <inheritdoc/>
    public async Task Locate()
    {
        if (!state.State.IsPending || (state.State.Plan is null && state.State.Links.Count + state.State.Tracks.Count == 0))
        {
            // Where there are sensors alone, tags are bound and nothing is ever located.
            return;
        }

        RegionPlan plan = state.State.Plan
            ?? throw new InvalidOperationException($"region '{this.GetPrimaryKeyString()}': expected Configure before observations");
        long start = time.GetTimestamp();
        foreach (TagLocation location in Solve(plan))
        {
            if (!state.State.Locations.TryGetValue(location.Tag, out TagLocation? known) || known != location)
            {
                state.State.Locations[location.Tag] = location;
                _untold[location.Tag] = location;
            }
        }

        state.State.Rounds++;
        state.State.SolveSeconds = time.GetElapsedTime(start).TotalSeconds;
        await Task.WhenAll(_untold.Values.Select(location => ObjectNamed(NameOfObject(location.Tag)).Observe(location)));
        _untold.Clear();
        await SaveLocated();
    }

    /// <inheritdoc/>
    public Task<RegionSnapshot> Snapshot() => Task.FromResult(new RegionSnapshot(
        [.. state.State.Anchors.Select(anchor => new PlacedAnchor(anchor.Key, anchor.Value))],
        [.. state.State.Locations.Values],
        state.State.Links.Count + state.State.Tracks.Count,
        state.State.Rounds,
        state.State.SystematicDeviationRadians,
        state.State.SolveSeconds));

    /// <inheritdoc/>
    public Task<ImmutableDictionary<string, string>> Bindings() => Task.FromResult(state.State.Objects.ToImmutableDictionary(StringComparer.Ordinal));

    /// <inheritdoc/>
    public Task<TagNeighbourhood> Round(string tag) => Task.FromResult(RegionViews.Round(tag, state.State));

    private IReadOnlyList<TagLocation> Solve(RegionPlan plan)
    {
        IReadOnlyList<TagLocation> locations = _solver.Solve(plan, state.State.Anchors, state.State.Links.Values, _changed.Values);
        _changed.Clear();
        state.State.SystematicDeviationRadians = _solver.SystematicDeviation;
        return [.. locations, .. TrackRegion.Solve(plan, state.State.Tracks)];
    }

    private string NameOfObject(string tag) => state.State.Objects.GetValueOrDefault(tag, tag);

    private IObjectGrain ObjectNamed(string name) =>
        GrainFactory.GetGrain<IObjectGrain>(TwinKeys.InSite(TwinKeys.SiteOf(this.GetPrimaryKeyString()), name));

    private void MarkPending()
    {
        state.State.IsPending = true;
        _timer ??= this.RegisterGrainTimer(LocateInTime, Delay(), Timeout.InfiniteTimeSpan);
    }

    /// <summary>A region that is costly to solve is solved less often, so that solving takes a twentieth of the time at most.</summary>
    private TimeSpan Delay() => TimeSpan.FromSeconds(Math.Max(options.Value.RegionDelay.TotalSeconds, 20 * state.State.SolveSeconds));

    private async Task SaveLocated()
    {
        state.State.IsPending = false;
        try
        {
            await WriteState();
        }
        catch
        {
            state.State.IsPending = true;
            throw;
        }
    }

    private async Task LocateInTime()
    {
        _timer?.Dispose();
        _timer = null;
        try
        {
            await Locate();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The next update, or the next request to locate, tries again: nothing is marked as done.
            log.LogError(fault, "Region {Region} could not be localized", this.GetPrimaryKeyString());
        }
    }
}
