using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Fidelity;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Naming;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Tests.World;

/// <summary>What the world takes from the tables of region-scale physics.</summary>
public class RegionParametersTests
{
    [Fact]
    public void Portals_miss_tags_as_often_as_the_link_table_says()
    {
        RegionParameters regions = WorldParameters.Default.Regions;
        Lives lives = new(new WorldModel(9, 400_000, WorldParameters.Default));
        var passed = new long[lives.World.Classes.Count];
        var missed = new long[passed.Length];
        for (long theCase = 0; theCase < lives.World.Cases; theCase += 3)
        {
            CaseFacts facts = lives.Case(theCase);
            for (int slot = 0; slot < Numbering.ItemsPerCase; slot++)
            {
                ItemTrace trace = new(lives, facts, slot);
                passed[facts.Goods] += trace.Reads.All.Count(read => read.Reader.Kind is not (ReaderKind.CentreRounds or ReaderKind.ShopRounds)) + trace.Reads.Missed.Count;
                missed[facts.Goods] += trace.Reads.Missed.Count;
            }
        }

        Assert.Contains(passed, count => count > 100_000);
        foreach (int goods in Enumerable.Range(0, passed.Length).Where(goods => passed[goods] > 0))
        {
            ProductClass kind = lives.World.Classes[goods].Goods;
            double stated = RegionTables.Shipped.LinkOf(kind.Device, kind.Surroundings).MissAt(regions.PortalMetres).Value;
            // A portal's threshold is a byte.
            Assert.Equal(stated, missed[goods] / (double)passed[goods], 0.5 / 256 + 4 * Math.Sqrt(stated / passed[goods]));
        }
    }

    [Fact]
    public void Errors_of_positions_are_the_quantiles_of_the_localization_table()
    {
        WorldParameters dense = WorldParameters.Default with { Regions = WorldParameters.Default.Regions with { AnchorsPerMetre = 2, TagsPerSquareMetre = 5 } };
        WorldModel world = new(1, 1, dense);
        LocalizationFigures stated = RegionTables.Shipped.Localization.At(2, 5);
        Assert.Equal(stated.Quantiles.Select(quantile => quantile.Value), world.LocationErrors.ToArray().Select(error => error / 1e5), (one, other) => Math.Abs(one - other) <= 0.5e-5);
    }

    [Theory]
    [InlineData(Stage.Centre)]
    [InlineData(Stage.Shelf)]
    public void An_inventory_of_a_region_is_the_inventory_table_at_its_tags(Stage stage)
    {
        RegionParameters regions = WorldParameters.Default.Regions with { OfCentre = 2, OfShop = 1 };
        Lives lives = new(new WorldModel(4, 60_000_000, WorldParameters.Default with { Regions = regions }));
        CensusSweep sweep = new(lives, 2);
        sweep.Advance(long.MaxValue, TestContext.Current.CancellationToken);
        CensusFigures figures = new(lives.World, sweep.Tally);
        int regionsOfAll = lives.World.Centres * (stage == Stage.Centre ? 2 : 128);
        RegionInventoryFigures one = figures.Inventory(stage);
        Assert.Equal(figures.InStage(stage).Value, one.Tags.Value * regionsOfAll, 1e-3);
        TableValue seconds = RegionTables.Shipped.InventoryOf(regions.Link, regions.Scheme).SecondsPerTag.Interpolate(one.Tags.Value).Times(one.Tags.Value);
        Assert.Equal(seconds.Value, one.Seconds.Value, 1e-9);
        Assert.Equal(seconds.StandardError, one.Seconds.StandardError, 1e-9);
        Assert.Equal(1, one.Empty.Value + one.One.Value + one.Collided.Value, 1e-3);
        Assert.Throws<ArgumentOutOfRangeException>(() => figures.Inventory(Stage.Home));
    }
}
