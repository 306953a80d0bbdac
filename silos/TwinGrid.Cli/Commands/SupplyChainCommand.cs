using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Cli.Demo;
using TwinGrid.Cli.Reports;
using TwinGrid.Cli.SupplyChain;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid demo supply-chain: a chain from factory to shop, told to a silo, and what the silo knows of it afterwards.</summary>
internal static class SupplyChainCommand
{
    private const int AnyPort = 0;
    private const double SlowestSpeed = 1, FastestSpeed = 1e6;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Converters = { new FigureConverter() } };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<ulong> seed = CommonOptions.Seed();
        Option<int> pallets = CommonOptions.Number("--pallets", "Pallets, an even number: half in truck A, half in truck B", 8, 4, 64);
        Option<int> cases = CommonOptions.Number("--cases", "Cases on a pallet", 6, 2, 100);
        Option<int> cartons = CommonOptions.Number("--cartons", "Cartons in a case", 20, 4, 100);
        Option<int> lots = CommonOptions.Number("--lots", "Lots", 3, 2, 20);
        Option<double?> speed = Speed();
        Option<int> port = CommonOptions.Number("--port", "Port of the page, on this machine alone; 0 for a free one", AnyPort, 0, 65535);
        var keep = new Option<bool>("--keep") { Description = "Leave page and questions running after the end, until Ctrl+C." };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder for what the silo knows; a temporary one when not given." };
        Option<bool> json = CommonOptions.Json();
        Option<DirectoryInfo?> output = CommonOptions.Out();
        var command = new Command(
            "supply-chain",
            """
            Simulate a cold chain: a factory, two trucks of which one loses its cooling, a warehouse with readers, and a shop.
            Its EPCIS events, logger readings and tag probes go in through the doors that partners and hardware use; at the end
            the silo is asked for a trace, a recall and the excursions, and each answer is compared with what truly happened.
            """)
        { seed, pallets, cases, cartons, lots, speed, port, keep, data, json, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(pallets) % 2 != 0)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--pallets: expected an even number, found {result.GetValue(pallets)}"));
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new SupplyChainOptions
            {
                Seed = parsed.GetValue(seed),
                Pallets = parsed.GetValue(pallets),
                CasesPerPallet = parsed.GetValue(cases),
                CartonsPerCase = parsed.GetValue(cartons),
                Lots = parsed.GetValue(lots),
            },
            new Place(parsed.GetValue(data), parsed.GetValue(port), parsed.GetValue(output), parsed.GetValue(json), parsed.GetValue(keep)),
            parsed.GetValue(speed),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SupplyChainOptions options, Place place, double? speed, CancellationToken cancellationToken)
    {
        SupplyChainScenario scenario = SupplyChainScenario.Create(options, ChainRun.StartBefore(TimeProvider.System.GetUtcNow()));
        using ScratchFolder? scratch = place.Data is null ? new ScratchFolder() : null;
        string folder = place.Data?.FullName ?? scratch!.Path;
        await using ChainSilo silo = await ChainSilo.StartAsync(folder, place.Port, scenario.Schedule.Start, cancellationToken);
        ChainRun run = place.IsForMachines
            ? await ChainRun.RunAsync(silo, scenario, speed, null, cancellationToken)
            : await ShowAsync(silo, scenario, speed, cancellationToken);
        string? report = place.Out is null ? null : SupplyChainReport.Write(place.Out.FullName, run);
        if (place.IsForMachines)
        {
            Console.WriteLine(JsonSerializer.Serialize(ChainFigures.From(run), Indented));
        }
        else
        {
            ChainScreen.Print(run);
            if (report is not null)
            {
                AnsiConsole.MarkupLineInterpolated($"trace, recall, excursions and pictures: open {report} in a browser");
            }
        }

        if (place.IsKept)
        {
            await Console.Error.WriteLineAsync(Hint(run, silo, folder));
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        return run.Comparison.Checks.All(check => check.IsRight) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<ChainRun> ShowAsync(ChainSilo silo, SupplyChainScenario scenario, double? speed, CancellationToken cancellationToken)
    {
        AnsiConsole.MarkupLineInterpolated($"the page of this chain is at {silo.Address}");
        ChainRun? run = null;
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                ProgressTask task = progress.AddTask("the story begins", maxValue: ChainSchedule.Length.TotalMinutes);
                run = await ChainRun.RunAsync(
                    silo,
                    scenario,
                    speed,
                    happening =>
                    {
                        task.Value = (happening.Time - scenario.Schedule.Start).TotalMinutes;
                        if (happening is SceneChanged scene)
                        {
                            task.Description = Markup.Escape($"{ChainText.Time(scene.Time)} {scene.Text}");
                            AnsiConsole.MarkupLineInterpolated($"[grey]{ChainText.Time(scene.Time)}[/] {scene.Text}");
                        }
                    },
                    cancellationToken);
            });
        return run!;
    }

    /// <summary>What to ask of a chain that is kept, as it is typed.</summary>
    private static string Hint(ChainRun run, ChainSilo silo, string folder)
    {
        ChainTruth truth = run.Scenario.Truth;
        string at = FormattableString.Invariant($"{truth.Failure.From.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}");
        return $"""
            still at {silo.Address}; Ctrl+C ends. Meanwhile, in another terminal:
              ./twingrid trace {truth.Traced} --data '{folder}'
              ./twingrid where {truth.Traced} --data '{folder}'
              ./twingrid contacts {truth.Traced} --data '{folder}'
              ./twingrid inside {truth.WarmTruck} --at {at} --data '{folder}'
              ./twingrid recall --lot {truth.RecalledLot} --data '{folder}'
              ./twingrid audit verify --data '{folder}'
              ./twingrid alerts --all --url {silo.Address.GetLeftPart(UriPartial.Authority)}
            """;
    }

    private static Option<double?> Speed()
    {
        var option = new Option<double?>("--speed")
        {
            Description = "How many times faster than life, from 1x to 1000000x, or max for as fast as the silo takes it in (the default).",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (text == "max")
                {
                    return null;
                }

                bool isNumber = double.TryParse(text.TrimEnd('x'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double factor);
                if (!isNumber || factor is not (>= SlowestSpeed and <= FastestSpeed))
                {
                    result.AddError($"--speed: expected 1x to 1000000x or max, found {text}");
                }

                return factor;
            },
        };
        return option;
    }

    /// <summary>Where a run keeps, shows and writes things.</summary>
    private sealed record Place(DirectoryInfo? Data, int Port, DirectoryInfo? Out, bool IsForMachines, bool IsKept);
}
