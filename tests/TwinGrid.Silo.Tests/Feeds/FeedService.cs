using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Tags;
using TwinGrid.Model;
using TwinGrid.Silo.Feeds;
using TwinGrid.Silo.Hosting;

namespace TwinGrid.Silo.Tests.Feeds;

/// <summary>A silo that serves feeds, on a folder that outlives it.</summary>
internal sealed class FeedService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FeedService(WebApplication app, string[] addresses) =>
        (_app, Client, Addresses) = (app, new HttpClient { BaseAddress = new Uri(addresses[0]) }, addresses);

    public HttpClient Client { get; }

    public string[] Addresses { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<FeedService> StartAsync(string folder, FeedSettings? feeds = null, TimeProvider? time = null)
    {
        WebApplication app = SiloApplication.Build(new SiloSettings { DataFolder = folder, Feeds = feeds ?? new() }, 0, time);
        await app.StartAsync(Stop);
        return new FeedService(app, [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses]);
    }

    /// <summary>A body of JSON, or of lines.</summary>
    public static StringContent Body(string text, string type = "application/json") => new(text, Encoding.UTF8, type);

    /// <summary>A read as a plain row.</summary>
    public static string Row(int number, string more = "") =>
        FormattableString.Invariant($"{{\"tag\":\"tag-{number}\",\"time\":\"2026-03-01T00:00:{number % 60:D2}Z\",\"antenna\":1,\"rssi\":-40{more}}}");

    public async Task<JsonElement> PostAsync(string path, string body, string type = "application/json")
    {
        using StringContent content = Body(body, type);
        using HttpResponseMessage answer = await Client.PostAsync(new Uri(path, UriKind.Relative), content, Stop);
        string text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Numbers of an answer: accepted, repeated, refused, ignored.</summary>
    public static (int Accepted, int Repeated, int Refused, int Ignored) Of(JsonElement answer) => (
        answer.GetProperty("accepted").GetInt32(), answer.GetProperty("repeated").GetInt32(),
        answer.GetProperty("refused").GetArrayLength(), answer.GetProperty("ignored").GetInt32());

    public Task<AdapterHealth> HealthAsync(string adapter) =>
        _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IAdapterGrain>(TwinKeys.InSite("site", adapter)).Health();

    /// <summary>Makes the twins behind a feed durable, which no region that was never planned must hinder.</summary>
    public Task CheckpointAsync(string adapter) =>
        _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IAdapterGrain>(TwinKeys.InSite("site", adapter)).Checkpoint();

    public Task<ObservationBatch> HistoryAsync(string tag) =>
        _app.Services.GetRequiredService<IGrainFactory>().GetGrain<ITagGrain>(TwinKeys.InSite("site", tag)).History(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
