using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Adapters.Wifi.Tests.Support;

namespace TwinGrid.Adapters.Wifi.Tests;

public class PcapTests
{
    private static readonly byte[] First = [1, 2, 3, 4, 5], Second = [6, 7];

    [Theory]
    [InlineData(0xA1B2C3D4, false, 123_456u, 1_234_560)]
    [InlineData(0xA1B2C3D4, true, 123_456u, 1_234_560)]
    [InlineData(0xA1B23C4D, false, 123_456_789u, 1_234_567)]
    [InlineData(0xA1B23C4D, true, 123_456_789u, 1_234_567)]
    public void Both_byte_orders_and_both_units_of_time_are_read(uint magic, bool isBigEndian, uint parts, long ticks)
    {
        byte[] capture = new Captures(isBigEndian).PcapHeader(magic, LinkTypes.Radiotap).Record(1_516_701_866, parts, First).Record(1_516_701_867, 0, Second, 300).Bytes;
        List<CapturedPacket> packets = Reading.Packets(capture);

        Assert.Equal(2, packets.Count);
        Assert.Equal((1, 127, 5L, false), (packets[0].Number, packets[0].LinkType, packets[0].OriginalLength, packets[0].IsTruncated));
        Assert.Equal(First, packets[0].Data.ToArray());
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_516_701_866).AddTicks(ticks), packets[0].Time);
        Assert.Equal((2, 300L, true), (packets[1].Number, packets[1].OriginalLength, packets[1].IsTruncated));
        Assert.Equal(Second, packets[1].Data.ToArray());
        Assert.Null(packets[0].FcsBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    public void A_pipe_that_dribbles_gives_the_same_packets(int chunk)
    {
        byte[] capture = Captures.Classic(First, Second, new byte[100_000]);
        Assert.Equal([5, 2, 100_000], Reading.Packets(capture, chunk: chunk).Select(packet => packet.Data.Length));
    }

    [Fact]
    public void The_link_type_s_upper_bits_state_the_bytes_of_check()
    {
        byte[] With(uint upper) => new Captures().PcapHeader(0xA1B2C3D4, (int)(upper | LinkTypes.Ieee80211)).Record(1, 0, First).Bytes;
        CapturedPacket stated = Assert.Single(Reading.Packets(With(0x24000000)));
        Assert.Equal((105, 4), (stated.LinkType, stated.FcsBytes));
        Assert.Equal(0, Assert.Single(Reading.Packets(With(0x04000000))).FcsBytes);
    }

    [Fact]
    public void A_capture_without_packets_is_empty() => Assert.Empty(Reading.Packets(Captures.Classic()));

    [Theory]
    [InlineData("", "test.pcap: expected a capture in pcap or pcapng form, found an empty file")]
    [InlineData("0102", "test.pcap: expected a capture in pcap or pcapng form, found bytes 0102")]
    [InlineData("504B0304AAAA", "test.pcap: expected a capture in pcap or pcapng form, found bytes 504B0304")]
    [InlineData("D4C3B2A1", "test.pcap, byte 0: expected 24 bytes more, found the end after 4")]
    [InlineData("D4C3B2A1020003000000000000000000000004007F000000", "test.pcap, byte 4: expected version 2.4, found 2.3")]
    [InlineData("D4C3B2A1020004000000000000000000000004007F00000001", "test.pcap, byte 24: expected 16 bytes more, found the end after 1")]
    [InlineData("D4C3B2A1020004000000000000000000000004007F00000001000000000000000100040001000400", "test.pcap, byte 32: expected a packet of at most 262144 bytes, found 262145")]
    [InlineData("D4C3B2A1020004000000000000000000000004007F00000001000000000000000400000004000000AABB", "test.pcap, byte 24: expected 20 bytes more, found the end after 18")]
    public void What_is_no_capture_is_refused_by_place(string hex, string message) =>
        Assert.Equal(message, Assert.Throws<BadInputException>(() => Reading.Packets(Convert.FromHexString(hex))).Message);
}
