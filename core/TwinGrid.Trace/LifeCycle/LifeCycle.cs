using TwinGrid.Model;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace;

/// <summary>
/// The life of a thing as a fold over evidence: captured events, and what twins saw. A table says what a claim does to a stage;
/// docs/questions.md gives the reason of each line. What the table does not allow is kept as an anomaly and changes no stage.
/// </summary>
public static class LifeCycle
{
    /// <summary>
    /// A row a stage, a column a claim. m: it moves to the claimed stage. s: it stays; the claim says nothing new. b: it goes back to
    /// the stage in which it last rested. n: a new life when it ended inactive, else an anomaly. A: an anomaly.
    /// </summary>
    private static readonly string[] Table =
    [
        //              None
        //              | Commissioned
        //              | | Packed
        //              | | | Unpacked
        //              | | | | Shipped
        //              | | | | | InTransit
        //              | | | | | | SeenLeaving
        //              | | | | | | | ShippingVoided
        //              | | | | | | | | Received
        //              | | | | | | | | | Accepted
        //              | | | | | | | | | | Stored
        //              | | | | | | | | | | | OnShelf
        //              | | | | | | | | | | | | Sold
        //              | | | | | | | | | | | | | Returned
        //              | | | | | | | | | | | | | | Recalled
        //              | | | | | | | | | | | | | | | Decommissioned
        /* Unknown    */ "s m m s m m s s m m m m m m m m",
        /* Commission.*/ "s A m s m m s s m s m m m m m m",
        /* Packed     */ "s A s b m m s s m s m m m m m m",
        /* Shipped    */ "s A s s s m m b m m m m m m m m",
        /* InTransit  */ "s A s s s s s b m m m m m m m m",
        /* Received   */ "s A m s m m s s s s m m m m m m",
        /* Stored     */ "s A m s m m s s m s s m m m m m",
        /* OnShelf    */ "s A m s m m s s m s m s m m m m",
        /* Sold       */ "s A s s s s s s A s A A A m m m",
        /* Returned   */ "s A m s m m s s m s m m m s m m",
        /* Recalled   */ "s A s s s s s s s s s A A s s m",
        /* Decommiss. */ "s n A A A A s A A A A A A A A s",
    ];

    /// <summary>The state behind one more piece of evidence, which comes after all that the state already holds.</summary>
    /// <param name="before">The state before.</param>
    /// <param name="e">The evidence. Withdrawn events change nothing.</param>
    public static LifeState Apply(LifeState before, LifeEvent e)
    {
        ArgumentNullException.ThrowIfNull(before);
        if (e.Step is { IsWithdrawn: true } or { Role: EpcRole.Lot })
        {
            return before;
        }

        LifeClaim claim = LifeClaims.Of(e);
        char cell = Table[(int)before.Stage][2 * (int)claim];
        if (cell == 'n')
        {
            cell = LifeClaims.IsInactive(before.Disposition) ? 'm' : 'A';
        }

        // Of a class more comes into being again and again.
        bool isClass = e.Step is { Role: EpcRole.EpcClass or EpcRole.OutputClass or EpcRole.ChildClass or EpcRole.InputClass };
        bool isAnomaly = cell == 'A' && !(isClass && claim == LifeClaim.Commissioned);
        LifeState after = before with { LastTime = e.Time, Place = PlaceOf(before.Place, e, claim) };
        if (isAnomaly)
        {
            return after with
            {
                AnomalyCount = after.AnomalyCount + 1,
                Anomalies = after.Anomalies.Length < LifeState.MaximumAnomalies
                    ? after.Anomalies.Add(new(e.Time, e.Sequence, e.Step?.EventId, before.Stage, claim))
                    : after.Anomalies,
            };
        }

        after = after with { Disposition = (e.Signal == LifeSignal.Step ? e.Step?.Disposition : null) ?? after.Disposition };
        return cell switch
        {
            'm' => Enter(after, StageOf(claim), e.Time),
            'b' => Enter(after, after.Settled, e.Time),
            _ => after,
        };
    }

    /// <summary>The state that a set of evidence makes: in whatever order it is given, and however often a piece of it.</summary>
    public static LifeState Fold(IEnumerable<LifeEvent> evidence)
    {
        LifeEvent[] sorted = [.. evidence];
        Array.Sort(sorted, LifeEvent.Compare);
        LifeState state = LifeState.Unknown;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                state = Apply(state, sorted[i]);
            }
        }

        return state;
    }

    private static LifeState Enter(LifeState state, LifeStage stage, DateTimeOffset time) => state with
    {
        Stage = stage,
        Since = time,
        Settled = stage is LifeStage.Commissioned or LifeStage.Received or LifeStage.Stored or LifeStage.OnShelf or LifeStage.Returned
            ? stage
            : state.Settled,
    };

    /// <summary>
    /// EPCIS: things may be found at the business location until a later event contradicts it. A read point alone says where they
    /// were; and what was sent off is no longer where it was. A twin's own event is no word of business: that tags were seen in a
    /// region does not contradict the location that goods are kept at.
    /// </summary>
    private static LifePlace? PlaceOf(LifePlace? before, LifeEvent e, LifeClaim claim)
    {
        if (e.Step is { BizLocation: { } location })
        {
            return new(location, e.Time, true);
        }

        if (e.Step is { ReadPoint: { } point } step)
        {
            if (TwinEvents.IsOwn(step.EventId) && before is { IsPresent: true })
            {
                return before;
            }

            return new(point, e.Time, false);
        }

        if (e.Place is { } seen)
        {
            return new(seen, e.Time, e.Signal == LifeSignal.Located);
        }

        bool hasLeft = claim is LifeClaim.Shipped or LifeClaim.InTransit || e.Signal == LifeSignal.Missing;
        return hasLeft && before is { IsPresent: true } ? before with { IsPresent = false } : before;
    }

    private static LifeStage StageOf(LifeClaim claim) => claim switch
    {
        LifeClaim.Commissioned => LifeStage.Commissioned,
        LifeClaim.Packed => LifeStage.Packed,
        LifeClaim.Shipped => LifeStage.Shipped,
        LifeClaim.InTransit or LifeClaim.SeenLeaving => LifeStage.InTransit,
        LifeClaim.Received or LifeClaim.Accepted => LifeStage.Received,
        LifeClaim.Stored => LifeStage.Stored,
        LifeClaim.OnShelf => LifeStage.OnShelf,
        LifeClaim.Sold => LifeStage.Sold,
        LifeClaim.Returned => LifeStage.Returned,
        LifeClaim.Recalled => LifeStage.Recalled,
        LifeClaim.Decommissioned => LifeStage.Decommissioned,
        _ => LifeStage.Unknown,
    };
}
