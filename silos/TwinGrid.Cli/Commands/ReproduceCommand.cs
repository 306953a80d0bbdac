using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Cli.Demo;
using TwinGrid.Cli.Reports;
using TwinGrid.Cli.Reproduce;
using TwinGrid.Signal.Reproductions;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid reproduce: the evaluations of the published systems, run again from first principles.</summary>
internal static class ReproduceCommand
{
    private const string All = "all", DefaultFolder = "twingrid-report";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Converters = { new FigureConverter() } };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        string names = string.Join(", ", ReproductionCatalog.All.Select(system => system.Name));
        var systems = new Argument<string[]>("SYSTEM")
        {
            Description = $"Which systems: {names}, or {All} (as when none is named).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        systems.Validators.Add(result =>
        {
            foreach (string found in result.Tokens.Select(token => token.Value).Where(name => name != All && Find(name) is null))
            {
                result.AddError($"reproduce: expected {names} or {All}, found {found}");
            }
        });
        var quick = new Option<bool>("--quick") { Description = "Fewer trials: two minutes for all systems rather than ten." };
        Option<ulong> seed = CommonOptions.Seed();
        Option<bool> json = CommonOptions.Json();
        Option<DirectoryInfo?> output = CommonOptions.Out();
        var command = new Command(
            "reproduce",
            $"""
            Run the evaluation of published systems again: the published figure, the published method as re-implemented here,
            TwinGrid's own method and, where there is one, the Cramér–Rao bound, on the same synthesised data. Systems:
            {string.Join("\n", ReproductionCatalog.All.Select(system => $"  {system.Name,-14}{system.Title}"))}
            """)
        { systems, quick, seed, json, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            bool isQuick = parsed.GetValue(quick), isForMachines = parsed.GetValue(json);
            ulong firstSeed = parsed.GetValue(seed);
            IReadOnlyList<IReproduction> chosen = Chosen(parsed.GetValue(systems) ?? []);
            IReadOnlyList<SystemOutcome> outcomes = isForMachines
                ? await Task.Run(() => SystemOutcome.RunAll(chosen, isQuick, firstSeed, (_, _) => { }, cancellationToken), cancellationToken)
                : await ShowAsync(chosen, isQuick, firstSeed, cancellationToken);
            string? folder = parsed.GetValue(output)?.FullName ?? (isForMachines ? null : Path.GetFullPath(DefaultFolder));
            string? report = folder is null ? null : ReproduceReport.Write(folder, outcomes, isQuick, firstSeed);
            if (isForMachines)
            {
                Console.WriteLine(JsonSerializer.Serialize(outcomes.ToDictionary(outcome => outcome.System.Name, SystemFigures.From), Indented));
            }
            else
            {
                foreach (SystemOutcome outcome in outcomes)
                {
                    Print(outcome);
                }

                AnsiConsole.MarkupLineInterpolated($"figures with intervals, notes and pictures: open {report} in a browser");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static IReproduction? Find(string name) => ReproductionCatalog.All.FirstOrDefault(system => system.Name == name);

    private static IReadOnlyList<IReproduction> Chosen(string[] names) => names.Length == 0 || names.Contains(All)
        ? ReproductionCatalog.All
        : [.. ReproductionCatalog.All.Where(system => names.Contains(system.Name))];

    private static async Task<IReadOnlyList<SystemOutcome>> ShowAsync(IReadOnlyList<IReproduction> systems, bool isQuick, ulong seed, CancellationToken cancellationToken)
    {
        IReadOnlyList<SystemOutcome> outcomes = [];
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                Dictionary<IReproduction, ProgressTask> tasks = systems.ToDictionary(system => system, system => progress.AddTask(system.Name, autoStart: false, maxValue: 1));
                outcomes = await Task.Run(() => SystemOutcome.RunAll(systems, isQuick, seed, Tell, cancellationToken), cancellationToken);

                void Tell(IReproduction system, double share)
                {
                    ProgressTask task = tasks[system];
                    lock (task)
                    {
                        if (!task.IsStarted)
                        {
                            task.StartTask();
                        }

                        task.Value = Math.Max(task.Value, share);
                    }
                }
            });
        return outcomes;
    }

    private static void Print(SystemOutcome outcome)
    {
        Reproduction reproduction = outcome.Reproduction;
        Table table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{outcome.System.Name}: {outcome.System.Title}"));
        table.AddColumns("", "published");
        foreach (string column in new[] { "faithful", "ours", "bound", "samples" })
        {
            table.AddColumn(column, added => added.NoWrap());
        }

        foreach (ReproducedFigure figure in reproduction.Figures)
        {
            table.AddRow(
                Markup.Escape(figure.Name),
                Markup.Escape(figure.Published?.Text ?? ""),
                FigureText.Value(figure.Faithful, figure.Unit),
                FigureText.Value(figure.Ours, figure.Unit),
                FigureText.Value(figure.Bound, figure.Unit),
                figure.Samples.ToString("#,0", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        foreach (ReproductionGoal goal in reproduction.Goals)
        {
            AnsiConsole.MarkupLine($"{(goal.IsReached ? "[green]✓[/]" : "[red]✗[/]")} {Markup.Escape(FigureText.Goal(goal))}");
        }

        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]{outcome.Seconds:F1} s[/]");
    }
}
