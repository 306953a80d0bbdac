using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Model;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Tests.ColdChain;

namespace TwinGrid.Trace.Tests.Life;

/// <summary>A life is a function of the set of its evidence.</summary>
public class LifeCycleLawTests
{
    private static readonly string?[] BizSteps =
    [
        null, "commissioning", "packing", "unpacking", "shipping", "transporting", "void_shipping", "receiving", "accepting", "storing",
        "stocking", "retail_selling", "decommissioning", "destroying", "inspecting",
    ];

    private static readonly string?[] Dispositions = [null, null, "in_transit", "recalled", "returned", "inactive", "sellable_accessible", "destroyed"];

    private static readonly Gen<LifeEvent> AnyEvidence =
        from minute in Gen.Choose(0, 12)
        from sequence in Gen.Choose(1, 3)
        from signal in Gen.Choose(0, 9)
        from bizStep in Gen.Elements(BizSteps)
        from disposition in Gen.Elements(Dispositions)
        from action in Gen.Elements<EventAction?>(EventAction.Add, EventAction.Observe, EventAction.Delete)
        from role in Gen.Elements(EpcRole.Epc, EpcRole.Child, EpcRole.Parent, EpcRole.EpcClass)
        from kind in Gen.Elements(EventKind.ObjectEvent, EventKind.AggregationEvent)
        from place in Gen.Elements(null, "dock", "shop")
        from isWithdrawn in Gen.Choose(0, 9)
        let step = Steps.Of(
            minute, bizStep, disposition, action, role, kind, readPoint: place, bizLocation: place == "shop" ? place : null,
            isWithdrawn: isWithdrawn == 0, sequence: sequence)
        select signal switch
        {
            0 => LifeEvent.OfMoved(Steps.At(minute), sequence, place),
            1 => LifeEvent.OfLost(Steps.At(minute), sequence, LocationStatus.TooFewLinks),
            2 => LifeEvent.OfLocated(Steps.At(minute), sequence, place),
            3 => LifeEvent.OfContainerStep(step),
            _ => LifeEvent.OfStep(step),
        };

    [Fact]
    public void Any_order_and_any_repetition_make_the_same_life() => Laws.Hold(
        AnyEvidence.ListOf().Zip(Gen.Choose(1, int.MaxValue)),
        c =>
        {
            LifeEvent[] sorted = [.. c.Item1.Order(Comparer<LifeEvent>.Create(LifeEvent.Compare)).Distinct()];
            LifeState expected = sorted.Aggregate(LifeState.Unknown, LifeCycle.Apply);
            var random = new Random(c.Item2);
            LifeEvent[] mixed = [.. c.Item1, .. c.Item1.Where(_ => random.Next(3) == 0)];
            random.Shuffle(mixed);
            Assert.Equal(expected, LifeCycle.Fold(mixed));
        },
        300);

    [Fact]
    public void No_evidence_is_lost_without_a_word() => Laws.Hold(
        AnyEvidence.ListOf(),
        evidence =>
        {
            LifeState state = LifeState.Unknown;
            foreach (LifeEvent e in evidence.Order(Comparer<LifeEvent>.Create(LifeEvent.Compare)))
            {
                LifeState after = LifeCycle.Apply(state, e);
                bool isRefused = after.AnomalyCount == state.AnomalyCount + 1;
                Assert.True(isRefused || after.AnomalyCount == state.AnomalyCount);
                Assert.True(!isRefused || (after.Stage, after.Since, after.Disposition) == (state.Stage, state.Since, state.Disposition));
                Assert.True(after.Stage == state.Stage || after.Since == e.Time);
                state = after;
            }
        });
}
