using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using TwinGrid.Embedded;

namespace Orleans.Hosting;

/// <summary>Adds streams within the process.</summary>
public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>Adds a stream provider under a name. Subscriptions live as long as the process.</summary>
    public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name)
    {
        builder.Services.AddMemoryStreams(name);
        return builder;
    }

    internal static void AddMemoryStreams(this IServiceCollection services, string name)
    {
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(MemoryStreamProvider) && Equals(service.ServiceKey, name)))
        {
            return;
        }

        services.AddKeyedSingleton(name, (provider, _) => new MemoryStreamProvider(provider, name));
        services.AddKeyedSingleton<IStreamProvider>(name, (provider, _) => provider.GetRequiredKeyedService<MemoryStreamProvider>(name));
        services.AddSingleton<IEnginePart>(provider => provider.GetRequiredKeyedService<MemoryStreamProvider>(name));
    }
}

/// <summary>Adds streams for code outside grains; within one process they are the silo's.</summary>
public static class ClientBuilderStreamingExtensions
{
    /// <summary>Adds a stream provider under a name, unless the silo has done so.</summary>
    public static IClientBuilder AddMemoryStreams(this IClientBuilder builder, string name)
    {
        builder.Services.AddMemoryStreams(name);
        return builder;
    }
}
