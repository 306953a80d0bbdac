using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Hosting;

/// <summary>Configures the engine within its host.</summary>
public interface ISiloBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The host's configuration.</summary>
    IConfiguration Configuration { get; }
}

/// <summary>Configures what calls from outside; within one process that is the host itself.</summary>
public interface IClientBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The host's configuration.</summary>
    IConfiguration Configuration { get; }
}

/// <summary>Common steps of configuration.</summary>
public static class SiloBuilderExtensions
{
    /// <summary>Sets options.</summary>
    public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class
    {
        builder.Services.Configure(configureOptions);
        return builder;
    }

    /// <summary>Sets options from configuration.</summary>
    public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, IConfiguration configuration)
        where TOptions : class
    {
        builder.Services.Configure<TOptions>(configuration);
        return builder;
    }

    /// <summary>Adds services.</summary>
    public static ISiloBuilder ConfigureServices(this ISiloBuilder builder, Action<IServiceCollection> configureDelegate)
    {
        configureDelegate(builder.Services);
        return builder;
    }

    /// <summary>Configures logging.</summary>
    public static ISiloBuilder ConfigureLogging(this ISiloBuilder builder, Action<ILoggingBuilder> configureLogging)
    {
        builder.Services.AddLogging(configureLogging);
        return builder;
    }
}

/// <summary>Common steps of configuring the outside.</summary>
public static class ClientBuilderExtensions
{
    /// <summary>Sets options.</summary>
    public static IClientBuilder Configure<TOptions>(this IClientBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class
    {
        builder.Services.Configure(configureOptions);
        return builder;
    }
}

/// <summary>How silos find each other. There is one, so nothing has to be found.</summary>
public static class CoreHostingExtensions
{
    /// <summary>Has no effect: the engine never clusters and opens no port.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder, int siloPort = 11111, int gatewayPort = 30000, string serviceId = "dev", string clusterId = "dev") => builder;
}

internal sealed class SiloBuilder(IServiceCollection services, IConfiguration configuration) : ISiloBuilder, IClientBuilder
{
    public IServiceCollection Services { get; } = services;

    public IConfiguration Configuration { get; } = configuration;
}
