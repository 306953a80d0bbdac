using System.Buffers;
using TwinGrid.Model;
using TwinGrid.Simulation.Epcis;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Tests.Items;
using TwinGrid.Simulation.World;
using TwinGrid.Store;
using TwinGrid.Support;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Simulation.Tests.Epcis;

/// <summary>Documents of simulated items, captured into a store that is asked what the simulation knows.</summary>
public sealed class CapturedItemsTests : IAsyncLifetime
{
    private static readonly Lives Lives = Worlds.OfMishaps();
    private static readonly WorldNames Names = new(Lives.World);
    private static readonly int Now = Lives.World.CensusSecond;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twingrid-world-");
    private ITraceStore _store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private QuestionDesk Desk => new(_store.Steps, new NoSightings(), new QuestionLimits());

    public async ValueTask InitializeAsync() => _store = await TraceStores.OpenAsync(Path.Combine(_folder.FullName, "trace.db"), new FakeTime(), Stop);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_store_answers_of_every_stage_and_end_as_the_simulation_does()
    {
        IReadOnlyList<ItemTrace> items = OneOfEach();
        await CaptureAsync(items);
        foreach (ItemTrace item in items)
        {
            WhereAnswer where = await Desk.WhereAsync(Epc(item), Lives.World.TimeOf(Now), Stop);
            Assert.Empty(where.Anomalies);
            RouteStep step = item.StepAt(Now)!.Value;
            Assert.Equal((item.Number, StageOf(item, step.Stage)), (item.Number, where.Stage));
            bool isRoom = step is { Stage: Stage.Factory or Stage.Centre or Stage.Hub or Stage.BackRoom or Stage.Shelf or Stage.Returned };
            Assert.Equal((item.Number, step.Stage, isRoom), (item.Number, step.Stage, where.IsPresent));
            if (isRoom)
            {
                Assert.Equal(Canonical(step.Place!.Value), where.Place);
            }

            if (EndOf(step.Stage) is { } disposition)
            {
                Assert.EndsWith("Disp-" + disposition, where.Disposition, StringComparison.Ordinal);
            }

            TraceAnswer trace = await Desk.TraceAsync(Epc(item), Lives.World.TimeOf(Now), Stop);
            Assert.Empty(trace.Anomalies);
            AssertContainers(item, trace);
        }
    }

    [Fact]
    public async Task A_container_holds_at_any_time_what_the_simulation_says()
    {
        ItemTrace[] items = [.. OneOfEach().Where(item => item.Containers.Count > 3).Take(5)];
        await CaptureAsync(items);
        foreach (ItemTrace item in items)
        {
            foreach (ContainerStay stay in item.Containers.Where(stay => stay.From < Now))
            {
                int middle = stay.From + (Math.Min(stay.Until, Now) - stay.From) / 2;
                InsideAnswer inside = await Desk.InsideAsync(Canonical(stay.Container), Lives.World.TimeOf(middle), Stop);
                Assert.Equal(HeldAt(stay.Container, middle).Select(Canonical).Order(StringComparer.Ordinal), inside.Contents.Select(content => content.Epc));
            }
        }
    }

    [Fact]
    public async Task Documents_of_neighbours_share_the_events_of_what_they_share()
    {
        ItemTrace one = All().First(item => IsSold(item) && IsSold(ItemTrace.Of(Lives, item.Number ^ 1))), other = ItemTrace.Of(Lives, one.Number ^ 1);
        EpcisEvent[] first = Events([one]), second = Events([other]);
        Assert.All(await _store.Events.AppendAsync(first, true, Stop), outcome => Assert.Equal(AppendOutcome.Stored, outcome));
        IReadOnlyList<AppendOutcome> outcomes = await _store.Events.AppendAsync(second, true, Stop);
        Assert.Equal(second.Select(happening => happening.Mentions.All(mention => mention.Epc != Epc(other)) || happening.Mentions.Any(mention => mention.Epc == Epc(one))),
            outcomes.Select(outcome => outcome == AppendOutcome.Repeated));

        static bool IsSold(ItemTrace item) => item.Life is { End: ItemEnd.Sold } && item.Life.EndsAt <= Now;
    }

    [Fact]
    public void An_alarm_is_a_sensor_event_with_the_extreme_and_its_time()
    {
        ItemTrace item = All().First(item => item.Incidents.All(incident => incident.End < Now) && item.ExposureAt(Now).AlarmAt < Now && item.ExposureAt(Now).HighestCelsius > item.Goods.High);
        WorldEvent alarm = Assert.Single(new ItemEvents(Lives, Names).Of(item, Now), happening => happening.Sensor?.AlarmAt is not null);
        Assert.Equal(item.ExposureAt(Now).AlarmAt, alarm.Sensor!.AlarmAt);
        string json = Text([alarm]);
        Assert.Contains("\"exception\":\"ALARM_CONDITION\"", json, StringComparison.Ordinal);
        Assert.Contains("\"bizStep\":\"sensor_reporting\"", json, StringComparison.Ordinal);
    }

    /// <summary>An item for each stage at the present and each end that there is.</summary>
    private static List<ItemTrace> OneOfEach() => [.. All().DistinctBy(item => (item.StepAt(Now)?.Stage, item.Life.EndsAt <= Now ? item.Life.End : (ItemEnd?)null)).Where(item => item.StepAt(Now) is not null)];

    private static IEnumerable<ItemTrace> All()
    {
        for (long number = 0; number < Lives.World.Objects; number += 2_003)
        {
            yield return ItemTrace.Of(Lives, number);
        }
    }

    private static EpcisEvent[] Events(IReadOnlyList<ItemTrace> items)
    {
        CapturedDocument document = EpcisReader.ReadDocument(Document(items.SelectMany(item => new ItemEvents(Lives, Names).Of(item, Now))).WrittenMemory);
        Assert.All(document.Events, captured => Assert.Null(captured.Fault));
        return [.. document.Events.Select(captured => captured.Event!)];
    }

    private async Task CaptureAsync(IReadOnlyList<ItemTrace> items)
    {
        foreach (ItemTrace item in items)
        {
            Assert.All(await _store.Events.AppendAsync(Events([item]), true, Stop), outcome => Assert.True(outcome is AppendOutcome.Stored or AppendOutcome.Repeated));
        }
    }

    private static ArrayBufferWriter<byte> Document(IEnumerable<WorldEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>();
        EventDocument.Write(buffer, Lives.World, Now, events);
        return buffer;
    }

    private static string Text(IEnumerable<WorldEvent> events) => System.Text.Encoding.UTF8.GetString(Document(events).WrittenSpan);

    private static string Epc(ItemTrace item) => Canonical(new Thing(ThingKind.Item, item.Number));

    private static string Canonical(Thing thing) => CanonicalEpc.Of(EpcUri.Format(Names.Of(thing)));

    /// <summary>Of what was lost or robbed in a container nobody knows when it came out; all else agrees to the second.</summary>
    private static void AssertContainers(ItemTrace item, TraceAnswer trace)
    {
        if (item.Life.EndsAt <= Now && item.Life.End is ItemEnd.CaseLost or ItemEnd.Robbed or ItemEnd.Recalled)
        {
            return;
        }

        Assert.Equal(
            item.Containers.Where(stay => stay.From <= Now)
                .Select(stay => (Canonical(stay.Container), Lives.World.TimeOf(stay.From), stay.Until <= Now ? Lives.World.TimeOf(stay.Until) : (DateTimeOffset?)null))
                .Order(),
            trace.Containers.Select(stay => (stay.Container, stay.From, stay.Until > Lives.World.TimeOf(Now) ? null : stay.Until)).Order());
    }

    private static LifeStage StageOf(ItemTrace item, Stage stage) => stage switch
    {
        Stage.Factory => item.Containers.Count > 0 ? LifeStage.Packed : LifeStage.Commissioned,
        Stage.Trailer or Stage.Truck or Stage.Van => LifeStage.Shipped,
        Stage.Centre or Stage.Hub or Stage.BackRoom => LifeStage.Received,
        Stage.Shelf or Stage.Broken or Stage.Stolen => LifeStage.OnShelf,
        Stage.Home or Stage.UsedUp => LifeStage.Sold,
        Stage.Returned => LifeStage.Returned,
        Stage.Recalled => LifeStage.Recalled,
        _ => ItemFacts.OnTheWay(item.Case, item.Life.EndsAt) is Stage.Centre or Stage.Hub ? LifeStage.Received : LifeStage.Shipped,
    };

    private static string? EndOf(Stage stage) => stage switch
    {
        Stage.Broken => "damaged",
        Stage.Stolen => "stolen",
        Stage.Recalled => "recalled",
        Stage.Home or Stage.UsedUp => "retail_sold",
        Stage.Returned => "returned",
        _ => null,
    };

    /// <summary>What lies next inside a container at a time, from the simulation alone.</summary>
    private static IEnumerable<Thing> HeldAt(Thing container, int second)
    {
        IReadOnlyList<CaseFacts> cases = new Contents(Lives, container).Cases();
        return container.Kind switch
        {
            ThingKind.Case => Enumerable.Range(0, Numbering.ItemsPerCase)
                .Where(slot => Lives.Item(cases[0], slot) is not { End: ItemEnd.Lost } item || item.EndsAt > second)
                .Select(slot => new Thing(ThingKind.Item, container.Number * Numbering.ItemsPerCase + slot)),
            ThingKind.Load => Enumerable.Range(0, Numbering.PalletsPerLoad).Select(index => new Thing(ThingKind.Pallet, container.Number * Numbering.PalletsPerLoad + index)),
            ThingKind.Trailer => [new Thing(ThingKind.Load, container.Number)],
            _ => cases.Where(one => one.LostAt > second || one.LostAt > one.TakenAt).Select(one => new Thing(ThingKind.Case, one.Number)),
        };
    }
}
