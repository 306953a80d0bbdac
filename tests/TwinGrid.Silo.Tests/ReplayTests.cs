using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Adapters;
using TwinGrid.Adapters.Replay;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Grains.Exciters;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;

namespace TwinGrid.Silo.Tests;

/// <summary>A recording has the outcome that its observations had live, bit for bit, however fast it is played.</summary>
public sealed class ReplayTests : IDisposable
{
    private static readonly RoomOptions Room = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Probes_cycles_and_readings_replayed_at_any_speed_have_the_outcome_that_they_had_live()
    {
        string file = Path.Combine(_folder, "room.tgo");
        string live;
        using (var writer = new RecordingWriter(file, new RecorderOptions { FileBytes = 100_000 }, TimeProvider.System))
        {
            live = await OutcomeAsync("live", new Recorder(new MixedRoom(9), writer));
        }

        Assert.True(RecordingFiles.Of(file).Count > 1);
        Assert.Equal(live, await OutcomeAsync("max", new ReplaySource(new Recording(file), double.PositiveInfinity, TimeProvider.System)));
        Assert.Equal(live, await OutcomeAsync("fast", new ReplaySource(new WholeRecording(file), 50, TimeProvider.System)));
        Assert.NotEqual(live, await OutcomeAsync("other", new MixedRoom(10)));
    }

    /// <summary>What the twins of a fresh silo know of the room after a source.</summary>
    private async Task<string> OutcomeAsync(string name, IObservationSource source)
    {
        using IHost host = SiloHosting.Build(new SiloSettings { DataFolder = Path.Combine(_folder, name) });
        await host.StartAsync(Stop);
        IGrainFactory grains = host.Services.GetRequiredService<IGrainFactory>();
        SimulatedRoom room = MixedRoom.Of(9);
        var plan = new SitePlan
        {
            Site = "room",
            Region = new RegionPlan(default, new Position(Room.Width, Room.Depth, Room.Height), IsPlanar: true, Room.LinkRange),
            Anchors = Enumerable.Range(0, Room.AnchorCount).ToDictionary(room.NodeName, node => room.Room.Positions[node]),
            Exciters = new Dictionary<string, ExciterPlan> { [SimulatedRoom.Exciter] = new(Room.Exciter, Room.Carrier.Value, 30, Duty: 1) },
        };
        var session = new SiteSession(grains, plan);
        await session.SetUpAsync();
        Assert.True(await session.IngestAsync(source.ReadAsync(Stop), Stop) > 100);
        RegionSnapshot region = await session.LocateAsync();
        Assert.Contains(region.Tags, tag => tag.Status == LocationStatus.Located);
        string digest = await SiteDigest.OfAsync(grains, plan.RegionKey, [.. region.Tags.Select(tag => tag.Tag), "vial"]);
        await host.StopAsync(CancellationToken.None);
        return digest;
    }

    /// <summary>A simulated room whose batches bring inventories, polls and a logger's readings as well.</summary>
    private sealed class MixedRoom(ulong seed) : IObservationSource
    {
        public string Name => "mixed";

        public static SimulatedRoom Of(ulong seed) => new(RoomSynthesis.Create(Room, seed), "room", DateTimeOffset.UnixEpoch);

        public async IAsyncEnumerable<ObservationBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var random = new Random((int)seed);
            long sequence = 0;
            await foreach (ObservationBatch batch in Of(seed).ReadAsync(cancellationToken))
            {
                foreach (Probe[] some in batch.Probes.Chunk(100))
                {
                    sequence++;
                    DateTimeOffset time = some[^1].Time;
                    CycleReply Reply(int tag) => new(sequence % 3 == 0 ? "" : $"tag-{tag:D3}", [random.NextDouble()], [0.05], 7650 + random.NextDouble(), 2);
                    yield return new ObservationBatch(
                        [.. some],
                        [],
                        [new PollingCycle(new ObservationId("cycles", sequence), time, sequence % 3 == 0 ? PollingPurpose.Poll : PollingPurpose.Inventory, [.. Enumerable.Range(0, 5).Select(Reply)])],
                        [new SensorRead(new ObservationId("logger", sequence), time, "vial", 4 + random.NextDouble(), 40)]);
                }
            }
        }
    }
}
