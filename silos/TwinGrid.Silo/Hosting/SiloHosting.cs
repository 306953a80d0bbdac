using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TwinGrid.Grains;
using TwinGrid.Grains.Archives;
using TwinGrid.Grains.Objects;
using TwinGrid.Silo.Archives;
using TwinGrid.Silo.Leases;
using TwinGrid.Silo.Twins;
using TwinGrid.Store;
using TwinGrid.Store.States;
using TwinGrid.Trace.Facts;
#if ORLEANS
using Azure.Storage.Blobs;
using TwinGrid.Silo.Cluster;
#endif

namespace TwinGrid.Silo.Hosting;

/// <summary>Composes a silo: the engine, its storage, the archive and the twins.</summary>
public static class SiloHosting
{
    /// <summary>A host that runs the twins and nothing else.</summary>
    /// <param name="settings">Where the twins' knowledge is kept.</param>
    /// <param name="configure">Changes the twins' settings from their defaults.</param>
    public static IHost Build(SiloSettings settings, Action<TwinOptions>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.AddTwins(settings);
        builder.Services.Configure<TwinOptions>(options => configure?.Invoke(options));
        return builder.Build();
    }

    /// <summary>Adds the twins to a host.</summary>
    public static void AddTwins(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        Directory.CreateDirectory(settings.DataFolder);
        builder.Services.AddOptions<TwinOptions>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<IChunkArchive>(_ => ArchiveOf(settings));
        // A container can't wait; opening takes milliseconds and happens once.
        builder.Services.AddSingleton(services => TraceStores.OpenAsync(
            settings.TraceConnection ?? Path.Combine(settings.DataFolder, "trace.db"),
            services.GetRequiredService<TimeProvider>(),
            CancellationToken.None).GetAwaiter().GetResult());
        builder.Services.AddSingleton(_ => StateStore.OpenAsync(settings.SharedConnection ?? Path.Combine(settings.DataFolder, "states.db"), CancellationToken.None)
            .GetAwaiter().GetResult());
        builder.Services.AddSingleton(services => new LeaseBook(
            settings.SharedConnection is null ? null : services.GetRequiredService<IStateStore>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<LeaseBook>>()));
        builder.Services.AddSingleton<RefusedEvents>();
        builder.Services.AddSingleton<IFactLog>(services => services.GetRequiredService<ITraceStore>().Facts);
        builder.UseOrleans(silo => ConfigureEngine(silo, settings));
    }

    private static void ConfigureEngine(ISiloBuilder silo, SiloSettings settings)
    {
#if ORLEANS
        silo.UseDurableStates(settings);
#else
        silo.UseLocalhostClustering();
        silo.AddSqliteGrainStorage(TwinOptions.Storage, Path.Combine(settings.DataFolder, "twins.db"));
        silo.UseSqliteReminderService(Path.Combine(settings.DataFolder, "twins.db"));
#endif
        silo.AddMemoryStreams(ObjectFact.StreamProvider);
    }

#if ORLEANS
    private static IChunkArchive ArchiveOf(SiloSettings settings) => settings.BlobConnection is { } connection
        ? new BlobArchive(new BlobContainerClient(connection, settings.BlobContainer))
        : new FolderArchive(Path.Combine(settings.DataFolder, "archive"));
#else
    private static FolderArchive ArchiveOf(SiloSettings settings) => settings.BlobConnection is null
        ? new FolderArchive(Path.Combine(settings.DataFolder, "archive"))
        : throw new NotSupportedException("blob storage: expected the Orleans engine (--runtime orleans), found the embedded one");
#endif
}
