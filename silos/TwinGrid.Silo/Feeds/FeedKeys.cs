using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace TwinGrid.Silo.Feeds;

/// <summary>
/// Says who may post to a feed. The key comes as <c>Authorization: Bearer KEY</c>, as <c>X-API-Key: KEY</c>, or, for readers that know
/// nothing else, as the password of <c>Authorization: Basic</c> with any user's name.
/// </summary>
internal sealed class FeedKeys(IReadOnlyList<FeedKey> keys)
{
    private readonly (byte[] Hash, FeedKey Key)[] _keys = [.. keys.Select(key => (Convert.FromHexString(key.Hash), key))];

    /// <summary>Why a request may not post, with its status; null where it may.</summary>
    public (int Status, string Reason)? FaultOf(HttpContext http, string site, string feed)
    {
        if (_keys.Length == 0)
        {
            return http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
                ? null
                : (StatusCodes.Status403Forbidden, "expected a client on this machine, because there are no keys, found another");
        }

        if (KeyOf(http.Request) is not { Length: > 0 } key)
        {
            return (StatusCodes.Status401Unauthorized, "expected a key as Authorization: Bearer KEY or X-API-Key: KEY, found none");
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        bool isKnown = false, isHere = false;
        foreach ((byte[] known, FeedKey scope) in _keys)
        {
            // All are compared, each in constant time: how long it takes tells nothing of the keys.
            bool isEqual = CryptographicOperations.FixedTimeEquals(hash, known);
            isKnown |= isEqual;
            isHere |= isEqual & (scope.Site is null || scope.Site == site) & (scope.Feed is null || scope.Feed == feed);
        }

        return isHere ? null
            : isKnown ? (StatusCodes.Status403Forbidden, $"expected a key of feed {feed} of site {site}, found one of another")
            : (StatusCodes.Status401Unauthorized, "expected a key that is known, found another");
    }

    private static string? KeyOf(HttpRequest request)
    {
        if (request.Headers["X-API-Key"] is [{ Length: > 0 } key])
        {
            return key;
        }

        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out AuthenticationHeaderValue? header) || header.Parameter is null)
        {
            return null;
        }

        return header.Scheme.ToUpperInvariant() switch
        {
            "BEARER" => header.Parameter,
            "BASIC" => PasswordOf(header.Parameter),
            _ => null,
        };
    }

    private static string? PasswordOf(string credentials)
    {
        var bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out int length))
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(bytes, 0, length);
        return text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
