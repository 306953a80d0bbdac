using TwinGrid.Model;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Trace.Tests.Questions;

public class QuestionTests
{
    private const string Lot = "https://id.gs1.org/01/80614141123458/10/L7", Made = "https://id.gs1.org/01/80614141123458/21/1", Other = "https://id.gs1.org/01/00614141123452/21/1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thing_in_a_truck_is_where_the_truck_was_seen()
    {
        MemoryEvents events = new MemoryEvents().See(0, "storing", "factory", "a").Pack(10, "box", "a").Pack(20, "truck", "box").See(30, "receiving", "depot", "truck");
        WhereAnswer answer = await Desk(events).WhereAsync("a", MemoryEvents.At(90), Token);
        Assert.Equal(
            ("depot", true, "truck", LifeStage.Received, PlaceSource.Event, 3600.0),
            (answer.Place, answer.IsPresent, answer.PlaceOf, answer.Stage, answer.Source, answer.AgeSeconds));
        Assert.Equal(["box", "truck"], answer.Containers.Select(c => c.Container));
    }

    [Fact]
    public async Task A_truck_s_place_before_the_loading_counts_when_it_is_the_newer_one()
    {
        MemoryEvents events = new MemoryEvents().See(0, "storing", "factory", "a").See(5, "arriving", "yard", "truck").Pack(10, "truck", "a");
        WhereAnswer answer = await Desk(events).WhereAsync("a", MemoryEvents.At(11), Token);
        Assert.Equal(("yard", "truck"), (answer.Place, answer.PlaceOf));
    }

    [Fact]
    public async Task Confidence_counts_earlier_stays_that_went_on_longer()
    {
        MemoryEvents events = new MemoryEvents().See(0, "storing", "A", "a").See(10, "storing", "B", "a").See(70, "storing", "C", "a").See(100, "storing", "D", "a");
        Confidence young = (await Desk(events).WhereAsync("a", MemoryEvents.At(105), Token)).Confidence;
        Confidence older = (await Desk(events).WhereAsync("a", MemoryEvents.At(120), Token)).Confidence;
        Confidence old = (await Desk(events).WhereAsync("a", MemoryEvents.At(300), Token)).Confidence;
        Assert.Equal([4 / 5.0, 3 / 5.0, 1 / 5.0], [young.Probability!.Value, older.Probability!.Value, old.Probability!.Value]);
        Assert.StartsWith("likely: 3 of 3", young.Words, StringComparison.Ordinal);
        Assert.StartsWith("unlikely: 0 of 3", old.Words, StringComparison.Ordinal);
        Assert.Null((await Desk(events).WhereAsync("a", MemoryEvents.At(5), Token)).Confidence.Probability);
    }

    [Fact]
    public async Task What_was_sent_off_or_sold_is_unknown_since_then()
    {
        MemoryEvents shipped = new MemoryEvents().See(0, "storing", "A", "a").See(10, "shipping", null, "a");
        WhereAnswer answer = await Desk(shipped).WhereAsync("a", MemoryEvents.At(20), Token);
        Assert.Equal(("A", false, MemoryEvents.At(10), null), (answer.Place, answer.IsPresent, answer.UnknownSince, answer.Confidence.Probability));
        MemoryEvents sold = new MemoryEvents().See(0, "stocking", "A", "a").See(10, "retail_selling", "A", "a");
        Assert.Equal(MemoryEvents.At(10), (await Desk(sold).WhereAsync("a", MemoryEvents.At(20), Token)).UnknownSince);
    }

    [Fact]
    public async Task The_newer_of_event_and_twin_answers()
    {
        MemoryEvents events = new MemoryEvents().See(0, "storing", "A", "a").Pack(20, "box", "a");
        var sightings = new Seen(
            new("a", MemoryEvents.At(30), 1, LifeSignal.Located, new Position(1, 2, 0), new PositionCovariance(0.04, 0, 0.01)),
            new("box", MemoryEvents.At(40), 2, LifeSignal.Moved, new Position(3, 4, 0), null),
            new("box", MemoryEvents.At(60), 3, LifeSignal.Missing, null, null));
        var desk = new QuestionDesk(events, sightings, new QuestionLimits());
        WhereAnswer first = await desk.WhereAsync("a", MemoryEvents.At(35), Token);
        Assert.Equal((PlaceSource.Twin, "a", 300.0, null), (first.Source, first.Position!.Epc, first.AgeSeconds, first.UnknownSince));
        Assert.Equal(Math.Sqrt(-2 * Math.Log(0.05)) * 0.2, first.Position!.Ellipse!.Value.SemiMajor, 12);
        WhereAnswer second = await desk.WhereAsync("a", MemoryEvents.At(50), Token);
        Assert.Equal(("box", 3.0, null), (second.Position!.Epc, second.Position.X, second.Position.Ellipse));
        WhereAnswer third = await desk.WhereAsync("a", MemoryEvents.At(70), Token);
        Assert.Equal((MemoryEvents.At(60), null), (third.UnknownSince, third.Confidence.Probability));
        WhereAnswer before = await desk.WhereAsync("a", MemoryEvents.At(10), Token);
        Assert.Equal((PlaceSource.Event, "A", null), (before.Source, before.Place, before.Position));
    }

    [Fact]
    public async Task A_thing_that_only_a_twin_knows_is_known_and_one_that_nobody_knows_is_not()
    {
        var sightings = new Seen(new TwinSighting("a", MemoryEvents.At(0), 1, LifeSignal.Located, new Position(1, 2, 0), null));
        var desk = new QuestionDesk(new MemoryEvents(), sightings, new QuestionLimits());
        WhereAnswer answer = await desk.WhereAsync("a", MemoryEvents.At(1), Token);
        Assert.Equal((true, PlaceSource.Twin, null), (answer.IsKnown, answer.Source, answer.Place));
        Assert.False((await desk.WhereAsync("b", MemoryEvents.At(1), Token)).IsKnown);
        Assert.False((await desk.TraceAsync("b", MemoryEvents.At(1), Token)).IsKnown);
        Assert.False((await desk.InsideAsync("b", MemoryEvents.At(1), Token)).IsKnown);
    }

    [Fact]
    public async Task A_twin_that_antennas_hear_is_there_until_it_has_left_and_counts_among_what_is_at_the_place()
    {
        var stays = new Stays(new TwinPresence("a", "urn:twingrid:site/room/dock", MemoryEvents.At(1), null), new("b", "urn:twingrid:site/room/dock", MemoryEvents.At(2), MemoryEvents.At(3)));
        var desk = new QuestionDesk(new MemoryEvents().Pack(0, "a", "inner"), stays, new QuestionLimits());
        WhereAnswer there = await desk.WhereAsync("a", MemoryEvents.At(60), Token);
        Assert.Equal((PlaceSource.Twin, "urn:twingrid:site/room/dock", 59 * 60, null), (there.Source, there.Presence?.Place, there.AgeSeconds, there.UnknownSince));
        Assert.Equal("a", (await desk.WhereAsync("inner", MemoryEvents.At(60), Token)).Presence?.Epc);
        WhereAnswer gone = await desk.WhereAsync("b", MemoryEvents.At(60), Token);
        Assert.Equal(((DateTimeOffset?)MemoryEvents.At(3), (DateTimeOffset?)MemoryEvents.At(3), Confidence.None), (gone.Presence?.Left, gone.UnknownSince, gone.Confidence));
        InventoryAnswer inventory = await desk.InventoryAtAsync("urn:twingrid:site/room/dock", MemoryEvents.At(60), ["a", "b"], Token);
        Assert.Equal([("a", null), ("inner", "a")], inventory.Items.Select(item => (item.Epc, item.Container)));
        Assert.Equal("b", Assert.Single(inventory.Missing!).Epc);
    }

    [Fact]
    public async Task A_trace_tells_own_and_container_s_events_once_and_withdrawn_ones_as_such()
    {
        MemoryEvents events = new MemoryEvents()
            .Make(0, ["milk"], ["a"])
            .See(1, "storing", "A", "box")
            .Pack(2, "box", "a")
            .See(3, "shipping", null, "box")
            .Add(4, EventKind.ObjectEvent, EventAction.Observe, "receiving", bizLocation: "B", isWithdrawn: true, mentions: [new(EpcRole.Epc, "a")])
            .See(5, "receiving", "C", "box")
            .Unpack(6, "box")
            .See(7, "shipping", null, "box");
        TraceAnswer answer = await Desk(events).TraceAsync("a", MemoryEvents.At(60), Token);
        Assert.Equal([1, 3, 4, 5, 6, 7], answer.Steps.Select(step => int.Parse(step.EventId["urn:event:".Length..], null)));
        Assert.Equal([0, 0, 1, 0, 1, 1], answer.Steps.Select(step => step.Depth));
        Assert.Equal([false, false, false, true, false, false], answer.Steps.Select(step => step.IsWithdrawn));
        Assert.Equal(["milk"], answer.Steps[0].Inputs);
        Assert.Equal(("C", LifeStage.Received), (Assert.Single(answer.Places).Place, answer.Stage));
    }

    [Fact]
    public async Task A_recall_by_lot_reaches_what_was_made_as_it_and_of_it()
    {
        MemoryEvents events = new MemoryEvents()
            .Add(0, EventKind.ObjectEvent, EventAction.Add, "commissioning", mentions: [new(EpcRole.Epc, Made), new(EpcRole.Epc, Other), new(EpcRole.Lot, Lot)])
            .Add(1, EventKind.AggregationEvent, EventAction.Add, mentions: [new(EpcRole.Parent, "drum"), new(EpcRole.ChildClass, Lot, 5, "KGM")])
            .Add(2, EventKind.TransformationEvent, null, mentions: [new(EpcRole.InputClass, Lot, 2, "KGM"), new(EpcRole.Output, "cake")])
            .Make(3, ["cake", "flour"], ["slice"])
            .Make(4, ["flour"], ["bread"]);
        RecallAnswer answer = await Desk(events).RecallAsync(RecallBy.Lot, Lot, DateTimeOffset.MinValue, MemoryEvents.At(60), Token);
        Assert.Equal(
            [(Made, "lot", Lot), ("drum", "held-lot", Lot), ("cake", "made-of", Lot), ("slice", "made-of", "cake")],
            answer.Items.Select(item => (item.Epc, item.Reason, item.Because)));
        Assert.Equal(LifeStage.Decommissioned, answer.Items[2].Stage);
    }

    [Fact]
    public async Task A_recall_by_contact_follows_what_was_made_after_the_contact_and_not_before()
    {
        MemoryEvents events = new MemoryEvents()
            .Make(0, ["neighbour"], ["early"]).Pack(10, "truck", "a", "neighbour").Make(20, ["neighbour"], ["late"]);
        RecallAnswer answer = await Desk(events).RecallAsync(RecallBy.Contact, "a", MemoryEvents.At(5), MemoryEvents.At(60), Token);
        Assert.Equal([("a", "subject"), ("neighbour", "contact"), ("late", "made-of")], answer.Items.Select(item => (item.Epc, item.Reason)));
    }

    [Fact]
    public async Task A_box_is_company_in_the_truck_except_while_it_is_round_the_thing()
    {
        MemoryEvents events = new MemoryEvents().Pack(0, "truck", "box").Pack(5, "truck", "a").Unpack(20, "truck", "a").Pack(20, "box", "a")
            .Unpack(30, "box", "a").Pack(30, "truck", "a").Unpack(50, "truck", "a", "box");
        ContactsAnswer answer = await Desk(events).ContactsAsync("a", MemoryEvents.At(0), MemoryEvents.At(60), Token);
        Assert.Equal(
            [(MemoryEvents.At(5), MemoryEvents.At(20)), (MemoryEvents.At(30), MemoryEvents.At(50))],
            answer.Contacts.Where(c => c.Epc == "box").Select(c => (c.From, c.Until!.Value)));
    }

    [Fact]
    public async Task Twenty_pairs_of_carriers_attached_to_both_of_the_next_pair_are_walked_once_each()
    {
        var events = new MemoryEvents();
        for (int layer = 0; layer < 20; layer++)
        {
            foreach (string parent in new[] { $"l{layer + 1}", $"r{layer + 1}" })
            {
                events.Add(layer, EventKind.AssociationEvent, EventAction.Add, mentions:
                    [new(EpcRole.Parent, parent), new(EpcRole.Child, $"l{layer}"), new(EpcRole.Child, $"r{layer}")]);
            }
        }

        var graph = new TwinGrid.Trace.Containment.ContainmentGraph(new StepReader(events, new QuestionLimits(int.MaxValue, 32, int.MaxValue)));
        Assert.InRange((await graph.EnclosuresAsync("l0", DateTimeOffset.MinValue, null, Token)).Count, 40, 4 * 20);
    }

    [Fact]
    public async Task What_passed_a_reader_includes_what_was_inside()
    {
        MemoryEvents events = new MemoryEvents().Pack(0, "box", "a")
            .Add(10, EventKind.ObjectEvent, EventAction.Observe, readPoint: "door", mentions: [new(EpcRole.Epc, "box")])
            .Add(12, EventKind.ObjectEvent, EventAction.Observe, readPoint: "door", mentions: [new(EpcRole.Epc, "b")])
            .Add(99, EventKind.ObjectEvent, EventAction.Observe, readPoint: "door", mentions: [new(EpcRole.Epc, "c")]);
        InventoryAnswer answer = await Desk(events).InventoryOfReaderAsync("door", MemoryEvents.At(5), MemoryEvents.At(50), ["a", "c"], Token);
        Assert.Equal([("a", "box"), ("box", null), ("b", null)], answer.Items.Select(item => (item.Epc, item.Container)));
        Assert.Equal("c", Assert.Single(answer.Missing!).Epc);
        Assert.Equal(["b", "box"], answer.Unexpected);
    }

    [Theory]
    [InlineData("3074257BF7194E4000001A85", "https://id.gs1.org/01/80614141123458/21/6789")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.6789", "https://id.gs1.org/01/80614141123458/21/6789")]
    [InlineData("urn:epc:tag:sgtin-96:3.0614141.812345.6789", "https://id.gs1.org/01/80614141123458/21/6789")]
    [InlineData("https://example.com/01/80614141123458/21/6789", "https://id.gs1.org/01/80614141123458/21/6789")]
    [InlineData("(01)80614141123458(21)6789", "https://id.gs1.org/01/80614141123458/21/6789")]
    [InlineData("01:80614141123458:21:6789", "https://id.gs1.org/01/80614141123458/21/6789")]
    [InlineData("urn:epc:class:lgtin:0614141.812345.L7", Lot)]
    [InlineData("pallet-7", "urn:twingrid:pallet-7")]
    [InlineData("DEADBEEFDEADBEEFDEADBEEF", "urn:twingrid:DEADBEEFDEADBEEFDEADBEEF")]
    [InlineData("urn:example:thing", "urn:example:thing")]
    public void An_identifier_may_come_in_any_form(string typed, string canonical) => Assert.Equal(canonical, AskedEpc.Parse(typed));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("(01)80614141123459(21)6789")]
    public void What_can_be_no_identifier_is_refused(string typed) => Assert.Throws<EpcException>(() => AskedEpc.Parse(typed));

    private static QuestionDesk Desk(MemoryEvents events) => new(events, new NoSightings(), new QuestionLimits());

    private sealed class Stays(params TwinPresence[] stays) : ITwinSightings
    {
        public Task<IReadOnlyList<TwinSighting>> OfAsync(string epc, DateTimeOffset from, DateTimeOffset until, int count, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<TwinSighting>>([.. stays.Where(s => s.Epc == epc && s.Arrived >= from && s.Arrived < until)
                .Select((s, i) => new TwinSighting(epc, s.Arrived, i, LifeSignal.Arrived, null, null))]);

        public Task<TwinPresence?> PresenceAsync(string epc, DateTimeOffset at, CancellationToken cancellationToken) =>
            Task.FromResult(stays.Where(s => s.Epc == epc && s.Arrived <= at).MaxBy(s => s.Arrived));

        public Task<IReadOnlyList<TwinPresence>> PresentAtAsync(string place, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<TwinPresence>>([.. stays.Where(s => s.Place == place && s.Left is null)]);
    }

    private sealed class Seen(params TwinSighting[] sightings) : ITwinSightings
    {
        public Task<TwinPresence?> PresenceAsync(string epc, DateTimeOffset at, CancellationToken cancellationToken) => Task.FromResult<TwinPresence?>(null);

        public Task<IReadOnlyList<TwinPresence>> PresentAtAsync(string place, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<TwinPresence>>([]);

        public Task<IReadOnlyList<TwinSighting>> OfAsync(string epc, DateTimeOffset from, DateTimeOffset until, int count, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<TwinSighting>>([.. sightings.Where(s => s.Epc == epc && s.Time >= from && s.Time < until).TakeLast(count)]);
    }
}
