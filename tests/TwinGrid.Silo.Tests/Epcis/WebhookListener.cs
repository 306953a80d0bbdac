using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TwinGrid.Silo.Tests.Epcis;

/// <summary>Takes webhooks, answers them as told, and gives what it was sent in order.</summary>
public sealed class WebhookListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<(int Status, JsonElement Document, byte[] Body, string? Signature, string? Delivery)> _received = Channel.CreateUnbounded<(int, JsonElement, byte[], string?, string?)>();

    private WebhookListener(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <param name="statusOf">The status that the n-th message, from 0, is answered with.</param>
    public static async Task<WebhookListener> StartAsync(Func<int, Task<int>> statusOf)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        var listener = new WebhookListener(app);
        int count = -1;
        app.MapPost("/hook", async (HttpRequest request, HttpResponse response) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            byte[] bytes = body.ToArray();
            response.StatusCode = await statusOf(Interlocked.Increment(ref count));
            await listener._received.Writer.WriteAsync((
                response.StatusCode, JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(bytes)), bytes, request.Headers["GS1-Signature"], request.Headers["TwinGrid-Delivery"]));
        });
        await app.StartAsync();
        listener.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook");
        return listener;
    }

    public async Task<(int Status, JsonElement Document, byte[] Body, string? Signature, string? Delivery)> NextAsync() =>
        await _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Ids of acknowledged events, until there are so many.</summary>
    public async Task<List<string>> AcknowledgedAsync(int count)
    {
        var ids = new List<string>();
        while (ids.Count < count)
        {
            (int status, JsonElement document, _, _, _) = await NextAsync();
            if (status < 300)
            {
                ids.AddRange(EpcisService.Ids(document));
            }
        }

        return ids;
    }

    public bool HasMore => _received.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
