using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Sites.Running;
using TwinGrid.Store;

namespace TwinGrid.Silo.Twins;

/// <summary>What reaches the twins from outside adapters: captured events, and rules.</summary>
public static class TwinFeedEndpoints
{
    /// <summary>Collection of the documents that say, by site, up to which captured event the twins have been told: its sequence.</summary>
    public const string CursorCollection = "twin-feed";

    /// <summary>Collection of the captured events that could not be told to the twins: by sequence, 19 digits.</summary>
    public const string RefusedCollection = "twin-feed-refused";

    private const int MostBytes = 32 << 20, MostListed = 1000;

    /// <summary>Adds its services to a host.</summary>
    public static void AddTwins(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<FirstSight>();
        services.AddHostedService<TwinFeed>();
    }

    /// <summary>Adds its paths to an application.</summary>
    public static void MapTwins(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPut("/sites/{site}/objects/{name}/rules", PutRules);
        app.MapGet("/sites/{site}/twin-feed", GetFeed);
        app.MapPost("/sites/{site}/twin-feed/retry", Retry);
    }

    /// <summary>How far captured events have been told to the twins, and those that could not be.</summary>
    private static async Task<IResult> GetFeed(string site, RefusedEvents refused, SiloSettings settings, ITraceStore store, CancellationToken cancellationToken) =>
        site != settings.Site ? NotFed(site, settings) : TypedResults.Ok(new
        {
            told = long.TryParse(await store.Documents.FindAsync(CursorCollection, site, cancellationToken), CultureInfo.InvariantCulture, out long told) ? told : 0,
            captured = await store.Events.LastAsync(cancellationToken),
            refused = await refused.ListAsync(MostListed, cancellationToken),
        });

    /// <summary>Tries the events that could not be told, all and at once. It has the type of a body that no foreign page can send.</summary>
    private static async Task<IResult> Retry(string site, HttpRequest request, RefusedEvents refused, SiloSettings settings, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return TypedResults.Problem($"Content-Type: expected application/json, found {request.ContentType ?? "nothing"}", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        if (site != settings.Site)
        {
            return NotFed(site, settings);
        }

        int told = (await refused.RetryAsync(isAll: true, cancellationToken)).Told;
        return TypedResults.Ok(new { told, refused = await refused.ListAsync(MostListed, cancellationToken) });
    }

    private static ProblemHttpResult NotFed(string site, SiloSettings settings) => TypedResults.Problem(
        $"site: expected {settings.Site}, which captured events are told to, found {site}", statusCode: StatusCodes.Status404NotFound);

    /// <summary>Assigns rules: the body is the JSON of a set, or the name of a ready one.</summary>
    private static async Task<IResult> PutRules(string site, string name, HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        try
        {
            ReadOnlyMemory<byte> body = await BodyOf(request, cancellationToken);
            string rules = Encoding.UTF8.GetString(body.Span).Trim().Trim('"');
            await grains.GetGrain<IObjectGrain>(TwinKeys.InSite(site, name)).Watch(rules);
            return TypedResults.NoContent();
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            return TypedResults.Problem(fault.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BodyOf(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MostBytes)
            {
                throw new FormatException($"a body: expected at most {MostBytes} bytes, found more");
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
