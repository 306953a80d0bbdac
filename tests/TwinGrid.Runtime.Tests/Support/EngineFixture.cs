using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using TwinGrid.Runtime.Tests;

[assembly: AssemblyFixture(typeof(EngineFixture))]

namespace TwinGrid.Runtime.Tests;

/// <summary>One cluster for all tests that need nothing special; each test uses grains of its own.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private static int _keys;

    public Probe Probe { get; } = new();

    public InProcessTestCluster Cluster { get; private set; } = null!;

    public IClusterClient Client => Cluster.Client;

    /// <summary>A key no other test uses.</summary>
    public static string NewKey() => $"k{Interlocked.Increment(ref _keys)}";

    public static InProcessTestClusterBuilder NewBuilder(Probe probe)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureHost(host =>
        {
            host.Logging.ClearProviders();
            host.Services.AddSingleton(probe);
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("store");
            silo.AddMemoryGrainStorageAsDefault();
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams("streams");
            silo.UseInMemoryReminderService();
            silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
        });
        builder.ConfigureClient(client => client.AddMemoryStreams("streams"));
        return builder;
    }

    public async ValueTask InitializeAsync()
    {
        Cluster = NewBuilder(Probe).Build();
        await Cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }
}
