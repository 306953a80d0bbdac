using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TwinGrid.Silo.Epcis;
using TwinGrid.Silo.Hosting;

namespace TwinGrid.Silo.Tests.Epcis;

/// <summary>A silo on a free port of the loopback address, with clients' ways to it; it can be restarted on its data.</summary>
public sealed class EpcisService : IAsyncLifetime
{
    public const string Context = """["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"example":"http://ns.example.com/epcis/"}]""";

    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-epcis-").FullName;
    private WebApplication? _app;

    public HttpClient Client { get; private set; } = null!;

    public EpcisSettings Settings { get; init; } = new()
    {
        CaptureEventLimit = 50,
        CaptureByteLimit = 100_000,
        RetryFrom = TimeSpan.FromMilliseconds(5),
        RetryUpTo = TimeSpan.FromMilliseconds(20),
        DeliverySize = 3,
    };

    /// <summary>The clock; null for the system's.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>The database; null for a file of its own.</summary>
    public string? TraceConnection { get; init; }

    public IServiceProvider Services => _app!.Services;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var settings = new SiloSettings { DataFolder = _folder, Epcis = Settings, TraceConnection = TraceConnection };
        _app = Time is null ? SiloApplication.Build(settings, 0) : Build(settings, Time);
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public async Task StopAsync()
    {
        Client.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await StopAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>An event that nothing else looks like.</summary>
    public static string Event(string id, string step = "shipping", int day = 1, string more = "") => $$"""
        {"type":"ObjectEvent","eventID":"{{id}}","eventTime":"2026-05-{{day.ToString("00", CultureInfo.InvariantCulture)}}T00:00:00Z","eventTimeZoneOffset":"+00:00",
        "action":"OBSERVE","epcList":["urn:epc:id:sgtin:0614141.107346.{{day}}"],"bizStep":"{{step}}"{{more}}}
        """;

    public static string Document(params string[] events) => $$$"""
        {"@context":{{{Context}}},"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-05-01T00:00:00Z","epcisBody":{"eventList":[{{{string.Join(',', events)}}}]}}
        """;

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var message = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            message.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        foreach ((string name, string value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(message, Stop);
    }

    public async Task<JsonElement> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, path, null, headers);
        string text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    /// <summary>Checks a refusal and gives its problem details.</summary>
    public async Task<JsonElement> RefusedAsync(HttpStatusCode status, string kind, HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage answer = await SendAsync(method, path, body, headers);
        string text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        JsonElement problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal("epcisException:" + kind, problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        return problem;
    }

    /// <summary>Captures a document and gives the job when it has ended.</summary>
    public async Task<JsonElement> CaptureAsync(string document, string behaviour = "rollback")
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, "/capture", document, ("GS1-Capture-Error-Behaviour", behaviour));
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync(Stop));
        return await EndOfAsync(answer.Headers.Location!.ToString());
    }

    public async Task<JsonElement> EndOfAsync(string job)
    {
        while (true)
        {
            JsonElement state = await GetAsync(job);
            if (!state.GetProperty("running").GetBoolean())
            {
                return state;
            }
        }
    }

    public static string[] Ids(JsonElement document) =>
        [.. document.GetProperty("epcisBody").GetProperty("queryResults").GetProperty("resultsBody").GetProperty("eventList").EnumerateArray().Select(item => item.GetProperty("eventID").GetString()!)];

    /// <summary>All pages of a list of events.</summary>
    public async Task<List<string[]>> PagesAsync(string path)
    {
        var pages = new List<string[]>();
        string? next = path;
        while (next is not null)
        {
            using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, next);
            pages.Add(Ids(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Stop))));
            next = NextOf(answer);
            Assert.Equal(next is not null, answer.Headers.Contains("GS1-Next-Page-Token-Expires"));
        }

        return pages;
    }

    public static string? NextOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Link", out IEnumerable<string>? links) ? links.Single().Split('<', '>')[1] : null;

    /// <summary>EPCIS alone, by a clock of the test's.</summary>
    private static WebApplication Build(SiloSettings settings, TimeProvider time)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(time);
        builder.AddTwins(settings);
        builder.Services.AddEpcis();
        WebApplication app = builder.Build();
        app.UseWebSockets();
        app.MapEpcis();
        return app;
    }
}
