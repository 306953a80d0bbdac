using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Replay;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;

namespace TwinGrid.Bench.Ingest;

/// <summary>
/// Observations a second from recordings through the whole line of twins: journal, tag history with its archive, links,
/// regions, objects. Several rooms at once, as several readers would report.
/// </summary>
internal static class IngestFigures
{
    private const int Rooms = 4, Cycles = 60, BatchSize = 4096;

    /// <summary>Measures once, after a warm-up of the same shape.</summary>
    /// <param name="onStep">Told what is going on.</param>
    public static async Task<IngestOutcome> MeasureAsync(Action<string> onStep)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("twingrid-bench-");
        try
        {
            using IHost host = SiloHosting.Build(new SiloSettings { DataFolder = folder.FullName });
            await host.StartAsync();
            IGrainFactory grains = host.Services.GetRequiredService<IGrainFactory>();
            onStep("a warm-up");
            await RunAsync(grains, folder.FullName, "warm", Cycles / 4);
            onStep($"{Rooms} rooms, {Cycles} probing cycles each");
            IngestOutcome outcome = await RunAsync(grains, folder.FullName, "room", Cycles);
            await host.StopAsync();
            return outcome;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Takes recordings of a few rooms in.</summary>
    /// <param name="grains">Where the twins are.</param>
    /// <param name="folder">Where the recordings go.</param>
    /// <param name="name">Beginning of the sites' names.</param>
    /// <param name="cycles">Probing cycles of each room.</param>
    public static async Task<IngestOutcome> RunAsync(IGrainFactory grains, string folder, string name, int cycles)
    {
        var sessions = new List<(SiteSession Session, Recording Recording)>();
        for (int room = 1; room <= Rooms; room++)
        {
            string site = $"{name}-{room}";
            var simulated = new SimulatedRoom(RoomSynthesis.Create(new RoomOptions(), (ulong)room), site, DateTimeOffset.UnixEpoch);
            var recording = new Recording(Path.Combine(folder, site + ".tgo"));
            await Recording.WriteAsync(new RepeatedCycles(simulated, cycles, BatchSize), recording.Name, CancellationToken.None);
            var session = new SiteSession(grains, PlanOf(simulated, site));
            await session.SetUpAsync();
            sessions.Add((session, recording));
        }

        TimeSpan processorBefore = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        long[] accepted = await Task.WhenAll(sessions.Select(entry => Task.Run(() =>
            entry.Session.IngestAsync(entry.Recording.ReadAsync(CancellationToken.None), CancellationToken.None))));
        RegionSnapshot[] regions = await Task.WhenAll(sessions.Select(entry => entry.Session.LocateAsync()));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        TimeSpan processor = Environment.CpuUsage.TotalTime - processorBefore;
        return new IngestOutcome(accepted.Sum() / seconds, processor.TotalMicroseconds / accepted.Sum(), accepted.Sum(), regions.Sum(region => region.Tags.Count(tag => tag.Status == LocationStatus.Located)));
    }

    private static SitePlan PlanOf(SimulatedRoom room, string site) => new()
    {
        Site = site,
        Region = new RegionPlan(new Position(0, 0), new Position(room.Room.Options.Width, room.Room.Options.Depth), IsPlanar: true, room.Room.Options.LinkRange),
        Anchors = Enumerable.Range(0, room.Room.Options.AnchorCount).ToDictionary(room.NodeName, node => room.Room.Positions[node]),
    };

    /// <summary>A room that probes again and again: the same voltages with new numbers and later times.</summary>
    private sealed class RepeatedCycles(SimulatedRoom room, int cycles, int batchSize) : IObservationSource
    {
        public string Name => room.Name;

        public async IAsyncEnumerable<ObservationBatch> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            List<ObservationBatch> one = await room.ReadAsync(cancellationToken).ToListAsync(cancellationToken);
            Probe[] probes = [.. one.SelectMany(batch => batch.Probes)];
            IEnumerable<Probe> all = Enumerable.Range(0, cycles).SelectMany(cycle => probes.Select(probe => probe with
            {
                Id = probe.Id with { Sequence = probe.Id.Sequence + (long)cycle * probes.Length },
                Time = probe.Time.AddSeconds(10 * cycle),
            }));
            foreach (Probe[] batch in all.Chunk(batchSize))
            {
                yield return ObservationBatch.Of(ImmutableArray.Create(batch));
            }
        }
    }
}

/// <summary>What a measurement of the line found.</summary>
/// <param name="ObservationsPerSecond">Observations taken in, made durable and localized, a second of wall time.</param>
/// <param name="ProcessorMicroseconds">Processor time for an observation, over all cores, in microseconds.</param>
/// <param name="Observations">Observations sent.</param>
/// <param name="Located">Tags located in the end.</param>
internal sealed record IngestOutcome(double ObservationsPerSecond, double ProcessorMicroseconds, long Observations, int Located);
