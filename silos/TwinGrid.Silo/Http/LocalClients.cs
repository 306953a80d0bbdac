using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace TwinGrid.Silo.Http;

/// <summary>
/// Keeps foreign web pages away from a silo that has no passwords because it listens on this machine alone: a browser on this machine
/// would carry their requests here.
/// </summary>
internal static class LocalClients
{
    /// <summary>
    /// Refuses requests to a host that is not this machine by a name of its own (400), because a foreign name can be made to lead here,
    /// and requests of pages that did not come from here (403), handshakes of WebSockets among them, which browsers let any page make.
    /// </summary>
    public static void UseLocalClients(this IApplicationBuilder app) =>
        app.Use(next => http => FaultOf(http.Request) is { } fault ? TypedResults.Problem(fault.Reason, statusCode: fault.Status).ExecuteAsync(http) : next(http));

    private static (int Status, string Reason)? FaultOf(HttpRequest request)
    {
        string host = request.Host.Host;
        if (host is not ("127.0.0.1" or "[::1]") && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return (StatusCodes.Status400BadRequest, $"Host: expected localhost, 127.0.0.1 or [::1], found {(host.Length == 0 ? "nothing" : host)}");
        }

        // Programs send no origin; browsers do with whatever changes something, and "null" where they keep it to themselves.
        string? origin = request.Headers.Origin;
        bool isOwn = string.IsNullOrEmpty(origin)
            || (Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)
                && Uri.TryCreate($"{page.Scheme}://{request.Host}", UriKind.Absolute, out Uri? own)
                && page.Authority.Equals(own.Authority, StringComparison.OrdinalIgnoreCase));
        return isOwn ? null : (StatusCodes.Status403Forbidden, $"Origin: expected a page of {request.Host}, found {origin}");
    }
}
