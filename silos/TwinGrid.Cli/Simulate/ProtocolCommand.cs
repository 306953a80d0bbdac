using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using TwinGrid.Cli.Commands;
using TwinGrid.Cli.Demo;
using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Simulation.Protocol;

namespace TwinGrid.Cli.Simulate;

/// <summary>twingrid simulate protocol: every tag in every slot.</summary>
internal static class ProtocolCommand
{
    private const long MostTags = 10_000_000_000_000;
    private const string Frames = "frames", Q = "q", Polling = "polling", Slow = "slow", Fast = "fast";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Converters = { new FigureConverter() } };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<long> tags = WholeNumber.Option("--tags", "Tags, in as many readers' fields as hold them", 100_000_000, 0, MostTags);
        var scheme = new Option<string>("--scheme")
        {
            Description = "frames: of the best size for the tags left; q: the Q algorithm of EPC Gen2; polling: short replies, collisions of up to three resolved.",
            DefaultValueFactory = _ => Frames,
        };
        scheme.AcceptOnlyFromAmong(Frames, Q, Polling);
        var link = new Option<string>("--link") { Description = "fast: Miller-4 at 250 kHz; slow: at 40 kHz.", DefaultValueFactory = _ => Fast };
        link.AcceptOnlyFromAmong(Fast, Slow);
        Option<double> reach = Share("--yield", "Share of the tags that the link reaches", 1);
        Option<double> capture = Share("--capture", "Share of the collisions in which one tag is heard over the others", 0);
        Option<int> least = CommonOptions.Number("--least", "Fewest tags of a field", 50, 1, InventoryOptions.TagLimit);
        Option<int> most = CommonOptions.Number("--most", "Most tags of a field", 2_000, 1, InventoryOptions.TagLimit);
        Option<int> cores = CommonOptions.Number("--cores", "Cores to use, 0 for all; the figures are the same", 0, 0, 1024);
        Option<ulong> seed = CommonOptions.Seed();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "protocol",
            """
            Inventory a population of tags slot by slot: in each frame, each tag that is left chooses its slot, and slots hold none, one or
            several. How many tags a reader's field holds is drawn evenly between --least and --most.
              twingrid simulate protocol --tags 1e8
              twingrid simulate protocol --tags 1e6 --scheme q --link slow --yield 0.98 --json
            """)
        { tags, scheme, link, reach, capture, least, most, cores, seed, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(least) > result.GetValue(most))
            {
                result.AddError($"--least: expected at most --most, {result.GetValue(most)}, found {result.GetValue(least)}");
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new InventoryOptions
            {
                Seed = parsed.GetValue(seed),
                Tags = parsed.GetValue(tags),
                LeastTags = parsed.GetValue(least),
                MostTags = parsed.GetValue(most),
                Link = parsed.GetValue(link) == Fast ? LinkParameters.Fast : LinkParameters.Default,
                Scheme = parsed.GetValue(scheme) switch { Frames => AccessScheme.Frames, Q => AccessScheme.QAlgorithm, _ => AccessScheme.Polling },
                LinkYield = parsed.GetValue(reach),
                CaptureShare = parsed.GetValue(capture),
            };
            int? workers = parsed.GetValue(cores) == 0 ? null : parsed.GetValue(cores);
            bool isForMachines = parsed.GetValue(json);
            long start = Stopwatch.GetTimestamp();
            ProtocolOutcome outcome = await LongWork.RunAsync(
                "inventory", isForMachines, progress => ProtocolRun.Run(options, workers, progress, cancellationToken));
            (string Name, double Value)[] rows = Rows(outcome, Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (isForMachines)
            {
                Console.WriteLine(JsonSerializer.Serialize(rows.ToDictionary(row => row.Name, row => row.Value), Indented));
            }
            else
            {
                Print(rows);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Option<double> Share(string name, string description, double missing)
    {
        var option = new Option<double>(name) { Description = $"{description} (0 to 1)", DefaultValueFactory = _ => missing };
        option.Validators.Add(result =>
        {
            string? found = result.Tokens.Count == 1 ? result.Tokens[0].Value : null;
            bool isShare = double.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1;
            if (found is not null && !isShare)
            {
                result.AddError($"{name}: expected a share from 0 to 1, found {found}");
            }
        });
        return option;
    }

    private static (string Name, double Value)[] Rows(ProtocolOutcome outcome, double seconds) =>
    [
        ("tags", outcome.Counts.Tags),
        ("unread_tags", outcome.Counts.UnreadTags),
        ("regions", outcome.Counts.Regions),
        ("frames", outcome.Counts.Frames),
        ("tag_rounds", outcome.Counts.TagRounds),
        ("empty_slots", outcome.Counts.EmptySlots),
        ("singleton_slots", outcome.Counts.SingletonSlots),
        ("collision_slots", outcome.Counts.CollisionSlots),
        ("resolved_collisions", outcome.Counts.ResolvedCollisions),
        ("air_seconds_mean", outcome.MeanSeconds),
        ("air_seconds_p50", outcome.MedianSeconds),
        ("air_seconds_p99", outcome.Percentile99Seconds),
        ("seconds", seconds),
        ("tags_per_second", outcome.Counts.Tags / seconds),
        ("tag_rounds_per_second", outcome.Counts.TagRounds / seconds),
    ];

    private static void Print((string Name, double Value)[] rows)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn("", column => column.RightAligned());
        foreach ((string name, double value) in rows)
        {
            table.AddRow(name.Replace('_', ' '), value.ToString(value == Math.Floor(value) ? "#,0" : value < 1000 ? "0.0000" : "#,0", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("air seconds: time on air of one field; its median and 99th percentile are told within 0.2 %");
    }
}
