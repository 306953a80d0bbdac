using System.Net;
using TwinGrid.Support;

namespace TwinGrid.Silo.Tests.Epcis;

public sealed class ScheduleTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(17);
    private readonly FakeTime _time = new();

    [Fact]
    public async Task Events_are_told_at_the_schedule_s_moments_and_empty_ones_where_that_is_asked_for()
    {
        await using var service = new EpcisService { Time = _time };
        await service.InitializeAsync();
        await using WebhookListener listener = await WebhookListener.StartAsync(_ => Task.FromResult(200));
        await SubscribeAsync(service, $$"""{"dest":"{{listener.Address}}","schedule":{"second":"0/17"},"reportIfEmpty":true}""");
        await _time.AwaitedAsync(Step, TestContext.Current.CancellationToken);
        await service.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:1"), EpcisService.Event("urn:uuid:2")));
        Assert.False(listener.HasMore);
        _time.Jump(Step);
        Assert.Equal(["urn:uuid:1", "urn:uuid:2"], EpcisService.Ids((await listener.NextAsync()).Document));
        await _time.AwaitedAsync(Step, TestContext.Current.CancellationToken);
        _time.Jump(Step);
        Assert.Empty(EpcisService.Ids((await listener.NextAsync()).Document));
    }

    [Fact]
    public async Task A_schedule_of_once_a_year_is_waited_for_a_day_at_a_time()
    {
        await using var service = new EpcisService { Time = _time };
        await service.InitializeAsync();
        await using WebhookListener listener = await WebhookListener.StartAsync(_ => Task.FromResult(200));
        await SubscribeAsync(service, $$"""{"dest":"{{listener.Address}}","schedule":{"month":"3","dayOfMonth":"15","hour":"0","minute":"0","second":"0"},"reportIfEmpty":true}""");
        var day = TimeSpan.FromDays(1);
        for (int days = 0; days < 73; days++)
        {
            await _time.AwaitedAsync(day, TestContext.Current.CancellationToken);
            _time.Jump(day);
        }

        Assert.Empty(EpcisService.Ids((await listener.NextAsync()).Document));
    }

    [Fact]
    public async Task A_page_token_expires()
    {
        await using var service = new EpcisService { Time = _time };
        await service.InitializeAsync();
        await ListTests.StockAsync(service);
        using HttpResponseMessage answer = await service.SendAsync(HttpMethod.Get, "/events?perPage=3");
        string next = new Uri(EpcisService.NextOf(answer)!).PathAndQuery;
        await service.GetAsync(next);
        _time.Jump(TimeSpan.FromMinutes(61));
        await service.RefusedAsync(HttpStatusCode.BadRequest, "QueryParameterException", HttpMethod.Get, next);
    }

    private static async Task SubscribeAsync(EpcisService service, string body)
    {
        using HttpResponseMessage query = await service.SendAsync(HttpMethod.Post, "/queries", """{"name":"all","query":{}}""");
        using HttpResponseMessage answer = await service.SendAsync(HttpMethod.Post, "/queries/all/subscriptions", body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
