using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TwinGrid.Silo.Epcis.Capture;
using TwinGrid.Silo.Epcis.Events;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Silo.Epcis.Queries;
using TwinGrid.Silo.Epcis.Subscriptions;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Http;

namespace TwinGrid.Silo.Epcis;

/// <summary>EPCIS 2.0 over HTTP.</summary>
public static class EpcisEndpoints
{
    /// <summary>Adds its services to a host.</summary>
    public static void AddEpcis(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(provider => provider.GetRequiredService<SiloSettings>().Epcis);
        services.AddSingleton<PageTokens>();
        services.AddSingleton<Paging>();
        services.AddSingleton<MasterDataStore>();
        services.AddSingleton<EventAnswers>();
        services.AddSingleton<QueryFinder>();
        services.AddSingleton<EventResource>();
        services.AddSingleton<TopLevelResources>();
        services.AddSingleton<CaptureJobs>();
        services.AddSingleton<CaptureResource>();
        services.AddSingleton<NamedQueries>();
        services.AddSingleton<QueryResource>();
        services.TryAddSingleton<WebhookHttp>();
        services.AddSingleton<SubscriptionReader>();
        services.AddSingleton<SubscriptionService>();
        services.AddSingleton<SocketSessions>();
        services.AddSingleton<SubscriptionResource>();
        services.AddHostedService<CaptureWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<SubscriptionService>());

        services.AddOpenApi(options => options.AddOperationTransformer(EpcisDescription.DescribeAsync));

        // A longer URL than ours gets an answer that says so, which the server's own would not.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestLineSize = EpcisRoutes.UrlLimit * 4);
    }

    /// <summary>Adds its paths to an application.</summary>
    public static void MapEpcis(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        IServiceProvider services = app.ServiceProvider;
        EpcisRoutes routes = ActivatorUtilities.CreateInstance<EpcisRoutes>(services, app);
        services.GetRequiredService<CaptureResource>().Map(routes);
        services.GetRequiredService<EventResource>().Map(routes);
        services.GetRequiredService<TopLevelResources>().Map(routes);
        services.GetRequiredService<QueryResource>().Map(routes);
        services.GetRequiredService<SubscriptionResource>().Map(routes);
        app.MapOpenApi();
    }
}
