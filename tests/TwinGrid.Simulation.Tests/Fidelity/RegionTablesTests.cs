using System.Text.RegularExpressions;
using TwinGrid.Signal.Devices;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Simulation.Fidelity;
using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Simulation.Tests.Fidelity;

public class RegionTablesTests
{
    private static readonly RegionTables Shipped = RegionTables.Shipped;

    [Theory]
    [InlineData(AccessScheme.Frames, 0, 16)]
    [InlineData(AccessScheme.Frames, 0, 181)]
    [InlineData(AccessScheme.QAlgorithm, 1, 64)]
    public void Shipped_inventory_entries_are_what_the_shipped_seed_makes(AccessScheme scheme, int series, int tags)
    {
        int piece = Array.IndexOf(TableBuild.EntriesOfTags, tags);
        InventoryFigures[] made = InventoryPhysics.Measure(
            scheme, tags, Shipped.Trials.Regions(tags), RegionDraws.Seed(Shipped.Seed, (ulong)series, piece), TestContext.Current.CancellationToken);

        Assert.Equal(made[0], Shipped.InventoryOf("slow", scheme).At(tags));
        Assert.Equal(made[1], Shipped.InventoryOf("fast", scheme).At(tags));
    }

    [Theory]
    [InlineData("slow", AccessScheme.Frames, 64)]
    [InlineData("fast", AccessScheme.Frames, 1000)]
    [InlineData("slow", AccessScheme.QAlgorithm, 5)]
    [InlineData("fast", AccessScheme.QAlgorithm, 150)]
    public void Fresh_inventories_of_the_signal_library_agree_with_the_table_within_its_error(string link, AccessScheme scheme, int tags)
    {
        var timing = new SlotTiming(link == "slow" ? LinkParameters.Default : LinkParameters.Fast);
        var random = new SeededRandom(77);
        InventoryFigures fresh = InventoryPhysics.Figures(tags, [.. Enumerable.Range(0, 100).Select(_ =>
        {
            InventoryRun run = scheme == AccessScheme.Frames
                ? StandardInventory.RunFrames(tags, timing, random)
                : StandardInventory.RunQAlgorithm(tags, timing, random);
            return (run.Seconds, (long)run.EmptySlots, (long)run.SingletonSlots, (long)run.CollisionSlots);
        })]);
        InventoryFigures table = Shipped.InventoryOf(link, scheme).At(tags);

        Agree(table.SecondsPerTag, fresh.SecondsPerTag);
        Agree(table.EmptyShare, fresh.EmptyShare);
        Agree(table.SingletonShare, fresh.SingletonShare);
        Agree(table.CollisionShare, fresh.CollisionShare);
        Assert.Equal(table.SecondsPerTag.Value * tags, Shipped.InventoryOf(link, scheme).Seconds(tags).Value, 1e-12);
    }

    [Fact]
    public void Fresh_passes_agree_with_the_table_within_its_error_at_entries_and_between()
    {
        foreach (LinkTable table in Shipped.Links)
        {
            DeviceClass device = DeviceClass.All.Single(one => one.Name == table.Device);
            Fading fading = Fading.All.Single(one => one.Surroundings.Name == table.Surroundings);
            foreach (double metres in new[] { table.Yield.At[10], 1.07 * table.Yield.At[14] })
            {
                LinkFigures fresh = LinkPhysics.Measure(device, fading, metres, 5_000, 99);
                Agree(table.YieldAt(metres), fresh.Yield);
                Agree(table.MissAt(metres), fresh.Miss);
            }
        }
    }

    [Theory]
    [InlineData(16, 20)]
    [InlineData(20, 27)]
    public void Fresh_rooms_agree_with_the_table_within_its_error(int anchors, int tags)
    {
        LocalizationFigures fresh = LocalizationPhysics.Measure(anchors, tags, 40, 5, TestContext.Current.CancellationToken);
        LocalizationFigures table = Shipped.Localization.At(anchors / 16.0, tags / 16.0);

        Agree(table.LocatedShare, fresh.LocatedShare);
        Agree(table.Median, fresh.Median);
        Agree(table.Percentile90, fresh.Percentile90);
        Assert.All(table.Quantiles.Zip(fresh.Quantiles), pair => Agree(pair.First, pair.Second));
    }

    [Fact]
    public void Figures_of_rooms_are_those_of_the_list_of_errors()
    {
        const int Anchors = 20, Tags = 12, Rooms = 10;
        var errors = new List<double>();
        for (ulong seed = 3; seed < 3 + Rooms; seed++)
        {
            SyntheticRoom room = RoomSynthesis.Create(new RoomOptions { AnchorCount = Anchors, TagCount = Tags }, seed);
            LocalizationSolution solution = LocalizationSolver.Solve(room.ToProblem());
            for (int tag = Anchors; tag < Anchors + Tags; tag++)
            {
                if (solution.Nodes[tag].IsLocated)
                {
                    errors.Add(solution.Nodes[tag].Position.DistanceTo(room.Positions[tag]));
                }
            }
        }

        errors.Sort();
        LocalizationFigures figures = LocalizationPhysics.Measure(Anchors, Tags, Rooms, 3, TestContext.Current.CancellationToken);

        Assert.Equal((double)errors.Count / (Tags * Rooms), figures.LocatedShare.Value, 1e-5);
        Assert.InRange(figures.Median.Value, errors[errors.Count / 2 - 1] * 0.9999, errors[errors.Count / 2] * 1.0001);
        Assert.Equal(16, figures.Quantiles.Count);
        for (int i = 0; i < 16; i++)
        {
            Assert.InRange(errors.Count(error => error < figures.Quantiles[i].Value) - (i + 0.5) / 16 * errors.Count, -1.5, 1.5);
        }
    }

    [Fact]
    public void Drawn_errors_follow_the_quantiles()
    {
        LocalizationTable table = Shipped.Localization;
        Assert.Equal(table.At(1, 2.5).Quantiles[3].Value, table.ErrorAt(1, 2.5, 3.5 / 16), 1e-12);
        Assert.Equal(table.At(1, 2.5).Quantiles[0].Value, table.ErrorAt(1, 2.5, 0), 1e-12);
        Assert.Equal(table.At(1, 2.5).Quantiles[15].Value, table.ErrorAt(1, 2.5, 1), 1e-12);
        double[] drawn = [.. Enumerable.Range(0, 101).Select(i => table.ErrorAt(1.2, 3, i / 100.0))];
        Assert.Equal(drawn.Order(), drawn);
    }

    [Fact]
    public void Tables_are_written_as_they_were_read()
    {
        string text = RegionTablesJson.Write(Shipped);
        Assert.Equal(text, RegionTablesJson.Write(RegionTablesJson.Read(text)));
        Assert.Equal(TableTrials.Default, Shipped.Trials);
    }

    [Theory]
    [InlineData("{", "tables:")]
    [InlineData("null", "found null")]
    [InlineData("{\"seed\":1}", "trials")]
    public void Text_that_is_no_table_is_refused(string text, string told) =>
        Assert.Contains(told, Assert.Throws<FormatException>(() => RegionTablesJson.Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"at\":\\[1,2,", "\"at\":[2,1,", "inventory slow Frames: seconds_per_tag: expected rising places")]
    [InlineData("\"at\":\\[1,2,", "\"at\":[2,", "inventory slow Frames: seconds_per_tag: expected as many values and errors as places")]
    [InlineData("\"interpolation_error\":[^}]*}", "\"interpolation_error\":-1}", "inventory slow Frames: seconds_per_tag: expected an interpolation error")]
    [InlineData("\"rows\":\\[", "\"rows\":[0.1,", "localization: located_share: expected a curve for each row")]
    [InlineData("\"quantiles\":\\[.*\\]", "\"quantiles\":[]", "expected 16 quantiles, found 0")]
    public void Tables_that_cannot_be_are_refused_by_place(string pattern, string broken, string told)
    {
        string spoilt = new Regex(pattern).Replace(RegionTablesJson.Write(Shipped), broken, 1);
        Assert.Contains(told, Assert.Throws<FormatException>(() => RegionTablesJson.Read(spoilt)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_that_are_not_there_are_refused_by_name()
    {
        Assert.Contains("fast Frames", Assert.Throws<ArgumentException>(() => Shipped.InventoryOf("medium", AccessScheme.Frames)).Message, StringComparison.Ordinal);
        Assert.Contains("B hall", Assert.Throws<ArgumentException>(() => Shipped.LinkOf("D", "hall")).Message, StringComparison.Ordinal);
        Assert.Equal("C", Shipped.LinkOf("C", "street").Device);
    }

    /// <summary>Within four and a half standard errors of both: one in 150,000 by chance.</summary>
    private static void Agree(TableValue table, TableValue fresh) => Assert.InRange(table.DeviationOf(fresh), -4.5, 4.5);
}
