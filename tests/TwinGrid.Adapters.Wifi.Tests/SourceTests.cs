using System.Collections.Immutable;
using TwinGrid.Adapters.Readers;
using TwinGrid.Adapters.Wifi.Pcap;
using TwinGrid.Adapters.Wifi.Tags;
using TwinGrid.Adapters.Wifi.Tests.Support;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Wifi.Tests;

/// <summary>Captures on disk and live, as sources of observations.</summary>
public sealed class SourceTests : IDisposable
{
    private static readonly WifiOptions Options = new()
    {
        Name = "dock",
        IdBits = 6,
        Values = [new TagValue(TagQuantity.Temperature, 6, 10, 0.25, 0, IsSigned: true)],
        Antennas = [new AntennaPlan(1, new Position(1, 2, 3)), new AntennaPlan(3, new Position(4, 5, 6))],
    };

    private readonly string _path = Path.GetTempFileName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Each_word_becomes_a_read_without_phase_and_a_reading()
    {
        byte[] warm = Heard(9, 80), cold = Heard(10, unchecked((uint)-73));
        File.WriteAllBytes(_path, Captures.Classic(
            RadioFrames.WithRadiotap(warm, antenna: 2, signal: -70, channel: 2437), RadioFrames.WithRadiotap(RadioFrames.Data(40, 1)), RadioFrames.WithRadiotap(cold, antenna: 5)));
        var capture = new WifiCapture(_path, Options);
        ObservationBatch batch = Assert.Single(await capture.ReadAsync(Token).ToListAsync(Token));

        PhaseRead first = batch.Reads[0], second = batch.Reads[1];
        Assert.Equal(new ObservationId("wifi:dock", 1), first.Id);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).AddMilliseconds(250), first.Time);
        Assert.Equal(("wifi-9", new Position(4, 5, 6), 2.437e9, -70.0, 3), (first.Tag, first.Antenna, first.FrequencyHz, first.RssiDbm, first.Port));
        Assert.Equal((0.0, 0.0, 1), (first.PhaseRadians, first.Concentration, first.Reads));
        Assert.Equal((3L, new Position(1, 2, 3), 6), (second.Id.Sequence, second.Antenna, second.Port));
        Assert.Equal([(2L, "wifi-9", 20.0), (4L, "wifi-10", -18.25)], batch.Readings.Select(reading => (reading.Id.Sequence, reading.Tag, reading.TemperatureCelsius!.Value)));
        Assert.Equal((2L, 1L), (capture.Figures.Tags.Decoded, capture.Figures.Tags.Untouched));

        ObservationBatch again = Assert.Single(await capture.ReadAsync(Token).ToListAsync(Token));
        Assert.Equal(batch.Reads, again.Reads);
        Assert.Equal(batch.Readings, again.Readings);
    }

    [Fact]
    public async Task What_the_capture_doesn_t_state_is_what_the_options_assume_and_a_word_without_time_is_counted()
    {
        File.WriteAllBytes(_path, [
            .. new Captures().Section().Interface(LinkTypes.Ieee80211, 0, (13, [4])).Enhanced(0, 5_000_000, Heard(9, 1)).Simple(Heard(9, 2), (uint)Heard(9, 2).Length).Bytes]);
        var capture = new WifiCapture(_path, Options);
        ObservationBatch batch = Assert.Single(await capture.ReadAsync(Token).ToListAsync(Token));

        Assert.Equal((2.437e9, -100.0, 1), (batch.Reads[0].FrequencyHz, batch.Reads[0].RssiDbm, batch.Reads[0].Port));
        Assert.Single(batch.Reads);
        Assert.Equal((2L, 1L), (capture.Figures.Tags.Decoded, capture.Figures.Tags.WithoutTime));
    }

    [Fact]
    public async Task A_file_that_ends_inside_a_packet_gives_all_before_and_then_the_fault()
    {
        byte[] whole = Captures.Classic(RadioFrames.WithRadiotap(Heard(9, 1)), RadioFrames.WithRadiotap(Heard(9, 2)));
        File.WriteAllBytes(_path, whole[..^3]);
        var batches = new List<ObservationBatch>();
        BadInputException fault = await Assert.ThrowsAsync<BadInputException>(async () =>
        {
            await foreach (ObservationBatch batch in new WifiCapture(_path, Options).ReadAsync(Token))
            {
                batches.Add(batch);
            }
        });
        Assert.Equal(2, Assert.Single(batches).Count);
        Assert.EndsWith("found the end after 98", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Captures_without_802_11_frames_are_refused_with_what_they_have()
    {
        File.WriteAllBytes(_path, new Captures().PcapHeader(0xA1B2C3D4, 1).Record(0, 0, new byte[60]).Bytes);
        await Refused("expected 802.11 frames: link type 105, or 127 with radiotap, found link type 1 (Ethernet");
        File.WriteAllBytes(_path, new Captures().Section().Interface(119, 0).Enhanced(0, 0, new byte[60]).Bytes);
        await Refused("found link type 119 (Prism headers; have radiotap written)");
        File.WriteAllBytes(_path, new Captures().Section().Interface(1, 0).Interface(127, 0).Enhanced(0, 0, new byte[60]).Enhanced(1, 0, RadioFrames.WithRadiotap(Heard(9, 1))).Bytes);
        Assert.Single(await new WifiCapture(_path, Options).ReadAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task A_live_receiver_refuses_what_isn_t_in_monitor_mode()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "live capture works on Linux alone");
        BadInputException loopback = await Assert.ThrowsAsync<BadInputException>(() => FirstOf(new WifiLive("lo", Options, TimeProvider.System), Token));
        Assert.Equal("lo: expected an interface in monitor mode (iw dev lo set monitor fcsfail) that gives radiotap, found the loopback of this machine", loopback.Message);
        BadInputException none = await Assert.ThrowsAsync<BadInputException>(() => FirstOf(new WifiLive("nix0", Options, TimeProvider.System), Token));
        Assert.StartsWith("nix0: expected a network interface (", none.Message, StringComparison.Ordinal);
        Assert.EndsWith("), found none of this name", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_receiver_gives_what_its_interface_hears_and_ends_at_once_when_cancelled()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "live capture works on Linux alone");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var live = new WifiLive("lo", Options, TimeProvider.System, LinkTypes.Radiotap);
        await using IAsyncEnumerator<ObservationBatch> batches = live.ReadAsync(ending.Token).GetAsyncEnumerator(ending.Token);
        // Opens the socket and waits, or refuses at once.
        Task<bool> next = batches.MoveNextAsync().AsTask();
        Assert.SkipWhen(next.IsFaulted && next.Exception.InnerException is BadInputException, "packet sockets are not allowed here (CAP_NET_RAW)");
        LoopbackFrames.Send(RadioFrames.WithRadiotap(Heard(9, 80)));
        Assert.True(await next);
        ObservationBatch batch = batches.Current;
        Assert.Equal(("wifi:dock", "wifi-9", 20.0), (batch.Reads[0].Id.Source, batch.Reads[0].Tag, batch.Readings[0].TemperatureCelsius));
        Assert.True(batch.Reads[0].Id.Sequence > 1_000_000_000_000_000);
        Task rest = DrainAsync(batches);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rest);
    }

    private static async Task DrainAsync(IAsyncEnumerator<ObservationBatch> batches)
    {
        while (await batches.MoveNextAsync())
        {
        }
    }

    private static async Task FirstOf(WifiLive live, CancellationToken token)
    {
        await foreach (ObservationBatch batch in live.ReadAsync(token))
        {
            return;
        }
    }

    private async Task Refused(string part)
    {
        BadInputException fault = await Assert.ThrowsAsync<BadInputException>(async () => await new WifiCapture(_path, Options).ReadAsync(Token).ToListAsync(Token));
        Assert.StartsWith(_path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Heard(uint id, uint value)
    {
        uint data = id | (value & 0x3FF) << 6;
        return RadioFrames.PastTag(RadioFrames.Data(40, data), Options.Window.Layout(192), Options.Window.Code.Encode(data));
    }
}
