using System.Globalization;
using System.Net.Http.Headers;
using TwinGrid.Silo.Hosting;
using TwinGrid.Silo.Http;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts.Webhooks;

/// <summary>Posts alerts, one attempt at a time.</summary>
internal sealed class WebhookSender(WebhookHttp http, SiloSettings settings, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    /// <summary>An address that alerts may go to.</summary>
    /// <exception cref="ArgumentException">Alerts may not go there.</exception>
    public Uri Target(string? url)
    {
        Uri target = Webhook.AddressOf(url);
        return http.IsAllowed(target)
            ? target
            : throw new ArgumentException($"url: expected a host of this machine or one that the operator allows, found '{target.IdnHost}'");
    }

    /// <summary>Posts a fact.</summary>
    /// <returns>Why the target doesn't have it, in one line; null when it answered with a status of success.</returns>
    public async Task<string?> SendAsync(Webhook webhook, LoggedFact fact, CancellationToken stopping)
    {
        using HttpRequestMessage request = RequestOf(webhook, fact);
        return await http.PostAsync(request, settings.Alerts.Timeout, stopping);
    }

    private HttpRequestMessage RequestOf(Webhook webhook, LoggedFact fact)
    {
        byte[] body = AlertMessage.Of(fact);
        string id = fact.Fact.Id;
        long seconds = time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, Webhook.AddressOf(webhook.Url)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(webhook.Secret, id, seconds, body));
        return request;
    }
}
