using TwinGrid.Adapters.Simulated;
using TwinGrid.Grains.Anchors;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Grains.Tests.Support;

/// <summary>A simulated room with its truth, as the twins meet it: batches of probes.</summary>
public sealed class RoomOfTags
{
    private readonly SimulatedRoom _room;

    private RoomOfTags(SimulatedRoom room, ObservationBatch[] batches) => (_room, Batches) = (room, batches);

    public ObservationBatch[] Batches { get; }

    public Probe[] Probes => [.. Batches.SelectMany(batch => batch.Probes)];

    public IEnumerable<string> Tags => Nodes.Where(node => !_room.Room.IsAnchor(node)).Select(_room.NodeName);

    private IEnumerable<string> Names => Nodes.Select(_room.NodeName);

    private IEnumerable<int> Nodes => Enumerable.Range(0, _room.Room.Positions.Count);

    public static async Task<RoomOfTags> CreateAsync(int tags = 40, ulong seed = 1)
    {
        var room = new SimulatedRoom(RoomSynthesis.Create(new RoomOptions { TagCount = tags }, seed), "sink", DateTimeOffset.UnixEpoch);
        return new RoomOfTags(room, await room.ReadAsync(CancellationToken.None).ToArrayAsync());
    }

    /// <summary>What this room would say a while later if one of its tags stood elsewhere: every link of the tag anew, without noise.</summary>
    public ObservationBatch Displaced(string tag, Position place, double seconds, string source)
    {
        long sequence = 0;
        return ObservationBatch.Of([.. Names
            .Where(name => name != tag && TruthOf(name).DistanceTo(place) <= 2)
            .SelectMany(name => new[] { (From: tag, To: name), (From: name, To: tag) })
            .Select(pair => Measured.Probe(++sequence, pair.From, pair.To, TruthOf(pair.From == tag ? pair.To : pair.From).DistanceTo(place), source, seconds))]);
    }

    public Position TruthOf(string name) => _room.Room.Positions[Nodes.Single(node => _room.NodeName(node) == name)];

    /// <summary>Wires the line and places the anchors.</summary>
    public async Task SetUpAsync(TwinHouse house)
    {
        await house.WiredAsync();
        foreach (int node in Nodes.Where(_room.Room.IsAnchor))
        {
            await house.Grains.GetGrain<IAnchorGrain>(TwinKeys.InSite(TwinHouse.Site, _room.NodeName(node)))
                .Place(TwinHouse.RegionKey, _room.Room.Positions[node]).Soon();
        }
    }

    public async Task IngestAsync(TwinHouse house)
    {
        foreach (ObservationBatch batch in Batches)
        {
            await house.Adapter.Ingest(batch).Soon();
        }
    }

    /// <summary>Asks the region to localize, and where everything is then.</summary>
    public static async Task<RegionSnapshot> LocateAsync(TwinHouse house)
    {
        await house.Region.Locate().Soon();
        return await house.Region.Snapshot().Soon();
    }
}
