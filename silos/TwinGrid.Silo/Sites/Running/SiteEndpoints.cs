using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Running;

/// <summary>A site that a file describes, over HTTP: what runs, and reading the file again.</summary>
public static class SiteEndpoints
{
    /// <summary>Adds its services to a host.</summary>
    public static void AddSites(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<SiteTwins>();
        services.AddSingleton<SiteWebhooks>();
        services.AddSingleton<SiteHost>();
        services.AddHostedService(provider => provider.GetRequiredService<SiteHost>());
    }

    /// <summary>Adds its paths to an application.</summary>
    public static void MapSites(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet("/sites/{site}", IResult (string site, SiteHost host) => host.Site is { } running && running.Name == site ? TypedResults.Ok(View(running, host)) : Unknown(site));
        app.MapGet("/sites/{site}/adapters", AdaptersAsync);
        app.MapPost("/sites/{site}/reload", ReloadAsync);
    }

    private static object View(SiteFile site, SiteHost host) => new
    {
        name = site.Name,
        description = site.Description,
        taken = host.Taken,
        regions = site.Regions.Select(region => region.Name),
        readers = site.Readers.Select(reader => reader.Name),
        adapters = site.Adapters.Select(adapter => adapter.Name),
        products = site.Products.Select(product => new { name = product.Name, pattern = product.Pattern.ToString(), rules = product.Rules }),
        lastReload = host.LastReload,
    };

    private static async Task<IResult> AdaptersAsync(string site, SiteHost host, IGrainFactory grains)
    {
        if (host.Site is not { } running || running.Name != site)
        {
            return Unknown(site);
        }

        return TypedResults.Ok(await Task.WhenAll(running.Adapters.Select(async adapter => new
        {
            name = adapter.Name,
            kind = adapter.Kind,
            reader = adapter.Reader,
            source = adapter.Setting.Summary,
            stage = host.StageOf(adapter.Name)?.ToString() ?? "Off",
            health = await grains.GetGrain<IAdapterGrain>(TwinKeys.InSite(site, adapter.Name)).Health(),
        })));
    }

    /// <summary>200 when the file is in use now, 422 with its faults when the former one goes on.</summary>
    private static async Task<IResult> ReloadAsync(string site, SiteHost host, CancellationToken cancellationToken)
    {
        if (host.Site?.Name != site)
        {
            return Unknown(site);
        }

        SiteReload reload = await host.ReloadAsync(cancellationToken);
        return reload.IsTaken ? TypedResults.Ok(reload) : TypedResults.UnprocessableEntity(reload);
    }

    private static ProblemHttpResult Unknown(string site) =>
        TypedResults.Problem($"site '{site}': expected one that a site file describes and this silo serves, found none", statusCode: StatusCodes.Status404NotFound);
}
