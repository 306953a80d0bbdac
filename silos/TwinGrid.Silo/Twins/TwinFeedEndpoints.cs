using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Objects;
using TwinGrid.Model;
using TwinGrid.Silo.Sites.Running;

namespace TwinGrid.Silo.Twins;

/// <summary>What reaches the twins from outside adapters: captured events, posted readings, and rules.</summary>
public static class TwinFeedEndpoints
{
    /// <summary>Collection of the documents that say, by site, up to which captured event the twins have been told: its sequence.</summary>
    public const string CursorCollection = "twin-feed";

    /// <summary>Collection of the captured events that could not be told to the twins: by sequence, 19 digits, the reason.</summary>
    public const string RefusedCollection = "twin-feed-refused";

    private const int MostBytes = 32 << 20;
    private static readonly string[] ReadingTypes = ["application/json", "application/x-ndjson", "application/jsonl"];

    /// <summary>Adds its services to a host.</summary>
    public static void AddTwins(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<FirstSight>();
        services.AddHostedService<TwinFeed>();
        services.AddSingleton<ReadingDoors>();
        services.AddHostedService(provider => provider.GetRequiredService<ReadingDoors>());
    }

    /// <summary>Adds its paths to an application.</summary>
    public static void MapTwins(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPost("/sites/{site}/readings", PostReadings);
        app.MapPut("/sites/{site}/objects/{name}/rules", PutRules);
    }

    /// <summary>
    /// Takes readings: 202 when all that can be are durable, with the rows that can't; 400 when none can; 415 when they are not called
    /// JSON, because what a browser calls plain text may come from any page.
    /// </summary>
    private static async Task<IResult> PostReadings(
        string site, HttpRequest request, ReadingDoors doors, IOptions<TwinOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !ReadingTypes.Contains(type.MediaType, StringComparer.OrdinalIgnoreCase))
        {
            return TypedResults.Problem(
                $"Content-Type: expected {string.Join(" or ", ReadingTypes)}, found {request.ContentType ?? "nothing"}", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            TwinKeys.Checked(site);
            ReadingRows rows = ReadingRows.Read(await BodyOf(request, cancellationToken), time.GetUtcNow() + options.Value.FutureTolerance);
            if (rows.Readings.IsEmpty && rows.Refused.Count > 0)
            {
                return TypedResults.Problem($"row {rows.Refused[0].Row}: {rows.Refused[0].Fault}", statusCode: StatusCodes.Status400BadRequest);
            }

            IngestReceipt receipt = rows.Readings.IsEmpty ? new IngestReceipt(0, 0) : await doors.TakeAsync(site, ObservationBatch.Of(rows.Readings));
            return TypedResults.Accepted((string?)null, new { accepted = receipt.Accepted, repeated = receipt.Repeated, refused = rows.Refused });
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            return TypedResults.Problem(fault.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

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
