using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Cli.Demo;
using TwinGrid.Cli.Reports;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid demo: rooms of passive tags find out where each of them is.</summary>
internal static class DemoCommand
{
    private const string DefaultFolder = "twingrid-report";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Converters = { new FigureConverter() } };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<ulong> seed = CommonOptions.Seed();
        Option<int> rooms = CommonOptions.Number("--rooms", "Rooms to simulate, with consecutive seeds", 20, 1, 1000);
        Option<int> tags = CommonOptions.Number("--tags", "Tags in a room", 50, 1, 400);
        Option<int> anchors = CommonOptions.Number("--anchors", "Anchors on the perimeter of a room", 20, 3, 200);
        Option<int> literal = CommonOptions.Number("--literal", "Rooms that the literal published form solves as well; it takes seconds for each", 2, 1, 1000);
        Option<bool> json = CommonOptions.Json();
        Option<DirectoryInfo?> output = CommonOptions.Out();
        var command = new Command(
            "demo",
            """
            Simulate rooms of 4 m × 4 m with passive tags that hear one another up to 2 m away, send the envelope voltages
            that they would measure through the twins, and compare where the twins say each tag is with where it is.
            Noise: phase deviation from 3° at short links to 10° at 2 m, and 5° of multipath on every link.
            """)
        { seed, rooms, tags, anchors, literal, json, output, SupplyChainCommand.Create() };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new RoomOptions { TagCount = parsed.GetValue(tags), AnchorCount = parsed.GetValue(anchors) };
            ulong firstSeed = parsed.GetValue(seed);
            bool isForMachines = parsed.GetValue(json);
            IReadOnlyList<RoomOutcome> outcomes = isForMachines
                ? await DemoRun.RunAsync(options, firstSeed, parsed.GetValue(rooms), parsed.GetValue(literal), null, null, cancellationToken)
                : await ShowAsync(options, firstSeed, parsed.GetValue(rooms), parsed.GetValue(literal), cancellationToken);
            DemoFigures figures = DemoFigures.From(outcomes, firstSeed);
            string? folder = parsed.GetValue(output)?.FullName ?? (isForMachines ? null : Path.GetFullPath(DefaultFolder));
            string? report = folder is null ? null : DemoReport.Write(folder, outcomes, figures);
            if (isForMachines)
            {
                Console.WriteLine(JsonSerializer.Serialize(figures, Indented));
            }
            else
            {
                Print(figures);
                AnsiConsole.MarkupLineInterpolated($"map, hologram and error curve: open {report} in a browser");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<RoomOutcome>> ShowAsync(RoomOptions options, ulong seed, int rooms, int literal, CancellationToken cancellationToken)
    {
        IReadOnlyList<RoomOutcome> first = [];
        if (AnsiConsole.Profile.Capabilities.Interactive)
        {
            await AnsiConsole.Live(new Text("")).StartAsync(async live =>
            {
                first = await DemoRun.RunAsync(
                    options,
                    seed,
                    1,
                    literal,
                    (room, region) =>
                    {
                        live.UpdateTarget(TerminalMap.Draw(room, region));
                        live.Refresh();
                    },
                    null,
                    cancellationToken);
            });
        }

        IReadOnlyList<RoomOutcome> all = [];
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                ProgressTask task = progress.AddTask($"{rooms} rooms through the twins", maxValue: rooms);
                task.Increment(first.Count);
                all = await DemoRun.RunAsync(options, seed + (ulong)first.Count, rooms - first.Count, literal - first.Count, null, () => task.Increment(1), cancellationToken);
            });
        return [.. first, .. all];
    }

    private static void Print(DemoFigures figures)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Rooms} rooms, {figures.Tags} tags, {figures.Observations} observations through the {figures.Engine} engine"));
        table.AddColumns("", "twins", "literal published form", "published");
        table.AddRow("located", Share(figures.Localized, figures.Tags), Share(figures.Literal.Localized, figures.Literal.Tags), "");
        table.AddRow("median error", Centimetres(figures.Median), Centimetres(figures.Literal.Median), "< 0.8 cm");
        table.AddRow("90 % of errors below", Centimetres(figures.Percentile90), Centimetres(figures.Literal.Percentile90), "< 2 cm");
        table.AddRow("largest error", Centimetres(figures.Largest), "", "");
        table.AddRow("RMSE ÷ Cramér–Rao bound", Number(figures.RmseOverBound), Number(figures.Literal.Rmse / figures.Bound), "");
        table.AddRow("truth inside 95 % ellipse", string.Create(CultureInfo.InvariantCulture, $"{figures.Coverage:P1}"), "", "");
        table.AddRow("time to solve a room", Milliseconds(figures.SolverSeconds), Milliseconds(figures.Literal.Seconds), "");
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"The twins' solver is {figures.Speedup:F0} times as fast as the literal form in this run.");
    }

    private static string Share(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{part} of {whole}");

    private static string Centimetres(double metres) => string.Create(CultureInfo.InvariantCulture, $"{metres * 100:F2} cm");

    private static string Milliseconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:F1} ms");

    private static string Number(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:F3}");
}
