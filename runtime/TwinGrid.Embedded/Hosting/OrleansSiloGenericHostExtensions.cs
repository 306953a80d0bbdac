using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Hosting;
using TwinGrid.Embedded;

namespace Microsoft.Extensions.Hosting;

/// <summary>Puts the engine into a host. Calling it again adds to the configuration.</summary>
public static class OrleansSiloGenericHostExtensions
{
    /// <summary>Puts the engine into a host.</summary>
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        Add(hostAppBuilder.Services, hostAppBuilder.Configuration, configureDelegate);
        return hostAppBuilder;
    }

    /// <summary>Puts the engine into a host.</summary>
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder) => hostAppBuilder.UseOrleans(static _ => { });

    /// <summary>Puts the engine into a host.</summary>
    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
    {
        ((IHostApplicationBuilder)hostAppBuilder).UseOrleans(configureDelegate);
        return hostAppBuilder;
    }

    /// <summary>Puts the engine into a host.</summary>
    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder) => hostAppBuilder.UseOrleans(static _ => { });

    /// <summary>Puts the engine into a host.</summary>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<HostBuilderContext, ISiloBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        return hostBuilder.ConfigureServices((context, services) =>
            Add(services, context.Configuration, silo => configureDelegate(context, silo)));
    }

    /// <summary>Puts the engine into a host.</summary>
    public static IHostBuilder UseOrleans(this IHostBuilder hostBuilder, Action<ISiloBuilder> configureDelegate) =>
        hostBuilder.UseOrleans((_, silo) => configureDelegate(silo));

    private static void Add(IServiceCollection services, IConfiguration configuration, Action<ISiloBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        if (services.All(service => service.ServiceType != typeof(Engine)))
        {
            services.AddOptions().AddLogging();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<Engine>();
            services.AddSingleton<GrainFactory>();
            services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainFactory>());
            services.AddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainFactory>());
            services.AddHostedService<EngineHost>();
            foreach (var manifest in GrainParts.Discover())
            {
                services.AddSingleton(manifest);
            }
        }

        configure(new SiloBuilder(services, configuration));
    }
}
