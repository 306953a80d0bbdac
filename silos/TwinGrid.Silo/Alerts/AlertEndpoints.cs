using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TwinGrid.Silo.Alerts.Audit;
using TwinGrid.Silo.Alerts.Events;
using TwinGrid.Silo.Alerts.Excursions;
using TwinGrid.Silo.Alerts.Webhooks;
using TwinGrid.Silo.Http;

namespace TwinGrid.Silo.Alerts;

/// <summary>Excursions and their alerts over HTTP.</summary>
public static class AlertEndpoints
{
    /// <summary>Adds its services to a host.</summary>
    public static void AddAlerts(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton<ExcursionShelf>();
        services.AddSingleton<AlertStream>();
        services.AddSingleton<WebhookBook>();
        services.TryAddSingleton<WebhookHttp>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<FactEvents>();
        services.AddHostedService<WebhookDispatcher>();
        services.AddHostedService<TwinEventWriter>();
        services.AddHostedService<AuditSealer>();
    }

    /// <summary>Adds its paths to an application.</summary>
    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapExcursions();
        app.MapWebhooks();
        app.MapGet("/alerts/stream", Stream);
    }

    private static Task<IResult> Stream(string? kinds, string? site, string? after, HttpContext http, AlertStream stream, IHostApplicationLifetime lifetime) =>
        AlertHttp.AnswerAsync(async () =>
        {
            string? last = http.Request.Headers["Last-Event-ID"].FirstOrDefault() is { Length: > 0 } id ? id : after;
            long? from = AlertHttp.Number(last, "Last-Event-ID", 0, long.MaxValue);
            IReadOnlyList<string> wanted = AlertMessage.Kinds(kinds?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
            try
            {
                return await stream.TellAsync(http.Response, from, wanted, site, gone.Token)
                    ? TypedResults.Empty
                    : AlertHttp.Refused(StatusCodes.Status503ServiceUnavailable, "alerts: expected room for another listener, found none");
            }
            catch (OperationCanceledException) when (gone.IsCancellationRequested)
            {
                // The listener went away or the silo stops: it comes back with the id of the last event that it has.
                return TypedResults.Empty;
            }
        });
}
