using System.Net;
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

    /// <summary>An address that alerts may go to.</summary>
    /// <param name="url">The address.</param>
    /// <param name="allowedHosts">Hosts that the operator allows beside this machine.</param>
    /// <exception cref="ArgumentException">Alerts may not go there.</exception>
    public static Uri Target(string? url, IReadOnlyList<string> allowedHosts)
    {
        if (url is not { Length: > 0 and <= LongestUrl } || !Uri.TryCreate(url, UriKind.Absolute, out Uri? target) || target.Scheme is not ("http" or "https")
            || target.UserInfo.Length > 0 || target.Fragment.Length > 0)
        {
            throw new ArgumentException($"url: expected an http or https address of up to {LongestUrl} characters without user or fragment, found '{url}'");
        }

        string host = target.IdnHost;
        bool isOwn = host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
        return isOwn || allowedHosts.Contains("*") || allowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase)
            ? target
            : throw new ArgumentException($"url: expected a host of this machine or one that the operator allows, found '{host}'");
    }
}
