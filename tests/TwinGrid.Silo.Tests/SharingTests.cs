using System.Net;
using System.Text.Json;
using TwinGrid.Silo.Tests.Epcis;
using TwinGrid.Support;

namespace TwinGrid.Silo.Tests;

/// <summary>Two silos on one database: each thing that goes out goes out once, whichever of them was asked for it.</summary>
public sealed class SharingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_silos_on_one_database_one_delivers_what_either_was_asked_for_and_the_other_goes_on_when_it_ends()
    {
        await using PostgresCluster? cluster = await PostgresCluster.StartAsync();
        Assert.SkipWhen(cluster is null, PostgresCluster.Absent);
        await using var one = new EpcisService { TraceConnection = cluster!.Connection };
        await using var two = new EpcisService { TraceConnection = cluster.Connection };
        await one.InitializeAsync();
        await two.InitializeAsync();
        await using WebhookListener listener = await WebhookListener.StartAsync(_ => Task.FromResult(200));
        await using WebhookListener alerts = await WebhookListener.StartAsync(_ => Task.FromResult(200));
        await AddedAsync(two, "/queries", """{"name":"all","query":{}}""");
        await AddedAsync(two, "/queries/all/subscriptions", $$"""{"dest":"{{listener.Address}}","stream":true}""");
        await AddedAsync(two, "/alerts/webhooks", $$"""{"url":"{{alerts.Address}}","secret":"whsec_MDEyMzQ1Njc4OWFiY2RlZg==","kinds":["*"]}""");
        await one.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:1")));
        Assert.Equal("life-stage-changed", (await alerts.NextAsync().WaitAsync(TimeSpan.FromSeconds(60), Stop)).Document.GetProperty("kind").GetString());
        await NextAsync(listener, "urn:uuid:1");
        await two.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:2")));
        await NextAsync(listener, "urn:uuid:2");

        // Whichever of them has served until now.
        await one.StopAsync();
        await two.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:3")));
        await NextAsync(listener, "urn:uuid:3");
        Assert.False(listener.HasMore);
    }

    private static async Task NextAsync(WebhookListener listener, string id)
    {
        JsonElement document = (await listener.NextAsync().WaitAsync(TimeSpan.FromSeconds(60), Stop)).Document;
        Assert.Equal([id], EpcisService.Ids(document));
    }

    private static async Task AddedAsync(EpcisService service, string path, string body)
    {
        using HttpResponseMessage answer = await service.SendAsync(HttpMethod.Post, path, body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Stop));
    }
}
