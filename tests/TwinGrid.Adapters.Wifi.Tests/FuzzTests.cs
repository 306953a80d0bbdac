using TwinGrid.Adapters.Wifi.Dot11;
using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Adapters.Wifi.Radiotap;
using TwinGrid.Adapters.Wifi.Tests.Support;
using TwinGrid.Signal.Wifi;
using TwinGrid.Support;

namespace TwinGrid.Adapters.Wifi.Tests;

/// <summary>Mutated and random input for each parser; a damaged packet is no fault of a capture, so only the file's parsers refuse.</summary>
public class FuzzTests
{
    /// <summary>The first buffer, twice that when a block asks for more than has come, and messages.</summary>
    private const long MostFileBytes = 400_000;

    private static readonly byte[] Frame = RadioFrames.WithRadiotap(RadioFrames.Data(40, 3));

    [Fact]
    public void Pcap_stands_damaged_files() => FuzzInput.Stands<BadInputException>(
        [
            Captures.Classic(Frame, Frame),
            new Captures(isBigEndian: true).PcapHeader(0xA1B23C4D, 105).Record(1, 2, Frame).Record(3, 4, [], 9).Bytes,
        ],
        file => Reading.Count(file),
        MostFileBytes);

    [Fact]
    public void Pcapng_stands_damaged_files() => FuzzInput.Stands<BadInputException>(
        [
            new Captures().Section().Interface(127, 0, (9, [9]), (14, new byte[8])).Enhanced(0, 1, Frame).Simple(Frame, 99).Old(0, 2, Frame).Block(5, body => body.U32(1)).Bytes,
            new Captures(isBigEndian: true).Section().Interface(105, 40, (9, [0x8A]), (13, [4])).Enhanced(0, 1, Frame, 900, (2, [1, 2, 3, 4])).Bytes,
        ],
        file => Reading.Count(file),
        MostFileBytes,
        seed: 2);

    [Fact]
    public void Radiotap_stands_damaged_headers_and_claims_no_more_than_there_is() => FuzzInput.Stands<FormatException>(
        [
            Frame,
            [0, 0, 24, 0, 0x2F, 0x40, 0, 0xA0, 0x20, 8, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0x10, 2, 0x6C, 9, 0xA0, 0, 0xAF, 0, 0, 0, 0xAF, 0],
            [0, 0, 40, 0, 2, 0, 0, 0xC0, 0xFF, 0xFF, 0, 0xA0, 0x20, 0, 0, 0, 0x10, 0, 1, 2, 3, 4, 3, 0, 5, 6, 7, 0xC0, .. new byte[12]],
        ],
        packet =>
        {
            if (RadiotapHeader.TryParse(packet, out RadiotapHeader radio) && (radio.Length < 8 || radio.Length > packet.Length))
            {
                throw new InvalidOperationException("a header longer than its packet");
            }
        },
        1_000,
        seed: 3);

    [Fact]
    public void Headers_of_frames_stand_damage_and_claim_no_more_than_there_is() => FuzzInput.Stands<FormatException>(
        [RadioFrames.Data(4, 4), RadioFrames.Data(4, 5, isQos: true), FrameSyndrome.WithCheck(new byte[10])],
        frame =>
        {
            if (Dot11Header.TryParse(frame, out Dot11Header header) && header.Length > frame.Length)
            {
                throw new InvalidOperationException("a header longer than its frame");
            }
        },
        1_000,
        seed: 4);

    [Fact]
    public void The_whole_way_from_packet_to_tag_stands_damaged_packets()
    {
        var monitor = new WifiMonitor(new WifiOptions { AssumesFcs = true, Window = new(0, 32, 0), Names = WifiOptionsOf(7) });
        FuzzInput.Stands<FormatException>(
            [Frame, RadioFrames.WithRadiotap(RadioFrames.Data(40, 6, isQos: true), flags: 0x30), RadioFrames.WithRadiotap(RadioFrames.Data(0, 7))],
            packet =>
            {
                monitor.Take(new CapturedPacket(1, null, LinkTypes.Radiotap, null, packet.Length, packet));
                monitor.Take(new CapturedPacket(2, null, LinkTypes.Ieee80211, 4, packet.Length + packet.Length % 3, packet));
            },
            // A new length of frame costs its window's solution, up to 65,528 words of 4 bytes twice and the elimination; then it is kept.
            2_000_000,
            seed: 5);
        Assert.True(monitor.Figures.Tags.Ambiguous > 0);
        Assert.Equal(monitor.Figures.Frames, monitor.Figures.Fcs.Good + monitor.Figures.Fcs.Bad + monitor.Figures.Fcs.Absent + monitor.Figures.Fcs.NotStated + monitor.Figures.Fcs.Cut);
    }

    private static System.Collections.Immutable.ImmutableDictionary<uint, string> WifiOptionsOf(uint id) =>
        System.Collections.Immutable.ImmutableDictionary<uint, string>.Empty.Add(id, "tag");
}
