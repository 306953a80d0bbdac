using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Trace.Containment;
using TwinGrid.Trace.Questions;
using TwinGrid.Trace.Tests.ColdChain;

namespace TwinGrid.Trace.Tests.Questions;

/// <summary>Every question against the slow world, minute by minute, over random histories captured in a mixed order.</summary>
public class ReferenceTests
{
    private static readonly QuestionLimits Limits = new();

    /// <summary>Seed and number of events.</summary>
    private static readonly Gen<(int Seed, int Count)> Cases = Gen.Choose(1, 1_000_000).Zip(Gen.Choose(1, 60), (seed, count) => (seed, count));

    [Fact]
    public void Where_agrees_with_the_slow_world() => Hold(async (steps, count) =>
    {
        var desk = new QuestionDesk(steps, new NoSightings(), Limits);
        for (int minute = 0; minute < count; minute += 7)
        {
            DateTimeOffset at = MemoryEvents.At(minute + 0.5);
            var world = SlowWorld.Until(steps.Events, at);
            foreach (string epc in Histories.All)
            {
                WhereAnswer answer = await desk.WhereAsync(epc, at, default);
                LifeState life = world.Life(epc);
                Assert.Equal((life.Stage, life.Since, life.LastTime is not null), (answer.Stage, answer.StageSince, answer.IsKnown));
                Assert.Equal(world.Ancestors(epc), answer.Containers.Select(c => c.Container));
                LifePlace? newest = world.Ancestors(epc).Select(c => world.Life(c).Place).Prepend(life.Place).Where(p => p is not null).MaxBy(p => p!.Time);
                Assert.Equal((newest?.Name, newest?.Time), (answer.Place, answer.PlaceSeenAt));
            }
        }
    });

    [Fact]
    public void Inside_agrees_with_the_slow_world() => Hold(async (steps, count) =>
    {
        var desk = new QuestionDesk(steps, new NoSightings(), Limits);
        for (int minute = 0; minute < count; minute += 5)
        {
            DateTimeOffset at = MemoryEvents.At(minute);
            var world = SlowWorld.Until(steps.Events, at);
            foreach (string epc in Histories.All)
            {
                Assert.Equal(Tree(world, epc), Tree((await desk.InsideAsync(epc, at, default)).Contents));
            }
        }
    });

    [Fact]
    public void Contacts_agree_with_the_slow_world_at_every_minute() => Hold(async (steps, count) =>
    {
        var desk = new QuestionDesk(steps, new NoSightings(), Limits);
        SlowWorld[] worlds = [.. Enumerable.Range(0, count).Select(minute => SlowWorld.Until(steps.Events, MemoryEvents.At(minute + 0.5)))];
        foreach (string epc in new[] { "thing-1", "thing-2", "box-1", "pallet-1" })
        {
            int first = count / 4;
            ContactsAnswer answer = await desk.ContactsAsync(epc, MemoryEvents.At(first), MemoryEvents.At(count), default);
            for (int minute = first; minute < count; minute++)
            {
                DateTimeOffset at = MemoryEvents.At(minute + 0.5);
                Contact[] now = [.. answer.Contacts.Where(c => c.From <= at && !(at >= c.Until))];
                SlowWorld world = worlds[minute];
                Assert.Equal(
                    Histories.All.Where(other => other != epc && world.ShareContainer(epc, other)).Order(StringComparer.Ordinal),
                    now.Where(c => c.Kind == ContactKind.Container).Select(c => c.Epc).Distinct().Order(StringComparer.Ordinal));
                Assert.Equal(
                    Histories.All.Where(other => other != epc && world.Place(epc) is { } place && world.Place(other) == place).Order(StringComparer.Ordinal),
                    now.Where(c => c.Kind == ContactKind.Place).Select(c => c.Epc).Order(StringComparer.Ordinal));
            }
        }
    });

    [Fact]
    public void Inventory_agrees_with_the_slow_world() => Hold(async (steps, count) =>
    {
        var desk = new QuestionDesk(steps, new NoSightings(), Limits);
        DateTimeOffset now = MemoryEvents.At(count);
        var world = SlowWorld.Until(steps.Events, now);
        foreach (string place in Histories.Places)
        {
            InventoryAnswer answer = await desk.InventoryAtAsync(place, now, ["thing-1", "thing-2", "nothing"], default);
            string[] there = [.. Histories.All.Where(epc => world.Place(epc) == place).Order(StringComparer.Ordinal)];
            Assert.Equal(there, answer.Items.Select(item => item.Epc));
            Assert.Equal(new[] { "nothing", "thing-1", "thing-2" }.Except(there), answer.Missing!.Select(missing => missing.Epc));
            Assert.Equal(there.Except(["thing-1", "thing-2"]), answer.Unexpected);
        }
    });

    [Fact]
    public void A_recall_by_container_reaches_all_that_was_ever_inside() => Hold(async (steps, count) =>
    {
        var desk = new QuestionDesk(steps, new NoSightings(), Limits);
        foreach (string container in Histories.Levels.Skip(1).SelectMany(level => level))
        {
            int first = count / 3;
            string[] ever =
            [
                .. Enumerable.Range(first, count - first)
                    .SelectMany(minute => Histories.All.Where(epc => SlowWorld.Until(steps.Events, MemoryEvents.At(minute + 0.5)).Ancestors(epc).Contains(container)))
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];
            RecallAnswer answer = await desk.RecallAsync(RecallBy.Container, container, MemoryEvents.At(first), MemoryEvents.At(count), default);
            Assert.Equal(ever, answer.Items.Select(item => item.Epc).Order(StringComparer.Ordinal));
        }
    }, 25);

    private static void Hold(Func<MemoryEvents, int, Task> law, int count = 40) =>
        Laws.Hold(Cases, c => law(Histories.Of(c.Seed, c.Count), c.Count).GetAwaiter().GetResult(), count);

    private static string Tree(SlowWorld world, string epc) => string.Join(',', world.Children(epc).Select(child => $"{child}({Tree(world, child)})"));

    private static string Tree(IReadOnlyList<Content> contents) => string.Join(',', contents.Select(content => $"{content.Epc}({Tree(content.Contents)})"));
}
