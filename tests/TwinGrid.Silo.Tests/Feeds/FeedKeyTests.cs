using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using TwinGrid.Adapters;
using TwinGrid.Silo.Feeds;
using static TwinGrid.Silo.Tests.Feeds.FeedService;

namespace TwinGrid.Silo.Tests.Feeds;

public sealed class FeedKeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Only_the_right_key_opens_a_feed_however_it_is_sent()
    {
        string all = FeedKey.New(), dock = FeedKey.New();
        var settings = new FeedSettings { Keys = [new FeedKey { Hash = FeedKey.HashOf(all) }, new FeedKey { Hash = FeedKey.HashOf(dock).ToUpperInvariant(), Site = "site", Feed = "dock" }] };
        await using FeedService silo = await StartAsync(_folder, settings);
        string basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("reader:" + dock));
        (string Path, string? Header, string Value, HttpStatusCode Status)[] cases =
        [
            ("feeds/dock", null, "", HttpStatusCode.Unauthorized),
            ("readings", null, "", HttpStatusCode.Unauthorized),
            ("feeds/dock", "Authorization", "Bearer " + dock, HttpStatusCode.Accepted),
            ("feeds/dock", "authorization", "bearer " + all, HttpStatusCode.Accepted),
            ("feeds/dock", "X-API-Key", dock, HttpStatusCode.Accepted),
            ("feeds/dock", "Authorization", basic, HttpStatusCode.Accepted),
            ("feeds/dock", "Authorization", "Basic x", HttpStatusCode.Unauthorized),
            ("feeds/dock", "Authorization", "Digest " + dock, HttpStatusCode.Unauthorized),
            ("feeds/dock", "X-API-Key", dock[..^1], HttpStatusCode.Unauthorized),
            ("feeds/dock", "X-API-Key", FeedKey.HashOf(dock), HttpStatusCode.Unauthorized),
            ("feeds/gate", "X-API-Key", dock, HttpStatusCode.Forbidden),
            ("feeds/gate", "X-API-Key", all, HttpStatusCode.Accepted),
        ];
        foreach ((string path, string? header, string value, HttpStatusCode status) in cases)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sites/site/" + path) { Content = Body("[]") };
            if (header is not null)
            {
                request.Headers.TryAddWithoutValidation(header, value);
            }

            using HttpResponseMessage answer = await silo.Client.SendAsync(request, Stop);
            Assert.True(status == answer.StatusCode, $"{path} {header} {value}: {answer.StatusCode}");
            Assert.Equal(status == HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Contains(new AuthenticationHeaderValue("Bearer")));
        }
    }

    [Fact]
    public async Task At_the_address_of_the_feeds_nothing_else_is_served_and_foreign_names_of_it_are()
    {
        string key = FeedKey.New();
        var settings = new FeedSettings { Keys = [new FeedKey { Hash = FeedKey.HashOf(key) }], Listen = new IPEndPoint(IPAddress.Loopback, 0) };
        await using FeedService silo = await StartAsync(_folder, settings);
        using var feeds = new HttpClient { BaseAddress = new Uri(silo.Addresses[1]) };
        Assert.Equal(HttpStatusCode.NotFound, (await feeds.GetAsync("/health", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await silo.Client.GetAsync("/health", Stop)).StatusCode);
        foreach ((HttpClient client, HttpStatusCode status) in new[] { (feeds, HttpStatusCode.Accepted), (silo.Client, HttpStatusCode.BadRequest) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sites/site/feeds/dock") { Content = Body("[]") };
            request.Headers.Host = "twins.example.com";
            request.Headers.Add("X-API-Key", key);
            Assert.Equal(status, (await client.SendAsync(request, Stop)).StatusCode);
        }
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("192.0.2.7", false)]
    [InlineData(null, false)]
    public void Without_keys_only_this_machine_is_served(string? address, bool isServed)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        Assert.Equal(isServed ? null : StatusCodes.Status403Forbidden, new FeedKeys([]).FaultOf(http, "site", "dock")?.Status);
    }

    [Fact]
    public void Settings_that_can_not_be_are_refused()
    {
        FeedSettings[] bad =
        [
            new() { Listen = new IPEndPoint(IPAddress.Any, 0) },
            new() { Keys = [new FeedKey { Hash = "secret" }] },
            new() { MostRequests = 0 },
            new() { MostBytes = 0 },
            new() { Remembered = 1 },
            new() { Feeds = [new FeedPlan { Site = "site", Name = "a/b" }] },
            new() { Feeds = [new FeedPlan { Site = "site", Name = "a" }, new FeedPlan { Site = "site", Name = "a" }] },
        ];
        Assert.All(bad, settings => Assert.Contains("expected", Assert.Throws<BadInputException>(settings.Require).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_are_long_random_and_all_different()
    {
        string[] keys = [.. Enumerable.Range(0, 100).Select(_ => FeedKey.New())];
        Assert.Equal(100, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches("^tg_[A-Za-z0-9_-]{43}$", key));
    }
}
