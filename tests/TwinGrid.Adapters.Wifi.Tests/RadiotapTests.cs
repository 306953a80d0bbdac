using TwinGrid.Adapters.Wifi.Radiotap;

namespace TwinGrid.Adapters.Wifi.Tests;

public class RadiotapTests
{
    [Fact]
    public void Fields_stand_at_multiples_of_their_alignment()
    {
        // Flags and rate before a channel that is aligned to 2, a noise before RX flags aligned to 2, an MCS of 3 bytes, and a signal in front of all.
        byte[] header = Header([1u << 1 | 1u << 3 | 1u << 5 | 1u << 11 | 1u << 14 | 1u << 19], "10 00 6C09A000 C3 02 0000 070000");
        Assert.True(RadiotapHeader.TryParse(header, out RadiotapHeader radio));
        Assert.Equal((RadiotapFlags.FcsAtEnd, (ushort)2412, (sbyte)-61, (byte)2), (radio.Flags, radio.ChannelMHz, radio.SignalDbm, radio.Antenna));
        Assert.Equal((WifiModulation.HighThroughput, null, header.Length), (radio.Modulation, radio.RateUnits, radio.Length));
    }

    [Fact]
    public void The_clock_of_the_receiver_is_aligned_to_8()
    {
        byte[] header = Header([0x80000001 | 1u << 29, 0x80000000 | 1u << 29, 1u << 5], "8877665544332211 C4");
        // Three words end at byte 16, already a multiple of 8.
        Assert.True(RadiotapHeader.TryParse(header, out RadiotapHeader radio));
        Assert.Equal((0x1122334455667788ul, (sbyte)-60), (radio.Mac, radio.SignalDbm));
        header = Header([0x80000001 | 1u << 29, 1u << 5], "00000000 8877665544332211 C4");
        Assert.True(RadiotapHeader.TryParse(header, out radio));
        Assert.Equal((0x1122334455667788ul, (sbyte)-60), (radio.Mac, radio.SignalDbm));
    }

    [Fact]
    public void Every_defined_field_has_its_size_and_alignment()
    {
        // All of bits 0 to 27 at once: were one size or alignment wrong, the antenna of the second word would come out wrong.
        const uint All = (1u << 28) - 1;
        int at = 12;
        for (int bit = 0; bit < 28; bit++)
        {
            at = (at + Alignment[bit] - 1) / Alignment[bit] * Alignment[bit] + Size[bit];
        }

        byte[] header = Header([All | 1u << 29 | 0x80000000, 1u << 11 | 1u << 5], new string('0', 2 * (at - 12)) + "2007");
        Assert.True(RadiotapHeader.TryParse(header, out RadiotapHeader radio));
        Assert.Equal((byte)7, radio.Antenna);
    }

    [Fact]
    public void The_antenna_with_the_most_power_is_told_and_the_first_power_stays_the_frame_s()
    {
        uint per = 1u << 5 | 1u << 11;
        byte[] header = Header([1u << 5 | 1u << 29 | 1u << 31, per | 1u << 29 | 1u << 31, per | 1u << 29 | 1u << 31, per], "C8 C0 00 CA 01 B0 02");
        Assert.True(RadiotapHeader.TryParse(header, out RadiotapHeader radio));
        Assert.Equal(((sbyte)-56, (byte)1), (radio.SignalDbm, radio.Antenna));
    }

    [Fact]
    public void A_vendor_s_fields_are_passed_over_by_their_length_and_radiotap_s_go_on_behind()
    {
        uint vendor = 1u << 30 | 1u << 31, back = 0x0000FFFF | 1u << 29 | 1u << 31;
        byte[] header = Header([1u << 1 | vendor, back, 1u << 5], "10 00 AABBCC 00 0300 010203 C9");
        Assert.True(RadiotapHeader.TryParse(header, out RadiotapHeader radio));
        Assert.Equal((RadiotapFlags.FcsAtEnd, (sbyte)-55), (radio.Flags, radio.SignalDbm));
        header[^6] = 0xFF;
        Assert.False(RadiotapHeader.TryParse(header, out _));
    }

    [Fact]
    public void Fields_behind_unknown_ones_stay_unread()
    {
        Assert.True(RadiotapHeader.TryParse(Header([1u << 1 | 1u << 31, 1u << 5], "10 C9"), out RadiotapHeader beyond));
        Assert.Equal((RadiotapFlags.FcsAtEnd, null), (beyond.Flags, beyond.SignalDbm));
        Assert.True(RadiotapHeader.TryParse(Header([1u << 1 | 1u << 28], "10 00 0000 2100 0400 00000000"), out RadiotapHeader values));
        Assert.Equal((RadiotapFlags.FcsAtEnd, WifiModulation.Later), (values.Flags, values.Modulation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000800000000")]
    [InlineData("0100080000000000")]
    [InlineData("0000070000000000")]
    [InlineData("0000090000000000")]
    [InlineData("0000080000000080")]
    [InlineData("0000080002000000")]
    [InlineData("00000C000000008000000080")]
    public void What_doesn_t_fit_is_no_header(string hex) => Assert.False(RadiotapHeader.TryParse(Convert.FromHexString(hex), out _));

    // From radiotap.org's list of defined fields, apart from the table of the parser.
    private static readonly int[] Size = [8, 1, 1, 4, 2, 1, 1, 2, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1, 8, 3, 8, 12, 12, 12, 12, 6, 1, 4];
    private static readonly int[] Alignment = [8, 1, 1, 2, 2, 1, 1, 2, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1, 4, 1, 4, 2, 8, 2, 2, 2, 1, 2];

    private static byte[] Header(uint[] words, string fields)
    {
        byte[] rest = Convert.FromHexString(fields.Replace(" ", "", StringComparison.Ordinal));
        byte[] header = [0, 0, (byte)(4 + 4 * words.Length + rest.Length), 0, .. words.SelectMany(BitConverter.GetBytes), .. rest];
        return header;
    }
}
