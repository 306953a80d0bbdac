using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Tests.Items;

public class ContentsTests
{
    [Fact]
    public void Containers_of_a_wave_list_exactly_the_items_that_say_they_are_in_them()
    {
        Lives lives = Worlds.OfMishaps();
        const long Wave = 12;
        Dictionary<Thing, HashSet<long>> said = [];
        WavePlan plan = lives.Planner.Wave(Wave);
        for (int place = 0; place < Numbering.CasesPerWave; place++)
        {
            CaseFacts theCase = lives.Case(plan, place);
            for (int slot = 0; slot < Numbering.ItemsPerCase; slot++)
            {
                ItemTrace trace = new(lives, theCase, slot);
                foreach (ContainerStay stay in trace.Containers)
                {
                    if (!said.TryGetValue(stay.Container, out HashSet<long>? items))
                    {
                        said.Add(stay.Container, items = []);
                    }

                    Assert.True(items.Add(trace.Number));
                }
            }
        }

        foreach (ThingKind kind in ContainerStay.Kinds)
        {
            long count = new WorldNames(lives.World).CountOf(kind) / lives.World.Waves;
            for (long number = Wave * count; number < (Wave + 1) * count; number++)
            {
                Thing container = new(kind, number);
                Assert.True(said.GetValueOrDefault(container, []).SetEquals(new Contents(lives, container).Items()), $"{kind} {number}");
            }
        }
    }

    [Fact]
    public void Any_item_is_in_the_contents_of_each_of_its_containers_and_of_no_neighbour()
    {
        Lives lives = new(new WorldModel(3, 1_000_000_000_000, WorldParameters.Default));
        Arbitrary<long> items = Worlds.Numbers(lives.World.Objects).ToArbitrary();
        Prop.ForAll(items, number =>
        {
            ItemTrace trace = ItemTrace.Of(lives, number);
            return trace.Containers.All(stay => IsIn(stay.Container) && !IsIn(stay.Container with { Number = stay.Container.Number ^ 1 }));

            bool IsIn(Thing container) => new Contents(lives, container).Cases().Any(theCase => theCase.Number == number / Numbering.ItemsPerCase);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(11, 13));
    }

    [Theory]
    [InlineData(ThingKind.Item)]
    [InlineData(ThingKind.Shop)]
    public void What_is_no_container_has_no_contents(ThingKind kind) =>
        Assert.Throws<ArgumentException>(() => new Contents(Worlds.OfMishaps(), new Thing(kind, 0)));
}
