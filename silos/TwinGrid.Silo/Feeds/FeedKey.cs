using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TwinGrid.Adapters;

namespace TwinGrid.Silo.Feeds;

/// <summary>A key by which a client may post to feeds. Kept as a hash: who reads the settings can't post with it.</summary>
public sealed record FeedKey
{
    private const string Prefix = "tg_";
    private const int Bytes = 32;

    /// <summary>SHA-256 of the key in hexadecimal. The key itself is random enough that no slow hash is needed.</summary>
    public required string Hash { get; init; }

    /// <summary>The site that it opens; null for all.</summary>
    public string? Site { get; init; }

    /// <summary>The feed that it opens; null for all.</summary>
    public string? Feed { get; init; }

    /// <summary>A new key: 256 random bits in base64url behind "tg_".</summary>
    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The hash of a key.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Refuses a key that can't be.</summary>
    /// <exception cref="BadInputException">The hash is not one.</exception>
    public void Require()
    {
        if (Hash.Length != 2 * SHA256.HashSizeInBytes || !Hash.All(char.IsAsciiHexDigit))
        {
            throw new BadInputException("feeds", 0, "a key's hash of 64 hexadecimal digits, as 'twingrid key new' prints it", Hash);
        }
    }
}
