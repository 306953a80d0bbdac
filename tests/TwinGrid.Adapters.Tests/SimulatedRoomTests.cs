using TwinGrid.Adapters.Simulated;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Adapters.Tests;

public class SimulatedRoomTests
{
    [Fact]
    public async Task Each_pair_in_range_is_heard_in_both_directions_once()
    {
        SimulatedRoom room = Room(1);
        Probe[] probes = await ProbesOfAsync(room);
        Assert.Equal(2 * room.Room.Links.Count, probes.Length);
        HashSet<(string, string)> directions = [.. probes.Select(probe => (probe.Transmitter, probe.Receiver))];
        Assert.Equal(probes.Length, directions.Count);
        Assert.All(directions, direction => Assert.Contains((direction.Item2, direction.Item1), directions));
    }

    [Fact]
    public async Task Numbers_run_from_one_without_gaps_and_times_rise()
    {
        Probe[] probes = await ProbesOfAsync(Room(1));
        Assert.Equal(Enumerable.Range(1, probes.Length).Select(i => new ObservationId("room", i)), probes.Select(probe => probe.Id));
        Assert.Equal(probes.Select(probe => probe.Time).Order(), probes.Select(probe => probe.Time));
        Assert.Equal(probes.Length, probes.Select(probe => probe.Time).Distinct().Count());
    }

    [Fact]
    public async Task One_seed_gives_the_same_bits_and_another_does_not()
    {
        string one = Bits(await ProbesOfAsync(Room(5))), again = Bits(await ProbesOfAsync(Room(5))), other = Bits(await ProbesOfAsync(Room(6)));
        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task A_probe_tells_only_what_its_tag_could_know()
    {
        SimulatedRoom room = Room(1);
        Probe first = (await ProbesOfAsync(room))[0];
        Assert.Equal((SimulatedRoom.Exciter, SimulatedRoom.Palette, room.Room.Options.Carrier.Value, 0.0), (first.Exciter, first.Palette, first.FrequencyHz, first.NoiseVolts));
        Assert.Equal(room.Room.Options.Palette.Count, first.Voltages.Length);
        Assert.Equal(room.Room.Forward(0).ToArray(), first.Voltages.AsEnumerable());
    }

    private static SimulatedRoom Room(ulong seed) => new(RoomSynthesis.Create(new RoomOptions(), seed), "room", DateTimeOffset.UnixEpoch);

    private static async Task<Probe[]> ProbesOfAsync(SimulatedRoom room)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        return [.. (await room.ReadAsync(token).ToArrayAsync(token)).SelectMany(batch => batch.Probes)];
    }

    private static string Bits(Probe[] probes) =>
        string.Join(',', probes.SelectMany(probe => probe.Voltages).Select(BitConverter.DoubleToInt64Bits));
}
