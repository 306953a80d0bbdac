using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TwinGrid.Silo.Alerts.Webhooks;

/// <summary>
/// Signs deliveries as the Standard Webhooks specification 1.0 has it: HMAC-SHA-256 over "id.timestamp.body", in base64 behind "v1,".
/// </summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int ShortestKey = 16, LongestKey = 200, NewKey = 32;

    /// <summary>A new secret: whsec_ and the base64 of 32 random bytes.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(NewKey));

    /// <summary>The key of a secret: the base64 behind whsec_, otherwise the secret's own UTF-8 bytes.</summary>
    /// <exception cref="ArgumentException">It is no such secret, or too short or long for a key.</exception>
    public static byte[] KeyOf(string secret)
    {
        byte[] key;
        try
        {
            key = secret.StartsWith(Prefix, StringComparison.Ordinal) ? Convert.FromBase64String(secret[Prefix.Length..]) : Encoding.UTF8.GetBytes(secret);
        }
        catch (FormatException)
        {
            throw new ArgumentException("secret: expected base64 behind whsec_, found something else");
        }

        return key.Length is >= ShortestKey and <= LongestKey
            ? key
            : throw new ArgumentException($"secret: expected {ShortestKey} to {LongestKey} bytes, found {key.Length}");
    }

    /// <summary>The signature of a delivery.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="id">Id of the message.</param>
    /// <param name="seconds">When it is sent, Unix seconds.</param>
    /// <param name="body">Its body.</param>
    public static string Of(string secret, string id, long seconds, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed));
    }
}
