using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Silo.Hosting;
using TwinGrid.Store;
using TwinGrid.Support;

namespace TwinGrid.Bench.Capacity;

/// <summary>
/// A silo on a folder, with a clock that goes only when told: a run that takes longer has no more timers in it than a short one,
/// and no twin goes idle while it is counted.
/// </summary>
internal sealed class TwinHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TwinHost(IHost host, FakeTime time)
    {
        (_host, Time) = (host, time);
        Grains = host.Services.GetRequiredService<IGrainFactory>();
        Store = host.Services.GetRequiredService<ITraceStore>();
    }

    /// <summary>The clock.</summary>
    public FakeTime Time { get; }

    /// <summary>The twins.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>Events and facts.</summary>
    public ITraceStore Store { get; }

    /// <summary>Starts a silo.</summary>
    /// <param name="folder">Its data.</param>
    /// <param name="ahead">How far ahead of the clock's beginning it starts.</param>
    public static async Task<TwinHost> StartAsync(string folder, TimeSpan ahead = default)
    {
        var time = new FakeTime();
        time.Jump(ahead);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.AddTwins(new SiloSettings { DataFolder = folder });
        IHost host = builder.Build();
        await host.StartAsync();
        return new TwinHost(host, time);
    }

    /// <summary>Stops the silo: what its databases hold is in their files then.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

/// <summary>A folder for the time of a run.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("twingrid-bench-");

    /// <summary>A folder inside, made when needed.</summary>
    public string this[string name] => Directory.CreateDirectory(Path.Combine(_folder.FullName, name)).FullName;

    /// <summary>Bytes of all files of a folder inside.</summary>
    public double BytesOf(string name) => new DirectoryInfo(this[name]).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => (double)file.Length);

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
