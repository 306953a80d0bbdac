using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Adapters.Simulated.SupplyChain;
using TwinGrid.Grains;
using TwinGrid.Grains.Exciters;
using TwinGrid.Grains.Objects;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sessions;
using TwinGrid.Silo.Twins;
using TwinGrid.Store;
using TwinGrid.Trace.Identifiers;
using TwinGrid.Trace.Questions;

namespace TwinGrid.Cli.SupplyChain;

/// <summary>A silo that a chain's story is told to, with all its doors open.</summary>
internal sealed class ChainSilo : IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(100);
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly CaptureDoor _capture;

    private ChainSilo(WebApplication app, ScenarioClock clock)
    {
        (_app, Clock, Address) = (app, clock, new Uri(app.Urls.Single()));
        _http = new HttpClient { BaseAddress = Address };
        _capture = new CaptureDoor(_http);
    }

    /// <summary>The clock that it lives by.</summary>
    public ScenarioClock Clock { get; }

    /// <summary>Where its page is.</summary>
    public Uri Address { get; }

    /// <summary>Its twins.</summary>
    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Its store.</summary>
    public ITraceStore Store => _app.Services.GetRequiredService<ITraceStore>();

    /// <summary>Where it answers questions.</summary>
    public QuestionDesk Desk => _app.Services.GetRequiredService<QuestionDesk>();

    /// <summary>Starts a silo.</summary>
    /// <param name="folder">Where it keeps what it knows.</param>
    /// <param name="port">Port on this machine; 0 for a free one.</param>
    /// <param name="start">What its clock shows at first.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<ChainSilo> StartAsync(string folder, int port, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var clock = new ScenarioClock(start, TimeProvider.System);
        WebApplication app = SiloApplication.Build(new SiloSettings { DataFolder = folder, Site = ChainPlans.Site }, port, clock);
        await app.StartAsync(cancellationToken);
        return new ChainSilo(app, clock);
    }

    /// <summary>Tells the twins what is known before the story begins: zones with anchors and exciters, the loggers' gateway, and the rules of the product.</summary>
    public async Task<ChainDoors> SetUpAsync(SupplyChainScenario scenario)
    {
        SiteCatalog? catalog = _app.Services.GetService<SiteCatalog>();
        var zones = new Dictionary<string, SiteSession>(StringComparer.Ordinal);
        foreach (WarehouseZone zone in scenario.Zones)
        {
            zones[zone.Name] = new SiteSession(Grains, ChainPlans.Of(zone), catalog);
            await zones[zone.Name].SetUpAsync();
        }

        // The gateway locates nothing and has no place on the map.
        var gateway = new SiteSession(Grains, ChainPlans.Of(scenario.Zones[0]) with
        {
            RegionName = "field",
            ReaderName = "logger-gateway",
            AdapterName = "logger-adapter",
            Anchors = new Dictionary<string, Position>(),
            Exciters = new Dictionary<string, ExciterPlan>(),
        });
        await gateway.SetUpAsync();
        foreach (string epc in scenario.Truth.Pallets.Select(pallet => pallet.Epc).Concat(scenario.Truth.Cartons.Select(carton => carton.Epc)))
        {
            await TwinOf(epc).Watch(ChainRules.Json);
        }

        return new ChainDoors(_capture, zones, gateway);
    }

    /// <summary>The twin of a thing.</summary>
    public IObjectGrain TwinOf(string epc) => Grains.GetGrain<IObjectGrain>(TwinKeys.InSite(ChainPlans.Site, TwinNames.OfEpc(epc)));

    /// <summary>
    /// Waits until every captured event has been told to the twins, makes durable what readings have changed, and waits until the log of
    /// facts has not grown for a second.
    /// </summary>
    public async Task SettleAsync(ChainDoors doors, CancellationToken cancellationToken)
    {
        while (!await IsToldAsync(cancellationToken))
        {
            await Task.Delay(Pause, cancellationToken);
        }

        foreach (SiteSession session in doors.Zones.Values.Append(doors.Loggers))
        {
            await session.CheckpointAsync();
        }

        long known = -1, since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < Quiet)
        {
            (long head, _) = await Store.Facts.HeadAsync(cancellationToken);
            if (head != known)
            {
                (known, since) = (head, TimeProvider.System.GetTimestamp());
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    private async Task<bool> IsToldAsync(CancellationToken cancellationToken)
    {
        string? told = await Store.Documents.FindAsync(TwinFeedEndpoints.CursorCollection, ChainPlans.Site, cancellationToken);
        return told is not null && long.Parse(told, CultureInfo.InvariantCulture) >= await Store.Events.LastAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _capture.Dispose();
        _http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
