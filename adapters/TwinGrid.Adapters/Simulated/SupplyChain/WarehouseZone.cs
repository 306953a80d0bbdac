using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>
/// A zone of the warehouse, 3 m × 3 m, with anchor tags round it: the dock door or a cold room. So small that a tag anywhere in it hears
/// anchors on several sides, because a few pallets alone make no mesh.
/// </summary>
public sealed class WarehouseZone
{
    private const double Pitch = 5, Side = 3, Spacing = 0.3;

    /// <summary>Fewer leave some spots where two places explain the links about equally well.</summary>
    private const int AnchorTags = 32;
    private static readonly RoomOptions Room = new() { Width = Side, Depth = Side, AnchorCount = AnchorTags, Spacing = Spacing, Exciter = new Position(Side / 2, -1.5, 1.5) };
    private long _sequence;

    internal WarehouseZone(string name, int number, EpcIdentity place, DateTimeOffset start)
    {
        (Name, Place, Corner) = (name, DigitalLink.Format(place), new Position(number * Pitch, 0, 0));
        PlaceId = place;

        // Numbers from the clock, so that probes of another day are new to the same door.
        _sequence = start.ToUnixTimeMilliseconds();
        SyntheticRoom room = RoomSynthesis.Create(Room with { TagCount = 1 }, 0);
        Anchors = Enumerable.Range(0, Room.AnchorCount).ToImmutableSortedDictionary(AnchorName, node => Shifted(room.Positions[node]), StringComparer.Ordinal);
    }

    /// <summary>Its name: dock, cold-room-1 or cold-room-2.</summary>
    public string Name { get; }

    /// <summary>Its place in events, canonical.</summary>
    public string Place { get; }

    /// <summary>Corner with the smallest coordinates, in metres.</summary>
    public Position Corner { get; }

    /// <summary>Corner with the largest coordinates, in metres.</summary>
    public Position FarCorner => new(Corner.X + Room.Width, Corner.Y + Room.Depth, 0);

    /// <summary>Longest link between two tags, in metres.</summary>
    public static double LinkRange => Room.LinkRange;

    /// <summary>Where its exciter stands, in metres.</summary>
    public Position Exciter => Shifted(Room.Exciter);

    /// <summary>Carrier of the exciter in hertz.</summary>
    public static double CarrierHz => Room.Carrier.Value;

    /// <summary>Its anchors by name, with their positions in metres.</summary>
    public IReadOnlyDictionary<string, Position> Anchors { get; }

    /// <summary>Its place in events.</summary>
    internal EpcIdentity PlaceId { get; }

    /// <summary>One probing of the zone with things at places of chance.</summary>
    /// <param name="time">When.</param>
    /// <param name="things">What stands in the zone.</param>
    /// <param name="seed">Where they stand, and the noise.</param>
    /// <returns>What the tags measured, and where each thing truly stands.</returns>
    internal (TagsProbed Probed, IReadOnlyList<Position> Truth) Probe(DateTimeOffset time, IReadOnlyList<EpcIdentity> things, ulong seed)
    {
        SyntheticRoom room = RoomSynthesis.Create(Room with { TagCount = things.Count }, seed);
        string[] names = [.. Enumerable.Range(0, Room.AnchorCount).Select(AnchorName), .. things.Select(ChainLedger.Twin)];
        var probes = ImmutableArray.CreateBuilder<Probe>(2 * room.Links.Count);
        for (int link = 0; link < room.Links.Count; link++)
        {
            SyntheticLink ends = room.Links[link];
            probes.Add(ProbeOf(names[ends.First], names[ends.Second], room.Forward(link)));
            probes.Add(ProbeOf(names[ends.Second], names[ends.First], room.Backward(link)));
        }

        return (new TagsProbed(time, Name, probes.MoveToImmutable()), [.. Enumerable.Range(Room.AnchorCount, things.Count).Select(node => Shifted(room.Positions[node]))]);

        Probe ProbeOf(string transmitter, string receiver, ReadOnlySpan<double> voltages) => new(
            new ObservationId(Name, ++_sequence),
            time,
            transmitter,
            receiver,
            $"{Name}-exciter",
            CarrierHz,
            SimulatedRoom.Palette,
            ImmutableCollectionsMarshal.AsImmutableArray(voltages.ToArray()));
    }

    private string AnchorName(int node) => FormattableString.Invariant($"{Name}-anchor-{node:D2}");

    private Position Shifted(Position local) => new(Corner.X + local.X, Corner.Y + local.Y, local.Z);
}
