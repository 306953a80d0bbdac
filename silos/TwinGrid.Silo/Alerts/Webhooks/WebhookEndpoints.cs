using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TwinGrid.Store;

namespace TwinGrid.Silo.Alerts.Webhooks;

/// <summary>Webhooks and dead letters over HTTP. A secret is told once, to whoever adds the webhook.</summary>
internal static class WebhookEndpoints
{
    private const int DefaultPage = 100, LargestPage = 500;

    /// <summary>Adds the paths to an application.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        app.MapPost("/alerts/webhooks", Add);
        app.MapGet("/alerts/webhooks", async (WebhookBook book, CancellationToken token) =>
            TypedResults.Ok(new { webhooks = (await book.AllAsync(token)).All.Select(View) }));
        app.MapGet("/alerts/webhooks/{id}", async Task<IResult> (string id, WebhookBook book, CancellationToken token) =>
            await book.FindAsync(id, token) is { } webhook
                ? TypedResults.Ok(new { webhook = View(webhook), cursor = await book.Cursors.FindAsync(id, token) ?? new WebhookCursor(webhook.After, 0, null) })
                : Unknown("webhook", id));
        app.MapDelete("/alerts/webhooks/{id}", async (string id, WebhookBook book, CancellationToken token) =>
            await book.RemoveAsync(id, token) ? TypedResults.NoContent() : Unknown("webhook", id));
        app.MapGet("/alerts/dead-letters", (string? after, string? limit, WebhookBook book, CancellationToken token) => AlertHttp.AnswerAsync(async () =>
        {
            int count = (int)(AlertHttp.Number(limit, "limit", 1, LargestPage) ?? DefaultPage);
            IReadOnlyList<DeadLetter> letters = await book.DeadLetters.ListAsync(after, count, token);
            return TypedResults.Ok(new { deadLetters = letters, next = letters.Count == count ? letters[^1].Id : null });
        }));
        app.MapPost("/alerts/dead-letters/{id}/retry", Retry);
        app.MapDelete("/alerts/dead-letters/{id}", async (string id, WebhookBook book, CancellationToken token) =>
            await book.DeadLetters.DeleteAsync(id, token) ? TypedResults.NoContent() : Unknown("dead letter", id));
    }

    private static Task<IResult> Add(HttpRequest request, WebhookBook book, WebhookSender sender, ITraceStore store, TimeProvider time, CancellationToken token) =>
        AlertHttp.AnswerAsync(async () =>
        {
            WebhookBody body = await AlertHttp.BodyAsync<WebhookBody>(request, token);
            Uri target = sender.Target(body.Url);
            string secret = body.Secret ?? WebhookSignature.NewSecret();
            _ = WebhookSignature.KeyOf(secret);
            long after = body.After ?? (await store.Facts.HeadAsync(token)).Sequence;
            var webhook = new Webhook(
                RandomNumberGenerator.GetHexString(32, lowercase: true), target.AbsoluteUri, secret, AlertMessage.Kinds(body.Kinds), body.Site, Math.Max(0, after), time.GetUtcNow());
            return await book.AddAsync(webhook, token)
                ? TypedResults.Created($"/alerts/webhooks/{webhook.Id}", webhook)
                : AlertHttp.Refused(StatusCodes.Status409Conflict, "webhooks: expected no more than 100, found as many");
        });

    /// <summary>One attempt, now: a dead letter waits for nobody. It has no body to speak of, but the type of one that no foreign page can send.</summary>
    private static async Task<IResult> Retry(
        string id, HttpRequest request, WebhookBook book, WebhookSender sender, ITraceStore store, TimeProvider time, CancellationToken token)
    {
        if (!request.HasJsonContentType())
        {
            return AlertHttp.Refused(StatusCodes.Status415UnsupportedMediaType, $"Content-Type: expected application/json, found {request.ContentType ?? "nothing"}");
        }

        if (await book.DeadLetters.FindAsync(id, token) is not { } letter)
        {
            return Unknown("dead letter", id);
        }

        if (await book.FindAsync(letter.Webhook, token) is not { } webhook || await store.Facts.AtAsync(letter.Sequence, token) is not { } fact)
        {
            return AlertHttp.Refused(StatusCodes.Status409Conflict, $"dead letter {id}: expected its webhook to be there still, found it removed");
        }

        if (await sender.SendAsync(webhook, fact, token) is { } reason)
        {
            await book.DeadLetters.PutAsync(id, letter with { Attempts = letter.Attempts + 1, Reason = reason, Time = time.GetUtcNow() }, token);
            return AlertHttp.Refused(StatusCodes.Status502BadGateway, $"dead letter {id}: {reason}");
        }

        await book.DeadLetters.DeleteAsync(id, token);
        return TypedResults.Ok(letter);
    }

    private static object View(Webhook webhook) => new { webhook.Id, webhook.Url, webhook.Kinds, webhook.Site, webhook.After, webhook.Created };

    private static IResult Unknown(string what, string id) => AlertHttp.Refused(StatusCodes.Status404NotFound, $"{what} {id}: expected an id that is known, found none");

    /// <summary>What someone posts.</summary>
    private sealed record WebhookBody(string? Url, string? Secret, IReadOnlyList<string>? Kinds, string? Site, long? After);
}
