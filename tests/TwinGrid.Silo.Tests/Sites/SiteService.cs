using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Regions;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sites.Reading;
using TwinGrid.Silo.Sites.Running;
using TwinGrid.Store;

namespace TwinGrid.Silo.Tests.Sites;

/// <summary>A whole silo in this process that serves the site of a file.</summary>
internal sealed class SiteService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SiteService(WebApplication app, string file) => (_app, File) = (app, file);

    public string File { get; }

    public HttpClient Client { get; private set; } = null!;

    public SiteHost Host => _app.Services.GetRequiredService<SiteHost>();

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Writes the file into a folder, beside the data of the silo, and serves it until it is set up.</summary>
    public static async Task<SiteService> StartAsync(string folder, string text)
    {
        string file = Path.Combine(folder, "site.yaml");
        await System.IO.File.WriteAllTextAsync(file, text);
        var settings = new SiloSettings { DataFolder = Path.Combine(folder, "data"), SiteFile = file, Site = SiteReading.Read(file).Site?.Name ?? "site" };
        WebApplication app = SiloApplication.Build(settings, 0);
        var service = new SiteService(app, file);
        await app.StartAsync();
        service.Client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
        await service.Host.Ready.WaitAsync(TimeSpan.FromSeconds(60));
        return service;
    }

    public IFactStore Facts => _app.Services.GetRequiredService<ITraceStore>().Facts;

    public Task<AdapterHealth> HealthOf(string adapter) => Grains.GetGrain<IAdapterGrain>(TwinKeys.InSite(Host.Site!.Name, adapter)).Health();

    public IRegionGrain Region(string name) => Grains.GetGrain<IRegionGrain>(TwinKeys.InSite(Host.Site!.Name, name));

    /// <summary>Asks for the file to be read again; the watch may have done so already.</summary>
    public async Task<SiteReload> ReloadAsync(string text)
    {
        await System.IO.File.WriteAllTextAsync(File, text);
        return await Host.ReloadAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
