using TwinGrid.Model;
using TwinGrid.Signal.Protocol;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Protocol;

public class ProtocolSimulationTests
{
    private static readonly ProtocolOptions Options = new() { SinkCount = 2 };

    [Fact]
    public void One_tag_and_one_sink_follow_the_timeline_worked_out_by_hand()
    {
        // Windows of one slot leave nothing to chance but the probes, which this seed puts well after the first exchange.
        var options = Options with { SinkCount = 1, FirstWindow = 1, LastWindow = 1 };
        ProtocolNetwork network = Enumerable.Range(1, 50).Select(seed => ProtocolNetwork.Create(Small(1, 1), options, (ulong)seed))
            .First(network => Math.Min(network.Index(0, 0, 1), network.Index(0, 1, 0)) > options.DecodeIndex);
        var trace = new ProtocolTrace();
        ProtocolReport report = Run(network, options, 5, trace);

        // Preamble 50 × (64 + 9) = 3,650 µs. Header, next hop, count and check are 69 bits, with the closing one 7,000 µs; answers
        // are 64 bits and 6,500 µs. Back-off of one slot is 800 µs, turnaround 400 µs.
        const int beacon = 3650 + 7000, answer = 3650 + 6500;
        const int request = 800 + beacon + 800, grant = request + beacon + 400, after = grant + answer + 800;
        Assert.Equal(new TracedPacket(0, PacketKind.Data, -1, 0, 0, 800, 800 + beacon), trace.Packets[0]);
        Assert.Equal(new TracedPacket(1, PacketKind.Data, 0, 0, 0, request, request + beacon), trace.Packets[1]);
        Assert.Equal(new TracedPacket(0, PacketKind.Grant, 1, 0, 0, grant, grant + answer), trace.Packets[2]);
        Assert.Equal(new TracedPacket(1, PacketKind.Data, -1, 0, 0, after, after + beacon), trace.Packets[3]);
        Assert.Equal(2, report.Collection.Asked);
        Assert.True(report.Collection.IsComplete);

        // The tag's measurement takes a request, a grant and then a packet of one entry: (69 + 66 + 1) bits and the preamble.
        TracedPacket data = Assert.Single(trace.Packets, packet => packet.Reports == 1);
        TracedPacket lastGrant = trace.Packets.Last(packet => packet.Kind == PacketKind.Grant && packet.End <= data.Start);
        Assert.Equal((lastGrant.End + 400, lastGrant.End + 400 + 3650 + 13_600), (data.Start, data.End));
        Assert.Equal(trace.Packets[^1].End / 1e6, report.Collection.TimeTo(1), 9);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_does_not()
    {
        ProtocolNetwork network = ProtocolNetwork.Create(Small(6, 12), Options, 1);
        PhaseFigures one = Run(network, Options, 1).Collection, same = Run(network, Options, 1).Collection;

        Assert.Equal(one.Delivered, same.Delivered);
        Assert.Equal(one.Energy, same.Energy);
        Assert.NotEqual(one.Delivered, Run(network, Options, 2).Collection.Delivered);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    public void Every_estimate_reaches_a_sink_and_none_sooner_than_the_bound(bool reserves, ulong seed)
    {
        ProtocolOptions options = Options with { ReservesAir = reserves };
        ProtocolNetwork network = ProtocolNetwork.Create(Small(8, 20), options, seed);
        PhaseFigures figures = Run(network, options, seed).Collection;
        CollectionBound bound = CollectionBound.Of(network, options);

        Assert.True(network.Links.Count > 200);
        Assert.True(figures.IsComplete, $"{figures.Delivered.Count} of {figures.Asked}");
        Assert.True(figures.TimeTo(1) > bound.Seconds);
        Assert.True(figures.Energy > bound.Joules);
        Assert.True(figures.Airtime > bound.Airtime);
        Assert.Equal(1, figures.ModeShares.Sum(), 9);
    }

    [Theory]
    [InlineData(12)] // A tag finds a shorter way after it has passed on its values, and gets them back.
    [InlineData(1)]
    public void The_demonstration_room_is_collected_to_the_last_estimate(ulong seed)
    {
        ProtocolNetwork network = ProtocolNetwork.Create(new RoomOptions(), new ProtocolOptions(), seed);

        Assert.True(Run(network, new ProtocolOptions(), seed).Collection.IsComplete);
    }

    [Fact]
    public void Readings_agree_with_a_search_through_all_packets_for_those_that_overlap()
    {
        ProtocolNetwork network = ProtocolNetwork.Create(Small(8, 20), Options, 4);
        var trace = new ProtocolTrace();
        Run(network, Options, 4, trace);
        int lost = 0;
        foreach (TracedReception reception in trace.Receptions.Take(2500))
        {
            TracedPacket wanted = trace.Packets.First(packet => packet.Sender == reception.Sender && packet.Start == reception.Start);

            // The sum of the others changes only where one begins, so looking at every beginning within the packet finds the largest.
            TracedPacket[] others = [.. trace.Packets.Where(other =>
                other.Sender != wanted.Sender && other.Sender != reception.Receiver && other.Start < wanted.End && other.End > wanted.Start)];
            double worst = others.Select(other => Math.Max(other.Start, wanted.Start)).Append(wanted.Start).Max(moment => others
                .Where(other => other.Start <= moment && other.End > moment)
                .Sum(other => (double)network.Index(other.Axis, other.Sender, reception.Receiver)));
            bool isRead = network.Index(wanted.Axis, wanted.Sender, reception.Receiver) >= Options.CaptureRatio * worst;
            Assert.Equal(isRead, reception.IsRead);
            lost += isRead ? 0 : 1;
        }

        Assert.True(trace.Receptions.Count > 1000 && lost > 20, $"{trace.Receptions.Count} receptions, {lost} lost");
    }

    [Fact]
    public void Nobody_reads_while_it_sends_or_sleeps()
    {
        var options = Options with { Energy = new EnergyOptions { ExciterRadiated = Dbm.Of(14), Store = 5e-6 } };
        ProtocolNetwork network = ProtocolNetwork.Create(Small(8, 20), options, 4);
        var trace = new ProtocolTrace();
        Run(network, options, 4, trace);
        Assert.Contains(trace.Modes, change => change.Mode == TagMode.Asleep);
        Assert.All(trace.Receptions.Where((_, i) => i % 50 == 0), reception => Assert.DoesNotContain(
            trace.Modes.Where(change => change.Node == reception.Receiver && change.Seconds > reception.Start / 1e6 && change.Seconds < End(trace, reception) / 1e6),
            change => change.Mode is TagMode.Asleep or TagMode.Probe or TagMode.Data));

        static long End(ProtocolTrace trace, TracedReception reception) =>
            trace.Packets.First(packet => packet.Sender == reception.Sender && packet.Start == reception.Start).End;
    }

    [Fact]
    public void The_store_agrees_with_steps_of_ten_microseconds()
    {
        // Without refunds for skipped payload the store follows from the changes of mode alone.
        var options = Options with { SkipsForeignPayload = false, Energy = new EnergyOptions { ExciterRadiated = Dbm.Of(14), Store = 3e-6 } };
        ProtocolNetwork network = ProtocolNetwork.Create(Small(4, 8), options, 2);
        var trace = new ProtocolTrace();
        Run(network, options, 2, trace);
        int node = network.Count - 1;
        TracedMode[] changes = [.. trace.Modes.Where(change => change.Node == node).Take(400)];
        double energy = options.Energy.Store, now = 0;
        TagMode mode = TagMode.Listen;
        foreach (TracedMode change in changes)
        {
            for (; now < change.Seconds - 5e-6; now += 1e-5)
            {
                double step = Math.Min(1e-5, change.Seconds - now);
                double harvest = options.Energy.Harvest(network.Incident(node)) * (mode >= TagMode.Probe ? options.Energy.HarvestWhileSending : 1);
                energy = Math.Min(options.Energy.Store, energy + step * (harvest - options.Energy.Draw(mode)));
            }

            now = change.Seconds;
            Assert.Equal(energy, change.Energy, 1e-9);
            mode = change.Mode;
            energy = change.Energy;
        }

        Assert.True(changes.Length > 100);
        Assert.True(trace.Modes.Min(change => change.Energy) >= 0);
    }

    [Fact]
    public void After_a_move_differences_alone_take_a_fraction_of_the_air_that_all_values_take()
    {
        ProtocolOptions options = Options with { MovedShare = 0.1 };
        ProtocolNetwork network = ProtocolNetwork.Create(Small(8, 20), options, 6);
        PhaseFigures differences = Run(network, options, 6).Refresh!;
        PhaseFigures all = Run(network, options with { RelaysDifferencesOnly = false }, 6).Refresh!;

        Assert.True(differences.IsComplete && all.IsComplete);
        Assert.Equal(network.Links.Count, all.Asked);
        Assert.InRange(differences.Asked, 1, network.Links.Count / 2);
        Assert.True(differences.Airtime < 0.7 * all.Airtime, $"{differences.Airtime} s against {all.Airtime} s");
    }

    [Fact]
    public void Badly_lit_tags_sleep_and_well_lit_ones_do_not()
    {
        ProtocolNetwork bright = ProtocolNetwork.Create(Small(8, 20), Options, 1);
        var dim = Options with { Energy = new EnergyOptions { ExciterRadiated = Dbm.Of(12), Store = 5e-6 }, Horizon = 200 };

        Assert.Equal(1, Run(bright, Options, 1).Collection.Awake);
        Assert.InRange(Run(ProtocolNetwork.Create(Small(8, 20), dim, 1), dim, 1).Collection.Awake, 0.01, 0.95);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        ProtocolNetwork network = ProtocolNetwork.Create(Small(2, 2), Options, 1);
        Assert.Throws<ArgumentException>(() => Run(network, Options with { ProbingPeriod = double.NaN }, 1));
        Assert.Throws<ArgumentException>(() => Run(network, Options with { ReportsPerPacket = 32 }, 1));
        Assert.Throws<ArgumentException>(() => Run(network, Options with { Energy = new EnergyOptions { Efficiency = 1.1 } }, 1));
        Assert.Throws<ArgumentException>(() => ProtocolNetwork.Create(Small(1, 2), Options, 1));
        Assert.Throws<ArgumentException>(() => AirFrame.Encode(Packet.Probe(1, 0, 0), new AirTiming { PilotInterval = 4 }));
    }

    private static ProtocolReport Run(ProtocolNetwork network, ProtocolOptions options, ulong seed, ProtocolTrace? trace = null) =>
        ProtocolSimulation.Run(network, options, seed, trace, TestContext.Current.CancellationToken);

    internal static RoomOptions Small(int anchors, int tags) => new() { Width = 2, Depth = 2, AnchorCount = anchors, TagCount = tags, Exciter = new Position(1, -1.5, 1.5) };
}
