using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Silo.Alerts;
using TwinGrid.Silo.Hosting;
using TwinGrid.Store;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Tests.Alerts;

/// <summary>A silo on loopback that can be stopped and started again over the same folder.</summary>
internal sealed class AlertHouse : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private WebApplication _app = null!;

    private AlertHouse(AlertSettings alerts) => Alerts = alerts;

    public string Folder { get; } = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    public AlertSettings Alerts { get; set; }

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public ITraceStore Store => Services.GetRequiredService<ITraceStore>();

    public static async Task<AlertHouse> OpenAsync(AlertSettings? alerts = null)
    {
        var house = new AlertHouse(alerts ?? Hasty);
        await house.StartAsync();
        return house;
    }

    /// <summary>Settings whose waits are too short to be noticed.</summary>
    public static AlertSettings Hasty { get; } = new() { FirstRetry = TimeSpan.FromMilliseconds(1), LongestRetry = TimeSpan.FromMilliseconds(4), Attempts = 4 };

    public async Task StartAsync()
    {
        _app = SiloApplication.Build(new SiloSettings { DataFolder = Folder, Alerts = Alerts }, 0);
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public async Task StopAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Facts of an excursion that started, number by number.</summary>
    public static FactRecord Started(int number, string site = "site") => ExcursionFacts.NewsOf(site, $"box-{number}", null, Found(number), Start.AddMinutes(number))!;

    public static FactRecord Withdrawn(int number) => ExcursionFacts.NewsOf("site", $"box-{number}", ExcursionLifeCycle.Fold([Started(number)]), null, Start.AddMinutes(number + 5))!;

    public Task AppendAsync(params FactRecord[] facts) => Store.Facts.AppendAsync(facts, TestContext.Current.CancellationToken);

    public async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage answer = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    public async Task<(int Status, JsonElement Body)> PostAsync(string path, object? body = null)
    {
        using HttpContent content = JsonContentOf(body);
        using HttpResponseMessage answer = await Client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static Excursion Found(int number) => new(
        $"cold-2-8/1/warm/{number}", "warm", 1, ExcursionKind.Consecutive, Start.AddMinutes(number - 60), Start.AddMinutes(number), null, 9.5, TimeSpan.FromHours(1), true, false);

    private static StringContent JsonContentOf(object? body) => new(JsonSerializer.Serialize(body ?? new { }), System.Text.Encoding.UTF8, "application/json");
}
