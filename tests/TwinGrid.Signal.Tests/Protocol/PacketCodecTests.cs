using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Signal.Probing;
using TwinGrid.Signal.Protocol;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Protocol;

public class PacketCodecTests
{
    [Fact]
    public void The_check_has_the_published_value_for_the_nine_digits()
    {
        bool[] bits = [.. "123456789"u8.ToArray().SelectMany(digit => Enumerable.Range(0, 8).Select(i => ((digit >> (7 - i)) & 1) != 0))];

        Assert.Equal(0xD64E, Crc16.Of(bits));
    }

    [Fact]
    public void Every_packet_reads_back_as_it_was_written() => Laws.Hold(
        Packets(),
        packet =>
        {
            bool[] bits = PacketCodec.Encode(packet);
            return bits.Length == PacketCodec.BitsOf(packet.Header.Kind, packet.Reports.Count)
                && PacketCodec.Decode(bits, out Packet? read) == PacketFault.None
                && packet.Equals(read);
        });

    [Fact]
    public void A_packet_one_bit_short_or_long_is_refused() => Laws.Hold(
        Packets(),
        packet =>
        {
            bool[] bits = PacketCodec.Encode(packet);
            return PacketCodec.Decode(bits.AsSpan(0, bits.Length - 1), out _) == PacketFault.TooShort
                && PacketCodec.Decode([.. bits, true], out _) == PacketFault.TooLong;
        });

    [Fact]
    public void One_two_and_three_wrong_bits_are_always_noticed() => Laws.Hold(
        from packet in Packets()
        from seed in FsCheck.Fluent.Gen.Choose(1, 1_000_000)
        from errors in FsCheck.Fluent.Gen.Choose(1, 3)
        select (packet, seed, errors),
        c =>
        {
            bool[] bits = PacketCodec.Encode(c.packet);
            var random = new SeededRandom((ulong)c.seed);
            var places = new HashSet<int>();
            while (places.Count < c.errors)
            {
                int place = random.NextIndex(bits.Length);
                bits[place] ^= places.Add(place);
            }

            return PacketCodec.Decode(bits, out Packet? read) != PacketFault.None && read is null;
        },
        1000);

    [Fact]
    public void Random_bits_pass_as_seldom_as_sixteen_bits_of_check_allow()
    {
        var random = new SeededRandom(5);
        int passed = 0;
        for (int trial = 0; trial < 100_000; trial++)
        {
            bool[] bits = [.. Enumerable.Range(0, PacketCodec.BitsOf(PacketKind.Probe)).Select(_ => random.NextUniform() < 0.5)];
            bits[0] = bits[1] = false;
            passed += PacketCodec.Decode(bits, out _) == PacketFault.None ? 1 : 0;
        }

        Assert.InRange(passed, 0, 7);
    }

    [Fact]
    public void A_field_that_does_not_fit_is_refused()
    {
        var header = new PacketHeader(PacketKind.Data, 1, 64, 0);
        Assert.Throws<ArgumentException>(() => PacketCodec.Encode(new Packet(header, 2, [])));
        header = header with { Hops = 1 };
        Assert.Throws<ArgumentException>(() => PacketCodec.Encode(new Packet(header, 2, [new LinkReport(1, 2, 16, 0, 0, 0)])));
        Assert.Throws<ArgumentException>(() => PacketCodec.Encode(new Packet(header, 2, [new LinkReport(1, 2, 0, 512, 0, 0)])));
        Assert.Throws<ArgumentException>(() => PacketCodec.Encode(new Packet(header, 2, new LinkReport[32])));
        Assert.Throws<ArgumentException>(() => PacketCodec.Encode(new Packet(header with { Kind = PacketKind.Probe }, 2, [])));
    }

    [Fact]
    public void A_report_keeps_the_phase_within_its_resolution() => Laws.Hold(
        Laws.Between(-3.14, 3.14),
        phase =>
        {
            var estimate = new ProbeEstimate(0.1, 0.01, phase, default, 0, ProbeMethod.Envelope, true);
            LinkReport report = LinkReport.Of(1, 2, 0, estimate, 0.2, 0.02);

            // Half a step on either component of 255.5 steps.
            return Math.Abs(AngleMath.Wrap(report.Phase - phase)) < Math.Sqrt(0.5) / 255 && report.Excitation == 256;
        });

    internal static Gen<Packet> Packets() =>
        from kind in FsCheck.Fluent.Gen.Choose(0, 3)
        from seed in FsCheck.Fluent.Gen.Choose(1, 1_000_000)
        from count in FsCheck.Fluent.Gen.Choose(0, PacketCodec.MostReports)
        select Draw((PacketKind)kind, count, new SeededRandom((ulong)seed));

    private static Packet Draw(PacketKind kind, int count, SeededRandom random)
    {
        var header = new PacketHeader(kind, (ushort)random.NextIndex(65536), (byte)random.NextIndex(64), (byte)random.NextIndex(256));
        return new Packet(
            header,
            kind == PacketKind.Probe ? Packet.Everybody : (ushort)random.NextIndex(65536),
            [.. Enumerable.Range(0, kind == PacketKind.Data ? count : 0).Select(_ => new LinkReport(
                (ushort)random.NextIndex(65536), (ushort)random.NextIndex(65536), (byte)random.NextIndex(16), Component(), Component(), Component()))]);

        short Component() => (short)(random.NextIndex(1024) - 512);
    }
}
