using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Cli.Demo;
using TwinGrid.Cli.Scenarios;
using TwinGrid.Cli.Sites;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid scenario: a site with simulated hardware, from beginning to end, and the questions that it is about.</summary>
internal static class ScenarioCommand
{
    private const int MostRows = 25;
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var name = new Argument<string?>("SCENARIO") { Description = $"A site file, or one of {string.Join(", ", SiteExamples.Names)}.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "scenario",
            """
            Run a site with simulated hardware to its end and answer the questions that it is about. The examples are the eleven
            scenarios of the passive-IoT white paper; each is a site file like any other (twingrid check --example NAME prints it).
              twingrid scenario                    list the examples
              twingrid scenario warehouse          what is in the racks, what is missing, what is in the wrong one
              twingrid scenario mine.yaml --json
            """)
        { name, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(name) is not { } wanted)
            {
                List();
                return ExitCodes.Done;
            }

            using var folder = new ScratchFolder();
            string path = PathOf(wanted, folder.Path);
            SiteFile site = Read(path);
            ScenarioOutcome outcome = await RunAsync(site, path, Path.Combine(folder.Path, "data"), parsed.GetValue(json), cancellationToken);
            ScenarioAnswer[] answers = [.. site.Report.Select(new ScenarioAnswers(outcome).To)];
            Print(site, outcome, answers, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The file of a scenario; an example is written to a folder first.</summary>
    private static string PathOf(string wanted, string folder)
    {
        if (SiteExamples.TextOf(wanted) is not { } text)
        {
            return wanted;
        }

        string path = Path.Combine(folder, wanted + ".yaml");
        File.WriteAllText(path, text);
        return path;
    }

    private static SiteFile Read(string path)
    {
        SiteReading reading = SiteReading.Read(path);
        foreach (ConfigFault fault in reading.Faults)
        {
            Console.Error.WriteLine($"twingrid: {fault}");
        }

        SiteFile site = reading.Site ?? throw new BadInputException(path, 0, "a site file without faults", $"{reading.Faults.Count(fault => !fault.IsWarning)}");
        return site.Report.Count > 0 ? site : throw new BadInputException(path, 0, "questions under 'report'", "none");
    }

    private static async Task<ScenarioOutcome> RunAsync(SiteFile site, string path, string folder, bool json, CancellationToken cancellationToken)
    {
        if (json || Console.IsErrorRedirected)
        {
            return await ScenarioRun.RunAsync(site, path, folder, _ => { }, cancellationToken);
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Status().StartAsync($"running {site.Name}", status => ScenarioRun.RunAsync(
            site, path, folder, count => status.Status(string.Create(CultureInfo.InvariantCulture, $"running {Markup.Escape(site.Name)}: {count:#,0} observations")), cancellationToken));
    }

    private static void Print(SiteFile site, ScenarioOutcome outcome, IReadOnlyList<ScenarioAnswer> answers, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { Site = site.Name, outcome.End, outcome.Observations, Answers = answers }, Indented));
            return;
        }

        Console.WriteLine($"{site.Name}: {site.Description}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome.Observations:#,0} observations up to {outcome.End.UtcDateTime:yyyy-MM-dd HH:mm}"));
        foreach (ScenarioAnswer answer in answers)
        {
            Console.WriteLine();
            AnsiConsole.MarkupLine($"[bold]{Markup.Escape(answer.Title)}[/] {Markup.Escape(answer.Summary)}");
            if (answer.Rows.Count == 0)
            {
                continue;
            }

            var table = new Table().AddColumns([.. answer.Columns]);
            foreach (IReadOnlyList<string> row in answer.Rows.Take(MostRows))
            {
                table.AddRow([.. row.Select(Markup.Escape)]);
            }

            AnsiConsole.Write(table);
            if (answer.Rows.Count > MostRows)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"and {answer.Rows.Count - MostRows} more: --json prints them all"));
            }
        }
    }

    private static void List()
    {
        Console.WriteLine("scenarios, each a site file with simulated hardware:");
        foreach (string example in SiteExamples.Names)
        {
            SiteReading reading = SiteReading.Read(System.Text.Encoding.UTF8.GetBytes(SiteExamples.TextOf(example)!), example + ".yaml");
            if (reading.Site is { Report.Count: > 0 } site)
            {
                Console.WriteLine($"  {example,-24} {site.Description}");
            }
        }
    }
}
