using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TwinGrid.Store;
using TwinGrid.Trace.Events;

namespace TwinGrid.Silo.Epcis.Protocol;

/// <summary>
/// Tokens of next pages. A token holds all it means, signed: where to go on, in which list, and until when it is good. So it takes
/// no memory and survives a restart; only the key is kept, and the tokens that clients gave back early.
/// </summary>
/// <param name="store">Where the key is kept.</param>
/// <param name="settings">How EPCIS is served.</param>
/// <param name="time">The clock.</param>
internal sealed class PageTokens(ITraceStore store, EpcisSettings settings, TimeProvider time)
{
    private const string Collection = "epcis-keys";
    private const string KeyName = "page-tokens";
    private const string Revoked = "epcis-revoked-tokens";
    private const int SignatureLength = 16;
    private const char Separator = '\n';
    private byte[]? _key;

    /// <summary>Makes a token.</summary>
    /// <param name="list">What makes the list what it is: path and query.</param>
    /// <param name="position">Where to go on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The token, and when it expires.</returns>
    public async Task<(string Token, DateTimeOffset Expires)> MakeAsync(string list, string position, CancellationToken cancellationToken)
    {
        DateTimeOffset expires = time.GetUtcNow() + settings.TokenLifetime;
        byte[] text = Encoding.UTF8.GetBytes(string.Join(Separator, expires.UtcTicks.ToString(CultureInfo.InvariantCulture), Digest(list), position));
        byte[] key = await KeyAsync(cancellationToken);
        return (Base64Url.EncodeToString([.. HMACSHA256.HashData(key, text).AsSpan(0, SignatureLength), .. text]), expires);
    }

    /// <summary>Where a token says to go on.</summary>
    /// <exception cref="EpcisProblem">It is no token of ours, of another list, expired, or given back.</exception>
    public async Task<string> ReadAsync(string token, string list, CancellationToken cancellationToken)
    {
        string[] parts = await PartsAsync(token, cancellationToken) ?? throw Refusal("a token from a Link header of this list", "something else");
        if (parts[1] != Digest(list))
        {
            throw Refusal("a token of this list", "a token of another one; only perPage may differ between pages");
        }

        if (long.Parse(parts[0], CultureInfo.InvariantCulture) < time.GetUtcNow().UtcTicks)
        {
            throw Refusal("a token that has not expired", "an expired one; begin again without a token");
        }

        return await store.Documents.FindAsync(Revoked, Digest(token), cancellationToken) is null
            ? parts[2]
            : throw Refusal("a token that is in use", "one that was given back");
    }

    /// <summary>Gives a token back.</summary>
    /// <exception cref="EpcisProblem">It is no token of ours.</exception>
    public async Task RevokeAsync(string token, CancellationToken cancellationToken)
    {
        string[] parts = await PartsAsync(token, cancellationToken) ?? throw EpcisProblem.Missing("no page token of this service");
        await ForgetExpiredAsync(cancellationToken);
        await store.Documents.PutAsync(Revoked, [new StoredDocument(Digest(token), JsonSerializer.Serialize(long.Parse(parts[0], CultureInfo.InvariantCulture)))], cancellationToken);
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, SignatureLength));


    private static EpcisProblem Refusal(string expected, string found) => EpcisProblem.Parameter(new EpcisException("nextPageToken", expected, found));

    private async Task<string[]?> PartsAsync(string token, CancellationToken cancellationToken)
    {
        if (!Base64Url.IsValid(token))
        {
            return null;
        }

        byte[] bytes = Base64Url.DecodeFromChars(token);
        if (bytes.Length <= SignatureLength)
        {
            return null;
        }

        byte[] key = await KeyAsync(cancellationToken);
        ReadOnlySpan<byte> expected = HMACSHA256.HashData(key, bytes.AsSpan(SignatureLength)).AsSpan(0, SignatureLength);
        return CryptographicOperations.FixedTimeEquals(expected, bytes.AsSpan(0, SignatureLength))
            ? Encoding.UTF8.GetString(bytes.AsSpan(SignatureLength)).Split(Separator, 3)
            : null;
    }

    private async Task ForgetExpiredAsync(CancellationToken cancellationToken)
    {
        foreach (StoredDocument revoked in await store.Documents.ListAsync(Revoked, null, settings.MaximumPageSize, cancellationToken))
        {
            if (JsonSerializer.Deserialize<long>(revoked.Json) < time.GetUtcNow().UtcTicks)
            {
                await store.Documents.DeleteAsync(Revoked, revoked.Key, cancellationToken);
            }
        }
    }

    private async Task<byte[]> KeyAsync(CancellationToken cancellationToken)
    {
        if (_key is null)
        {
            string fresh = JsonSerializer.Serialize(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            bool isOurs = await store.Documents.AddAsync(Collection, new StoredDocument(KeyName, fresh), cancellationToken);
            string kept = isOurs ? fresh : (await store.Documents.FindAsync(Collection, KeyName, cancellationToken))!;
            _key = Convert.FromBase64String(JsonSerializer.Deserialize<string>(kept)!);
        }

        return _key;
    }
}
