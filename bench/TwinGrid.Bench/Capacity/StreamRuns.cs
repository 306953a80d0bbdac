using TwinGrid.Bench.Ingest;
using TwinGrid.Model;

namespace TwinGrid.Bench.Capacity;

/// <summary>Observations of things that stay: what one more of them costs when the twins are there already.</summary>
internal static class StreamRuns
{
    private const double ReadsASecond = DoorSite.ThingsABatch * DoorSite.ReadsAThing;

    /// <summary>Doors of the runs that laws are fitted to; a larger run has more doors, not more reads a thing, because a tag's memory is bounded.</summary>
    private const int Doors = 4;

    /// <summary>A batch that every run takes before it is counted, so that the twins are there.</summary>
    private const int Beginning = 1;

    private const string Rules = """
        { "name": "bench", "version": 1, "largest_gap": "PT30M", "range": { "low": 2, "high": 8 },
          "rules": [
            { "kind": "limit", "id": "warm", "above": 8, "after": "PT10M" },
            { "kind": "budget", "id": "life", "above": 8, "allowed": "P3D" },
            { "kind": "mkt", "id": "mkt", "above": 30, "window": "PT24H" } ] }
        """;

    /// <summary>Reads without phase of a hundred things before each of four doors; beyond 400,000 before more doors.</summary>
    /// <param name="reads">How many.</param>
    public static async Task<RunCosts> DoorAsync(double reads)
    {
        const double largest = 100_000;
        (double processor, double heap, double storage) = await ReadsAsync(reads, largest, hasPhase: false);
        return new RunCosts(reads, PlacesOf(reads, largest)) { [Quantities.DoorProcessor] = processor, [Quantities.DoorHeap] = heap, [Quantities.DoorStorage] = storage };
    }

    /// <summary>Reads with phase.</summary>
    public static async Task<RunCosts> TrackAsync(double reads)
    {
        const double largest = 50_000;
        (double processor, _, double storage) = await ReadsAsync(reads, largest, hasPhase: true);
        return new RunCosts(reads, PlacesOf(reads, largest)) { [Quantities.TrackProcessor] = processor, [Quantities.TrackStorage] = storage };
    }

    /// <summary>Readings, every five minutes, of things that are watched by three rules.</summary>
    public static async Task<RunCosts> ReadingAsync(double readings)
    {
        const double largest = 12_800;
        TimeSpan interval = TimeSpan.FromMinutes(5);
        int doors = DoorsOf(readings, largest);
        (double processor, _, double storage) = await RunAsync(
            doors,
            (int)(readings / doors / DoorSite.ThingsABatch),
            site => site.WatchAsync(DoorSite.ThingsABatch, Rules),
            (site, begin, batch) => site.Readings(begin + (batch * interval)));
        return new RunCosts(readings, PlacesOf(readings, largest)) { [Quantities.ReadingProcessor] = processor, [Quantities.ReadingStorage] = storage };
    }

    /// <summary>Probes of four rooms, localized in the end.</summary>
    /// <param name="cycles">Probing cycles of each room.</param>
    public static async Task<RunCosts> ProbeAsync(double cycles)
    {
        using var folder = new RunFolder();
        IngestOutcome outcome;
        await using (TwinHost host = await TwinHost.StartAsync(folder["data"]))
        {
            outcome = await IngestFigures.RunAsync(host.Grains, folder["recordings"], "room", (int)cycles);
        }

        return new RunCosts(outcome.Observations)
        {
            [Quantities.ProbeProcessor] = outcome.ProcessorMicroseconds * outcome.Observations / 1e6,
            [Quantities.ProbeStorage] = folder.BytesOf("data"),
        };
    }

    private static Task<(double Processor, double Heap, double Storage)> ReadsAsync(double reads, double largest, bool hasPhase)
    {
        int doors = DoorsOf(reads, largest);
        return RunAsync(
            doors,
            (int)(reads / doors / ReadsASecond),
            _ => Task.CompletedTask,
            (site, begin, batch) => site.Reads(0, begin.AddSeconds(batch), hasPhase));
    }

    private static double PlacesOf(double observations, double largest) => (double)DoorsOf(observations, largest) / Doors;

    /// <summary>Four doors, or as many as it takes when each takes no more than the largest share.</summary>
    private static int DoorsOf(double observations, double largest) => Math.Max(Doors, (int)Math.Ceiling(observations / largest));

    private static async Task<(double Processor, double Heap, double Storage)> RunAsync(
        int doors, int batches, Func<DoorSite, Task> prepare, Func<DoorSite, DateTimeOffset, int, ObservationBatch> make)
    {
        using var folder = new RunFolder();
        double processor = 0, heap;
        await using (TwinHost host = await TwinHost.StartAsync(folder["data"]))
        {
            DateTimeOffset begin = host.Time.GetUtcNow().AddDays(-1);
            DoorSite[] sites = [.. Enumerable.Range(0, doors).Select(door => new DoorSite(host.Grains, $"door-{door}"))];
            foreach (DoorSite site in sites)
            {
                await site.SetUpAsync();
                await prepare(site);
                await site.TakeAsync(Enumerable.Range(0, Beginning).Select(batch => make(site, begin, batch)));
            }

            long before = SettledHeap.Bytes();
            foreach (DoorSite site in sites)
            {
                ObservationBatch[] ready = [.. Enumerable.Range(Beginning, batches).Select(batch => make(site, begin, batch))];
                processor += await RunCosts.ProcessorAsync(() => site.TakeAsync(ready));
            }

            heap = SettledHeap.Bytes() - before;
        }

        return (processor, heap, folder.BytesOf("data"));
    }
}
