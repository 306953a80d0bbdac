using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TwinGrid.Silo.Twins;

/// <summary>What reaches the twins from outside adapters: captured events and posted readings.</summary>
public static class TwinFeedEndpoints
{
    /// <summary>Adds its services to a host.</summary>
    public static void AddTwins(this IServiceCollection services) => ArgumentNullException.ThrowIfNull(services);

    /// <summary>Adds its paths to an application.</summary>
    public static void MapTwins(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
