using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TwinGrid.Silo.Tests.Epcis;

public sealed class WebhookTests : IAsyncLifetime
{
    private readonly EpcisService _service = new();

    [Fact]
    public async Task Events_are_told_once_each_in_order_though_the_receiver_fails_and_the_silo_restarts()
    {
        await QueryAsync("all", "{}");
        await using WebhookListener listener = await WebhookListener.StartAsync(n => Task.FromResult(n % 3 == 1 ? 500 : 200));
        await SubscribeAsync("all", $$"""{"dest":"{{listener.Address}}","stream":true}""");
        await StockAsync(0, 10);
        List<string> told = await listener.AcknowledgedAsync(5);
        await _service.RestartAsync();
        await StockAsync(10, 20);
        told.AddRange(await listener.AcknowledgedAsync(20 - told.Count));
        Assert.Equal(Enumerable.Range(0, 20).Select(Id), told);
    }

    [Fact]
    public async Task A_delivery_that_fails_is_made_again_word_for_word_and_signed()
    {
        await QueryAsync("all", "{}");
        await using WebhookListener listener = await WebhookListener.StartAsync(n => Task.FromResult(n < 2 ? 503 : 204));
        await SubscribeAsync("all", $$"""{"dest":"{{listener.Address}}","stream":true,"signatureToken":"secret"}""");
        await StockAsync(0, 1);
        var first = await listener.NextAsync();
        await listener.NextAsync();
        var third = await listener.NextAsync();
        Assert.Equal(first.Body, third.Body);
        Assert.Equal(first.Delivery, third.Delivery);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("secret"), third.Body)), third.Signature);
        Assert.Equal("all", third.Document.GetProperty("epcisBody").GetProperty("queryResults").GetProperty("queryName").GetString());
    }

    [Fact]
    public async Task Only_what_the_query_wants_is_told_and_from_the_initial_record_time_on()
    {
        await StockAsync(0, 4);
        await QueryAsync("shipped", """{"EQ_bizStep":["shipping"]}""");
        await using WebhookListener since = await WebhookListener.StartAsync(_ => Task.FromResult(200));
        await using WebhookListener now = await WebhookListener.StartAsync(_ => Task.FromResult(200));
        await SubscribeAsync("shipped", $$"""{"dest":"{{since.Address}}","stream":true,"initialRecordTime":"2020-01-01T00:00:00Z"}""");
        await SubscribeAsync("shipped", $$"""{"dest":"{{now.Address}}","stream":true}""");
        await _service.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:x", "receiving"), EpcisService.Event("urn:uuid:y")));
        Assert.Equal([.. Enumerable.Range(0, 4).Select(Id), "urn:uuid:y"], await since.AcknowledgedAsync(5));
        Assert.Equal(["urn:uuid:y"], await now.AcknowledgedAsync(1));
        Assert.False(since.HasMore || now.HasMore);
    }

    [Fact]
    public async Task A_slow_subscriber_holds_up_no_other()
    {
        await QueryAsync("all", "{}");
        var gate = new TaskCompletionSource();
        await using WebhookListener slow = await WebhookListener.StartAsync(async _ =>
        {
            await gate.Task;
            return 200;
        });
        await using WebhookListener quick = await WebhookListener.StartAsync(_ => Task.FromResult(200));
        await SubscribeAsync("all", $$"""{"dest":"{{slow.Address}}","stream":true}""");
        await SubscribeAsync("all", $$"""{"dest":"{{quick.Address}}","stream":true}""");
        await StockAsync(0, 8);
        Assert.Equal(Enumerable.Range(0, 8).Select(Id), await quick.AcknowledgedAsync(8));
        gate.SetResult();
        Assert.Equal(Enumerable.Range(0, 8).Select(Id), await slow.AcknowledgedAsync(8));
    }

    [Fact]
    public async Task A_subscription_is_listed_without_its_secret_and_ends_when_it_is_deleted_or_its_query_is()
    {
        await QueryAsync("all", "{}");
        await using WebhookListener listener = await WebhookListener.StartAsync(_ => Task.FromResult(200));
        string place = await SubscribeAsync("all", $$"""{"dest":"{{listener.Address}}","stream":true,"signatureToken":"secret"}""");
        string other = await SubscribeAsync("all", $$"""{"dest":"{{listener.Address}}","schedule":{"hour":"1","minute":"5"},"reportIfEmpty":true}""");
        JsonElement one = await _service.GetAsync(place);
        Assert.True(one.GetProperty("stream").GetBoolean());
        Assert.DoesNotContain("secret", one.ToString(), StringComparison.Ordinal);
        Assert.Equal("5", (await _service.GetAsync(other)).GetProperty("schedule").GetProperty("minute").GetString());
        Assert.Equal(2, (await _service.GetAsync("/queries/all/subscriptions")).GetArrayLength());
        using HttpResponseMessage ended = await _service.SendAsync(HttpMethod.Delete, place);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        await _service.RefusedAsync(HttpStatusCode.NotFound, "NoSuchNameException", HttpMethod.Delete, place);
        await _service.RefusedAsync(HttpStatusCode.Conflict, "ResourceAlreadyExistsException", HttpMethod.Post, "/queries", """{"name":"all","query":{}}""");
        using HttpResponseMessage gone = await _service.SendAsync(HttpMethod.Delete, "/queries/all");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await _service.RefusedAsync(HttpStatusCode.NotFound, "NoSuchNameException", HttpMethod.Get, other);
        await StockAsync(0, 2);
        Assert.False(listener.HasMore);
    }

    [Theory]
    [InlineData("""{"dest":"http://127.0.0.1:9/"}""", "schedule")]
    [InlineData("""{"dest":"http://127.0.0.1:9/","stream":false}""", "schedule")]
    [InlineData("""{"dest":"http://127.0.0.1:9/","stream":true,"schedule":{"hour":"1"}}""", "schedule")]
    [InlineData("""{"dest":"http://127.0.0.1:9/","schedule":{"hour":"24"}}""", "hour")]
    [InlineData("""{"dest":"http://127.0.0.1:9/","schedule":{"day":"1"}}""", "schedule")]
    [InlineData("""{"dest":"http://127.0.0.1:9/","schedule":{"dayOfMonth":"31","month":"2"}}""", "schedule")]
    [InlineData("""{"dest":"http://127.0.0.1:9/","stream":true,"initialRecordTime":"today"}""", "initialRecordTime")]
    [InlineData("""{"dest":"http://169.254.169.254/latest","stream":true}""", "/dest")]
    [InlineData("""{"dest":"http://example.com/","stream":true}""", "/dest")]
    [InlineData("""{"dest":"http://127.0.0.1@example.com/","stream":true}""", "/dest")]
    [InlineData("""{"dest":"file:///etc/passwd","stream":true}""", "/dest")]
    [InlineData("""{"stream":true}""", "/dest")]
    [InlineData("""{"dest":"http://localhost/","stream":true,"extra":1}""", "/extra")]
    public async Task A_subscription_that_can_t_be_is_refused(string body, string place)
    {
        await QueryAsync("all", "{}");
        JsonElement problem = await _service.RefusedAsync(HttpStatusCode.BadRequest, "SubscriptionControlsException", HttpMethod.Post, "/queries/all/subscriptions", body);
        Assert.Equal(place, problem.GetProperty("place").GetString());
    }

    [Fact]
    public async Task A_named_query_is_kept_listed_and_answered()
    {
        await QueryAsync("shipped", """{"EQ_bizStep":["shipping"],"orderBy":"eventTime","orderDirection":"ASC"}""");
        await QueryAsync("limited", """{"orderBy":"eventTime","eventCountLimit":1}""");
        await StockAsync(0, 5);
        await _service.RestartAsync();
        Assert.Equal(2, (await _service.GetAsync("/queries")).GetArrayLength());
        Assert.Equal("shipped", (await _service.GetAsync("/queries/shipped")).GetProperty("name").GetString());
        Assert.Equal(Enumerable.Range(0, 5).Select(Id), (await _service.PagesAsync("/queries/shipped/events?perPage=2")).SelectMany(page => page));
        await _service.RefusedAsync(HttpStatusCode.BadRequest, "SubscriptionControlsException", HttpMethod.Post, "/queries/limited/subscriptions", """{"dest":"http://localhost/","stream":true}""");
        await _service.RefusedAsync(HttpStatusCode.BadRequest, "SubscriptionControlsException", HttpMethod.Get, "/queries/shipped/events?stream=true");
        await _service.RefusedAsync(HttpStatusCode.BadRequest, "QueryParameterException", HttpMethod.Get, "/queries/shipped/events?EQ_action=ADD");
        await _service.RefusedAsync(HttpStatusCode.BadRequest, "QueryParameterException", HttpMethod.Post, "/queries", """{"name":"q","query":{"EQ_bizStp":["x"]}}""");
        await _service.RefusedAsync(HttpStatusCode.BadRequest, "ValidationException", HttpMethod.Post, "/queries", """{"name":"a/b","query":{}}""");
    }

    public ValueTask InitializeAsync() => _service.InitializeAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private static string Id(int number) => $"urn:uuid:{number}";

    private async Task QueryAsync(string name, string query)
    {
        using HttpResponseMessage answer = await _service.SendAsync(HttpMethod.Post, "/queries", $$"""{"name":"{{name}}","query":{{query}}}""");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("/queries/" + name, answer.Headers.Location!.ToString());
    }

    private async Task<string> SubscribeAsync(string query, string body)
    {
        using HttpResponseMessage answer = await _service.SendAsync(HttpMethod.Post, $"/queries/{query}/subscriptions", body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return answer.Headers.Location!.ToString();
    }

    private async Task StockAsync(int from, int before)
    {
        for (int i = from; i < before; i++)
        {
            await _service.CaptureAsync(EpcisService.Document(EpcisService.Event(Id(i), day: 1 + i)));
        }
    }
}
