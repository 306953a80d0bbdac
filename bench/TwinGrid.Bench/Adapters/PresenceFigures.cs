using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;

namespace TwinGrid.Bench.Adapters;

/// <summary>
/// Reads a second from ready-made batches to the objects: durable door, reader, tags with their histories, region, presence. A
/// thousand tags before one reader with four antennas that stand still, as at a door, in batches of 50 ms as its adapter makes them; once without phases and once with them.
/// </summary>
internal static class PresenceFigures
{
    private const int Tags = 1000, Antennas = 4, BatchSize = 2500, Batches = 240, WarmUp = 40, ReadsPerSecond = 50_000;

    /// <summary>Measures both, after a warm-up of the same shape.</summary>
    /// <param name="time">The clock of this machine.</param>
    /// <param name="onStep">Told what is going on.</param>
    public static async Task<(string Name, double Value)[]> MeasureAsync(TimeProvider time, Action<string> onStep)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("twingrid-bench-");
        try
        {
            using IHost host = SiloHosting.Build(new SiloSettings { DataFolder = folder.FullName });
            await host.StartAsync();
            IGrainFactory grains = host.Services.GetRequiredService<IGrainFactory>();
            onStep("a warm-up");
            await RunAsync(grains, "warm", time.GetUtcNow(), WarmUp, hasPhase: false);
            onStep($"{Batches * BatchSize:N0} reads without phase");
            (double plain, int present) = await RunAsync(grains, "plain", time.GetUtcNow(), Batches, hasPhase: false);
            onStep($"{Batches * BatchSize:N0} reads with phase");
            (double phased, int phasedPresent) = await RunAsync(grains, "phased", time.GetUtcNow(), Batches, hasPhase: true);
            await host.StopAsync();
            return
            [
                ("reads_to_objects_per_second", Math.Round(plain)),
                ("phased_reads_to_objects_per_second", Math.Round(phased)),
                ("objects_present", Math.Min(present, phasedPresent)),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double ReadsPerSecond, int Present)> RunAsync(IGrainFactory grains, string site, DateTimeOffset end, int batches, bool hasPhase)
    {
        var session = new SiteSession(grains, new SitePlan
        {
            Site = site,
            Region = new RegionPlan(new Position(0, 0), new Position(10, 10), IsPlanar: true, RangeMetres: 2),
            Zones = Enumerable.Range(1, Antennas).ToDictionary(port => port, port => $"zone-{port}"),
        });
        await session.SetUpAsync();
        ObservationBatch[] ready = [.. Enumerable.Range(0, batches).Select(batch => Batch(batch, end.AddSeconds(-batches * (double)BatchSize / ReadsPerSecond), hasPhase))];
        long start = Stopwatch.GetTimestamp();
        foreach (ObservationBatch batch in ready)
        {
            await session.TakeAsync(batch);
        }

        await session.CheckpointAsync();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        ObjectSnapshot[] objects = await Task.WhenAll(Enumerable.Range(0, Tags).Select(tag =>
            grains.GetGrain<IObjectGrain>(TwinKeys.InSite(site, NameOf(tag))).Snapshot()));
        return (batches * BatchSize / seconds, objects.Count(one => one.Presence is { Left: null }));
    }

    private static string NameOf(int tag) => FormattableString.Invariant($"E28011700000020F{tag:X8}");

    private static ObservationBatch Batch(int number, DateTimeOffset begin, bool hasPhase)
    {
        var random = new Random(number);
        return ObservationBatch.Of(Enumerable.Range(0, BatchSize).Select(i =>
        {
            long sequence = (long)number * BatchSize + i;
            int tag = random.Next(Tags), port = 1 + random.Next(Antennas);
            return new PhaseRead(
                new ObservationId("llrp:door", sequence + 1),
                begin.AddSeconds(sequence / (double)ReadsPerSecond),
                NameOf(tag),
                new Position(2.5 * port, 0, 2),
                902.75e6 + 5e5 * random.Next(50),
                hasPhase ? Math.Tau * random.NextDouble() : 0,
                1,
                hasPhase ? 1 : 0,
                // The antenna of its own is nearest; the others overhear it.
                (port == 1 + tag % Antennas ? -55 : -66) + 4 * random.NextDouble(),
                port);
        }).ToImmutableArray());
    }
}
