using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Silo.Hosting;
using TwinGrid.Store;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Tests.Twins;

/// <summary>A whole silo on a folder, on a free port of the loopback address.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private const string Context = """["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"]""";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);
    private readonly WebApplication _app;

    private RunningSilo(WebApplication app, string address) => (_app, Client) = (app, new HttpClient { BaseAddress = new Uri(address) });

    public HttpClient Client { get; }

    public ITraceStore Store => _app.Services.GetRequiredService<ITraceStore>();

    public IObjectGrain Thing(string name) => _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IObjectGrain>(TwinKeys.InSite("site", name));

    public static async Task<RunningSilo> StartAsync(string folder)
    {
        WebApplication app = SiloApplication.Build(new SiloSettings { DataFolder = folder }, 0);
        await app.StartAsync();
        return new RunningSilo(app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Captures events as JSON objects.</summary>
    public Task CaptureAsync(params string[] events) => AppendAsync(Store, events);

    public static Task AppendAsync(ITraceStore store, params string[] events) =>
        store.Events.AppendAsync([.. events.Select(json => EpcisReader.ReadEvent(Encoding.UTF8.GetBytes(json), Context))], isAtomic: true, CancellationToken.None);

    /// <summary>The first fact, from the log's beginning on, that is the one; fails the test when it never comes.</summary>
    public async Task<FactRecord> FactAsync(Func<FactRecord, bool> isIt)
    {
        using var limit = new CancellationTokenSource(Limit);
        for (long after = 0; ;)
        {
            await foreach (LoggedFact logged in Store.Facts.AfterAsync(after, limit.Token))
            {
                after = logged.Sequence;
                if (isIt(logged.Fact))
                {
                    return logged.Fact;
                }
            }

            await Store.Facts.WaitAfterAsync(after, limit.Token);
        }
    }

    /// <summary>Completes when the feed has told everything captured so far.</summary>
    public async Task FedAsync()
    {
        long last = await Store.Events.LastAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(Limit);
        while (!(long.TryParse(await Store.Documents.FindAsync("twin-feed", "site", limit.Token), CultureInfo.InvariantCulture, out long fed) && fed >= last))
        {
            await Task.Yield();
        }
    }

    public async Task<IReadOnlyList<FactRecord>> FactsAsync(string subject, string kind) =>
        await Store.Facts.OfSubjectAsync("site", subject, [kind], DateTimeOffset.MinValue, DateTimeOffset.MaxValue, CancellationToken.None).Select(logged => logged.Fact).ToListAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
