using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Trace.Tests.Questions;

public class ContainmentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Emptying_a_container_without_naming_children_ends_every_stay_in_it()
    {
        MemoryEvents events = new MemoryEvents().Pack(0, "box", "a", "b").Pack(1, "pallet", "box").Unpack(5, "box").Pack(8, "box", "a");
        ContainmentGraph graph = Graph(events);
        IReadOnlyList<Stay> stays = (await graph.StaysOfAsync("a", Token)).Stays;
        Assert.Equal(
            [(MemoryEvents.At(0), MemoryEvents.At(5), StayEnd.Emptied), (MemoryEvents.At(8), null, StayEnd.Open)],
            stays.Select(stay => (stay.From, stay.Until, stay.End)));
        Assert.Equal(["box", "pallet"], (await graph.ChainAsync("a", MemoryEvents.At(3), Token)).Select(e => e.Container));
        Assert.Empty(await graph.ChainAsync("b", MemoryEvents.At(6), Token));
    }

    [Fact]
    public async Task A_thing_packed_elsewhere_without_being_taken_out_leaves_the_former_container_with_an_anomaly()
    {
        ThingStays stays = await Graph(new MemoryEvents().Pack(0, "box-1", "a").Pack(4, "box-2", "a")).StaysOfAsync("a", Token);
        Assert.Equal([StayEnd.Displaced, StayEnd.Open], stays.Stays.Select(stay => stay.End));
        Assert.Equal(new(ContainmentFault.Displaced, "a", "box-2", MemoryEvents.At(4), "urn:event:2", "box-1"), Assert.Single(stays.Anomalies));
    }

    [Fact]
    public async Task Taking_out_what_is_not_inside_and_packing_into_itself_are_told()
    {
        ThingStays stays = await Graph(new MemoryEvents().Unpack(0, "box", "a").Pack(1, "a", "a")).StaysOfAsync("a", Token);
        Assert.Empty(stays.Stays);
        Assert.Equal([ContainmentFault.NotInside, ContainmentFault.InsideItself], stays.Anomalies.Select(anomaly => anomaly.Fault));
    }

    [Fact]
    public async Task Attached_things_stay_attached_when_they_are_packed()
    {
        MemoryEvents events = new MemoryEvents()
            .Add(0, EventKind.AssociationEvent, EventAction.Add, mentions: [new(EpcRole.Parent, "crate"), new(EpcRole.Child, "sensor")])
            .Pack(1, "truck", "sensor", "crate");
        Assert.Equal(["crate", "truck"], (await Graph(events).ChainAsync("sensor", MemoryEvents.At(2), Token)).Select(e => e.Container).Distinct());
        Content crate = Assert.Single(await Graph(events).ContentsAsync("crate", MemoryEvents.At(2), Token));
        Assert.True(crate.IsAttached);
    }

    [Fact]
    public async Task Amounts_of_a_class_add_up_and_may_be_in_several_containers()
    {
        MemoryEvents events = new MemoryEvents()
            .Add(0, EventKind.AggregationEvent, EventAction.Add, mentions: [new(EpcRole.Parent, "box-1"), new(EpcRole.ChildClass, "lot", 10, "KGM"), new(EpcRole.ChildClass, "lot", 3)])
            .Add(1, EventKind.AggregationEvent, EventAction.Add, mentions: [new(EpcRole.Parent, "box-2"), new(EpcRole.ChildClass, "lot", 5, "KGM")])
            .Add(2, EventKind.AggregationEvent, EventAction.Delete, mentions: [new(EpcRole.Parent, "box-1"), new(EpcRole.ChildClass, "lot", 4, "KGM")])
            .Add(3, EventKind.AggregationEvent, EventAction.Delete, mentions: [new(EpcRole.Parent, "box-2"), new(EpcRole.ChildClass, "lot", 6, "KGM")]);
        ContainmentGraph graph = Graph(events);
        Assert.Equal([(10m, "KGM"), (3m, null)], (await graph.ContentsAsync("box-1", MemoryEvents.At(1), Token)).Select(c => (c.Quantity!.Value, c.Unit)));
        Assert.Equal([(3m, null), (6m, "KGM")], (await graph.ContentsAsync("box-1", MemoryEvents.At(2), Token)).Select(c => (c.Quantity!.Value, c.Unit)));
        Assert.Empty(await graph.ContentsAsync("box-2", MemoryEvents.At(3), Token));
        Assert.Equal(ContainmentFault.MoreThanInside, Assert.Single((await graph.StaysOfAsync("lot", Token)).Anomalies).Fault);
    }

    [Fact]
    public async Task A_circle_is_reported_and_ends()
    {
        MemoryEvents events = new MemoryEvents().Pack(0, "a", "b").Pack(1, "b", "c").Pack(2, "c", "a", "d");
        ContainmentGraph graph = Graph(events);
        Assert.Equal(["c", "b", "a"], (await graph.ChainAsync("d", MemoryEvents.At(3), Token)).Select(e => e.Container));
        Assert.NotEmpty(await graph.ContentsAsync("a", MemoryEvents.At(3), Token));
        Assert.NotEmpty(await graph.HeldAsync("a", MemoryEvents.At(0), null, Token));
        Assert.All(graph.Cycles, cycle => Assert.Equal(ContainmentFault.Cycle, cycle.Fault));
        Assert.NotEmpty(graph.Cycles);
        WhereAnswer answer = await new QuestionDesk(events, new NoSightings(), new QuestionLimits()).WhereAsync("a", MemoryEvents.At(3), Token);
        Assert.Contains(answer.Anomalies, line => line.Contains("which is inside of it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transaction_is_no_container_and_a_withdrawn_packing_never_happened()
    {
        MemoryEvents events = new MemoryEvents()
            .Add(0, EventKind.TransactionEvent, EventAction.Add, mentions: [new(EpcRole.Parent, "order"), new(EpcRole.Epc, "a")])
            .Add(1, EventKind.AggregationEvent, EventAction.Add, isWithdrawn: true, mentions: [new(EpcRole.Parent, "box"), new(EpcRole.Child, "a")]);
        Assert.Empty((await Graph(events).StaysOfAsync("a", Token)).Stays);
        Assert.Empty(await Graph(events).ContentsAsync("order", MemoryEvents.At(2), Token));
    }

    [Fact]
    public async Task Limits_are_told_and_too_many_steps_are_refused()
    {
        var events = new MemoryEvents();
        for (int i = 0; i < 40; i++)
        {
            events.Pack(i, $"box-{i + 1}", $"box-{i}");
        }

        InsideAnswer deep = await Desk(new(Depth: 5)).InsideAsync("box-40", MemoryEvents.At(50), Token);
        Assert.Contains("5 deep", Assert.Single(deep.Notes), StringComparison.Ordinal);
        InsideAnswer few = await Desk(new(Things: 3)).InsideAsync("box-40", MemoryEvents.At(50), Token);
        Assert.Contains("first 3 things", Assert.Single(few.Notes), StringComparison.Ordinal);
        QuestionLimitException refused = await Assert.ThrowsAsync<QuestionLimitException>(() => Desk(new(Steps: 20)).WhereAsync("box-0", MemoryEvents.At(50), Token));
        Assert.Contains("more than 20 steps", refused.Message, StringComparison.Ordinal);

        QuestionDesk Desk(QuestionLimits limits) => new(events, new NoSightings(), limits);
    }

    private static ContainmentGraph Graph(MemoryEvents events) => new(new StepReader(events, new QuestionLimits()));
}
