using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.Trips;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Simulate;

/// <summary>A census in words and in JSON.</summary>
internal static class CensusText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void Print(WorldModel world, CensusOutcome outcome, bool isForMachines)
    {
        if (isForMachines)
        {
            Console.WriteLine(JsonSerializer.Serialize(Figures(world, outcome), Indented));
            return;
        }

        CensusFigures figures = outcome.Figures;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{world.Objects:#,0} objects addressable, {outcome.Touched:#,0} touched, none resident; {world.TimeOf(world.CensusSecond):u}, seed {world.Seed}"));
        Table stages = Columns("where everything is", "items", "±");
        foreach (Stage stage in Enum.GetValues<Stage>())
        {
            Row(stages, Name(stage.ToString()), figures.InStage(stage));
        }

        AnsiConsole.Write(stages);
        Table causes = Columns("excursions by cause", "items", "±");
        foreach (Cause cause in Enum.GetValues<Cause>().Where(cause => cause != Cause.None))
        {
            Row(causes, Name(cause.ToString()), figures.Excursions(cause));
        }

        AnsiConsole.Write(causes);
        Table totals = Columns("figures", "", "±");
        Row(totals, "items with an excursion", figures.Excursions());
        Row(totals, "of those with limits, %", Percent(figures.ExcursionRate), "0.0000");
        Row(totals, "lost, stolen and broken", figures.Losses);
        Row(totals, "made and not yet sold", figures.InChain());
        Row(totals, "reads so far", figures.Of(Count.Reads));
        Row(totals, "reads a day", figures.Of(Count.ReadsOfLastDay));
        Row(totals, "alarms a second", figures.AlarmsPerSecond, "#,0.0");
        Row(totals, "mean error of positions, mm", figures.LocationMillimetres, "0.000");
        AnsiConsole.Write(totals);
        AnsiConsole.Write(Inventories(figures));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(figures.IsFull ? "every object counted" : "a sample; ± is half a 95 % interval")}: {outcome.Seconds:0.0} s, {outcome.ObjectsPerSecond / 1e6:0.0} M objects/s"));
    }

    /// <summary>The words of a name in capitals: BackRoom becomes back room.</summary>
    public static string Name(string name) => string.Concat(name.Select((letter, index) =>
        char.IsUpper(letter) ? (index == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static object Figures(WorldModel world, CensusOutcome outcome)
    {
        CensusFigures figures = outcome.Figures;
        object Of(Estimate estimate) => new { estimate.Value, estimate.Low, estimate.High };
        object Inventory(Stage stage, int? country) => figures.Inventory(stage, country) is var one
            ? new { Tags = Of(one.Tags), Seconds = Of(one.Seconds), Empty = Of(one.Empty), Single = Of(one.One), Collided = Of(one.Collided) }
            : null!;
        return new
        {
            Addressable = world.Objects,
            outcome.Touched,
            Resident = 0,
            world.Seed,
            Time = world.TimeOf(world.CensusSecond),
            Full = figures.IsFull,
            outcome.Seconds,
            outcome.ObjectsPerSecond,
            Stages = Enum.GetValues<Stage>().ToDictionary(stage => stage.ToString(), stage => Of(figures.InStage(stage))),
            Causes = Enum.GetValues<Cause>().Where(cause => cause != Cause.None).ToDictionary(cause => cause.ToString(), cause => Of(figures.Excursions(cause))),
            Excursions = Of(figures.Excursions()),
            ExcursionRate = Of(figures.ExcursionRate),
            ExcursionRelativeError = figures.Excursions().RelativeError,
            Losses = Of(figures.Losses),
            InChain = Of(figures.InChain()),
            Reads = Of(figures.Of(Count.Reads)),
            ReadsADay = Of(figures.Of(Count.ReadsOfLastDay)),
            AlarmsASecond = Of(figures.AlarmsPerSecond),
            LocationMillimetres = Of(figures.LocationMillimetres),
            Inventory = new { Centre = Inventory(Stage.Centre, null), Shop = Inventory(Stage.Shelf, null) },
            Classes = Enumerable.Range(0, world.Classes.Count).ToDictionary(
                goods => world.Classes[goods].Goods.Name,
                goods => new { Items = Of(figures.Of(Count.Items, goods)), Excursions = Of(figures.Excursions(goods: goods)) }),
            Countries = Enumerable.Range(0, world.Parameters.Countries.Count).ToDictionary(
                country => world.Parameters.Countries[country].Code,
                country => new
                {
                    InChain = Of(figures.InChain(country)),
                    Excursions = Of(figures.Excursions(country: country)),
                    CentreInventory = Inventory(Stage.Centre, country),
                    ShopInventory = Inventory(Stage.Shelf, country),
                }),
        };
    }

    private static Table Inventories(CensusFigures figures)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("inventory of a region");
        foreach (string column in (string[])["tags", "seconds", "±", "slots empty, %", "single, %", "collided, %"])
        {
            table.AddColumn(column, heading => heading.RightAligned());
        }

        foreach ((string place, Stage stage) in ((string, Stage)[])[("centre", Stage.Centre), ("shop", Stage.Shelf)])
        {
            RegionInventoryFigures one = figures.Inventory(stage);
            table.AddRow(
                place, Text(one.Tags.Value, "#,0"), Text(one.Seconds.Value, "0.00"), Text(Estimate.TwoSided95 * one.Seconds.StandardError, "0.00"),
                Text(100 * one.Empty.Value, "0.0"), Text(100 * one.One.Value, "0.0"), Text(100 * one.Collided.Value, "0.0"));
        }

        return table;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static Table Columns(string first, string second, string third) => new Table().Border(TableBorder.Rounded)
        .AddColumn(first).AddColumn(second, column => column.RightAligned()).AddColumn(third, column => column.RightAligned());

    private static void Row(Table table, string name, Estimate estimate, string format = "#,0") => table.AddRow(
        name,
        Text(estimate.Value, format),
        estimate.StandardError == 0 ? "" : Text(Estimate.TwoSided95 * estimate.StandardError, format));

    private static Estimate Percent(Estimate share) => new(100 * share.Value, 100 * share.StandardError);
}
