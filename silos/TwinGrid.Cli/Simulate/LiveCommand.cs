using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TwinGrid.Cli.Commands;
using TwinGrid.Cli.Demo;
using TwinGrid.Silo.Worlds;
using TwinGrid.Simulation.Live;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Simulate;

/// <summary>twingrid simulate live: resident twins live through the world.</summary>
internal static class LiveCommand
{
    private const long MostTwins = 200_000_000;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Converters = { new FigureConverter() } };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<long> twins = WholeNumber.Option("--twins", "Twins to keep resident, such as 1e6: a thing has two, its tag's and its own", 1_000_000, 1, MostTwins);
        Option<double> speed = Positive("--speed", "How many seconds of the world go by in one of the machine, at most", 3600);
        Option<double> each = Positive("--each", "End when the twins have had so many observations each, on average", 10);
        Option<double> seconds = Positive("--seconds", "End after so many seconds, whatever the twins have had", double.PositiveInfinity);
        Option<bool> json = CommonOptions.Json();
        var world = new WorldOptions();
        var command = new Command(
            "live",
            """
            Keep twins of the simulated world resident and let them live through it: readers and loggers of the waves that reach their
            centres next after the census report through the adapters' door, at a multiple of the world's pace. Where the twins can't keep
            up, the world waits for them. Tells bytes a twin, observations a second, queue depths and how long alerts take.
            Ctrl-C ends the run cleanly and prints what was found till then.
              twingrid simulate live --twins 1e6 --speed 3600
              twingrid simulate live --twins 1e5 --seconds 60 --json
            """)
        { twins, speed, each, seconds, json };
        world.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            WorldModel model = world.Open(parsed);
            long most = LiveOutcome.TwinsPerThing * LiveWave.MostItems(model);
            if (parsed.GetValue(twins) > most)
            {
                await Console.Error.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"twingrid: --twins: expected at most {most}, a wave at each of this world's centres, found {parsed.GetValue(twins)}; a larger world (--objects) has more"));
                return ExitCodes.BadInput;
            }

            using var folder = new ScratchFolder();
            bool isForMachines = parsed.GetValue(json);
            double limit = parsed.GetValue(seconds);
            LiveOutcome outcome = await LiveScreen.ShowAsync(isForMachines, (onStep, onProgress) => LiveWorld.RunAsync(
                new LiveOptions
                {
                    World = model,
                    Twins = parsed.GetValue(twins),
                    Speed = parsed.GetValue(speed),
                    ObservationsEach = parsed.GetValue(each),
                    Limit = double.IsFinite(limit) ? TimeSpan.FromSeconds(limit) : null,
                    DataFolder = folder.Path,
                },
                TimeProvider.System,
                onStep,
                onProgress,
                cancellationToken));
            (string Name, double Value)[] rows = LiveScreen.Rows(outcome);
            if (isForMachines)
            {
                Console.WriteLine(JsonSerializer.Serialize(rows.ToDictionary(row => row.Name, row => row.Value), Indented));
            }
            else
            {
                LiveScreen.Print(rows, outcome);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Option<double> Positive(string name, string description, double missing) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => missing,
        CustomParser = result =>
        {
            string found = result.Tokens[0].Value;
            if (double.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && value > 0)
            {
                return value;
            }

            result.AddError($"{name}: expected a number above zero, found {found}");
            return missing;
        },
    };
}
