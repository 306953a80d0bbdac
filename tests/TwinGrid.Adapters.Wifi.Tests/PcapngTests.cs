using System.Buffers.Binary;
using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Adapters.Wifi.Tests.Support;

namespace TwinGrid.Adapters.Wifi.Tests;

public class PcapngTests
{
    private const ushort Resolution = 9, FcsLength = 13, Offset = 14, PacketFlags = 2;
    private static readonly byte[] First = [1, 2, 3, 4, 5], Second = [6, 7];
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_516_701_866);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Both_byte_orders_are_read_and_unknown_blocks_passed_over(bool isBigEndian)
    {
        byte[] capture = new Captures(isBigEndian).Section()
            .Block(0x0BAD, body => body.Raw(new byte[200_000]))
            .Interface(LinkTypes.Radiotap, 0)
            .Enhanced(0, 1_516_701_866_811_355, First)
            .Block(5, body => body.U32(0))
            .Enhanced(0, 1_516_701_866_811_356, Second, 300)
            .Block(0x80000001, _ => { }).Bytes;
        foreach (int chunk in (int[])[1, 4096, int.MaxValue])
        {
            List<CapturedPacket> packets = Reading.Packets(capture, chunk: chunk);
            Assert.Equal([1L, 2L], packets.Select(packet => packet.Number));
            Assert.Equal([First, Second], packets.Select(packet => packet.Data.ToArray()));
            Assert.Equal(Start.AddMicroseconds(811_355), packets[0].Time);
            Assert.Equal((127, 300L, true), (packets[1].LinkType, packets[1].OriginalLength, packets[1].IsTruncated));
        }
    }

    [Theory]
    [InlineData(new byte[] { 9 }, 1_516_701_866_123_456_789, 1_234_567)]
    [InlineData(new byte[] { 3 }, 1_516_701_866_123, 1_230_000)]
    [InlineData(new byte[] { 0 }, 1_516_701_866, 0)]
    [InlineData(new byte[] { 0x80 + 2 }, 1_516_701_866 * 4L + 3, 7_500_000)]
    [InlineData(new byte[] { 0x80 + 20 }, 1_516_701_866L << 20 | 1 << 19, 5_000_000)]
    public void The_interface_states_the_unit_of_time(byte[] resolution, ulong time, long ticks)
    {
        byte[] capture = new Captures().Section().Interface(127, 0, (Resolution, resolution)).Enhanced(0, time, First).Bytes;
        Assert.Equal(Start.AddTicks(ticks), Assert.Single(Reading.Packets(capture)).Time);
    }

    [Fact]
    public void The_interface_s_offset_in_seconds_is_added_with_its_sign()
    {
        byte[] offset = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(offset, -3600);
        byte[] capture = new Captures(isBigEndian: true).Section().Interface(127, 0, (Offset, offset)).Enhanced(0, 1_516_701_866_000_000, First).Bytes;
        Assert.Equal(Start.AddHours(-1), Assert.Single(Reading.Packets(capture)).Time);
    }

    [Fact]
    public void Sections_begin_anew_with_their_own_order_and_interfaces()
    {
        byte[] capture =
        [
            .. new Captures().Section().Interface(1, 0).Interface(127, 0).Enhanced(1, 0, First).Enhanced(0, 0, Second).Bytes,
            .. new Captures(isBigEndian: true).Section().Interface(105, 0).Enhanced(0, 0, Second).Bytes,
        ];
        Assert.Equal([127, 1, 105], Reading.Packets(capture).Select(packet => packet.LinkType));
    }

    [Fact]
    public void A_simple_packet_has_no_time_and_the_length_that_its_interface_keeps()
    {
        byte[] capture = new Captures().Section().Interface(127, 5).Simple(First, 900).Simple(Second, 2).Bytes;
        List<CapturedPacket> packets = Reading.Packets(capture);
        Assert.Equal([First, Second], packets.Select(packet => packet.Data.ToArray()));
        Assert.Equal([true, false], packets.Select(packet => packet.IsTruncated));
        Assert.All(packets, packet => Assert.Null(packet.Time));
    }

    [Fact]
    public void The_old_packet_block_is_read_as_well() =>
        Assert.Equal(First, Assert.Single(Reading.Packets(new Captures().Section().Interface(127, 0).Old(0, 5, First).Bytes)).Data.ToArray());

    [Fact]
    public void Interface_and_packet_state_the_bytes_of_check_and_the_packet_s_word_counts()
    {
        byte[] capture = new Captures().Section().Interface(105, 0, (FcsLength, [4]))
            .Enhanced(0, 0, First)
            .Enhanced(0, 0, First, null, (PacketFlags, [0x40, 0, 0, 0]))
            .Enhanced(0, 0, First, null, (PacketFlags, [1, 0, 0, 0])).Bytes;
        Assert.Equal([4, 2, 4], Reading.Packets(capture).Select(packet => packet.FcsBytes));
    }

    [Theory]
    [InlineData("0A0D0D0A1C0000004D3C2B1B", "test.pcap, byte 8: expected byte order 1A2B3C4D either way round, found 4D3C2B1B")]
    [InlineData("0A0D0D0A1C000000", "test.pcap, byte 0: expected 12 bytes more, found the end after 8")]
    [InlineData("0A0D0D0A080000004D3C2B1A", "test.pcap, byte 4: expected a block of at least 12 bytes, a multiple of 4, found 8")]
    [InlineData("0A0D0D0A1D0000004D3C2B1A", "test.pcap, byte 4: expected a block of at least 12 bytes, a multiple of 4, found 29")]
    [InlineData("0A0D0D0AFCFFFFFF4D3C2B1A", "test.pcap, byte 4: expected a block of at most 1048576 bytes, found 4294967292")]
    [InlineData("0A0D0D0A1C0000004D3C2B1A02000000FFFFFFFFFFFFFFFF1C000000", "test.pcap, byte 12: expected major version 1, found 2")]
    [InlineData("0A0D0D0A1C0000004D3C2B1A01000000FFFFFFFFFFFFFFFF1D000000", "test.pcap, byte 24: expected the block's length 28 again, found 29")]
    public void A_section_that_can_t_be_is_refused_by_place(string hex, string message) =>
        Assert.Equal(message, Assert.Throws<BadInputException>(() => Reading.Packets(Convert.FromHexString(hex))).Message);

    [Fact]
    public void Blocks_that_can_t_be_are_refused_by_place()
    {
        Refused(capture => capture.Enhanced(0, 0, First), "expected a packet of one of 0 interfaces, found 0");
        Refused(capture => capture.Interface(127, 0).Enhanced(1, 0, First), "expected a packet of one of 1 interfaces, found 1");
        Refused(capture => capture.Interface(127, 0, (Resolution, [20])), "2⁻⁶³ seconds a tick, found 14");
        Refused(capture => capture.Interface(127, 0, (Resolution, [0x80 + 64])), "2⁻⁶³ seconds a tick, found C0");
        Refused(capture => capture.Interface(127, 0, (Resolution, [0])).Enhanced(0, 1UL << 40, First), "expected a time from year 1 to 9999, found 1099511627776");
        Refused(capture => capture.Interface(127, 0).Block(6, body => body.U32(0)), "expected a block with 20 bytes inside, found 4");
        Refused(capture => capture.Interface(127, 0).Block(6, body => body.U32(0).U32(0).U32(0).U32(40).U32(40).Raw(First).Raw(new byte[3])), "expected a block with 60 bytes inside, found 28");
        Refused(capture => capture.Interface(127, 0).Simple(First, 900), "expected a block with 904 bytes inside, found 12");
        Refused(capture => capture.Block(77, body => body.U32(1)).Raw([1]), "expected 12 bytes more, found the end after 1");
        Refused(capture => capture.U32(77).U32(16).U32(0).U32(20), "expected the block's length 16 again, found 20");
        Refused(capture => capture.U32(77).U32(1 << 30).U32(0), "expected 1073741808 bytes more, found the end after 0");
    }

    private static void Refused(Func<Captures, Captures> fill, string message)
    {
        BadInputException fault = Assert.Throws<BadInputException>(() => Reading.Packets(fill(new Captures().Section()).Bytes));
        Assert.StartsWith("test.pcap, byte ", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith(message, fault.Message, StringComparison.Ordinal);
    }
}
