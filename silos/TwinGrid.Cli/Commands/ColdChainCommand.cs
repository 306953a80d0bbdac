using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Loggers;
using TwinGrid.Cli.ColdChain;
using TwinGrid.Cli.Reports;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid coldchain: a temperature logger's record, checked by rules.</summary>
internal static class ColdChainCommand
{
    private const int WideEnough = 160;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Text export of a Berlinger Fridge-tag or Q-tag." };
        var rules = new Option<string?>("--rules")
        {
            Description = $"{string.Join(", ", ReadyRules.Names)}, or a JSON file of rules; without it, the limits that the device was set to.",
        };
        Option<bool> json = CommonOptions.Json();
        Option<DirectoryInfo?> output = CommonOptions.Out();
        var command = new Command(
            "coldchain",
            """
            Check a temperature logger's record: excursions, time in range, out of range and unknown, mean kinetic temperature.
            What the device says itself (minutes out of range, alarm times, mean kinetic temperature) is computed again from
            its record and printed beside its own; where the file lacks the record, it says so. A gap counts as unknown, never
            as in range.
            """)
        { file, rules, json, output };
        command.SetAction(parsed =>
        {
            LoggerExport export = BerlingerReader.Read(parsed.GetValue(file)!);
            RuleSet? chosen = parsed.GetValue(rules) is { } name ? RulesOf(name) : DeviceOracle.RulesOf(export);
            ColdChainRun run = ColdChainRun.Of(export, chosen ?? throw new BadInputException(parsed.GetValue(file)!, 0, "an alarm limit under 'Conf:', or --rules", "neither"));
            ColdChainFigures figures = ColdChainFigures.From(run);
            string? report = parsed.GetValue(output) is { } folder ? ColdChainReportPage.Write(folder.FullName, run) : null;
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(figures, Indented));
            }
            else
            {
                Print(run);
                AnsiConsole.MarkupLineInterpolated($"report: {report ?? "add --out DIR for a page with the temperature chart"}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static RuleSet RulesOf(string name)
    {
        if (ReadyRules.Names.Contains(name, StringComparer.Ordinal))
        {
            return ReadyRules.Get(name);
        }

        bool isName = name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') && !File.Exists(name);
        return isName
            ? throw new BadInputException("--rules", 0, $"one of {string.Join(", ", ReadyRules.Names)}, or a JSON file", name)
            : RuleFile.Read(name);
    }

    private static void Print(ColdChainRun run)
    {
        if (Console.IsOutputRedirected)
        {
            // A file has no edge: don't break times into pieces.
            AnsiConsole.Profile.Width = WideEnough;
        }

        foreach (string line in ColdChainText.Headlines(run))
        {
            AnsiConsole.WriteLine(line);
        }

        Show(ColdChainText.Outcomes(run));
        Show(ColdChainText.Excursions(run));
        AnsiConsole.WriteLine(ColdChainText.OracleHeadline(run));
        Show(ColdChainText.Oracle(run));
    }

    private static void Show(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count < 2)
        {
            return;
        }

        Table table = new Table().Border(TableBorder.Rounded).AddColumns([.. rows[0]]);
        foreach (IReadOnlyList<string> row in rows.Skip(1))
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
    }
}
