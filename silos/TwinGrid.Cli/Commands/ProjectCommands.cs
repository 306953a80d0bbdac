using System.CommandLine;
using TwinGrid.Adapters;

namespace TwinGrid.Cli.Commands;

/// <summary>
/// Commands that work on the checkout rather than on twins: tests and benchmarks are programs of their own and are built and
/// started here with the engine that this program was built with.
/// </summary>
internal static class ProjectCommands
{
    /// <summary>twingrid test.</summary>
    public static Command CreateTest()
    {
        var filter = new Option<string?>("--filter") { Description = "Run only the test projects whose name contains this." };
        var command = new Command("test", "Build and run the whole test suite; ends with a line 'N passed, N failed'.") { filter };
        command.SetAction((parsed, cancellationToken) => TestRun.RunAsync(Root(), parsed.GetValue(filter), cancellationToken));
        return command;
    }

    /// <summary>twingrid bench.</summary>
    public static Command CreateBench()
    {
        var arguments = new Argument<string[]>("WHAT")
        {
            Description = "What to measure: 'runtime', 'ingest', 'alerts', 'probing', 'kernels', 'page', 'trace' (--events N, --postgres CONNECTION) or 'capacity' (--check, --repeats N); all figures come with --json too.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("bench", "Measure: 'bench runtime' the engine, 'bench ingest' the line of twins, 'bench alerts' from a reading to its alert, 'bench probing' the envelope models, 'bench kernels' the mathematics, 'bench page' the live page in a browser, 'bench trace' the event store, 'bench capacity' the unit costs of a plan.")
        {
            arguments,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            const string project = "bench/TwinGrid.Bench";
            int built = await DotNet.RunAsync(Root(), DotNet.Build(project), Console.Error.WriteLine, Console.Error.WriteLine, cancellationToken);
            return built != 0
                ? ExitCodes.Failed
                : await DotNet.RunAsync(Root(), [DotNet.ProgramOf("TwinGrid.Bench"), .. parsed.GetValue(arguments) ?? [], .. parsed.UnmatchedTokens], Console.WriteLine, Console.Error.WriteLine, cancellationToken);
        });
        return command;
    }

    /// <summary>The checkout, which the entry script names.</summary>
    private static string Root() => Environment.GetEnvironmentVariable("TWINGRID_ROOT") is { Length: > 0 } root && Directory.Exists(root)
        ? root
        : throw new BadInputException("TWINGRID_ROOT", 0, "the folder of a checkout (start this command with ./twingrid)", "nothing");
}
