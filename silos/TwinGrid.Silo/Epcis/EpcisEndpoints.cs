using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace TwinGrid.Silo.Epcis;

/// <summary>EPCIS 2.0 over HTTP.</summary>
public static class EpcisEndpoints
{
    /// <summary>Adds its services to a host.</summary>
    public static void AddEpcis(this IServiceCollection services) => ArgumentNullException.ThrowIfNull(services);

    /// <summary>Adds its paths to an application.</summary>
    public static void MapEpcis(this IEndpointRouteBuilder app) => ArgumentNullException.ThrowIfNull(app);
}
