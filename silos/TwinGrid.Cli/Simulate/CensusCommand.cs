using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TwinGrid.Cli.Commands;
using TwinGrid.Cli.Reports;
using TwinGrid.Simulation.Items;

namespace TwinGrid.Cli.Simulate;

/// <summary>twingrid simulate census: what a whole world holds.</summary>
internal static class CensusCommand
{
    private const string WithinOption = "--within", ErrorOption = "--relative-error";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var world = new WorldOptions();
        var full = new Option<bool>("--full") { Description = "Count every object, on all cores." };
        Option<TimeSpan?> within = Within();
        Option<double?> error = RelativeError();
        var checkpoint = new Option<FileInfo?>("--checkpoint")
        {
            Description = "File that keeps a full count as it goes on, so that it may be killed and run again.",
            HelpName = "FILE",
        };
        Option<int> cores = CommonOptions.Number("--cores", "Cores to use, 0 for all; the figures are the same", 0, 0, 1024);
        Option<int> validate = CommonOptions.Number("--validate", "Seeds of small worlds on which samples are held to full counts", 0, 0, 10_000);
        Option<bool> json = CommonOptions.Json();
        Option<DirectoryInfo?> output = CommonOptions.Out();
        var command = new Command(
            "census",
            """
            Count the objects of a simulated world by stage, country, cause of excursion and reads: all of them, or a sample with the
            errors of its figures. Without --full the sample is as large as a relative error of 1 % on excursions needs. The report
            of --out maps the world, its flows and its excursions, and shows how errors and time change with the size.
              twingrid simulate census --objects 1e12 --within 5s
              twingrid simulate census --objects 1e12 --within 5s --out world
              twingrid simulate census --objects 1e9 --full
              twingrid simulate census --objects 1e12 --full --checkpoint world.census
              twingrid simulate census --objects 1e8 --validate 200
            """)
        { full, within, error, checkpoint, cores, validate, output, json };
        world.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(full) && (result.GetValue(within) is not null || result.GetValue(error) is not null))
            {
                result.AddError($"--full: expected alone, found {WithinOption} or {ErrorOption} beside it; they size a sample");
            }

            if (result.GetValue(checkpoint) is not null && !result.GetValue(full))
            {
                result.AddError("--checkpoint: expected with --full, found without it");
            }

            if (result.GetValue(output) is not null && result.GetValue(validate) > 0)
            {
                result.AddError("--out: expected without --validate, found beside it; the report shows one world");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Lives lives = new(world.Open(parsed));
            int workers = parsed.GetValue(cores) is var some && some > 0 ? some : Environment.ProcessorCount;
            CensusRun run = new(lives, workers, parsed.GetValue(json));
            try
            {
                if (parsed.GetValue(validate) is var seeds && seeds > 0)
                {
                    await run.ValidateAsync(seeds, cancellationToken);
                    return ExitCodes.Done;
                }

                CensusOutcome outcome = parsed.GetValue(full)
                    ? await run.CountAsync(parsed.GetValue(checkpoint), cancellationToken)
                    : await run.SampleAsync(parsed.GetValue(within), parsed.GetValue(error), cancellationToken);
                bool isForMachines = parsed.GetValue(json);
                CensusText.Print(lives.World, outcome, isForMachines);
                if (parsed.GetValue(output) is { } folder)
                {
                    CensusStudy study = await CensusStudy.RunAsync(lives, workers, outcome, isForMachines, cancellationToken);
                    string report = CensusReport.Write(folder.FullName, lives.World, outcome, study, workers);
                    if (!isForMachines)
                    {
                        AnsiConsole.MarkupLineInterpolated($"maps and charts: open {report} in a browser");
                    }
                }

                return ExitCodes.Done;
            }
            catch (FormatException fault)
            {
                Console.Error.WriteLine(fault.Message);
                return ExitCodes.BadInput;
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("census: ended before its time; a full count with --checkpoint goes on where it was last kept");
                return ExitCodes.Cancelled;
            }
        });
        return command;
    }

    private static Option<TimeSpan?> Within() => new(WithinOption)
    {
        Description = "Time for a sample, such as 5s; its size then depends on the machine.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            string found = result.Tokens[0].Value;
            bool isNumber = double.TryParse(found.TrimEnd('s'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds);
            if (isNumber && seconds is >= 0.1 and <= 86_400)
            {
                return TimeSpan.FromSeconds(seconds);
            }

            result.AddError($"{WithinOption}: expected seconds from 0.1s to 86400s, found {found}");
            return null;
        },
    };

    private static Option<double?> RelativeError() => new(ErrorOption)
    {
        Description = "Half the 95 % interval of the number of excursions over that number, 0.0001 to 0.5; 0.01 when nothing is said.",
        HelpName = "SHARE",
        CustomParser = result =>
        {
            string found = result.Tokens[0].Value;
            if (double.TryParse(found, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) && share is >= 0.0001 and <= 0.5)
            {
                return share;
            }

            result.AddError($"{ErrorOption}: expected a share from 0.0001 to 0.5, found {found}");
            return null;
        },
    };
}
