using System.Collections.Immutable;
using TwinGrid.Adapters.Wifi.Dot11;
using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Adapters.Wifi.Tags;
using TwinGrid.Adapters.Wifi.Tests.Support;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Adapters.Wifi.Tests;

/// <summary>Words of tags on frames that went through scrambler, differential encoder, the tag, and back.</summary>
public class TagTests
{
    [Fact]
    public void Every_window_within_a_body_gives_its_word_back_whatever_header_length_and_symbols_a_bit()
    {
        var random = new SeededRandom(1);
        for (int i = 0; i < 300; i++)
        {
            int data = 1 + random.NextIndex(31), parity = random.NextIndex(33 - data), symbols = 1 + random.NextIndex(4);
            bool isQos = random.NextIndex(2) == 0, isFromFrame = random.NextIndex(2) == 0;
            byte[] psdu = RadioFrames.Data(16 + random.NextIndex(80), (ulong)i, isQos);
            int header = isQos ? 26 : 24, room = (psdu.Length - 4 - header) * 8 - (data + parity) * symbols;
            if (room < 0)
            {
                continue;
            }

            int offset = random.NextIndex(room + 1);
            var window = new TagWindow(offset + (isFromFrame ? header * 8 : 0), data, parity, symbols, isFromFrame ? WindowOrigin.Frame : WindowOrigin.Body);
            uint word = window.Code.Encode((uint)random.NextBits() | 1);
            byte[] heard = RadioFrames.PastTag(psdu, window.Layout(header * 8 + offset), word);
            var monitor = new WifiMonitor(new WifiOptions { Window = window });

            WifiTagReport report = Assert.IsType<WifiTagReport>(monitor.Take(Packet(heard)));
            Assert.Equal((TagVerdict.Decoded, word), (report.Verdict, report.Word));
            Assert.Equal(word & (uint)((1UL << data) - 1), report.Data);
            Assert.Equal(RadioFrames.Sender, report.Sender.ToString());
        }
    }

    [Fact]
    public void Frames_that_carry_no_word_are_told_apart()
    {
        byte[] psdu = RadioFrames.Data(40, 1), damaged = [.. psdu], other = RadioFrames.Data(40, 2), small = RadioFrames.Data(2, 3);
        damaged[5] ^= 4;
        TagLayout layout = new TagWindow().Layout(192);
        byte[] wrongParity = RadioFrames.PastTag(psdu, layout, new TagWindow().Code.Encode(5) ^ 0x20000);
        Assert.True(MacAddress.TryParse(RadioFrames.Sender, out MacAddress sender));
        other[15] = 8;
        var monitor = new WifiMonitor(new WifiOptions { Senders = [sender] });

        Assert.Null(monitor.Take(Packet(psdu)));
        Assert.Null(monitor.Take(Packet(damaged)));
        Assert.Null(monitor.Take(Packet(wrongParity)));
        Assert.Null(monitor.Take(Packet(FrameSyndrome.WithCheck(other.AsSpan(0, other.Length - 4)))));
        Assert.Null(monitor.Take(Packet(small)));
        Assert.Null(monitor.Take(new CapturedPacket(1, null, LinkTypes.Radiotap, null, 67, RadioFrames.WithRadiotap(psdu, rate: 4))));
        Assert.Null(monitor.Take(new CapturedPacket(1, null, LinkTypes.Radiotap, null, 67, RadioFrames.WithRadiotap(psdu[..^4], flags: 0))));
        Assert.Null(monitor.Take(new CapturedPacket(1, null, 1, null, 9, new byte[9])));
        Assert.Equal(
            new TagFigures(NotCarried: 1, NoCheck: 1, OtherSender: 1, OutsideBody: 1, Untouched: 1, Unexplained: 1, ParityFailed: 1, Ambiguous: 0, UnknownTag: 0, Decoded: 0, WithoutTime: 0),
            monitor.Figures.Tags);
        Assert.Equal((8L, 1L, 7L), (monitor.Figures.Packets, monitor.Figures.OtherLinks, monitor.Figures.Types.Data));
    }

    [Fact]
    public void A_window_of_32_data_bits_is_believed_only_where_the_id_is_listed()
    {
        var window = new TagWindow(0, 32, 0);
        byte[] heard = RadioFrames.PastTag(RadioFrames.Data(40, 1), window.Layout(192), 0xABCD0007), stranger = RadioFrames.PastTag(RadioFrames.Data(40, 2), window.Layout(192), 0xABCD0008);
        var monitor = new WifiMonitor(new WifiOptions { Window = window, IdBits = 16, Names = ImmutableDictionary<uint, string>.Empty.Add(7, "crate-7") });

        WifiTagReport report = Assert.IsType<WifiTagReport>(monitor.Take(Packet(heard)));
        Assert.Equal((TagVerdict.Ambiguous, "crate-7", 0xABCD0007), (report.Verdict, report.Tag, report.Word));
        Assert.Null(monitor.Take(Packet(stranger)));
        Assert.Equal((2L, 0L), (monitor.Figures.Tags.Ambiguous, monitor.Figures.Tags.UnknownTag));
    }

    [Theory]
    [InlineData("wifi-{id}", "wifi-74")]
    [InlineData("t:{id:D4}.x", "t:0074.x")]
    [InlineData("{id:X4}", "004A")]
    [InlineData("{id:x}", "4a")]
    [InlineData(null, null)]
    public void A_tag_is_named_by_its_list_or_by_the_template(string? template, string? name)
    {
        var options = new WifiOptions { NameTemplate = template, IdOffset = 4, IdBits = 8, Names = ImmutableDictionary<uint, string>.Empty.Add(3, "three") };
        var monitor = new WifiMonitor(options);
        Assert.Equal(name, monitor.Take(Packet(Heard(options.Window, 0x4A1)))?.Tag);
        Assert.Equal("three", monitor.Take(Packet(Heard(options.Window, 0x031)))?.Tag);
        Assert.Equal(name is null ? 1 : 0, monitor.Figures.Tags.UnknownTag);
    }

    [Theory]
    [InlineData(0b0111_1111_1111u, 0.0625, 0, true, 127.9375)]
    [InlineData(0b1111_1111_1111u, 0.0625, 0, true, -0.0625)]
    [InlineData(0b1000_0000_0000u, 0.0625, 0, true, -128.0)]
    [InlineData(0b1111_1111_1111u, 0.0625, -40, false, 215.9375)]
    [InlineData(0b1111_1111_1111u, 1, 0, false, null)]
    public void A_value_is_scaled_from_its_bits_and_none_where_it_can_t_be(uint bits, double scale, double zero, bool isSigned, double? value) =>
        Assert.Equal(value, new TagValue(TagQuantity.Temperature, 4, 12, scale, zero, isSigned).Checked(16).Of(bits << 4 | 0xF));

    [Fact]
    public void Options_that_can_t_be_are_refused_in_one_line()
    {
        Refused(new() { Window = new(DataBits: 30, ParityBits: 3) }, "window: expected at most 32 bits of data and parity, found 33");
        Refused(new() { Window = new(Offset: -1) }, "window: expected an offset from 0 to 65,527 symbols, found -1");
        Refused(new() { Window = new(SymbolsPerBit: 0) }, "window: expected 1 to 65,527 symbols a bit, found 0");
        Refused(new() { IdOffset = 8, IdBits = 9 }, "id: expected at least 1 bit within the 16 data bits, found 9 from bit 8 on");
        Refused(new() { Name = "a b" }, "name: expected no '/', '~', white space or control character, found 'a b'");
        Refused(new() { NameTemplate = "tag" }, "name template: expected {id}, {id:D4} or {id:X4} in it once and no '/', '~' or white space, found 'tag'");
        Refused(new() { NameTemplate = "{id:Q}" }, "found '{id:Q}'");
        Refused(new() { IdBits = 4, Names = ImmutableDictionary<uint, string>.Empty.Add(16, "x") }, "tag 'x': expected an id of 4 bits, found '16'");
        Refused(new() { Values = [new(TagQuantity.Shock, 10, 8)] }, "Shock: expected at least 1 bit within the 16 data bits, found 8 from bit 10 on");
        Refused(new() { Values = [new(TagQuantity.Shock, 0, 8, double.NaN)] }, "Shock: expected a finite zero and a finite scale other than 0, found 0 and NaN");
        Refused(new() { Values = [new(TagQuantity.Shock, 0, 8), new(TagQuantity.Shock, 8, 8)] }, "values: expected each quantity once, found '2'");
        Refused(new() { Antennas = [] }, "antennas: expected at least one, each port once, found '0'");
        Refused(new() { AssumedRssiDbm = double.NaN }, "assumed power: expected −200 to 100 dBm, found 'NaN'");
        Refused(new() { AssumedFrequencyHz = 0 }, "assumed frequency: expected a number of hertz above 0, found '0'");
        Assert.NotNull(new WifiOptions().Checked());
    }

    private static void Refused(WifiOptions options, string message)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(options.Checked);
        Assert.EndsWith(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static byte[] Heard(TagWindow window, uint data) => RadioFrames.PastTag(RadioFrames.Data(40, data), window.Layout(192), window.Code.Encode(data));

    private static CapturedPacket Packet(byte[] psdu)
    {
        byte[] data = RadioFrames.WithRadiotap(psdu);
        return new(1, DateTimeOffset.UnixEpoch, LinkTypes.Radiotap, null, data.Length, data);
    }
}
