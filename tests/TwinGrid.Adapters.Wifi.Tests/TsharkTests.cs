using System.Globalization;
using TwinGrid.Adapters.Wifi.Dot11;
using TwinGrid.Adapters.Wifi.Frames;
using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Adapters.Wifi.Radiotap;
using TwinGrid.Adapters.Wifi.Tags;
using TwinGrid.Adapters.Wifi.Tests.Support;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Adapters.Wifi.Tests;

/// <summary>Against the dissectors of Wireshark, on real frames and on files that its tools rewrote.</summary>
public sealed class TsharkTests : IDisposable
{
    private static readonly string[] Fields =
    [
        "frame.time_epoch", "frame.len", "frame.cap_len", "wlan.fcs.status", "wlan.fc.type", "wlan.fc.subtype", "wlan.flags", "wlan.duration",
        "wlan.ra", "wlan.ta", "wlan.sa", "wlan.da", "wlan.bssid", "wlan.seq", "wlan.frag",
        "radiotap.length", "radiotap.datarate", "radiotap.channel.freq", "radiotap.dbm_antsignal", "radiotap.dbm_antnoise", "radiotap.mactime", "radiotap.mcs.index",
    ];

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Every_field_of_every_real_frame_agrees()
    {
        string capture = Tshark.RealCapture();
        Tshark.Require();
        Assert.True(await CompareAsync(capture) > 0);
    }

    [Theory]
    [InlineData("pcap")]
    [InlineData("nsecpcap")]
    [InlineData("pcapng")]
    public async Task Captures_that_editcap_wrote_in_each_form_agree(string form)
    {
        Tshark.Require();
        Tshark.Require("editcap");
        string own = Path.GetTempFileName();
        try
        {
            byte[] damaged = RadioFrames.WithRadiotap(RadioFrames.Data(60, 2));
            damaged[50] ^= 1;
            File.WriteAllBytes(own, Captures.Classic(
                RadioFrames.WithRadiotap(RadioFrames.Data(60, 1)), damaged, RadioFrames.WithRadiotap(RadioFrames.Data(9, 3, isQos: true), rate: 11, signal: -90, channel: 2462)));
            await Tshark.RunAsync("editcap", ["-F", form, own, _path]);
            Assert.Equal(3, await CompareAsync(_path));
            await Tshark.RunAsync("editcap", ["-F", form, "-s", "60", own, _path]);
            Assert.Equal(3, await CompareAsync(_path));
        }
        finally
        {
            File.Delete(own);
        }
    }

    [Fact]
    public void Tags_on_the_real_frames_of_1_Mb_s_are_read_back_and_no_others_are_seen()
    {
        List<CapturedPacket> packets = Reading.Packets(File.ReadAllBytes(Tshark.RealCapture()));
        var random = new SeededRandom(7);
        var window = new TagWindow(0, 16, 4);
        var monitor = new WifiMonitor(new WifiOptions { Window = window });
        var parser = new FrameParser();
        int carriers = 0;
        foreach (CapturedPacket packet in packets)
        {
            WifiFrame frame = parser.Parse(packet);
            WifiTagReport? plain = monitor.Take(packet);
            Assert.Null(plain);
            if (frame.Fcs == FcsStatus.Good && frame.Rate.IsOneMegabit && window.FirstSymbol(frame) is { } first)
            {
                carriers++;
                uint word = window.Code.Encode((uint)random.NextBits() | 1);
                byte[] heard = RadioFrames.PastTag(frame.Psdu.ToArray(), window.Layout(first), word);
                byte[] data = [.. packet.Data.Span[..frame.Radio.Length], .. heard];
                WifiTagReport report = Assert.IsType<WifiTagReport>(monitor.Take(packet with { Data = data }));
                Assert.Equal((TagVerdict.Decoded, word), (report.Verdict, report.Word));
            }
        }

        Assert.True(carriers > 0, "no frame of 1 Mb/s with room for the window");
        Assert.Equal((carriers, carriers), (monitor.Figures.Tags.Decoded, monitor.Figures.Tags.Untouched));
    }

    private static async Task<int> CompareAsync(string capture)
    {
        string[][] rows = await Tshark.FieldsAsync(capture, Fields);
        List<CapturedPacket> packets = Reading.Packets(File.ReadAllBytes(capture));
        Assert.Equal(rows.Length, packets.Count);
        var parser = new FrameParser();
        for (int i = 0; i < rows.Length; i++)
        {
            string[] ours = Row(packets[i], parser.Parse(packets[i])), theirs = rows[i];
            for (int field = 0; field < Fields.Length; field++)
            {
                Assert.True(ours[field] == theirs[field] || (ours[field] == "?" && theirs[field].Length > 0), $"frame {i + 1}, {Fields[field]}: tshark {theirs[field]}, found {ours[field]}");
            }
        }

        return rows.Length;
    }

    /// <summary>What tshark would print of a frame; "?" where it prints something that we don't read.</summary>
    private static string[] Row(CapturedPacket packet, WifiFrame frame)
    {
        Dot11Header header = frame.Header;
        RadiotapHeader radio = frame.Radio;
        long nanoseconds = (packet.Time!.Value - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        return
        [
            Text($"{nanoseconds / 1_000_000_000}.{nanoseconds % 1_000_000_000:D9}"),
            Text($"{packet.OriginalLength}"),
            Text($"{packet.Data.Length}"),
            frame.Fcs switch { FcsStatus.Good => "1", FcsStatus.Bad => "0", _ => "" },
            Text($"{(int)header.Type}"),
            Text($"{header.Subtype}"),
            Text($"0x{(int)header.Flags:x2}"),
            header.Type == Dot11Type.Control && header.Subtype == 10 ? "" : Text($"{header.Duration}"),
            Text($"{header.Receiver}"),
            Text($"{header.Transmitter}"),
            Text($"{header.Source}"),
            Text($"{header.Destination}"),
            Text($"{header.Bssid}"),
            Text($"{header.Sequence}"),
            Text($"{header.Fragment}"),
            Text($"{radio.Length}"),
            radio.RateUnits is { } units ? Text($"{units / 2.0}") : radio.Modulation == WifiModulation.Legacy ? "" : "?",
            Text($"{radio.ChannelMHz}"),
            Text($"{radio.SignalDbm}"),
            Text($"{radio.NoiseDbm}"),
            Text($"{radio.Mac}"),
            radio.Modulation == WifiModulation.HighThroughput ? "?" : "",
        ];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
