using TwinGrid.Model;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Tests.Life;

public class LifeCycleTests
{
    [Theory]
    [InlineData("commissioning", null, LifeStage.Commissioned)]
    [InlineData("packing", null, LifeStage.Packed)]
    [InlineData("loading", null, LifeStage.Packed)]
    [InlineData("shipping", "in_transit", LifeStage.Shipped)]
    [InlineData("departing", "in_transit", LifeStage.InTransit)]
    [InlineData("transporting", null, LifeStage.InTransit)]
    [InlineData("arriving", "in_progress", LifeStage.Received)]
    [InlineData("receiving", null, LifeStage.Received)]
    [InlineData("storing", "sellable_accessible", LifeStage.Stored)]
    [InlineData("stocking", "sellable_not_accessible", LifeStage.Stored)]
    [InlineData("stocking", "sellable_accessible", LifeStage.OnShelf)]
    [InlineData("inspecting", "sellable_accessible", LifeStage.OnShelf)]
    [InlineData("inspecting", null, LifeStage.Unknown)]
    [InlineData("retail_selling", "retail_sold", LifeStage.Sold)]
    [InlineData("dispensing", "partially_dispensed", LifeStage.Unknown)]
    [InlineData("receiving", "returned", LifeStage.Returned)]
    [InlineData("holding", "recalled", LifeStage.Recalled)]
    [InlineData("holding", "disposed", LifeStage.Decommissioned)]
    [InlineData("decommissioning", "inactive", LifeStage.Decommissioned)]
    [InlineData("killing", null, LifeStage.Unknown)]
    public void A_step_of_the_standard_says_its_stage(string bizStep, string? disposition, LifeStage expected) =>
        Assert.Equal(expected, Fold(Steps.Of(0, bizStep, disposition)).Stage);

    [Theory]
    [InlineData(EventKind.ObjectEvent, EventAction.Add, EpcRole.Epc, LifeStage.Commissioned)]
    [InlineData(EventKind.ObjectEvent, EventAction.Delete, EpcRole.Epc, LifeStage.Decommissioned)]
    [InlineData(EventKind.AggregationEvent, EventAction.Add, EpcRole.Child, LifeStage.Packed)]
    [InlineData(EventKind.AggregationEvent, EventAction.Add, EpcRole.Parent, LifeStage.Unknown)]
    [InlineData(EventKind.AssociationEvent, EventAction.Add, EpcRole.Child, LifeStage.Unknown)]
    [InlineData(EventKind.TransformationEvent, null, EpcRole.Input, LifeStage.Decommissioned)]
    [InlineData(EventKind.TransformationEvent, null, EpcRole.InputClass, LifeStage.Unknown)]
    [InlineData(EventKind.TransformationEvent, null, EpcRole.Output, LifeStage.Commissioned)]
    public void Without_a_step_the_action_speaks(EventKind kind, EventAction? action, EpcRole role, LifeStage expected) =>
        Assert.Equal(expected, Fold(Steps.Of(0, kind: kind, action: action, role: role)).Stage);

    [Fact]
    public void A_whole_life_has_no_anomaly_and_ends_sold()
    {
        EventStep[] life =
        [
            Steps.Of(0, "commissioning", "active", EventAction.Add, bizLocation: "factory"),
            Steps.Of(10, "packing", null, EventAction.Add, EpcRole.Child, EventKind.AggregationEvent),
            Steps.Of(20, "shipping", "in_transit", readPoint: "dock"),
            Steps.Of(30, "transporting"),
            Steps.Of(40, "receiving", bizLocation: "warehouse"),
            Steps.Of(50, "unpacking", null, EventAction.Delete, EpcRole.Child, EventKind.AggregationEvent),
            Steps.Of(60, "storing"),
            Steps.Of(70, "stocking", "sellable_accessible", bizLocation: "shop"),
            Steps.Of(80, "retail_selling", "retail_sold", EventAction.Delete),
        ];
        LifeStage[] stages = [.. Enumerable.Range(1, life.Length).Select(count => Fold(life[..count]).Stage)];
        Assert.Equal(
            [
                LifeStage.Commissioned, LifeStage.Packed, LifeStage.Shipped, LifeStage.InTransit, LifeStage.Received,
                LifeStage.Received, LifeStage.Stored, LifeStage.OnShelf, LifeStage.Sold,
            ],
            stages);
        LifeState end = Fold(life);
        Assert.Equal((0, Steps.At(80), new LifePlace("shop", Steps.At(70), true)), (end.AnomalyCount, end.Since, end.Place));
        Assert.Equal(new LifePlace("dock", Steps.At(20), false), Fold(life[..4]).Place);
    }

    [Fact]
    public void Received_after_decommissioning_is_kept_as_an_anomaly()
    {
        LifeState state = Fold(Steps.Of(0, "decommissioning", "destroyed"), Steps.Of(5, "receiving"));
        Assert.Equal(LifeStage.Decommissioned, state.Stage);
        LifeAnomaly anomaly = Assert.Single(state.Anomalies);
        Assert.Equal(new LifeAnomaly(Steps.At(5), 51, "event-51", LifeStage.Decommissioned, LifeClaim.Received), anomaly);
    }

    [Fact]
    public void What_ended_inactive_may_live_again_and_what_was_destroyed_may_not()
    {
        EventStep anew = Steps.Of(5, "commissioning", "active", EventAction.Add);
        Assert.Equal(LifeStage.Commissioned, Fold(Steps.Of(0, "decommissioning", "inactive"), anew).Stage);
        Assert.Equal((LifeStage.Decommissioned, 1), Both(Fold(Steps.Of(0, "decommissioning", "destroyed"), anew)));
    }

    [Fact]
    public void A_recall_outlasts_journeys_and_forbids_the_shelf()
    {
        EventStep recall = Steps.Of(0, "holding", "recalled");
        Assert.Equal((LifeStage.Recalled, 0), Both(Fold(recall, Steps.Of(1, "shipping"), Steps.Of(2, "receiving"))));
        Assert.Equal((LifeStage.Recalled, 1), Both(Fold(recall, Steps.Of(1, "retail_selling"))));
        Assert.Equal((LifeStage.Decommissioned, 0), Both(Fold(recall, Steps.Of(1, "destroying", "destroyed"))));
    }

    [Fact]
    public void A_withdrawn_event_never_happened() =>
        Assert.Equal(LifeState.Unknown, Fold(Steps.Of(0, "receiving", bizLocation: "shop", isWithdrawn: true)));

    [Fact]
    public void Unpacking_and_a_void_shipment_lead_back_to_where_it_rested()
    {
        EventStep stored = Steps.Of(0, "storing");
        Assert.Equal(LifeStage.Stored, Fold(stored, Steps.Of(1, "packing"), Steps.Of(2, "unpacking")).Stage);
        Assert.Equal(LifeStage.Stored, Fold(stored, Steps.Of(1, "packing"), Steps.Of(2, "shipping"), Steps.Of(3, "void_shipping")).Stage);
    }

    [Fact]
    public void Only_what_was_sent_off_is_in_transit_when_it_is_seen_leaving()
    {
        LifeEvent[] leaving =
        [
            LifeEvent.OfMoved(Steps.At(9), 1),
            LifeEvent.OfLost(Steps.At(9), 1, LocationStatus.TooFewLinks),
            LifeEvent.OfMotion(Steps.At(9), 1, MotionVerdict.Missing),
        ];
        LifeEvent stored = LifeEvent.OfStep(Steps.Of(0, "storing")), shipped = LifeEvent.OfStep(Steps.Of(5, "shipping"));
        Assert.All(leaving, e => Assert.Equal(LifeStage.Stored, LifeCycle.Fold([stored, e]).Stage));
        Assert.All(leaving, e => Assert.Equal((LifeStage.InTransit, Steps.At(9)), (LifeCycle.Fold([stored, shipped, e]).Stage, LifeCycle.Fold([stored, shipped, e]).Since)));
        Assert.Equal(LifeStage.Shipped, LifeCycle.Fold([stored, shipped, LifeEvent.OfLost(Steps.At(9), 1, LocationStatus.Ambiguous)]).Stage);
        Assert.Equal(new LifePlace("room", Steps.At(9), true), LifeCycle.Fold([shipped, LifeEvent.OfLocated(Steps.At(9), 1, "room")]).Place);
    }

    [Fact]
    public void A_container_carries_its_contents_through_the_chain_and_not_out_of_it()
    {
        LifeState packed = Fold(Steps.Of(0, "commissioning"), Steps.Of(1, "packing"));
        Assert.Equal(LifeStage.Shipped, LifeCycle.Apply(packed, LifeEvent.OfContainerStep(Steps.Of(2, "shipping"))).Stage);
        Assert.Equal(LifeStage.Packed, LifeCycle.Apply(packed, LifeEvent.OfContainerStep(Steps.Of(2, "decommissioning"))).Stage);
        Assert.Equal(LifeStage.Packed, LifeCycle.Apply(packed, LifeEvent.OfContainerStep(Steps.Of(2, "commissioning"))).Stage);
    }

    [Fact]
    public void Anomalies_are_bounded_and_all_counted()
    {
        LifeState state = Fold([Steps.Of(0, "destroying"), .. Enumerable.Range(1, 50).Select(minute => Steps.Of(minute, "receiving"))]);
        Assert.Equal((50, LifeState.MaximumAnomalies, Steps.At(1)), (state.AnomalyCount, state.Anomalies.Length, state.Anomalies[0].Time));
    }

    private static (LifeStage Stage, int Anomalies) Both(LifeState state) => (state.Stage, state.AnomalyCount);

    [Fact]
    public void A_twin_s_own_event_leaves_the_business_location_alone_and_tells_a_place_where_none_holds()
    {
        EventStep stored = Steps.Of(0, "storing", bizLocation: "room"), shipped = Steps.Of(20, "shipping", readPoint: "dock");
        EventStep Seen(double minute) => Steps.Of(minute, readPoint: "urn:twingrid:site/room") with { EventId = "urn:twingrid:fact:ab" };
        Assert.Equal(new LifePlace("room", Steps.At(0), true), Fold(stored, Seen(10)).Place);
        Assert.Equal(new LifePlace("urn:twingrid:site/room", Steps.At(30), false), Fold(stored, shipped, Seen(30)).Place);
        Assert.Equal(new LifePlace("dock", Steps.At(20), false), Fold(stored, Seen(10), shipped).Place);
    }

    private static LifeState Fold(params EventStep[] steps) => LifeCycle.Fold(steps.Select(LifeEvent.OfStep));
}
