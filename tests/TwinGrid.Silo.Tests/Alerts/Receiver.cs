using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TwinGrid.Silo.Tests.Alerts;

/// <summary>One delivery as it came.</summary>
internal sealed record Delivery(string Id, string Timestamp, string Signature, byte[] Body)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement.Clone();

    public string Subject => Json.GetProperty("subject").GetString()!;
}

/// <summary>Takes deliveries on loopback and answers each as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly Channel<Delivery> _came = Channel.CreateUnbounded<Delivery>();
    private readonly Func<Delivery, int, Task<int>> _answer;
    private WebApplication _app = null!;
    private int _count;

    private Receiver(Func<Delivery, int, Task<int>> answer) => _answer = answer;

    public Uri Url { get; private set; } = null!;

    /// <summary>Opens a receiver.</summary>
    /// <param name="answer">The status for a delivery, given it and how many came before.</param>
    public static async Task<Receiver> OpenAsync(Func<Delivery, int, Task<int>> answer)
    {
        var receiver = new Receiver(answer);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        receiver._app = builder.Build();
        receiver._app.MapPost("/hook", receiver.TakeAsync);
        await receiver._app.StartAsync();
        string address = receiver._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        receiver.Url = new Uri(address + "/hook");
        return receiver;
    }

    public static Task<Receiver> OpenAsync(Func<int, int> answer) => OpenAsync((_, count) => Task.FromResult(answer(count)));

    public ValueTask<Delivery> NextAsync() => _came.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<List<Delivery>> NextAsync(int count)
    {
        var all = new List<Delivery>();
        while (all.Count < count)
        {
            all.Add(await NextAsync());
        }

        return all;
    }

    public bool HasMore => _came.Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var delivery = new Delivery(Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), body.ToArray());
        int status = await _answer(delivery, Interlocked.Increment(ref _count) - 1);
        await _came.Writer.WriteAsync(delivery);
        return Results.StatusCode(status);

        string Header(string name) => request.Headers[name].ToString();
    }
}
