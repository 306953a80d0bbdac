using TwinGrid.Adapters.Wifi.Frames;
using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Adapters.Wifi.Tests.Support;

namespace TwinGrid.Adapters.Wifi.Tests;

public class FrameTests
{
    private static readonly byte[] Psdu = RadioFrames.Data(50, 1);

    [Fact]
    public void Body_and_check_stand_where_header_and_receiver_say()
    {
        WifiFrame frame = new FrameParser().Parse(Packet(RadioFrames.WithRadiotap(Psdu)));
        Assert.Equal((FcsStatus.Good, FrameFault.None, 24), (frame.Fcs, frame.Fault, frame.Header.Length));
        Assert.Equal(Psdu, frame.Psdu.ToArray());
        Assert.Equal(Psdu[24..^4], frame.Body.ToArray());
        Assert.True(frame.Rate.IsOneMegabit);
    }

    [Theory]
    [InlineData(0x10, FcsStatus.Bad)]
    [InlineData(0x50, FcsStatus.Bad)]
    [InlineData(0x00, FcsStatus.Absent)]
    public void A_wrong_check_is_bad_where_there_is_one(byte flags, FcsStatus expected)
    {
        byte[] damaged = [.. Psdu];
        damaged[30] ^= 1;
        Assert.Equal(expected, new FrameParser().Parse(Packet(RadioFrames.WithRadiotap(damaged, flags: flags))).Fcs);
    }

    [Theory]
    [InlineData(4, false, FcsStatus.Bad)]
    [InlineData(0, false, FcsStatus.Absent)]
    [InlineData(null, false, FcsStatus.NotStated)]
    [InlineData(null, true, FcsStatus.Bad)]
    public void Without_radiotap_the_capture_states_the_check_or_the_user(int? stated, bool assumes, FcsStatus expected)
    {
        byte[] damaged = [.. Psdu];
        damaged[30] ^= 1;
        WifiFrame frame = new FrameParser(assumes).Parse(Packet(damaged, LinkTypes.Ieee80211, stated));
        Assert.Equal(expected, frame.Fcs);
        Assert.False(frame.Rate.IsStated);
        Assert.Equal(stated == 0 ? FcsStatus.Absent : FcsStatus.Good, new FrameParser(assumes).Parse(Packet(Psdu, LinkTypes.Ieee80211, stated)).Fcs);
    }

    [Fact]
    public void A_truncated_frame_has_no_check_and_the_body_that_was_kept()
    {
        byte[] packet = RadioFrames.WithRadiotap(Psdu);
        CapturedPacket cut = Packet(packet) with { Data = packet.AsMemory(0, 60) };
        WifiFrame frame = new FrameParser().Parse(cut);
        Assert.Equal((FcsStatus.Cut, FrameFault.None, true), (frame.Fcs, frame.Fault, frame.IsTruncated));
        Assert.Equal(Psdu[24..43], frame.Body.ToArray());
    }

    [Fact]
    public void Padding_that_the_receiver_put_behind_the_header_is_taken_out()
    {
        byte[] qos = RadioFrames.Data(30, 2, isQos: true), padded = [.. qos[..26], 0xEE, 0xEE, .. qos[26..]];
        WifiFrame frame = new FrameParser().Parse(Packet(RadioFrames.WithRadiotap(padded, flags: 0x30)));
        Assert.Equal(FcsStatus.Good, frame.Fcs);
        Assert.Equal(qos, frame.Psdu.ToArray());
        Assert.Equal(FcsStatus.Bad, new FrameParser().Parse(Packet(RadioFrames.WithRadiotap(padded))).Fcs);
        Assert.Equal(Psdu, new FrameParser().Parse(Packet(RadioFrames.WithRadiotap(Psdu, flags: 0x30))).Psdu.ToArray());
    }

    [Fact]
    public void Damaged_headers_are_told_apart()
    {
        byte[] packet = RadioFrames.WithRadiotap(Psdu), version = [.. packet];
        version[0] = 1;
        Assert.Equal(FrameFault.Radiotap, new FrameParser().Parse(Packet(version)).Fault);
        Assert.Equal(FrameFault.Header, new FrameParser().Parse(Packet(packet[..30])).Fault);
        Assert.Empty(new FrameParser().Parse(Packet(packet[..30])).Body.ToArray());
    }

    private static CapturedPacket Packet(byte[] data, int linkType = LinkTypes.Radiotap, int? fcsBytes = null) =>
        new(1, DateTimeOffset.UnixEpoch, linkType, fcsBytes, data.Length, data);
}
