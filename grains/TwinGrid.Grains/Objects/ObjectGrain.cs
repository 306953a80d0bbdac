using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using TwinGrid.Grains.ColdChain;
using TwinGrid.Grains.Facts;
using TwinGrid.Grains.Motion;
using TwinGrid.Grains.Presence;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Motion.Vote;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Grains.Objects;

/// <inheritdoc cref="IObjectGrain"/>
public sealed partial class ObjectGrain(
    [PersistentState("object", TwinOptions.Storage)] IPersistentState<ObjectState> state,
    [PersistentState("cold", TwinOptions.Storage)] IPersistentState<ColdState> cold,
    [PersistentState("presence", TwinOptions.Storage)] IPersistentState<PresenceState> presence,
    IFactLog factLog,
    IOptions<TwinOptions> options,
    TimeProvider time,
    ILogger<ObjectGrain> log) : Grain, IObjectGrain
{
    private FactOutbox _facts = null!;

    private string Site => TwinKeys.SiteOf(this.GetPrimaryKeyString());

    private string Name => TwinKeys.NameOf(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        IAsyncStream<ObjectFact> stream = this.GetStreamProvider(ObjectFact.StreamProvider)
            .GetStream<ObjectFact>(StreamId.Create(ObjectFact.StreamNamespace, Site));
        FactOutbox Outbox() => new(Site, Name, factLog, stream);
        (_facts, _coldFacts, _presenceFacts) = (Outbox(), Outbox(), Outbox());
        _facts.Restore(state.State.Pending);
        _coldFacts.Restore(cold.State.Pending);
        _presenceFacts.Restore(presence.State.Pending);
        _watch = new ColdChainWatch(Site, Name, cold.State, options.Value);
        _presence = presence.State.Fold is null ? null : new PresenceWatch(presence.State, options.Value.Presence);
        _lastArrival = _lastSighting = time.GetUtcNow();
        try
        {
            await _facts.Deliver();
            await _coldFacts.Deliver();
            await _presenceFacts.Deliver();
        }
        catch (Exception fault)
        {
            // The next call that tells a fact tries again.
            log.LogWarning(fault, "Object {Object} could not append the facts that it had pending", this.GetPrimaryKeyString());
        }
    }

    /// <summary>Only this activation knows what its readings and sightings have changed. At shutdown the adapters' journals still hold them.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        reason.ReasonCode == DeactivationReasonCode.ShuttingDown ? Task.CompletedTask : Flush();

    /// <inheritdoc/>
    public async Task Observe(TagLocation location)
    {
        await _facts.Deliver();
        state.State.Tags.TryGetValue(location.Tag, out TagLocation? before);
        if (before is not null && (location.Time < before.Time || location == before))
        {
            return;
        }

        ObjectSnapshot? known = state.State.Current;
        state.State.Tags[location.Tag] = location;
        bool hasMoved = before is not null && ObjectFusion.HasMoved(before, location);
        Vote(location.Tag, hasMoved);
        ObjectSnapshot current = ObjectFusion.Join(state.State.Tags.Values, state.State.Moved.Count);
        state.State.Current = current;
        if (current.Status == LocationStatus.Located)
        {
            Remember(current);
        }

        if (FactOf(known, current, hasMoved) is { } fact)
        {
            _facts.Add(fact);
        }

        await Write();
    }

    /// <inheritdoc/>
    public async Task ObserveMotion(MotionEvidence evidence)
    {
        await _facts.Deliver();
        ObjectMotionState? known = state.State.Motion;
        if (known is not null && (evidence.Time < known.Time || (evidence.Time == known.Time && evidence.Reader == known.Reader)))
        {
            return;
        }

        ObjectMotion vote = ObjectVote.Decide([.. evidence.Tags.Select(CycleReplies.ToShift)], options.Value.Vote);
        state.State.Motion = new ObjectMotionState(vote.Verdict, vote.ErrorProbability, evidence.Reader, evidence.Time);
        if (known is null ? vote.Verdict != MotionVerdict.Stationary : vote.Verdict != known.Verdict)
        {
            _facts.Add(new ObjectMotionChanged(Name, evidence.Time, vote.Verdict, vote.ErrorProbability));
            await Write();
        }
    }

    /// <inheritdoc/>
    public Task<ObjectSnapshot> Snapshot() => Task.FromResult(
        (state.State.Current ?? new ObjectSnapshot(LocationStatus.TooFewLinks, default, default, false, 0, DateTimeOffset.MinValue)) with
        {
            Motion = state.State.Motion,
            Stage = cold.State.Life?.Stage ?? LifeStage.Unknown,
            Parent = cold.State.Life?.Parent,
            Cold = _watch.ToStatus(),
            Presence = _presence?.ToSnapshot(),
        });

    /// <inheritdoc/>
    public Task<ImmutableArray<ObjectPosition>> History() => Task.FromResult(state.State.History.ToImmutableArray());

    private void Vote(string tag, bool hasMoved)
    {
        if (hasMoved)
        {
            state.State.Moved.Add(tag);
        }
        else
        {
            state.State.Moved.Remove(tag);
        }
    }

    /// <summary>Writes, or gives this activation up: the same location told again must find what storage holds, not what failed to get there.</summary>
    private async Task Write()
    {
        state.State.Pending = _facts.ToStored();
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            _facts.Clear();
            DeactivateOnIdle();
            throw;
        }

        await _facts.Deliver();
    }

    private void Remember(ObjectSnapshot current)
    {
        List<ObjectPosition> history = state.State.History;
        history.Add(new ObjectPosition(current.Time, current.Position, current.Covariance));
        if (history.Count > options.Value.ObjectHistory)
        {
            history.RemoveRange(0, history.Count - options.Value.ObjectHistory);
        }
    }

    /// <summary>A move is told when a tag casts its vote for it, and not again when an unmoved tag is heard.</summary>
    private ObjectFact? FactOf(ObjectSnapshot? known, ObjectSnapshot current, bool hasMoved)
    {
        bool was = known?.Status == LocationStatus.Located, isNow = current.Status == LocationStatus.Located;
        return (was, isNow) switch
        {
            (false, true) => new ObjectLocated(Name, current.Time, current.Position, current.Covariance),
            (true, false) => new ObjectLost(Name, current.Time, current.Status),
            (true, true) when current.IsMoving && hasMoved => new ObjectMoved(Name, current.Time, known!.Position, current.Position),
            _ => null,
        };
    }
}
