using System.Globalization;
using System.Net.Http.Headers;
using TwinGrid.Silo.Hosting;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts.Webhooks;

/// <summary>Posts alerts, one attempt at a time. Redirects aren't followed: the host that was allowed is the one that is called.</summary>
internal sealed class WebhookSender(SiloSettings settings, TimeProvider time) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Posts a fact.</summary>
    /// <returns>Why the target doesn't have it, in one line; null when it answered with a status of success.</returns>
    public async Task<string?> SendAsync(Webhook webhook, LoggedFact fact, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(settings.Alerts.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using HttpRequestMessage request = RequestOf(webhook, fact);
            using HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return answer.IsSuccessStatusCode ? null : string.Create(CultureInfo.InvariantCulture, $"expected a status of 200 to 299, found {(int)answer.StatusCode}");
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"expected an answer within {settings.Alerts.Timeout.TotalSeconds} s, found none");
        }
        catch (Exception fault) when (fault is HttpRequestException or ArgumentException)
        {
            return fault.Message.ReplaceLineEndings(" ");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private HttpRequestMessage RequestOf(Webhook webhook, LoggedFact fact)
    {
        byte[] body = AlertMessage.Of(fact);
        string id = fact.Fact.Id;
        long seconds = time.GetUtcNow().ToUnixTimeSeconds();
        // The operator may have allowed fewer hosts since the webhook was added.
        var request = new HttpRequestMessage(HttpMethod.Post, Webhook.Target(webhook.Url, settings.Alerts.AllowedHosts)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(webhook.Secret, id, seconds, body));
        return request;
    }
}
