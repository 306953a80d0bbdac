using System.Diagnostics;
using System.Globalization;
using TwinGrid.Store;
using TwinGrid.Support;
using TwinGrid.Trace.Events;

namespace TwinGrid.Bench.Trace;

/// <summary>
/// The store under load: durable capture on SQLite and on PostgreSQL, and the trace of one EPC among many events. The reference of
/// the same run is the same store with one event a transaction.
/// </summary>
internal sealed class TraceFigures(TraceBenchOptions options)
{
    private const int Objects = 100_000, CaptureDocuments = 3_000, WarmDocuments = 200, SingleDocuments = 10, Traces = 5_000, Seed = 4;

    private readonly ProgressLine _progress = new();
    private readonly DocumentSource _source = new(Objects, Seed);
    private readonly List<(string Name, double Value)> _rows = [];

    /// <summary>Measures.</summary>
    public async Task<(string Name, double Value)[]> MeasureAsync()
    {
        await PostgresAsync();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("twingrid-bench-");
        try
        {
            await using (ITraceStore store = await OpenAsync(Path.Combine(folder.FullName, "capture.db")))
            {
                await CaptureAsync(store, "sqlite");
            }

            await TraceAsync(Path.Combine(folder.FullName, "trace.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return [.. _rows];
    }

    private static Task<ITraceStore> OpenAsync(string connection) => TraceStores.OpenAsync(connection, TimeProvider.System, CancellationToken.None);

    private async Task PostgresAsync()
    {
        // More log before a checkpoint: after each one every page goes into the log whole.
        await using PostgresCluster? cluster = options.Postgres is null
            ? await PostgresCluster.StartAsync("max_wal_size=8GB", "shared_buffers=512MB", "wal_compression=on")
            : null;
        if ((options.Postgres ?? cluster?.Connection) is not { } connection)
        {
            Console.Error.WriteLine($"no figures of PostgreSQL: {PostgresCluster.Absent}");
            return;
        }

        await using ITraceStore store = await OpenAsync(connection);
        await CaptureAsync(store, "postgres");
    }

    private async Task CaptureAsync(ITraceStore store, string name)
    {
        _progress.Begin($"{name}: capture of {CaptureDocuments * DocumentSource.EventsPerDocument:#,0} events");
        await CaptureRun.CaptureAsync(store, _source, 0, WarmDocuments, _ => { });
        double seconds = (await CaptureRun.CaptureAsync(store, _source, WarmDocuments, CaptureDocuments, _progress.Show)).Seconds;
        _progress.End();
        _rows.Add(($"{name}_events_per_second", Math.Round(CaptureDocuments * DocumentSource.EventsPerDocument / seconds)));
        double single = await CaptureRun.OneByOneAsync(store, _source, WarmDocuments + CaptureDocuments, SingleDocuments);
        _rows.Add(($"{name}_one_event_a_transaction", Math.Round(single)));
    }

    private async Task TraceAsync(string path)
    {
        int documents = options.Events / DocumentSource.EventsPerDocument;
        int tail = Math.Max(1, documents / 10);
        await using ITraceStore store = await OpenAsync(path);
        _progress.Begin($"sqlite: load of {documents * DocumentSource.EventsPerDocument:#,0} events over {Objects:#,0} objects");
        double before = (await CaptureRun.CaptureAsync(store, _source, 0, documents - tail, share => _progress.Show(0.9 * share))).Seconds;
        double last = (await CaptureRun.CaptureAsync(store, _source, documents - tail, tail, share => _progress.Show(0.9 + (0.1 * share)))).Seconds;
        _progress.End();
        _rows.Add(("sqlite_load_events", documents * DocumentSource.EventsPerDocument));
        _rows.Add(("sqlite_load_events_per_second", Math.Round(documents * DocumentSource.EventsPerDocument / (before + last))));
        _rows.Add(("sqlite_load_last_tenth_events_per_second", Math.Round(tail * DocumentSource.EventsPerDocument / last)));
        _rows.Add(("sqlite_bytes_per_event", Math.Round((double)new FileInfo(path).Length / (documents * DocumentSource.EventsPerDocument))));
        await LatencyAsync(store);
    }

    private async Task LatencyAsync(ITraceStore store)
    {
        var random = new Random(Seed);
        var milliseconds = new double[Traces];
        long steps = 0;
        for (int trace = -100; trace < Traces; trace++)
        {
            string epc = DocumentSource.Epc(random.Next(Objects));
            long start = Stopwatch.GetTimestamp();
            IReadOnlyList<EventStep> found = await store.Steps.OfAsync(epc, CancellationToken.None);
            if (trace >= 0)
            {
                milliseconds[trace] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                steps += found.Count;
            }
        }

        Array.Sort(milliseconds);
        _rows.Add(("trace_steps_mean", (double)steps / Traces));
        _rows.Add(("trace_p50_ms", milliseconds[Traces / 2]));
        _rows.Add(("trace_p99_ms", milliseconds[Traces * 99 / 100]));
        _rows.Add(("trace_max_ms", milliseconds[^1]));
    }
}

/// <summary>What to measure.</summary>
/// <param name="Events">Events to trace among.</param>
/// <param name="Postgres">Connection string of a database to capture into; null for a throw-away cluster.</param>
internal sealed record TraceBenchOptions(int Events, string? Postgres)
{
    private const int DefaultEvents = 10_000_000;

    /// <summary>Reads --events N and --postgres CONNECTION.</summary>
    /// <exception cref="FormatException">N is no number of at least one document.</exception>
    public static TraceBenchOptions Parse(string[] arguments)
    {
        string? events = After(arguments, "--events");
        int count = DefaultEvents;
        return events is null || (int.TryParse(events, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 10 * DocumentSource.EventsPerDocument)
            ? new TraceBenchOptions(count, After(arguments, "--postgres"))
            : throw new FormatException($"--events: expected a whole number of at least {10 * DocumentSource.EventsPerDocument}, found {events}");
    }

    private static string? After(string[] arguments, string name)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
