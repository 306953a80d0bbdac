using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TwinGrid.Silo.Live;

/// <summary>The live page and what it shows.</summary>
public static class LiveEndpoints
{
    /// <summary>Adds its services to a host.</summary>
    public static void AddLive(this IServiceCollection services) => ArgumentNullException.ThrowIfNull(services);

    /// <summary>Adds its paths to an application.</summary>
    public static void MapLive(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
