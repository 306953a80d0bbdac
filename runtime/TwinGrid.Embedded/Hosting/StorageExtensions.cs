using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using TwinGrid.Embedded;

namespace Orleans.Hosting;

/// <summary>Adds storages that keep states in this process only.</summary>
public static class MemoryGrainStorageSiloBuilderExtensions
{
    /// <summary>Adds a memory storage under a name.</summary>
    public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name) =>
        builder.AddStorage(name, static services => new MemoryGrainStorage(
            services.GetRequiredService<IOptions<StateSerializerOptions>>().Value.Json));

    /// <summary>Adds a memory storage for states that name none.</summary>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder) => builder.AddMemoryGrainStorage("Default");

    internal static ISiloBuilder AddStorage(this ISiloBuilder builder, string name, Func<IServiceProvider, IGrainStorage> create)
    {
        builder.Services.AddKeyedSingleton<IGrainStorage>(name, (services, _) => create(services));
        if (name == "Default")
        {
            builder.Services.AddSingleton(services => services.GetRequiredKeyedService<IGrainStorage>(name));
        }

        return builder;
    }
}
