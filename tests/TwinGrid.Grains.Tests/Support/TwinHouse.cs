using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Orleans.TestingHost;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Archives;
using TwinGrid.Grains.Links;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Readers;
using TwinGrid.Grains.Regions;
using TwinGrid.Grains.Tags;
using TwinGrid.Model;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Grains.Tests.Support;

/// <summary>A cluster of twins on a storage and an archive that a test holds in its hand. Regions localize only when asked.</summary>
public sealed class TwinHouse : IAsyncDisposable
{
    public const string Site = "site";
    public static readonly string RegionKey = TwinKeys.InSite(Site, "room");
    public static readonly string ReaderKey = TwinKeys.InSite(Site, "reader");
    public static readonly string AdapterKey = TwinKeys.InSite(Site, "adapter");

    private TwinHouse(JsonStorage storage, MemoryArchive archive, MemoryFactLog facts, HandTime time, InProcessTestCluster cluster) =>
        (Storage, Archive, Facts, Time, Cluster) = (storage, archive, facts, time, cluster);

    public JsonStorage Storage { get; }

    public MemoryArchive Archive { get; }

    public MemoryFactLog Facts { get; }

    /// <summary>The twins' clock: this machine's, moved ahead by hand.</summary>
    public HandTime Time { get; }

    public InProcessTestCluster Cluster { get; }

    public IGrainFactory Grains => Cluster.Client;

    public IAdapterGrain Adapter => Grains.GetGrain<IAdapterGrain>(AdapterKey);

    public IReaderGrain Reader => Grains.GetGrain<IReaderGrain>(ReaderKey);

    public IRegionGrain Region => Grains.GetGrain<IRegionGrain>(RegionKey);

    public ITagGrain Tag(string name) => Grains.GetGrain<ITagGrain>(TwinKeys.InSite(Site, name));

    public IObjectGrain Thing(string name) => Grains.GetGrain<IObjectGrain>(TwinKeys.InSite(Site, name));

    public ILinkGrain Link(string oneEnd, string otherEnd) => Grains.GetGrain<ILinkGrain>(TwinKeys.Link(RegionKey, oneEnd, otherEnd));

    public static Task<TwinHouse> StartAsync(Action<TwinOptions>? configure = null) =>
        StartAsync(new JsonStorage(), new MemoryArchive(), new MemoryFactLog(), new HandTime(), configure);

    /// <summary>What would stand again after this process died now: another cluster on what is durable at this moment.</summary>
    public Task<TwinHouse> AfterCrashAsync(Action<TwinOptions>? configure = null) =>
        StartAsync(Storage.Clone(), Archive.Clone(), Facts.Clone(), Time, configure);

    /// <summary>Adapter, reader and a region without anchors: enough for everything but positions.</summary>
    public async Task<TwinHouse> WiredAsync()
    {
        await Region.Configure(new RegionPlan(new Position(0, 0), new Position(4, 4), IsPlanar: true, RangeMetres: 2)).Soon();
        await Reader.Configure(RegionKey).Soon();
        await Adapter.Configure(ReaderKey).Soon();
        return this;
    }

    /// <summary>The whole history of a tag.</summary>
    public Task<ObservationBatch> HistoryOf(string tag) => Tag(tag).History(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Soon();

    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
    }

    private static async Task<TwinHouse> StartAsync(
        JsonStorage storage, MemoryArchive archive, MemoryFactLog facts, HandTime time, Action<TwinOptions>? configure)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureHost(host => host.Logging.ClearProviders());
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddSingleton<IChunkArchive>(archive);
            host.Services.AddKeyedSingleton<IGrainStorage>(TwinOptions.Storage, storage);
            host.Services.AddSingleton<IFactLog>(facts);
            host.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
            host.Services.Configure<TwinOptions>(options =>
            {
                options.RegionDelay = TimeSpan.FromHours(1);
                configure?.Invoke(options);
            });
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddMemoryStreams(ObjectFact.StreamProvider);
            silo.UseInMemoryReminderService();
        });
        builder.ConfigureClient(client => client.AddMemoryStreams(ObjectFact.StreamProvider));
        InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        return new TwinHouse(storage, archive, facts, time, cluster);
    }
}

public static class Waiting
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Fails the test, instead of hanging it, when what it waits for never comes.</summary>
    public static Task Soon(this Task task) => task.WaitAsync(Limit);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);
}
