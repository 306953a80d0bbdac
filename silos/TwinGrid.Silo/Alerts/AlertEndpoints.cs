using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TwinGrid.Silo.Alerts;

/// <summary>Excursions and their alerts over HTTP.</summary>
public static class AlertEndpoints
{
    /// <summary>Adds its services to a host.</summary>
    public static void AddAlerts(this IServiceCollection services) => ArgumentNullException.ThrowIfNull(services);

    /// <summary>Adds its paths to an application.</summary>
    public static void MapAlerts(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
