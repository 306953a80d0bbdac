using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Cli.Commands;
using TwinGrid.Cli.Demo;
using TwinGrid.Cli.Reproduce;
using TwinGrid.Simulation.Fidelity;

namespace TwinGrid.Cli.Simulate;

/// <summary>twingrid simulate tables: the physics of regions in tables, and whether they still hold.</summary>
internal static class TablesCommand
{
    private const double SomeDensity = 2.5;
    private static readonly int[] SomeTags = [100, 1_000, 10_000], SomeMetres = [2, 5, 10];
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new FigureConverter() },
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> check = CommonOptions.Number("--check", "Compare the tables with fresh physics on so many random regions", 0, 0, 1_000_000);
        var write = new Option<FileInfo?>("--write") { Description = "Make the tables anew from --seed and write them to a file." };
        Option<ulong> seed = CommonOptions.Seed();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "tables",
            """
            Inventory time, link yield and localization error of a region, condensed from every slot and every phase into tables that a
            census looks up. Each entry has the standard error of its trials, each curve what its straight lines miss.
              twingrid simulate tables                  what the tables that come with the product hold
              twingrid simulate tables --check 200      hold them against fresh physics; fails where they don't hold
              twingrid simulate tables --write FILE     make them anew, which takes minutes
            """)
        { check, write, seed, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            bool isForMachines = parsed.GetValue(json);
            ulong from = parsed.GetValue(seed);
            FileInfo? file = parsed.GetValue(write);
            RegionTables tables = file is null ? RegionTables.Shipped : await LongWork.RunAsync(
                "tables", isForMachines, progress => TableBuild.Run(from, TableTrials.Default, progress, cancellationToken));
            if (file is not null)
            {
                await File.WriteAllTextAsync(file.FullName, RegionTablesJson.Write(tables), cancellationToken);
            }

            int regions = parsed.GetValue(check);
            // The regions of the check draw from a seed that no table was made from.
            IReadOnlyList<CheckedQuantity> found = regions == 0 ? [] : await LongWork.RunAsync(
                "check", isForMachines, progress => TableCheck.Run(tables, regions, ~from, progress, cancellationToken));
            if (isForMachines)
            {
                Console.WriteLine(JsonSerializer.Serialize(new { tables.Seed, tables.Trials, Summary = Summary(tables), Checked = found }, Indented));
            }
            else if (regions == 0)
            {
                Print(tables);
            }
            else
            {
                Print(found);
            }

            return found.All(quantity => quantity.IsSound) ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    /// <summary>A few entries of each table that say what it is about.</summary>
    private static IEnumerable<SummaryRow> Summary(RegionTables tables) =>
    [
        .. tables.Inventory.SelectMany(table => SomeTags.Select(tags =>
            Row($"inventory, {table.Link} link, {table.Scheme}", $"seconds for {tags} tags", table.Seconds(tags)))),
        .. tables.Links.SelectMany(table => SomeMetres.Select(metres =>
            Row($"link, class {table.Device}, {table.Surroundings}", $"missed in a pass at {metres} m", table.MissAt(metres)))),
        .. Rooms("located share", tables.Localization.LocatedShare),
        .. Rooms("median error, m", tables.Localization.Median),
        .. Rooms("90th percentile, m", tables.Localization.Percentile90),
    ];

    private static IEnumerable<SummaryRow> Rooms(string quantity, TableSurface surface) => surface.Rows.Select(row => Row(
        string.Create(CultureInfo.InvariantCulture, $"localization, {row} anchors a metre, {SomeDensity} tags a square metre"),
        quantity,
        surface.Interpolate(row, SomeDensity)));

    private static SummaryRow Row(string table, string quantity, TableValue value) => new(table, quantity, value.Value, value.StandardError);

    private static void Print(RegionTables tables)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("table", "quantity", "value", "standard error");
        foreach (SummaryRow row in Summary(tables))
        {
            table.AddRow(Markup.Escape(row.Table), Markup.Escape(row.Quantity), FigureText.Number(row.Value), FigureText.Number(row.StandardError));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"made from seed {tables.Seed}");
    }

    private static void Print(IReadOnlyList<CheckedQuantity> found)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("quantity", "regions", "within two errors", "largest deviation", "in errors", "holds");
        foreach (CheckedQuantity quantity in found)
        {
            table.AddRow(
                Markup.Escape(quantity.Name),
                quantity.Regions.ToString(CultureInfo.InvariantCulture),
                $"{quantity.WithinTwoErrors} of {quantity.Comparisons}",
                FigureText.Number(quantity.LargestDeviation),
                FigureText.Number(quantity.LargestErrors),
                quantity.IsSound ? "yes" : "no");
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("within two errors: 95 % are expected; errors are those of the table, of its straight lines and of the fresh trials together");
    }

    private sealed record SummaryRow(string Table, string Quantity, double Value, double StandardError);
}
