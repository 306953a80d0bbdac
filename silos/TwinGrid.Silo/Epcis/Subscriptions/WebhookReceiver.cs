using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Trace.Events;

namespace TwinGrid.Silo.Epcis.Subscriptions;

/// <summary>Sends webhooks.</summary>
/// <param name="settings">How EPCIS is served.</param>
internal sealed class Webhooks(EpcisSettings settings) : IDisposable
{
    /// <summary>A redirect could lead where no webhook may go; a proxy would be asked to go there.</summary>
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
    {
        Timeout = settings.WebhookTimeout,
    };

    /// <summary>Checks where a webhook is to go.</summary>
    /// <exception cref="EpcisProblem">It is no http or https URL, or its host is not allowed.</exception>
    public Uri Check(string? dest)
    {
        if (!Uri.TryCreate(dest, UriKind.Absolute, out Uri? uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.UserInfo.Length > 0)
        {
            throw EpcisProblem.Subscription(new EpcisException("/dest", "an http or https URL without user or password", dest ?? "nothing"));
        }

        return IsAllowed(uri) ? uri : throw EpcisProblem.Subscription(new EpcisException("/dest", "a host that webhooks may go to; the operator lists them", uri.Host));
    }

    /// <summary>Sends a delivery; answers whether it was acknowledged, by any status from 200 to 299.</summary>
    public async Task<bool> SendAsync(Subscription subscription, Delivery delivery, CancellationToken cancellationToken)
    {
        var dest = new Uri(subscription.Dest!);
        if (!IsAllowed(dest))
        {
            return false;
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, dest) { Content = new ReadOnlyMemoryContent(delivery.Body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.Add("GS1-EPCIS-Version", Negotiation.Version);
        message.Headers.Add("GS1-CBV-Version", Negotiation.Version);
        message.Headers.Add("TwinGrid-Delivery", delivery.Id);
        if (subscription.SignatureToken is { } secret)
        {
            byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), delivery.Body.Span);
            message.Headers.Add("GS1-Signature", "sha256=" + Convert.ToHexStringLower(signature));
        }

        try
        {
            using HttpResponseMessage answer = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private bool IsAllowed(Uri dest) =>
        dest.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(dest.DnsSafeHost, out IPAddress? address) && IPAddress.IsLoopback(address))
        || settings.WebhookHosts.Contains(dest.Host, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The receiver of one subscription.</summary>
/// <param name="webhooks">Sends webhooks.</param>
/// <param name="subscription">The subscription.</param>
internal sealed class WebhookReceiver(Webhooks webhooks, Subscription subscription) : IReceiver
{
    /// <inheritdoc/>
    public Task<bool> DeliverAsync(Delivery delivery, CancellationToken cancellationToken) => webhooks.SendAsync(subscription, delivery, cancellationToken);
}
