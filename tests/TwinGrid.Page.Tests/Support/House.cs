using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Grains;
using TwinGrid.Grains.Exciters;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Http;
using TwinGrid.Silo.Live;
using TwinGrid.Silo.Sessions;
using TwinGrid.Store;

namespace TwinGrid.Page.Tests.Support;

/// <summary>
/// A silo on the loopback address with one simulated room, the live page, and answers for the paths of other parts that a test holds
/// in its hand. It can be stopped and started again on the same port, with what it had kept.
/// </summary>
public sealed class House : IAsyncLifetime
{
    public const string Site = "hall-3";

    /// <summary>Pasteurised milk, say: an object whose name is a serialised item's.</summary>
    public const string Milk = "01:80614141123458:21:6789";

    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-page-").FullName;
    private readonly MemoryStore _store = new();
    private WebApplication? _app;
    private int _port;

    public SimulatedRoom Room { get; } = new(RoomSynthesis.Create(new RoomOptions { TagCount = 24 }, 7), Site, TimeProvider.System.GetUtcNow().AddMinutes(-3));

    public Answers Answers { get; } = new();

    public string Address => $"http://127.0.0.1:{_port}";

    public IGrainFactory Grains => _app!.Services.GetRequiredService<IGrainFactory>();

    public LiveSite Live => _app!.Services.GetRequiredService<LiveSites>().Find(Site)!;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        RoomOptions options = Room.Room.Options;
        var session = new SiteSession(
            Grains,
            new SitePlan
            {
                Site = Site,
                Region = new RegionPlan(new Position(0, 0), new Position(options.Width, options.Depth), IsPlanar: true, options.LinkRange),
                Anchors = Enumerable.Range(0, options.AnchorCount).ToDictionary(Room.NodeName, node => Room.Room.Positions[node]),
                Exciters = new Dictionary<string, ExciterPlan> { ["exciter"] = new(options.Exciter, options.Carrier.Value, 30, 1) },
            },
            _app!.Services.GetRequiredService<SiteCatalog>());
        await session.SetUpAsync();
        await session.IngestAsync(Room.ReadAsync(CancellationToken.None), CancellationToken.None);
        await PlaceAsync(Milk, new Position(2.2, 1.4), 0);
        await WaitUntilAsync(() => Live.ChangesSince(0, 0, LiveSites.Shown).Points.Count(point => point.IsPlaced) >= 20);
    }

    /// <summary>Tells an object where it is, as a region would.</summary>
    public Task PlaceAsync(string name, Position position, int second) => Grains.GetGrain<IObjectGrain>(TwinKeys.InSite(Site, name)).Observe(
        new TagLocation(name, LocationStatus.Located, position, new PositionCovariance(0.0004, 0.0001, 0.0002), 9, TimeProvider.System.GetUtcNow().AddSeconds(second)));

    public async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port));
        builder.AddTwins(new SiloSettings { DataFolder = _folder });
        builder.Services.AddLive();
        builder.Services.AddSingleton<ITraceStore>(_store);
        _app = builder.Build();
        _app.MapTwinStates();
        _app.MapLive();
        Answers.Map(_app);
        await _app.StartAsync();
        _port = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    public async Task StopAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
            _app = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task WaitUntilAsync(Func<bool> isIt)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isIt())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
