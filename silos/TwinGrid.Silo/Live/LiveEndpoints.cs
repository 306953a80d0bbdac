using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Grains;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Sessions;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Silo.Live;

/// <summary>The live page and what it shows.</summary>
public static class LiveEndpoints
{
    private const int MostFound = 20, LongestText = 400;

    /// <summary>Adds its services to a host.</summary>
    public static void AddLive(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<SiteCatalog>();
        services.AddSingleton<LiveSites>();
        services.AddSingleton<LiveStream>();
        services.AddSingleton<AdapterWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<AdapterWatch>());
        services.AddHostedService<LiveFeed>();
    }

    /// <summary>Adds its paths to an application.</summary>
    public static void MapLive(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        PageFiles.Map(app);
        app.MapGet("/live/sites", (SiteCatalog catalog, LiveSites sites) => TypedResults.Ok(
            sites.Names.Union(catalog.Plans.Select(plan => plan.Site), StringComparer.Ordinal).Order(StringComparer.Ordinal)));
        app.MapGet("/live/{site}/map", MapAsync);
        app.MapGet("/live/{site}/stream", StreamAsync);
        app.MapGet("/live/{site}/find", Find);
        app.MapGet("/live/{site}/objects/{name}", (string site, string name, LiveSites sites) =>
            TypedResults.Ok(new { name, epc = TwinNames.ToEpc(name), isOnMap = sites.Find(site)?.Find(name) is not null, place = sites.Find(site)?.PlaceOf(name) }));
        app.MapGet("/live/{site}/objects/{name}/hologram", HologramAsync);
    }

    private static async Task<IResult> MapAsync(string site, SiteCatalog catalog, LiveSites sites, LiveStream stream, AdapterWatch adapters)
    {
        IReadOnlyList<SitePlan> plans = catalog.Of(site);
        LiveSite? live = sites.Find(site);
        if (live is null && plans.Count == 0)
        {
            return Unknown(site);
        }

        LiveChanges all = (live ?? sites.Open(site)).ChangesSince(0, 0, LiveSites.Shown);
        return TypedResults.Ok(new
        {
            site,
            id = stream.IdOf(all.Version, all.Names.Count),
            total = all.Total,
            shown = LiveSites.Shown,
            regions = plans.Select(plan => new { name = TwinKeys.NameOf(plan.RegionKey), low = Corner(plan.Region.Low), high = Corner(plan.Region.High) }),
            anchors = plans.SelectMany(plan => plan.Anchors).Select(anchor => new { name = anchor.Key, x = anchor.Value.X, y = anchor.Value.Y }),
            readers = plans.SelectMany(plan => plan.Antennas.Concat(plan.Exciters.Select(exciter => KeyValuePair.Create(exciter.Key, exciter.Value.Place))))
                .Select(place => new { name = place.Key, x = place.Value.X, y = place.Value.Y }),
            adapters = await adapters.AskAsync(site),
            names = all.Names,
            points = all.Encoded(),
        });
    }

    private static async Task<IResult> StreamAsync(
        string site, string? from, HttpContext http, LiveSites sites, LiveStream stream, IHostApplicationLifetime lifetime)
    {
        if (sites.Find(site) is not { } live)
        {
            return Unknown(site);
        }

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        string? last = http.Request.Headers["Last-Event-ID"].FirstOrDefault() is { Length: > 0 } id ? id : from;
        try
        {
            await stream.FollowAsync(http.Response, site, live, last, gone.Token);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The page went away or the silo stops: nothing is owed to anyone.
        }

        return TypedResults.Empty;
    }

    /// <summary>Objects of a site by part of their name, or by any form of their EPC; the exact one first.</summary>
    private static IResult Find(string site, string? q, LiveSites sites)
    {
        string text = q?.Trim() ?? "";
        if (text.Length is 0 or > LongestText)
        {
            return TypedResults.Problem($"parameter 'q': expected 1 to {LongestText} characters, found {text.Length}", statusCode: StatusCodes.Status400BadRequest);
        }

        if (sites.Find(site) is not { } live)
        {
            return Unknown(site);
        }

        string? named = NameOf(text);
        string? exact = named is not null && live.Find(named) is not null ? named : null;
        return TypedResults.Ok(new
        {
            epc = named is null ? null : TwinNames.ToEpc(named),
            name = named,
            found = exact is null ? live.Search(text, MostFound) : [exact, .. live.Search(text, MostFound).Where(name => name != exact)],
        });
    }

    /// <summary>The twin's name of an EPC in any form; null for a text that is none.</summary>
    private static string? NameOf(string text)
    {
        try
        {
            // The name is that of the Digital Link, which is the same whatever length a company prefix is taken to have.
            return TwinNames.OfEpc(DigitalLink.Format(EpcReading.Of(text, CompanyPrefixLengths.Always(EpcScheme.ShortestPrefix)).Identity));
        }
        catch (EpcException)
        {
            return null;
        }
    }

    private static async Task<IResult> HologramAsync(string site, string name, SiteCatalog catalog, IGrainFactory grains)
    {
        foreach (SitePlan plan in catalog.Of(site))
        {
            IRegionGrain region = grains.GetGrain<IRegionGrain>(plan.RegionKey);
            string tag = (await region.Bindings()).FirstOrDefault(bound => bound.Value == name).Key ?? name;
            if (HologramView.Of(tag, await region.Round(tag)) is { } view)
            {
                return TypedResults.Ok(view);
            }
        }

        return TypedResults.Problem($"hologram of '{name}': expected a tag with links in a region of site '{site}', found none", statusCode: StatusCodes.Status404NotFound);
    }

    private static double[] Corner(Position position) => [position.X, position.Y];

    private static ProblemHttpResult Unknown(string site) =>
        TypedResults.Problem($"site '{site}': expected one that was set up, found none", statusCode: StatusCodes.Status404NotFound);
}
