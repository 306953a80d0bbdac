using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;

namespace TwinGrid.Cli.Demo;

/// <summary>
/// Sends simulated rooms through the twins: physics makes voltages, the adapter's door takes them, links, regions and
/// objects do the rest. Only the comparison afterwards knows the truth.
/// </summary>
internal static class DemoRun
{
    private const int Slices = 24;

    /// <summary>Runs a number of rooms with consecutive seeds.</summary>
    /// <param name="options">What the rooms are like.</param>
    /// <param name="seed">Seed of the first room.</param>
    /// <param name="rooms">How many rooms.</param>
    /// <param name="literalRooms">How many of them, from the first, the literal published form solves as well.</param>
    /// <param name="watch">Shown the first room while its observations come in; null to not watch.</param>
    /// <param name="roomDone">Told after each room.</param>
    /// <param name="cancellationToken">Ends the run between two rooms.</param>
    public static async Task<IReadOnlyList<RoomOutcome>> RunAsync(
        RoomOptions options,
        ulong seed,
        int rooms,
        int literalRooms,
        Action<SimulatedRoom, RegionSnapshot>? watch,
        Action? roomDone,
        CancellationToken cancellationToken)
    {
        using var folder = new ScratchFolder();
        using IHost host = SiloHosting.Build(new SiloSettings { DataFolder = folder.Path });
        await host.StartAsync(cancellationToken);
        IGrainFactory grains = host.Services.GetRequiredService<IGrainFactory>();
        var outcomes = new List<RoomOutcome>();
        for (int i = 0; i < rooms; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ulong roomSeed = seed + (ulong)i;
            string site = FormattableString.Invariant($"room-{roomSeed}");
            var room = new SimulatedRoom(RoomSynthesis.Create(options, roomSeed), site, DateTimeOffset.UnixEpoch);
            var session = new SiteSession(grains, RoomPlans.Of(room, site));
            await session.SetUpAsync();
            long accepted = watch is not null && i == 0
                ? await WatchAsync(session, room, watch, cancellationToken)
                : await session.IngestAsync(room.ReadAsync(cancellationToken), cancellationToken);
            RegionSnapshot region = await session.LocateAsync();
            outcomes.Add(RoomOutcome.From(room, region, accepted, i < literalRooms ? await Task.Run(() => LiteralOutcome.Of(room.Room), cancellationToken) : null));
            roomDone?.Invoke();
        }

        await host.StopAsync(CancellationToken.None);
        return outcomes;
    }

    /// <summary>Takes a room in slices and shows, after each, what its twins know.</summary>
    private static async Task<long> WatchAsync(
        SiteSession session,
        SimulatedRoom room,
        Action<SimulatedRoom, RegionSnapshot> watch,
        CancellationToken cancellationToken)
    {
        List<ObservationBatch> batches = await room.ReadAsync(cancellationToken).ToListAsync(cancellationToken);
        Probe[] probes = [.. batches.SelectMany(batch => batch.Probes)];
        long accepted = 0;
        foreach (Probe[] slice in probes.Chunk((probes.Length + Slices - 1) / Slices))
        {
            accepted += await session.IngestAsync(new[] { ObservationBatch.Of([.. slice]) }.ToAsyncEnumerable(), cancellationToken);
            watch(room, await session.LocateAsync());
        }

        return accepted;
    }
}
