using TwinGrid.Model;

namespace TwinGrid.Bench.Capacity;

/// <summary>
/// Things that come to a door, are read ten times each, and leave: five hundred at each door, and as many doors as it takes. Once as
/// things that were never seen before; then twice more, each time in a silo that is started anew on the same folder, as things whose
/// twins come back from storage. What the third visit adds to the files counts: the second also lets states grow out of their pages.
/// </summary>
internal static class VisitRun
{
    private const int ThingsADoor = 500, DoorsAtOnce = 4, LaterVisits = 2;
    private static readonly TimeSpan BehindTheTimeOut = TimeSpan.FromSeconds(90), NextVisit = TimeSpan.FromHours(6);

    /// <summary>Runs the visits.</summary>
    /// <param name="things">How many things; a multiple of five hundred.</param>
    public static async Task<RunCosts> RunAsync(double things)
    {
        using var folder = new RunFolder();
        int doors = (int)things / ThingsADoor;
        double heap, first;
        await using (TwinHost host = await TwinHost.StartAsync(folder["data"]))
        {
            long before = SettledHeap.Bytes();
            first = await VisitAsync(host, doors, visit: 0);
            heap = SettledHeap.Bytes() - before;
        }

        double firstStored = folder.BytesOf("data"), later = await LaterAsync(folder["data"], doors, 1), stored = folder.BytesOf("data");
        later += await LaterAsync(folder["data"], doors, 2);
        return new RunCosts(things)
        {
            [Quantities.FirstVisitProcessor] = first,
            [Quantities.VisitProcessor] = later / LaterVisits,
            [Quantities.VisitHeap] = heap,
            [Quantities.FirstVisitStorage] = firstStored,
            [Quantities.VisitStorage] = folder.BytesOf("data") - stored,
        };
    }

    private static async Task<double> LaterAsync(string folder, int doors, int visit)
    {
        await using TwinHost host = await TwinHost.StartAsync(folder, visit * NextVisit);
        return await VisitAsync(host, doors, visit);
    }

    /// <summary>Seconds of processor time that one visit of everything takes.</summary>
    private static async Task<double> VisitAsync(TwinHost host, int doors, int visit)
    {
        DateTimeOffset begin = host.Time.GetUtcNow();
        var sites = new List<DoorSite>();
        double seconds = 0;
        foreach (int[] some in Enumerable.Range(0, doors).Chunk(DoorsAtOnce))
        {
            // Made beforehand: what it costs to make a read is the reader's.
            (DoorSite Site, ObservationBatch[] Batches)[] work = [.. some.Select(door => BatchesOf(host, door, begin, visit))];
            sites.AddRange(work.Select(one => one.Site));
            seconds += await RunCosts.ProcessorAsync(() => Task.WhenAll(work.Select(one => Task.Run(async () =>
            {
                await one.Site.SetUpAsync();
                await one.Site.TakeAsync(one.Batches);
            }))));
        }

        return seconds + await RunCosts.ProcessorAsync(async () =>
        {
            host.Time.Jump(BehindTheTimeOut);
            foreach (DoorSite[] some in sites.Chunk(DoorsAtOnce))
            {
                await Task.WhenAll(some.Select(site => site.CheckPresenceAsync()));
            }
        });
    }

    private static (DoorSite Site, ObservationBatch[] Batches) BatchesOf(TwinHost host, int door, DateTimeOffset begin, int visit)
    {
        var site = new DoorSite(host.Grains, $"door-{door}");
        site.Skip(visit * ThingsADoor * DoorSite.ReadsAThing);
        return (site, [.. Enumerable.Range(0, ThingsADoor / DoorSite.ThingsABatch).Select(batch => site.Reads(batch * DoorSite.ThingsABatch, begin.AddSeconds(batch), hasPhase: false))]);
    }
}
