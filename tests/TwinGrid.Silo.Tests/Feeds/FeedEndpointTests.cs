using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TwinGrid.Adapters.HttpFeeds;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;
using TwinGrid.Silo.Feeds;
using static TwinGrid.Silo.Tests.Feeds.FeedService;

namespace TwinGrid.Silo.Tests.Feeds;

[Collection(nameof(Alone))]
public sealed partial class FeedEndpointTests : IDisposable
{
    private const string Path = "/sites/site/feeds/dock";
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Rows_sent_again_are_repeated_in_another_body_and_after_a_restart_and_new_ones_are_not()
    {
        await using (FeedService silo = await StartAsync(_folder))
        {
            Assert.Equal((2, 0, 0, 0), Of(await silo.PostAsync(Path, Row(1) + "\n" + Row(2), "application/x-ndjson")));
            Assert.Equal((1, 2, 0, 0), Of(await silo.PostAsync(Path, $"[{Row(2)},{Row(3)},{Row(1)}]")));
            Assert.Equal((1, 1, 0, 0), Of(await silo.PostAsync(Path, Row(4) + "\n" + Row(4))));
            Assert.Equal((1, 0, 0, 0), Of(await silo.PostAsync("/sites/site/feeds/other", Row(1))));
            await silo.CheckpointAsync("feed:dock");
        }

        await using FeedService again = await StartAsync(_folder);
        Assert.Equal((1, 4, 0, 0), Of(await again.PostAsync(Path, string.Join('\n', Enumerable.Range(1, 5).Select(number => Row(number))))));
        Assert.Single((await again.HistoryAsync("tag-1")).Reads, read => read.Id.Source == "feed:dock");
        Assert.Equal(5, (await again.HealthAsync("feed:dock")).Accepted);
    }

    [Fact]
    public async Task Numbered_rows_are_known_by_source_and_number_alone()
    {
        await using FeedService silo = await StartAsync(_folder);
        Assert.Equal((3, 0, 0, 0), Of(await silo.PostAsync(Path, Row(1, ",\"sequence\":1") + Environment.NewLine + Row(1, ",\"sequence\":2") + "\n" + Row(1, ",\"source\":\"gate\",\"sequence\":1"))));
        Assert.Equal((0, 2, 0, 0), Of(await silo.PostAsync(Path, Row(9, ",\"sequence\":1") + "\n" + Row(9, ",\"source\":\"gate\",\"sequence\":1"))));
        Assert.Equal(["feed:dock:numbered", "feed:dock:numbered", "gate"], (await silo.HistoryAsync("tag-1")).Reads.Select(read => read.Id.Source).Order());
    }

    [Fact]
    public async Task Impinj_and_Zebra_events_enter_in_their_own_words_and_reach_the_twin_that_events_name()
    {
        var settings = new FeedSettings
        {
            Feeds =
            [
                new FeedPlan { Site = "site", Name = "dock", Options = new FeedOptions { Kind = FeedKind.Impinj, Antennas = [new AntennaPlan(2, new Position(1, 2, 3))] } },
                new FeedPlan { Site = "site", Name = "gate", Options = new FeedOptions { Kind = FeedKind.Zebra } },
            ],
        };
        await using FeedService silo = await StartAsync(_folder, settings);
        const string hex = "3074257bf7194e4000001a85";
        Assert.Equal((1, 0, 1, 1), Of(await silo.PostAsync(Path, $$"""
            {"timestamp":"2026-03-01T00:00:00.5Z","tagInventoryEvent":{"epcHex":"{{hex}}","antennaPort":2,"peakRssiCdbm":-5000,"frequency":920625,"phaseAngle":90} }

            {"timestamp":"2026-03-01T00:00:01Z","eventType":"inventoryStatus","inventoryStatusEvent":{"inventoryStatus":"idle"} }
            {"timestamp":"2026-03-01T00:00:02Z","tagInventoryEvent":{} }
            """)));
        Assert.Equal((1, 0, 0, 0), Of(await silo.PostAsync("/sites/site/feeds/gate", $$"""
            [{"data":{"eventNum":1,"format":"epc","idHex":"{{hex}}"},"timestamp":"2026-03-01T00:00:01.000+0000","type":"SIMPLE"}]
            """)));
        PhaseRead[] reads = [.. (await silo.HistoryAsync(TagNames.NameOf(hex))).Reads.OrderBy(read => read.Time)];
        Assert.Equal(["feed:dock", "feed:gate"], reads.Select(read => read.Id.Source));
        Assert.Equal((Math.PI / 2, 1.0, new Position(1, 2, 3), 2), (reads[0].PhaseRadians, reads[0].Concentration, reads[0].Antenna, reads[0].Port));
        using StringContent body = Body(Row(1));
        Assert.Equal(HttpStatusCode.NotFound, (await silo.Client.PostAsync("/sites/site/feeds/none", body, Stop)).StatusCode);
    }

    [Theory]
    [InlineData("?kind=smoke", "[]", HttpStatusCode.BadRequest, "plain, impinj or zebra")]
    [InlineData("?kind=7", "[]", HttpStatusCode.BadRequest, "plain, impinj or zebra")]
    [InlineData("?kind=zebra", "{\"type\":\"SIMPLE\",\"data\":{}}", HttpStatusCode.BadRequest, "row 1: data.idHex")]
    [InlineData("", "[1,", HttpStatusCode.BadRequest, "row 1: expected an object")]
    [InlineData("", "{\"tag\":\"a/b\",\"time\":\"2026-03-01T00:00:00Z\",\"antenna\":1}", HttpStatusCode.BadRequest, "expected no '/'")]
    [InlineData("", "{\"tag\":\"a\",\"time\":\"2999-03-01T00:00:00Z\",\"antenna\":1}", HttpStatusCode.BadRequest, "a time up to")]
    public async Task What_can_not_be_taken_is_refused_with_the_reason(string query, string body, HttpStatusCode status, string part)
    {
        await using FeedService silo = await StartAsync(_folder);
        using StringContent content = Body(body);
        using HttpResponseMessage answer = await silo.Client.PostAsync(Path + query, content, Stop);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(part, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_bound_is_refused_and_what_was_taken_of_it_is_repeated_in_smaller_ones()
    {
        await using FeedService silo = await StartAsync(_folder, new FeedSettings { MostBytes = 100_000 });
        string[] rows = [.. Enumerable.Range(0, 1500).Select(number => Row(number))];
        using StringContent told = Body(string.Join('\n', rows));
        using HttpResponseMessage answer = await silo.Client.PostAsync(Path, told, Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);

        // Without a length the bound is met on the way.
        using var chunked = new StreamContent(new ChunkedBody(string.Join('\n', rows)));
        chunked.Headers.TryAddWithoutValidation("Content-Type", "application/x-ndjson");
        using HttpResponseMessage late = await silo.Client.PostAsync(Path, chunked, Stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, late.StatusCode);
        int taken = int.Parse(Told().Match(await late.Content.ReadAsStringAsync(Stop)).Groups[1].Value, CultureInfo.InvariantCulture);
        (int accepted, int repeated, _, _) = Of(await silo.PostAsync(Path, string.Join('\n', rows[..700])));
        (int acceptedToo, int repeatedToo, _, _) = Of(await silo.PostAsync(Path, string.Join('\n', rows[700..])));
        Assert.Equal((1500 - taken, taken), (accepted + acceptedToo, repeated + repeatedToo));
    }

    [Fact]
    public async Task A_connection_that_tears_loses_nothing_that_is_sent_again()
    {
        await using FeedService silo = await StartAsync(_folder);
        string[] rows = [.. Enumerable.Range(0, 1200).Select(number => Row(number))];
        byte[] body = Encoding.UTF8.GetBytes(string.Join('\n', rows));
        using (var torn = new TcpClient())
        {
            await torn.ConnectAsync(IPAddress.Loopback, silo.Client.BaseAddress!.Port, Stop);
            NetworkStream stream = torn.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: {body.Length}\r\n\r\n"), Stop);
            await stream.WriteAsync(body.AsMemory(0, body.Length - 1000), Stop);
            // All that came before the cut is in: the door took the first thousand rows.
            while ((await silo.HealthAsync("feed:dock")).Accepted < 1024)
            {
                await Task.Yield();
            }
        }

        (int accepted, int repeated, _, _) = Of(await silo.PostAsync(Path, string.Join('\n', rows)));
        Assert.Equal((176, 1024), (accepted, repeated));
    }

    [Fact]
    public async Task Requests_beyond_the_bound_are_told_when_to_come_again_and_then_get_in()
    {
        await using FeedService silo = await StartAsync(_folder, new FeedSettings { MostRequests = 2 });
        HttpResponseMessage? busy = null;
        while (busy?.StatusCode != HttpStatusCode.TooManyRequests)
        {
            // A held request counts from when the silo has read its head, and until its body has been late for five seconds.
            var (first, second) = (new HeldBody(Row(1)), new HeldBody(Row(2)));
            Task<HttpResponseMessage>[] held = [silo.Client.PostAsync(Path, first, Stop), silo.Client.PostAsync(Path, second, Stop)];
            await Task.WhenAll(first.Begun, second.Begun);
            // One that was refused instead doesn't hear of it before it is released: after some tries both begin again.
            for (int number = 10; busy?.StatusCode != HttpStatusCode.TooManyRequests && number < 60; number++)
            {
                using StringContent body = Body(Row(number));
                busy = await silo.Client.PostAsync(Path, body, Stop);
            }

            first.Release();
            second.Release();
            await Task.WhenAll(held).ContinueWith(_ => { }, Stop, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        Assert.InRange(busy.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        Assert.Equal((1, 0, 0, 0), Of(await silo.PostAsync(Path, Row(3))));
    }

    [Fact]
    public async Task The_path_of_readings_is_the_plain_feed_of_posted_readings()
    {
        await using FeedService silo = await StartAsync(_folder, new FeedSettings { Feeds = [new FeedPlan { Site = "site", Name = "dock" }] });
        const string reading = """{"source":"logger","sequence":1,"time":"2026-03-01T00:00:00Z","object":"vial","temperature":12}""";
        Assert.Equal((1, 0, 0, 0), Of(await silo.PostAsync("/sites/site/readings", reading)));
        Assert.Equal((0, 1, 0, 0), Of(await silo.PostAsync("/sites/site/feeds/posted-readings", reading)));
        Assert.Equal(1, (await silo.HealthAsync("posted-readings")).Accepted);
    }

    [Fact]
    public async Task A_thousand_bad_rows_are_told_and_then_the_reading_ends()
    {
        await using FeedService silo = await StartAsync(_folder);
        JsonElement answer = await silo.PostAsync(Path, Row(1) + string.Concat(Enumerable.Repeat("\nno", 1500)));
        Assert.Equal((1, 0, 1001, 0), Of(answer));
        Assert.Contains("were not read", answer.GetProperty("refused")[1000].GetProperty("fault").GetString(), StringComparison.Ordinal);
    }

    [GeneratedRegex("Rows up to ([0-9]+) were taken")]
    private static partial Regex Told();
}

/// <summary>Tests whose requests are held or torn at a moment that others' work would move.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
