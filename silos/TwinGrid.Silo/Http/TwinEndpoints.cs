using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Grains.Tags;
using TwinGrid.Model;
using TwinGrid.Silo.Twins;

namespace TwinGrid.Silo.Http;

/// <summary>What a silo answers over HTTP: the state of its twins, as JSON.</summary>
public static class TwinEndpoints
{
    private const int MostCounted = 1000;

    /// <summary>Adds the paths to an application.</summary>
    public static void MapTwinStates(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet("/health", async (RefusedEvents refused, CancellationToken cancellationToken) =>
            TypedResults.Ok(new { status = "ok", refusedEvents = (await refused.ListAsync(MostCounted, cancellationToken)).Count }));
        app.MapGet("/sites/{site}/regions/{region}", (string site, string region, IGrainFactory grains) =>
            Answer(() => grains.GetGrain<IRegionGrain>(TwinKeys.InSite(site, region)).Snapshot()));
        app.MapGet("/sites/{site}/objects/{name}", (string site, string name, IGrainFactory grains) =>
            Answer(() => grains.GetGrain<IObjectGrain>(TwinKeys.InSite(site, name)).Snapshot()));
        app.MapGet("/sites/{site}/objects/{name}/history", (string site, string name, IGrainFactory grains) =>
            Answer(() => grains.GetGrain<IObjectGrain>(TwinKeys.InSite(site, name)).History()));
        app.MapGet("/sites/{site}/adapters/{name}", (string site, string name, IGrainFactory grains) =>
            Answer(() => grains.GetGrain<IAdapterGrain>(TwinKeys.InSite(site, name)).Health()));
        app.MapGet("/sites/{site}/tags/{tag}/history", History);
    }

    private static Task<IResult> History(string site, string tag, string? from, string? to, IGrainFactory grains) => Answer(async () =>
    {
        DateTimeOffset first = Time(from, "from", DateTimeOffset.MinValue), last = Time(to, "to", DateTimeOffset.MaxValue);
        ObservationBatch history = await grains.GetGrain<ITagGrain>(TwinKeys.InSite(site, tag)).History(first, last);
        return new { probes = history.Probes, reads = history.Reads, readings = history.Readings };
    });

    /// <summary>Answers with what a twin says; a name or time that can't be gets a problem description and status 400.</summary>
    private static async Task<IResult> Answer<T>(Func<Task<T>> ask)
    {
        try
        {
            return TypedResults.Ok(await ask());
        }
        catch (ArgumentException fault)
        {
            return TypedResults.Problem(fault.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static DateTimeOffset Time(string? text, string name, DateTimeOffset missing)
    {
        if (string.IsNullOrEmpty(text))
        {
            return missing;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new ArgumentException($"parameter '{name}': expected a time such as 2026-01-31T12:00:00Z, found '{text}'");
    }
}
