using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Readers;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;

namespace TwinGrid.Bench.Adapters;

/// <summary>
/// Reads a second all the way: an emulated LLRP reader on the loopback interface, its session, the durable door, reader, tags, region and
/// objects, all in one process. The reader speaks as fast as it is listened to.
/// </summary>
internal static class EndToEndFigures
{
    private const int Tags = 1000, Antennas = 4;
    private const long WarmReads = 100_000, Reads = 600_000;
    private const string Site = "bench";

    /// <summary>Measures one run after a warm-up.</summary>
    /// <param name="time">The clock of this machine.</param>
    /// <param name="onStep">Told what is going on.</param>
    public static async Task<(string Name, double Value)[]> MeasureAsync(TimeProvider time, Action<string> onStep)
    {
        onStep("reads from an emulated reader to the objects");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("twingrid-bench-");
        try
        {
            using IHost host = SiloHosting.Build(new SiloSettings { DataFolder = folder.FullName });
            await host.StartAsync();
            IGrainFactory grains = host.Services.GetRequiredService<IGrainFactory>();
            await using var emulator = new LlrpEmulator(new EmulatorOptions { Port = 0, Tags = Tags, Antennas = Antennas, Rate = 0 }, time);
            var reader = new LlrpReader(
                new LlrpOptions
                {
                    Name = "door",
                    Host = "127.0.0.1",
                    Port = emulator.Port,
                    Antennas = [.. emulator.Room.Antennas.Select((place, index) => new AntennaPlan(index + 1, place))],
                    MeasuresPhase = false,
                },
                time);
            (double rate, HashSet<string> heard) = await RunAsync(grains, reader);
            ObjectSnapshot[] objects = await Task.WhenAll(heard.Select(tag => grains.GetGrain<IObjectGrain>(TwinKeys.InSite(Site, tag)).Snapshot()));
            await host.StopAsync();
            return
            [
                ("emulator_to_objects_reads_per_second", Math.Round(rate)),
                ("emulator_to_objects_present", objects.Count(one => one.Presence is { Left: null })),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Rate, HashSet<string> Heard)> RunAsync(IGrainFactory grains, LlrpReader reader)
    {
        var session = new SiteSession(grains, new SitePlan
        {
            Site = Site,
            Region = new RegionPlan(new Position(0, 0), new Position(10, 10), IsPlanar: true, RangeMetres: 2),
            Zones = Enumerable.Range(1, Antennas).ToDictionary(port => port, port => $"zone-{port}"),
        });
        await session.SetUpAsync();
        HashSet<string> heard = [];
        long taken = 0, start = 0;
        await foreach (ObservationBatch batch in reader.ReadAsync(CancellationToken.None))
        {
            await session.TakeAsync(batch);
            if (start == 0)
            {
                heard.UnionWith(batch.Reads.Select(read => read.Tag));
                start = (taken += batch.Reads.Length) >= WarmReads ? Stopwatch.GetTimestamp() : 0;
                taken = start == 0 ? taken : 0;
            }
            else if ((taken += batch.Reads.Length) >= Reads)
            {
                break;
            }
        }

        await session.CheckpointAsync();
        return (taken / Stopwatch.GetElapsedTime(start).TotalSeconds, heard);
    }
}
