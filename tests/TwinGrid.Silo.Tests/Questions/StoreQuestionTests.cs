using System.Text.Json;
using TwinGrid.Grains.Facts;
using TwinGrid.Grains.Objects;
using TwinGrid.Model;
using TwinGrid.Silo.Questions;
using TwinGrid.Store;
using TwinGrid.Trace;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Questions;
using TwinGrid.Trace.Tests.Questions;

namespace TwinGrid.Silo.Tests.Questions;

/// <summary>The same questions of the store as of memory, where the slow world checks them.</summary>
public class StoreQuestionTests
{
    [Theory]
    [InlineData(11, 60)]
    [InlineData(12, 60)]
    [InlineData(13, 200)]
    public async Task A_store_answers_as_memory_does(int seed, int count)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        MemoryEvents memory = Histories.Of(seed, count);
        await using var folder = new StoreFolder();
        await using ITraceStore store = await folder.OpenAsync(token);
        await store.Events.AppendAsync(memory.Events, false, token);
        var expected = new QuestionDesk(memory, new NoSightings(), new QuestionLimits());
        var found = new QuestionDesk(store.Steps, new FactSightings(store.Facts, "site"), new QuestionLimits());
        DateTimeOffset from = MemoryEvents.At(count / 3), now = MemoryEvents.At(count);
        foreach (string epc in Histories.All)
        {
            await Same(desk => desk.WhereAsync(epc, now, token));
            await Same(desk => desk.TraceAsync(epc, now, token));
            await Same(desk => desk.InsideAsync(epc, from, token));
            await Same(desk => desk.ContactsAsync(epc, from, now, token));
            await Same(desk => desk.RecallAsync(RecallBy.Container, epc, from, now, token));
        }

        foreach (string place in Histories.Places)
        {
            await Same(desk => desk.InventoryAtAsync(place, now, Histories.All, token));
        }

        await Same(desk => desk.InventoryOfReaderAsync("door", from, now, null, token));

        async Task Same<T>(Func<QuestionDesk, Task<T>> ask) =>
            Assert.Equal(JsonSerializer.Serialize(await ask(expected), QuestionJson.Options), JsonSerializer.Serialize(await ask(found), QuestionJson.Options));
    }

    [Fact]
    public async Task Amounts_of_a_class_come_out_of_the_store()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        MemoryEvents memory = new MemoryEvents()
            .Add(0, EventKind.AggregationEvent, EventAction.Add, mentions: [new(EpcRole.Parent, "urn:x:box"), new(EpcRole.ChildClass, "urn:x:lot", 10, "KGM")])
            .Add(1, EventKind.AggregationEvent, EventAction.Delete, mentions: [new(EpcRole.Parent, "urn:x:box"), new(EpcRole.ChildClass, "urn:x:lot", 4, "KGM")]);
        await using var folder = new StoreFolder();
        await using ITraceStore store = await folder.OpenAsync(token);
        await store.Events.AppendAsync(memory.Events, false, token);
        var desk = new QuestionDesk(store.Steps, new NoSightings(), new QuestionLimits());
        Assert.Equal(6, Assert.Single((await desk.InsideAsync("urn:x:box", MemoryEvents.At(2), token)).Contents).Quantity);
    }

    [Fact]
    public async Task Facts_of_twins_are_read_as_they_are_written()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using var folder = new StoreFolder();
        await using ITraceStore store = await folder.OpenAsync(token);
        ObjectFact[] facts =
        [
            new ObjectLocated("vial", MemoryEvents.At(0), new Position(1, 2, 3), new PositionCovariance(4, 0.5, 1)),
            new ObjectMoved("vial", MemoryEvents.At(1), new Position(1, 2, 3), new Position(5, 6, 7)),
            new ObjectMotionChanged("vial", MemoryEvents.At(2), MotionVerdict.Stationary, 0.1),
            new ObjectMotionChanged("vial", MemoryEvents.At(3), MotionVerdict.Missing, 0.1),
            new ObjectLost("vial", MemoryEvents.At(4), LocationStatus.Ambiguous),
            new ObjectLost("vial", MemoryEvents.At(5), LocationStatus.TooFewLinks),
        ];
        await store.Facts.AppendAsync([.. facts.Select(fact => FactPayloads.RecordOf("site", fact))], token);
        var sightings = new FactSightings(store.Facts, "site");
        IReadOnlyList<TwinSighting> all = await sightings.OfAsync("urn:twingrid:vial", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 100, token);
        Assert.Equal([LifeSignal.Located, LifeSignal.Moved, LifeSignal.Missing, LifeSignal.Lost, LifeSignal.Missing], all.Select(one => one.Signal));
        Assert.Equal((new Position(1, 2, 3), new PositionCovariance(4, 0.5, 1)), (all[0].Position, all[0].Covariance));
        Assert.Equal((new Position(5, 6, 7), null), (all[1].Position, all[1].Covariance));
        Assert.Equal(2, (await sightings.OfAsync("urn:twingrid:vial", DateTimeOffset.MinValue, MemoryEvents.At(4), 2, token)).Count);
        Assert.Empty(await new FactSightings(store.Facts, "elsewhere").OfAsync("urn:twingrid:vial", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 9, token));
    }

    [Fact]
    public async Task Stays_are_read_as_they_are_written()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using var folder = new StoreFolder();
        await using ITraceStore store = await folder.OpenAsync(token);
        ObjectFact[] facts =
        [
            new ObjectArrived("vial", MemoryEvents.At(1), "room/dock", new Position(1, 2, 3), 1),
            new ObjectArrived("crate", MemoryEvents.At(2), "room/shelf", new Position(4, 5, 6), 1),
            new ObjectLeft("vial", MemoryEvents.At(5), "room/dock", MemoryEvents.At(1), 1),
            new ObjectArrived("vial", MemoryEvents.At(5), "room/shelf", new Position(4, 5, 6), 2),
            new ObjectLeft("crate", MemoryEvents.At(6), "room/shelf", MemoryEvents.At(2), 1),
        ];
        await store.Facts.AppendAsync([.. facts.Select(fact => FactPayloads.RecordOf("site", fact))], token);
        var sightings = new FactSightings(store.Facts, "site");
        TwinPresence shelf = new("urn:twingrid:vial", "urn:twingrid:site/room/shelf", MemoryEvents.At(5), null);
        Assert.Equal(shelf, await sightings.PresenceAsync("urn:twingrid:vial", MemoryEvents.At(1_000_000), token));
        Assert.Equal(new("urn:twingrid:vial", "urn:twingrid:site/room/dock", MemoryEvents.At(1), null), await sightings.PresenceAsync("urn:twingrid:vial", MemoryEvents.At(4), token));
        Assert.Equal(MemoryEvents.At(6), (await sightings.PresenceAsync("urn:twingrid:crate", MemoryEvents.At(9), token))?.Left);
        Assert.Null(await sightings.PresenceAsync("urn:twingrid:vial", MemoryEvents.At(0), token));
        Assert.Equal([shelf], await sightings.PresentAtAsync("urn:twingrid:site/room", token));
        Assert.Empty(await sightings.PresentAtAsync("urn:twingrid:site/room/dock", token));
        Assert.Equal(
            [LifeSignal.Arrived, LifeSignal.Left, LifeSignal.Arrived],
            (await sightings.OfAsync("urn:twingrid:vial", DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 9, token)).Select(one => one.Signal));
    }

    /// <summary>A folder for one store, gone behind the test.</summary>
    private sealed class StoreFolder : IAsyncDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("twingrid-questions-").FullName;

        public Task<ITraceStore> OpenAsync(CancellationToken token) => TraceStores.OpenAsync(Path.Combine(_path, "trace.db"), TimeProvider.System, token);

        public ValueTask DisposeAsync()
        {
            Directory.Delete(_path, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
