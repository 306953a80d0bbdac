using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Cli.Demo;
using TwinGrid.Cli.Replay;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid replay: a recording, played to twins of its own.</summary>
internal static class ReplayCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A recording (.tgo), with the files that it went on in." };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder for the twins' state, to ask later; without it, one that is thrown away." };
        var plan = new Option<DirectoryInfo?>("--plan") { Description = "Folder of the service that recorded: anchors, exciters and region are taken from it." };
        var site = new Option<string?>("--site") { Description = "Which site of --plan; without --plan, what to call it." };
        var speed = new Option<string>("--speed") { Description = "Times as fast as it was recorded, above zero, or max.", DefaultValueFactory = _ => "max" };
        speed.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && SpeedOf(result.Tokens[0].Value) is null)
            {
                result.AddError($"--speed: expected a number above zero or max, found {result.Tokens[0].Value}");
            }
        });
        var now = new Option<bool>("--now") { Description = "Move times so that the first observation is now; without it they stay, and so does the outcome." };
        Option<int> port = CommonOptions.Number("--port", "Port to listen on meanwhile, on this machine alone; 0 for any", 0, 0, 65535);
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "replay",
            """
            Play recorded observations to twins of their own and say what these know in the end. The digest is equal for two runs that
            know the same, bit for bit: however fast it is played, it is that of the live run.
              twingrid replay dock.tgo
              twingrid replay dock.tgo --plan twingrid-data --speed 10 --port 8080
            """)
        { file, data, plan, site, speed, now, port, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var scratch = new ScratchFolder();
            var what = new ReplayPlan(
                parsed.GetValue(file)!, parsed.GetValue(data)?.FullName ?? scratch.Path, parsed.GetValue(plan)?.FullName, parsed.GetValue(site),
                SpeedOf(parsed.GetValue(speed)!)!.Value, parsed.GetValue(now), parsed.GetValue(port));
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(await ReplayRun.RunAsync(what, (_, _) => { }, cancellationToken), Indented));
            }
            else
            {
                Print(await ShowAsync(what, cancellationToken));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static double? SpeedOf(string text) => text == "max" ? double.PositiveInfinity
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double speed) && speed > 0 ? speed
        : null;

    private static async Task<ReplayFigures> ShowAsync(ReplayPlan plan, CancellationToken cancellationToken)
    {
        ReplayFigures? figures = null;
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                ProgressTask task = progress.AddTask(Markup.Escape(Path.GetFileName(plan.File)), maxValue: 1);
                figures = await ReplayRun.RunAsync(plan, (played, all) => task.Value = all == 0 ? 1 : (double)played / all, cancellationToken);
                task.Value = 1;
            });
        return figures!;
    }

    private static void Print(ReplayFigures figures)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures.Observations} observations, {figures.Accepted} of them new, in {figures.Seconds:F1} s"));
        if (figures.CutOff > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the recording was cut off: its last {figures.CutOff} bytes are part of a chunk and were left out"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"site {figures.Site}, region {figures.Region}: {figures.Tags} tags and objects, {figures.Located} located"));
        Console.WriteLine($"digest {figures.Digest}");
    }
}
