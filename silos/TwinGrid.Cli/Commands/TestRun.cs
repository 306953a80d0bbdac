using System.Globalization;
using System.Xml.Linq;
using Spectre.Console;

namespace TwinGrid.Cli.Commands;

/// <summary>Builds the solution and runs each of its test programs, one after the other.</summary>
internal static class TestRun
{
    /// <summary>Runs the tests and prints a table, the faults, and the closing line; answers whether all passed.</summary>
    /// <param name="root">The checkout.</param>
    /// <param name="filter">Part of the names of the projects to run, or null for all.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<int> RunAsync(string root, string? filter, CancellationToken cancellationToken)
    {
        AnsiConsole.MarkupLine("[grey]building…[/]");
        if (await DotNet.RunAsync(root, DotNet.Build("TwinGrid.sln"), Console.WriteLine, Console.WriteLine, cancellationToken) != 0)
        {
            Console.WriteLine("0 passed, 1 failed");
            return ExitCodes.Failed;
        }

        string[] projects = [.. Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetFileNameWithoutExtension(project))
            .Where(project => filter is null || project.Contains(filter, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];
        var outcomes = new List<Outcome>();
        foreach (string project in projects)
        {
            AnsiConsole.MarkupLine($"[grey]{project}…[/]");
            outcomes.Add(await RunProjectAsync(root, project, cancellationToken));
        }

        Print(outcomes);
        int failed = outcomes.Sum(outcome => outcome.Failed);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcomes.Sum(outcome => outcome.Passed)} passed, {failed} failed{SkippedPart(outcomes)}"));
        return failed == 0 && outcomes.Count > 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<Outcome> RunProjectAsync(string root, string project, CancellationToken cancellationToken)
    {
        string report = Path.Combine(Path.GetTempPath(), $"{project}-{Environment.ProcessId}.xml");
        var output = new List<string>();
        try
        {
            await DotNet.RunAsync(root, [DotNet.ProgramOf(project), "-noLogo", "-noColor", "-xml", report], output.Add, output.Add, cancellationToken);
            XElement? assembly = File.Exists(report) ? XDocument.Load(report).Root?.Element("assembly") : null;
            if (assembly is null)
            {
                output.ForEach(Console.WriteLine);
                return new Outcome(project, 0, 1, 0, 0);
            }

            Outcome outcome = Outcome.From(project, assembly);
            IEnumerable<XElement> tests = assembly.Descendants("test");
            foreach (XElement test in tests.Where(test => (string?)test.Attribute("result") == "Skip"))
            {
                AnsiConsole.MarkupLineInterpolated($"[yellow]skipped[/] {(string?)test.Attribute("name")}: {(string?)test.Element("reason")}");
            }

            if (outcome.Failed > 0)
            {
                output.ForEach(Console.WriteLine);
            }

            return outcome;
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static void Print(List<Outcome> outcomes)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("tests", "passed", "failed", "skipped", "seconds");
        foreach (Outcome outcome in outcomes)
        {
            table.AddRow(
                outcome.Project,
                outcome.Passed.ToString(CultureInfo.InvariantCulture),
                outcome.Failed.ToString(CultureInfo.InvariantCulture),
                outcome.Skipped.ToString(CultureInfo.InvariantCulture),
                outcome.Seconds.ToString("F1", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
    }

    private static string SkippedPart(List<Outcome> outcomes)
    {
        int skipped = outcomes.Sum(outcome => outcome.Skipped);
        return skipped == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {skipped} skipped");
    }

    private sealed record Outcome(string Project, int Passed, int Failed, int Skipped, double Seconds)
    {
        public static Outcome From(string project, XElement assembly) => new(
            project,
            (int)assembly.Attribute("passed")!,
            (int)assembly.Attribute("failed")! + (int)assembly.Attribute("errors")!,
            (int)assembly.Attribute("skipped")!,
            (double)assembly.Attribute("time")!);
    }
}
