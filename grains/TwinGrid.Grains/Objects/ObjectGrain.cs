using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
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
    // Made when first needed: of millions of things few are located, kept cold and moved at once.
    private FactOutbox? _facts;

    private FactOutbox Facts => _facts ??= Outbox();

    private string Site => TwinKeys.SiteOf(this.GetPrimaryKeyString());

    private string Name => TwinKeys.NameOf(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (_facts, _coldFacts, _presenceFacts) = (
            state.RecordExists ? Restored(state.State.Pending) : null,
            cold.RecordExists ? Restored(cold.State.Pending) : null,
            presence.RecordExists ? Restored(presence.State.Pending) : null);
        _lastArrival = _lastSighting = time.GetUtcNow().UtcTicks;
        try
        {
            await Deliver(_facts);
            await Deliver(_coldFacts);
            await Deliver(_presenceFacts);
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
        await Facts.Deliver();
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
            Facts.Add(fact);
        }

        await Write();
    }

    /// <inheritdoc/>
    public async Task ObserveMotion(MotionEvidence evidence)
    {
        await Facts.Deliver();
        ObjectMotionState? known = state.State.Motion;
        if (known is not null && (evidence.Time < known.Time || (evidence.Time == known.Time && evidence.Reader == known.Reader)))
        {
            return;
        }

        ObjectMotion vote = ObjectVote.Decide([.. evidence.Tags.Select(CycleReplies.ToShift)], options.Value.Vote);
        state.State.Motion = new ObjectMotionState(vote.Verdict, vote.ErrorProbability, evidence.Reader, evidence.Time);
        if (known is null ? vote.Verdict != MotionVerdict.Stationary : vote.Verdict != known.Verdict)
        {
            Facts.Add(new ObjectMotionChanged(Name, evidence.Time, vote.Verdict, vote.ErrorProbability));
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
            Cold = HasRules ? Cold.ToStatus() : null,
            Presence = Presence()?.ToSnapshot(),
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
        state.State.Pending = Facts.ToStored();
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            Facts.Clear();
            DeactivateOnIdle();
            throw;
        }

        await Facts.Deliver();
    }

    private FactOutbox Outbox() => new(
        Site, Name, factLog, this.GetStreamProvider(ObjectFact.StreamProvider).GetStream<ObjectFact>(StreamId.Create(ObjectFact.StreamNamespace, Site)));

    private FactOutbox? Restored(List<FactEntry>? pending)
    {
        if (pending is null or { Count: 0 })
        {
            return null;
        }

        FactOutbox outbox = Outbox();
        outbox.Restore(pending);
        return outbox;
    }

    private static Task Deliver(FactOutbox? outbox) => outbox?.Deliver() ?? Task.CompletedTask;

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
