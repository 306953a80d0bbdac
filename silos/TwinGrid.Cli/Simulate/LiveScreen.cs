using System.Globalization;
using Spectre.Console;
using TwinGrid.Silo.Worlds;

namespace TwinGrid.Cli.Simulate;

/// <summary>A live run while it goes on, and its figures.</summary>
internal static class LiveScreen
{
    private const double Milli = 1000;

    /// <summary>Runs it with a line of progress on the error stream.</summary>
    /// <param name="isSilent">Whether figures for machines are asked for.</param>
    /// <param name="run">The run: told where to tell its steps and its progress.</param>
    public static async Task<LiveOutcome> ShowAsync(bool isSilent, Func<Action<string>, Action<LiveProgress>?, Task<LiveOutcome>> run)
    {
        if (isSilent)
        {
            return await run(_ => { }, null);
        }

        if (Console.IsErrorRedirected)
        {
            return await run(Console.Error.WriteLine, progress => Console.Error.WriteLine(Line(progress)));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Status().StartAsync("starting", status => run(
            step => status.Status(Markup.Escape(step)),
            progress => status.Status(Markup.Escape(Line(progress)))));
    }

    /// <summary>The figures by name.</summary>
    public static (string Name, double Value)[] Rows(LiveOutcome outcome) =>
    [
        ("things", outcome.Progress.Things),
        ("twins", outcome.Progress.Twins),
        ("observations", outcome.Progress.Observations),
        ("observations_each", Math.Round(outcome.ObservationsEach, 2)),
        ("seconds", Math.Round(outcome.Progress.Seconds, 1)),
        ("observations_per_second", Math.Round(outcome.ObservationsPerSecond)),
        ("world_seconds", outcome.Progress.WorldSeconds),
        ("speed_reached", Math.Round(outcome.SpeedReached)),
        ("doors", outcome.Doors),
        ("waiting_batches_mean", Math.Round(outcome.WaitingMean, 1)),
        ("waiting_batches_most", outcome.WaitingMost),
        ("alerts", outcome.AlertMilliseconds.Count),
        ("alert_p50_ms", Math.Round(outcome.AlertQuantile(0.5), 1)),
        ("alert_p99_ms", Math.Round(outcome.AlertQuantile(0.99), 1)),
        ("heap_bytes", outcome.HeapBytes),
        ("heap_bytes_per_twin", Math.Round(outcome.HeapBytesPerTwin)),
        ("resident_bytes", outcome.ResidentBytes),
        ("resident_bytes_per_twin", Math.Round(outcome.ResidentBytesPerTwin)),
        ("peak_bytes", outcome.PeakBytes),
        ("was_cancelled", outcome.IsCancelled ? 1 : 0),
    ];

    /// <summary>Prints the figures as a table.</summary>
    public static void Print((string Name, double Value)[] rows, LiveOutcome outcome)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("").AddColumn("", column => column.RightAligned());
        foreach ((string name, double value) in rows)
        {
            table.AddRow(name.Replace('_', ' '), double.IsNaN(value) ? "–" : value.ToString("#,0.##", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("heap: of the twins, their tags and their regions behind a full collection; resident: all that the process holds");
        if (outcome.IsCancelled)
        {
            AnsiConsole.WriteLine("ended before its time, as asked: everything accepted was made durable first");
        }
    }

    private static string Line(LiveProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{progress.Seconds:0} s: {progress.Twins:#,0} twins, {progress.Observations:#,0} observations ({progress.Observations / Math.Max(progress.Seconds, 1 / Milli):#,0}/s), {progress.Waiting} batches waiting, {progress.Alerts:#,0} alerts, {progress.WorldSeconds / 3600:0.0} h of the world");
}
