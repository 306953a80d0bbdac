using TwinGrid.Bench.Trace;
using TwinGrid.Store;

namespace TwinGrid.Bench.Capacity;

/// <summary>Captured events, three for each thing, and traces of the things.</summary>
internal static class EventRuns
{
    private const int EventsAThing = 3, Seed = 6;

    /// <summary>Captures events, then asks for as many traces.</summary>
    /// <param name="events">How many; a multiple of a hundred.</param>
    public static async Task<RunCosts> RunAsync(double events)
    {
        using var folder = new RunFolder();
        int things = (int)events / EventsAThing, documents = (int)events / DocumentSource.EventsPerDocument;
        var source = new DocumentSource(things, Seed);
        double capture, queries;
        await using (ITraceStore store = await OpenAsync(folder))
        {
            capture = (await CaptureRun.CaptureAsync(store, source, 0, documents, _ => { })).Processor.TotalSeconds;
        }

        // Opened anew, so that it is at rest: a moment behind the last event it would be by itself.
        await using (ITraceStore store = await OpenAsync(folder))
        {
            string[] asked = AskedOf(things, (int)events);
            queries = await RunCosts.ProcessorAsync(async () =>
            {
                foreach (string epc in asked)
                {
                    await store.Steps.OfAsync(epc, CancellationToken.None);
                }
            });
        }

        return new RunCosts(events)
        {
            [Quantities.EventProcessor] = capture,
            [Quantities.EventStorage] = folder.BytesOf("data"),
            [Quantities.QueryProcessor] = queries,
        };
    }

    /// <summary>Bytes of an event on the wire: its share of a document of a hundred.</summary>
    public static double WireBytes() => (double)new DocumentSource(1000, Seed).Document(0).Length / DocumentSource.EventsPerDocument;

    private static Task<ITraceStore> OpenAsync(RunFolder folder) =>
        TraceStores.OpenAsync(Path.Combine(folder["data"], "trace.db"), TimeProvider.System, CancellationToken.None);

    private static string[] AskedOf(int things, int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => DocumentSource.Epc(random.Next(things)))];
    }
}
