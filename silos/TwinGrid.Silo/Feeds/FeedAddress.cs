using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace TwinGrid.Silo.Feeds;

/// <summary>Marks a path that is served on the address of the feeds as well.</summary>
internal sealed class FeedPath;

/// <summary>
/// An address of its own for feeds, which other machines can reach: every path that isn't a feed's is absent there, and a feed's wants
/// its key, which no foreign web page knows.
/// </summary>
internal static class FeedAddress
{
    private static readonly object Mark = new();

    /// <summary>Listens on the address of the feeds, where there is one.</summary>
    public static void ListenForFeeds(this KestrelServerOptions kestrel, FeedSettings settings)
    {
        if (settings.Listen is { } address)
        {
            kestrel.Listen(address, options => options.Use(next => connection =>
            {
                connection.Items[Mark] = Mark;
                return next(connection);
            }));
        }
    }

    /// <summary>Whether a request came in at the address of the feeds.</summary>
    public static bool IsAtFeeds(HttpContext http) => http.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(Mark) == true;

    /// <summary>Answers 404 to whatever else comes in at the address of the feeds.</summary>
    public static void UseFeedAddress(this IApplicationBuilder app) =>
        app.Use(next => http => IsAtFeeds(http) && http.GetEndpoint()?.Metadata.GetMetadata<FeedPath>() is null
            ? TypedResults.Problem("expected a feed, /sites/SITE/feeds/NAME", statusCode: StatusCodes.Status404NotFound).ExecuteAsync(http)
            : next(http));
}
