using TwinGrid.Adapters.Wifi.Dot11;

namespace TwinGrid.Adapters.Wifi.Tests;

public class Dot11Tests
{
    private const string Three = "0A0000000001 0A0000000002 0A0000000003 50C3";

    [Theory]
    [InlineData("8000 0000", Dot11Type.Management, 8, 24)]
    [InlineData("8080 0000", Dot11Type.Management, 8, 28)]
    [InlineData("0800 2C00", Dot11Type.Data, 0, 24)]
    [InlineData("8800 2C00", Dot11Type.Data, 8, 26)]
    [InlineData("8880 2C00", Dot11Type.Data, 8, 30)]
    [InlineData("0880 2C00", Dot11Type.Data, 0, 24)]
    [InlineData("0803 2C00", Dot11Type.Data, 0, 30)]
    [InlineData("8883 2C00", Dot11Type.Data, 8, 36)]
    public void A_header_is_as_long_as_its_flags_say(string control, Dot11Type type, int subtype, int length)
    {
        byte[] frame = [.. Hex(control + Three), .. Hex("0A0000000004 1122 33445566 77")];
        Assert.True(Dot11Header.TryParse(frame, out Dot11Header header));
        Assert.Equal((type, subtype, length, 0xC35, 0), (header.Type, header.Subtype, header.Length, header.Sequence, header.Fragment));
        Assert.Equal("0a:00:00:00:00:01", header.Receiver.ToString());
        Assert.Equal("0a:00:00:00:00:02", header.Transmitter.ToString());
        Assert.False(Dot11Header.TryParse(frame.AsSpan(0, length - 1), out _));
        Assert.True(Dot11Header.TryParse(frame.AsSpan(0, length), out _));
    }

    [Theory]
    [InlineData("00", "1", "2", "3")]
    [InlineData("01", "3", "2", "1")]
    [InlineData("02", "1", "3", "2")]
    [InlineData("03", "3", "4", null)]
    public void Ends_and_access_point_follow_the_two_flags_of_distribution(string flags, string destination, string source, string? bssid)
    {
        Assert.True(Dot11Header.TryParse([.. Hex($"08{flags}0000" + Three), .. Hex("0A0000000004")], out Dot11Header header));
        Assert.Equal("0a:00:00:00:00:0" + destination, header.Destination.ToString());
        Assert.Equal("0a:00:00:00:00:0" + source, header.Source.ToString());
        Assert.Equal(bssid is null ? "" : "0a:00:00:00:00:0" + bssid, header.Bssid.ToString());
    }

    [Theory]
    [InlineData("D400", 10, false)]
    [InlineData("C400", 10, false)]
    [InlineData("B400", 16, true)]
    [InlineData("A400", 16, true)]
    [InlineData("9400", 16, true)]
    [InlineData("8400", 16, true)]
    [InlineData("E400", 16, true)]
    [InlineData("0400", 10, false)]
    [InlineData("7400", 16, false)]
    public void Control_frames_have_one_end_or_two(string control, int length, bool hasTransmitter)
    {
        byte[] frame = Hex(control + "3A01 0A0000000001 0A0000000002");
        Assert.True(Dot11Header.TryParse(frame, out Dot11Header header));
        Assert.Equal((Dot11Type.Control, length, hasTransmitter), (header.Type, header.Length, header.Transmitter is not null));
        Assert.Equal((null, null, null), (header.SequenceControl, header.Source, header.Bssid));
        Assert.Equal(0x13A, header.Duration);
        Assert.Equal(control == "7400" ? 0x02000000u : null, header.HtControl);
        Assert.False(Dot11Header.TryParse(frame.AsSpan(0, length - 1), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("080000")]
    [InlineData("09000000000000000000000000000000000000000000000000")]
    public void Another_version_or_a_short_frame_is_no_header(string hex) => Assert.False(Dot11Header.TryParse(Hex(hex), out _));

    [Theory]
    [InlineData("0a:1B:2c:3D:4e:5F", "0a:1b:2c:3d:4e:5f")]
    [InlineData("0A-1B-2C-3D-4E-5F", "0a:1b:2c:3d:4e:5f")]
    [InlineData("0a:1b:2c:3d:4e", null)]
    [InlineData("0a:1b:2c:3d:4e:5f:60", null)]
    [InlineData("0a1b2c3d4e5f", null)]
    [InlineData("0a:1b:2c:3d:4e:5g", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_address_is_six_pairs_of_digits(string? text, string? read) =>
        Assert.Equal(read, MacAddress.TryParse(text, out MacAddress address) ? address.ToString() : null);

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
