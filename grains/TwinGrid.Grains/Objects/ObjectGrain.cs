using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using TwinGrid.Grains.Motion;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Motion.Vote;

namespace TwinGrid.Grains.Objects;

/// <inheritdoc cref="IObjectGrain"/>
public sealed class ObjectGrain(
    [PersistentState("object", TwinOptions.Storage)] IPersistentState<ObjectState> state,
    IOptions<TwinOptions> options) : Grain, IObjectGrain
{
    /// <inheritdoc/>
    public async Task Observe(TagLocation location)
    {
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

        await Write();
        await Publish(known, current, hasMoved);
    }

    /// <inheritdoc/>
    public async Task ObserveMotion(MotionEvidence evidence)
    {
        ObjectMotionState? known = state.State.Motion;
        if (known is not null && (evidence.Time < known.Time || (evidence.Time == known.Time && evidence.Reader == known.Reader)))
        {
            return;
        }

        ObjectMotion vote = ObjectVote.Decide([.. evidence.Tags.Select(CycleReplies.ToShift)], options.Value.Vote);
        state.State.Motion = new ObjectMotionState(vote.Verdict, vote.ErrorProbability, evidence.Reader, evidence.Time);
        if (known is null ? vote.Verdict != MotionVerdict.Stationary : vote.Verdict != known.Verdict)
        {
            await Write();
            await Facts().OnNextAsync(new ObjectMotionChanged(TwinKeys.NameOf(this.GetPrimaryKeyString()), evidence.Time, vote.Verdict, vote.ErrorProbability));
        }
    }

    /// <inheritdoc/>
    public Task<ObjectSnapshot> Snapshot() => Task.FromResult(
        (state.State.Current ?? new ObjectSnapshot(LocationStatus.TooFewLinks, default, default, false, 0, DateTimeOffset.MinValue)) with { Motion = state.State.Motion });

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
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
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
    private Task Publish(ObjectSnapshot? known, ObjectSnapshot current, bool hasMoved)
    {
        string name = TwinKeys.NameOf(this.GetPrimaryKeyString());
        bool was = known?.Status == LocationStatus.Located, isNow = current.Status == LocationStatus.Located;
        ObjectFact? fact = (was, isNow) switch
        {
            (false, true) => new ObjectLocated(name, current.Time, current.Position, current.Covariance),
            (true, false) => new ObjectLost(name, current.Time, current.Status),
            (true, true) when current.IsMoving && hasMoved => new ObjectMoved(name, current.Time, known!.Position, current.Position),
            _ => null,
        };
        return fact is null ? Task.CompletedTask : Facts().OnNextAsync(fact);
    }

    private IAsyncStream<ObjectFact> Facts() => this.GetStreamProvider(ObjectFact.StreamProvider)
        .GetStream<ObjectFact>(StreamId.Create(ObjectFact.StreamNamespace, TwinKeys.SiteOf(this.GetPrimaryKeyString())));
}
