using System.Net;
using System.Text;
using TwinGrid.Silo.Tests.Epcis;

namespace TwinGrid.Silo.Tests.Http;

/// <summary>What a page of someone else's can make a browser send does nothing here.</summary>
public sealed class LocalClientTests(EpcisService service) : IClassFixture<EpcisService>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:8080", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:80", HttpStatusCode.OK)]
    [InlineData("example.com", HttpStatusCode.BadRequest)]
    [InlineData("localhost.example.com", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.example.com:8080", HttpStatusCode.BadRequest)]
    public async Task Only_this_machine_s_own_names_are_answered(string host, HttpStatusCode status)
    {
        using HttpResponseMessage answer = await service.SendAsync(HttpMethod.Get, "/alerts/webhooks", null, ("Host", host));
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("null")]
    public async Task What_a_foreign_page_sends_is_refused(string origin)
    {
        foreach ((HttpMethod method, string path) in new[] { (HttpMethod.Post, "/alerts/dead-letters/1/retry"), (HttpMethod.Delete, "/alerts/dead-letters/1"), (HttpMethod.Post, "/capture") })
        {
            using HttpResponseMessage answer = await service.SendAsync(method, path, "{}", ("Origin", origin));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task What_the_silo_s_own_page_sends_is_answered()
    {
        using HttpResponseMessage answer = await service.SendAsync(
            HttpMethod.Post, "/alerts/dead-letters/1/retry", "{}", ("Origin", service.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/sites/site/readings", "text/plain")]
    [InlineData("/sites/site/readings", "application/x-www-form-urlencoded")]
    [InlineData("/alerts/dead-letters/1/retry", "text/plain")]
    public async Task What_a_browser_sends_for_any_page_has_the_wrong_type(string path, string type)
    {
        using var body = new StringContent("[]", Encoding.UTF8, type);
        using HttpResponseMessage answer = await service.Client.PostAsync(new Uri(path, UriKind.Relative), body, Stop);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/x-ndjson")]
    [InlineData("application/jsonl")]
    public async Task Readings_are_json_or_json_by_lines(string type)
    {
        using var body = new StringContent("[]", Encoding.UTF8);
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        using HttpResponseMessage answer = await service.Client.PostAsync(new Uri("/sites/site/readings", UriKind.Relative), body, Stop);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
