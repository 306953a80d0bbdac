using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using TwinGrid.Silo.Epcis.Protocol;
using TwinGrid.Silo.Http;

namespace TwinGrid.Silo.Epcis.Subscriptions;

/// <summary>The receiver of one subscription: any status from 200 to 299 acknowledges a delivery.</summary>
/// <param name="http">Sends webhooks.</param>
/// <param name="subscription">The subscription.</param>
/// <param name="settings">How EPCIS is served.</param>
internal sealed class WebhookReceiver(WebhookHttp http, Subscription subscription, EpcisSettings settings) : IReceiver
{
    /// <inheritdoc/>
    public async Task<bool> DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(subscription.Dest!)) { Content = new ReadOnlyMemoryContent(delivery.Body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.Add("GS1-EPCIS-Version", Negotiation.Version);
        message.Headers.Add("GS1-CBV-Version", Negotiation.Version);
        message.Headers.Add("TwinGrid-Delivery", delivery.Id);
        if (subscription.SignatureToken is { } secret)
        {
            byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), delivery.Body.Span);
            message.Headers.Add("GS1-Signature", "sha256=" + Convert.ToHexStringLower(signature));
        }

        return await http.PostAsync(message, settings.WebhookTimeout, cancellationToken) is null;
    }
}
