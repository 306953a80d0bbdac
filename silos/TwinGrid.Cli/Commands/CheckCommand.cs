using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Cli.Reports;
using TwinGrid.Cli.Sites;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid check: whether a site file can be used, and what it describes.</summary>
internal static class CheckCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("SITE") { Description = "Site file, YAML or JSON.", Arity = ArgumentArity.ZeroOrOne };
        var example = new Option<string?>("--example") { Description = $"Print an example to begin from: {string.Join(", ", SiteExamples.Names)}." };
        var schema = new Option<bool>("--schema") { Description = "Print every key that a site file may have." };
        Option<bool> json = CommonOptions.Json();
        Option<DirectoryInfo?> output = CommonOptions.Out();
        var command = new Command(
            "check",
            """
            Check a site file: all that is wrong with it, with lines and columns, and a plan of what it describes.
              twingrid check --example cold-store > mine.yaml
              twingrid check mine.yaml --out picture
              twingrid serve mine.yaml
            """)
        { file, example, schema, json, output };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(example) is { } name)
            {
                Console.Write(SiteExamples.TextOf(name) ?? throw new BadInputException("--example", 0, $"one of {string.Join(", ", SiteExamples.Names)}", name));
                return ExitCodes.Done;
            }

            if (parsed.GetValue(schema))
            {
                Console.Write(SiteReference.Text());
                return ExitCodes.Done;
            }

            string path = parsed.GetValue(file) ?? throw new BadInputException("check", 0, "a SITE file, --example or --schema", "none of them");
            return Check(SiteReading.Read(path), path, parsed.GetValue(json), parsed.GetValue(output));
        });
        return command;
    }

    private static int Check(SiteReading reading, string path, bool isForMachines, DirectoryInfo? output)
    {
        string? report = reading.Site is { } site && output is not null ? SiteReport.Write(output.FullName, site, reading.Faults) : null;
        if (isForMachines)
        {
            Console.WriteLine(JsonSerializer.Serialize(SiteFigures.Of(path, reading), Indented));
        }
        else
        {
            foreach (ConfigFault fault in reading.Faults)
            {
                Console.Error.WriteLine($"twingrid: {fault}");
            }

            Tell(reading, path, report);
        }

        return reading.Site is null ? ExitCodes.BadInput : ExitCodes.Done;
    }

    private static void Tell(SiteReading reading, string path, string? report)
    {
        int faults = reading.Faults.Count(fault => !fault.IsWarning), warnings = reading.Faults.Count - faults;
        if (reading.Site is not { } site)
        {
            Console.Error.WriteLine($"twingrid: {path}: {(faults == 1 ? "1 fault" : $"{faults} faults")}");
            return;
        }

        AnsiConsole.Write(SitePlanText.Draw(site));
        AnsiConsole.Write(SitePlanText.Table(site));
        AnsiConsole.MarkupLineInterpolated($"{path}: can be served{(warnings == 0 ? "" : warnings == 1 ? ", 1 warning" : $", {warnings} warnings")}");
        AnsiConsole.MarkupLineInterpolated($"picture: {report ?? "add --out DIR for a page with it"}");
    }
}
