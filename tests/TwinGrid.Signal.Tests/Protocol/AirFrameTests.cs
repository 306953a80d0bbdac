using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Signal.Protocol;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Protocol;

public class AirFrameTests
{
    private static readonly AirTiming Timing = new();

    [Fact]
    public void Bits_become_the_intervals_worked_out_by_hand()
    {
        // From the middle of a one: 1 (2), 0 0 (boundary after 3), 0 (boundary after 2), 1 (3), 0 1 (4), closing 1 (2).
        var intervals = new List<int>();
        IntervalCode.Encode([true, false, false, false, true, false, true], intervals);

        Assert.Equal([2, 3, 2, 3, 4, 2], intervals);
    }

    [Fact]
    public void Intervals_agree_with_the_edges_of_the_textbook_waveform() => Laws.Hold(
        Bits(),
        bits =>
        {
            var intervals = new List<int>();
            IntervalCode.Encode(bits, intervals);
            return intervals.SequenceEqual(EdgesOfWaveform([true, .. bits, true]));
        });

    [Fact]
    public void Every_run_of_bits_reads_back() => Laws.Hold(
        Bits(),
        bits =>
        {
            var intervals = new List<int>();
            IntervalCode.Encode(bits, intervals);
            var all = new List<bool>();
            var counted = new List<bool>();
            return IntervalCode.Decode(intervals.ToArray(), null, all, out int used) == PacketFault.None
                && used == intervals.Count
                && all.SequenceEqual(bits)
                && IntervalCode.Decode([.. intervals, 2, 3], bits.Length, counted, out used) == PacketFault.None
                && used == intervals.Count
                && counted.SequenceEqual(bits);
        });

    [Theory]
    [InlineData(new[] { 3, 4 })] // Two bit times after an edge between two zeros would hide another such edge.
    [InlineData(new[] { 2, 5 })]
    [InlineData(new[] { 1, 2 })]
    [InlineData(new[] { 2, 3 })] // Ends on an edge between two zeros: no closing one.
    public void Intervals_that_the_code_never_makes_are_refused(int[] intervals) =>
        Assert.Equal(PacketFault.Symbol, IntervalCode.Decode(intervals, null, [], out _));

    [Fact]
    public void A_frame_is_as_long_as_its_airtime_says() => Laws.Hold(
        PacketCodecTests.Packets(),
        packet => AirFrame.Encode(packet, Timing).Sum() == Timing.Airtime(packet.Header.Kind, packet.Reports.Count));

    [Fact]
    public void Frames_read_back_through_a_clock_eight_percent_off_with_jitter() => Laws.Hold(
        from packet in PacketCodecTests.Packets()
        from rate in Laws.Between(0.92, 1.08)
        from seed in FsCheck.Fluent.Gen.Choose(1, 100_000)
        select (packet, rate, seed),
        c =>
        {
            var random = new SeededRandom((ulong)c.seed);
            double edge = 0, counted = 0;
            var ticks = new List<int>();
            foreach (int interval in AirFrame.Encode(c.packet, Timing))
            {
                edge += interval * c.rate;
                double seen = Math.Round(edge + random.NextUniform(-3, 3));
                ticks.Add((int)(seen - counted));
                counted = seen;
            }

            return AirFrame.Decode(ticks.ToArray(), Timing, out Packet? read) == PacketFault.None && c.packet.Equals(read);
        });

    [Fact]
    public void A_frame_that_breaks_off_anywhere_is_refused()
    {
        int[] ticks = AirFrame.Encode(new Packet(new PacketHeader(PacketKind.Data, 9, 2, 3), 4, [new LinkReport(9, 8, 1, 100, -20, 30)]), Timing);
        int[] probe = AirFrame.Encode(Packet.Probe(77, 1, 2), Timing);

        Assert.All(Enumerable.Range(0, ticks.Length), length => Assert.NotEqual(PacketFault.None, AirFrame.Decode(ticks.AsSpan(0, length), Timing, out _)));
        Assert.All(Enumerable.Range(0, probe.Length), length => Assert.NotEqual(PacketFault.None, AirFrame.Decode(probe.AsSpan(0, length), Timing, out _)));
        Assert.Equal(PacketFault.Preamble, AirFrame.Decode(ticks.AsSpan(1), Timing, out _));
        Assert.Equal(PacketFault.TooShort, AirFrame.Decode([], Timing, out _));
    }

    [Fact]
    public void A_lost_edge_is_noticed_wherever_it_was()
    {
        int[] ticks = AirFrame.Encode(new Packet(new PacketHeader(PacketKind.Data, 9, 2, 3), 4, [new LinkReport(9, 8, 1, 100, -20, 30)]), Timing);
        for (int lost = 0; lost + 1 < ticks.Length; lost++)
        {
            int[] merged = [.. ticks[..lost], ticks[lost] + ticks[lost + 1], .. ticks[(lost + 2)..]];
            Assert.NotEqual(PacketFault.None, AirFrame.Decode(merged, Timing, out _));
        }
    }

    private static Gen<bool[]> Bits() =>
        from count in FsCheck.Fluent.Gen.Choose(1, 120)
        from seed in FsCheck.Fluent.Gen.Choose(1, 1_000_000)
        select Draw(count, new SeededRandom((ulong)seed));

    private static bool[] Draw(int count, SeededRandom random) => [.. Enumerable.Range(0, count).Select(_ => random.NextUniform() < 0.5)];

    /// <summary>The slow way: levels half-bit by half-bit, then the places where the level changes.</summary>
    private static IEnumerable<int> EdgesOfWaveform(bool[] bits)
    {
        var levels = new List<bool>();
        bool level = false;
        for (int i = 0; i < bits.Length; i++)
        {
            level ^= i > 0 && !bits[i] && !bits[i - 1];
            levels.Add(level);
            level ^= bits[i];
            levels.Add(level);
        }

        int[] edges = [.. Enumerable.Range(1, levels.Count - 1).Where(i => levels[i] != levels[i - 1])];
        return edges.Zip(edges.Skip(1), (first, second) => second - first);
    }
}
