using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TwinGrid.Adapters.HttpFeeds;
using TwinGrid.Grains;
using TwinGrid.Silo.Sites.Running;

namespace TwinGrid.Silo.Feeds;

/// <summary>Observations over HTTP: what readers, gateways and programs post.</summary>
public static class FeedEndpoints
{
    private const string Lines = "application/x-ndjson", LinesToo = "application/jsonl", FailedRetrySeconds = "5";
    private static readonly string[] Types = ["application/json", Lines, LinesToo];

    /// <summary>Adds its services to a host.</summary>
    public static void AddFeeds(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<FirstSight>();
        services.AddSingleton<FeedBook>();
        services.AddSingleton<FeedDoors>();
        services.AddHostedService(provider => provider.GetRequiredService<FeedDoors>());
    }

    /// <summary>Adds its paths to an application.</summary>
    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPost("/sites/{site}/feeds/{feed}", PostAsync).WithMetadata(new FeedPath());
        app.MapPost("/sites/{site}/readings", (string site, HttpContext http, FeedDoors doors, CancellationToken cancellationToken) =>
            PostAsync(site, FeedPlan.Posted, null, http, doors, cancellationToken)).WithMetadata(new FeedPath());
    }

    /// <summary>
    /// Takes rows: 202 when all that can be are durable, with those that can't; 400 when none can; 401 and 403 without the right key;
    /// 413 when there are too many; 415 when they are not called JSON, because what a browser calls plain text may come from any page;
    /// 429 when others are still under way; 503 when they can't be made durable.
    /// </summary>
    private static async Task<IResult> PostAsync(string site, string feed, string? kind, HttpContext http, FeedDoors doors, CancellationToken cancellationToken)
    {
        FeedBook book = http.RequestServices.GetRequiredService<FeedBook>();
        FeedSettings settings = book.Settings;
        if (book.Keys.FaultOf(http, site, feed) is { } fault)
        {
            if (fault.Status == StatusCodes.Status401Unauthorized)
            {
                http.Response.Headers.WWWAuthenticate = "Bearer";
            }

            return TypedResults.Problem(fault.Reason, statusCode: fault.Status);
        }

        if (TypeOf(http.Request) is not { } type)
        {
            return TypedResults.Problem(
                $"Content-Type: expected {string.Join(" or ", Types)}, found {http.Request.ContentType ?? "nothing"}", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        if (!Enum.TryParse(kind ?? nameof(FeedKind.Plain), ignoreCase: true, out FeedKind words) || !Enum.IsDefined(words))
        {
            return TypedResults.Problem($"kind: expected plain, impinj or zebra, found {kind}", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            return settings.PlanOf(site, feed, words) is { } plan
                ? await TakeAsync(plan, doors.Of(plan), type is Lines or LinesToo, settings, http, cancellationToken)
                : TypedResults.Problem($"expected a feed of site {site} that is set up, found {feed}", statusCode: StatusCodes.Status404NotFound);
        }
        catch (ArgumentException unfit)
        {
            return TypedResults.Problem(unfit.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IResult> TakeAsync(FeedPlan plan, FeedDoor door, bool isLines, FeedSettings settings, HttpContext http, CancellationToken cancellationToken)
    {
        if (!door.Gate.TryEnter(out FeedGate.Visit visit, out int retryAfter))
        {
            http.Response.Headers.RetryAfter = retryAfter.ToString(CultureInfo.InvariantCulture);
            return TypedResults.Problem(
                $"expected at most {settings.MostRequests} requests of feed {plan.Name} under way, found one more: come again in {retryAfter} s", statusCode: StatusCodes.Status429TooManyRequests);
        }

        using (visit)
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = settings.MostBytes;
            }

            TimeSpan tolerance = http.RequestServices.GetRequiredService<IOptions<TwinOptions>>().Value.FutureTolerance;
            var intake = new FeedIntake(plan, door, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() + tolerance);
            try
            {
                await intake.ReadAsync(http.Request.Body, isLines, cancellationToken);
            }
            catch (BadHttpRequestException fault)
            {
                return TypedResults.Problem(
                    $"{fault.Message} Rows up to {intake.Done} were taken; expected at most {settings.MostBytes} bytes.", statusCode: fault.StatusCode);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                http.RequestServices.GetRequiredService<ILogger<FeedDoors>>().LogWarning(fault, "Rows posted to {Feed} could not be made durable", plan.AdapterKey);
                http.Response.Headers.RetryAfter = FailedRetrySeconds;
                return TypedResults.Problem($"the rows behind row {intake.Done} could not be made durable: send them again", statusCode: StatusCodes.Status503ServiceUnavailable);
            }

            return intake.IsAllRefused
                ? TypedResults.Problem($"row {intake.Refused[0].Row}: {intake.Refused[0].Fault}", statusCode: StatusCodes.Status400BadRequest)
                : TypedResults.Accepted((string?)null, new { accepted = intake.Accepted, repeated = intake.Repeated, refused = intake.Refused, ignored = intake.Ignored });
        }
    }

    private static string? TypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) ? Types.FirstOrDefault(known => known.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase)) : null;
}
