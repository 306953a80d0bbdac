using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Objects;
using TwinGrid.Silo.Feeds;
using TwinGrid.Silo.Sites.Kinds;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Silo.Sites.Running;

namespace TwinGrid.Silo.Tests.Sites;

public sealed class SiteKindTests : IDisposable
{
    private const string Head = """
        site: lab
        regions: { room: { low_m: [0, 0], high_m: [10, 10], zones: { door: {} } } }
        readers: { gate: { antennas: { 1: { at_m: [1, 2, 3], zone: door } } } }
        adapters:

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_script_tells_its_load_as_if_it_went_on_day_by_day()
    {
        SiteFile site = SiteText.Site(Head + """
              a: { kind: script, start: "2026-03-02T08:00:00Z", length: "8:00", inventory_s: 30, reading_s: 300, things: {
                crate: { count: 2, path: ["1:00 door", "3:00 -"] }, cup: { path: ["6:00 door"], temperature_c: ["0:00 5"] } } }
              b: { kind: feed, format: zebra }

            """);
        // Three times a day: two crates for two hours of eight and a cup for two, an inventory each half minute.
        Assert.Equal(new SourceLoad(3, 3 * 0.25 * 2880, 9, 288), site.Adapters[0].Setting.Load);
        Assert.Null(site.Adapters[1].Setting.Load);
    }

    [Theory]
    [InlineData("kind: llrp, host: 192.0.2.7, tls: true, power_dbm: 27.5, session: 1, keepalive_s: 5", "192.0.2.7:5085 with TLS")]
    [InlineData("kind: impinj-stream, url: \"https://reader.example/\", user: admin, silence_s: 20", "https://reader.example/")]
    [InlineData("kind: wifi-live, device: wlan0, data_bits: 12, senders: [\"02:00:00:00:00:01\"], names: { 5: pallet }", "wlan0")]
    [InlineData("kind: feed, format: zebra", "posted, zebra")]
    public void Each_kind_opens_what_its_keys_say(string keys, string summary)
    {
        SiteFile site = SiteText.Site(Head + $"  a: {{ {keys} }}\n");
        Assert.Equal(summary, site.Adapters[0].Setting.Summary);
        Assert.NotNull(site.Adapters[0].Setting.Open(new AdapterOpening("a", site.Regions[0], site.Readers[0], [], TimeProvider.System)));
    }

    [Theory]
    [InlineData("kind: wifi-capture, file: a.pcap, parity_bits: 2", "a.pcap")]
    [InlineData("kind: iq, file: a.iq, format: ci16, sample_rate_mhz: 2, channels: 2, frequency_mhz: 915", "a.iq")]
    [InlineData("kind: replay, file: a.tgo, speed: 10, from_now: true", "a.tgo")]
    public void Files_are_looked_for_beside_the_site_file(string keys, string file)
    {
        SiteFile site = SiteText.Site(Head + $"  a: {{ {keys} }}\n");
        Assert.Equal(Path.Combine(Path.GetTempPath(), file), site.Adapters[0].Setting.Summary);
        Assert.True(site.Adapters[0].Setting.Ends);
        Assert.NotNull(site.Adapters[0].Setting.Open(new AdapterOpening("a", site.Regions[0], site.Readers[0], [], TimeProvider.System)));
    }

    [Theory]
    [InlineData("kind: llrp", "adapters.a.host")]
    [InlineData("kind: llrp, host: x, certificate_sha256: abc", "adapters.a")]
    [InlineData("kind: iq, file: a.iq, format: ci16", "adapters.a.sample_rate_mhz")]
    [InlineData("kind: wifi-live, device: wlan0, data_bits: 32, parity_bits: 8", "adapters.a")]
    [InlineData("kind: wifi-live, device: wlan0, senders: [nobody]", "adapters.a.senders[0]")]
    [InlineData("kind: impinj-stream, url: \"ftp://reader/\"", "adapters.a")]
    [InlineData("kind: feed, keys_sha256: [abc]", "adapters.a.keys_sha256[0]")]
    public void Options_that_can_t_be_are_faults_at_their_entry(string keys, string path) =>
        Assert.Contains(SiteText.Read(Head + $"  a: {{ {keys} }}\n").Faults, fault => fault is { IsWarning: false } && fault.Path == path && fault.Mark.Line == 5);

    [Fact]
    public void A_reader_that_is_read_with_needs_antennas()
    {
        string text = Head.Replace("gate: { antennas: { 1: { at_m: [1, 2, 3], zone: door } } }", "gate: {}", StringComparison.Ordinal) + "  a: { kind: llrp, host: x }\n";
        Assert.Contains("a reader with antennas", Assert.Single(SiteText.Read(text).Faults).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_posted_to_a_feed_of_the_site_reaches_its_reader_s_zone_and_needs_its_key()
    {
        string key = FeedKey.New();
        string text = Head + $"  dock: {{ kind: feed, keys_sha256: [{FeedKey.HashOf(key)}] }}\n";
        await using SiteService service = await SiteService.StartAsync(_folder, text);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(service, null));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(service, key));
        Assert.Equal(1, (await service.HealthOf("dock")).Accepted);
        ObjectSnapshot crate = await service.Grains.GetGrain<IObjectGrain>("lab/crate").Snapshot();
        Assert.Equal("room/door", crate.Presence?.Place);

        string other = FeedKey.New();
        Assert.True((await service.ReloadAsync(text.Replace(FeedKey.HashOf(key), FeedKey.HashOf(other), StringComparison.Ordinal))).IsTaken);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(service, key));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(service, other));
    }

    [Fact]
    public async Task What_a_site_records_can_be_replayed()
    {
        await using SiteService service = await SiteService.StartAsync(_folder, SiteText.Small + "recording: { folder: tapes }\n");
        await service.Host.EndOf("tags");
        AdapterHealth live = await service.HealthOf("tags");
        string again = SiteText.Small.Replace("tags: { kind: simulated, reader: sink, scene: room, tags: 5, anchors: 12, seed: 3 }", "tape: { kind: replay, reader: sink, file: tapes/tags.tgo }", StringComparison.Ordinal);
        await service.ReloadAsync(again);
        await service.Host.EndOf("tape");
        Assert.Equal(live.Accepted, (await service.HealthOf("tape")).Accepted);
    }

    [Fact]
    public async Task An_emulated_reader_is_read_as_the_site_file_says()
    {
        await using var emulator = new LlrpEmulator(new EmulatorOptions { Port = 0, Tags = 3, Antennas = 1, Rate = 0 }, TimeProvider.System);
        string text = Head + FormattableString.Invariant($"  door: {{ kind: llrp, host: 127.0.0.1, port: {emulator.Port} }}\nrecording: {{ folder: tapes }}\n");
        await using SiteService service = await SiteService.StartAsync(_folder, text);
        // That a tag has arrived is told to the log once its reads were taken.
        await service.Facts.WaitAfterAsync(0, TestContext.Current.CancellationToken);
        Assert.True((await service.HealthOf("door")).Accepted > 0);
        AdapterStage? stage = service.Host.StageOf("door");
        Assert.True((await service.ReloadAsync(text.Replace("[1, 2, 3]", "[1, 2, 2]", StringComparison.Ordinal))).IsTaken);
        Assert.Equal((AdapterStage.Running, AdapterStage.Running), (stage, service.Host.StageOf("door")));
    }

    private static async Task<HttpStatusCode> PostAsync(SiteService service, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sites/lab/feeds/dock")
        {
            Content = new StringContent($$"""{"time":"{{TimeProvider.System.GetUtcNow():O}}","tag":"crate","antenna":1,"rssi":-50}""" + "\n", Encoding.UTF8, "application/x-ndjson"),
        };
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return (await service.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }
}
