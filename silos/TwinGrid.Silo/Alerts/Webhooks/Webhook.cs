using TwinGrid.Silo.Http;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Alerts.Webhooks;

/// <summary>Someone who wants to be told of alerts.</summary>
/// <param name="Id">Its id, 32 hexadecimal digits.</param>
/// <param name="Url">Where alerts are posted.</param>
/// <param name="Secret">What deliveries are signed with, as <see cref="WebhookSignature"/> reads it.</param>
/// <param name="Kinds">Kinds of facts wanted; none for those of excursions.</param>
/// <param name="Site">Site wanted; null for all.</param>
/// <param name="After">The place in the log behind which it wants to know.</param>
/// <param name="Created">When it was added.</param>
internal sealed record Webhook(string Id, string Url, string Secret, IReadOnlyList<string> Kinds, string? Site, long After, DateTimeOffset Created)
{
    private const int LongestUrl = 2000;

    /// <summary>Whether it wants a fact.</summary>
    public bool Wants(FactRecord fact) => AlertMessage.IsWanted(Kinds, Site, fact);

    /// <summary>The address of a webhook; whether its host is allowed is not looked at.</summary>
    /// <exception cref="ArgumentException">It is no such address.</exception>
    public static Uri AddressOf(string? url) => url is { Length: <= LongestUrl } && WebhookHttp.IsAddress(url, out Uri target) && target.Fragment.Length == 0
        ? target
        : throw new ArgumentException($"url: expected an http or https address of up to {LongestUrl} characters without user or fragment, found '{url}'");
}
