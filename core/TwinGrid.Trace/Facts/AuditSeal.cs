using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TwinGrid.Trace.Facts;

/// <summary>
/// A statement of where the log ended at some time, kept outside the log: whoever cuts off its end, or computes the chain anew,
/// has to forge the seals as well. Signed with HMAC-SHA-256 when there is a key.
/// </summary>
/// <param name="Head">The newest record.</param>
/// <param name="Time">When it was noted, UTC.</param>
/// <param name="Mac">HMAC-SHA-256 in lower-case hexadecimal; null when the seal is unsigned.</param>
public sealed record AuditSeal(FactAnchor Head, DateTimeOffset Time, string? Mac)
{
    /// <summary>Shortest key, in bytes.</summary>
    public const int ShortestKey = 16;

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>Makes a seal.</summary>
    /// <param name="head">The newest record.</param>
    /// <param name="time">When it is noted.</param>
    /// <param name="key">The key; empty to leave the seal unsigned.</param>
    public static AuditSeal Of(FactAnchor head, DateTimeOffset time, ReadOnlySpan<byte> key)
    {
        DateTimeOffset utc = time.ToUniversalTime();
        return new(head, utc, key.IsEmpty ? null : MacOf(head, utc, key));
    }

    /// <summary>Whether it is signed with a key.</summary>
    public bool IsSignedWith(ReadOnlySpan<byte> key) =>
        Mac is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mac), Encoding.ASCII.GetBytes(MacOf(Head, Time, key)));

    /// <summary>One line of JSON: sequence, hash, time, and mac when signed.</summary>
    public string ToLine()
    {
        string mac = Mac is null ? "" : $",\"mac\":\"{Mac}\"";
        return string.Create(CultureInfo.InvariantCulture, $"{{\"sequence\":{Head.Sequence},\"hash\":\"{Head.Hash}\",\"time\":\"{Stamp(Time)}\"{mac}}}");
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="InvalidDataException">It is no seal.</exception>
    public static AuditSeal Parse(string line)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            JsonElement seal = json.RootElement;
            return new(
                new FactAnchor(seal.GetProperty("sequence").GetInt64(), seal.GetProperty("hash").GetString() ?? ""),
                DateTimeOffset.ParseExact(seal.GetProperty("time").GetString()!, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                seal.TryGetProperty("mac", out JsonElement mac) ? mac.GetString() : null);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            throw new InvalidDataException($"a seal: expected sequence, hash, time and mac as one line of JSON, found {line}", fault);
        }
    }

    /// <summary>
    /// What is wrong with a list of seals under a key, in one line; null when nothing is. The newest must be signed; unsigned ones
    /// may stand only before the first signed one, whose hash vouches for them.
    /// </summary>
    /// <param name="seals">The seals, oldest first.</param>
    /// <param name="key">The key.</param>
    public static string? FaultOf(IReadOnlyList<AuditSeal> seals, ReadOnlySpan<byte> key)
    {
        if (seals.Count == 0 || seals[^1].Mac is null)
        {
            return $"seals: expected the newest to be signed, found {(seals.Count == 0 ? "no seal" : "it unsigned")}";
        }

        bool isSigned = false;
        for (int i = 0; i < seals.Count; i++)
        {
            if (seals[i].Mac is null ? isSigned : !seals[i].IsSignedWith(key))
            {
                return string.Create(CultureInfo.InvariantCulture, $"seal {i + 1} (record {seals[i].Head.Sequence}): expected a signature by this key, found {seals[i].Mac ?? "none"}");
            }

            isSigned |= seals[i].Mac is not null;
        }

        return null;
    }

    private static string MacOf(FactAnchor head, DateTimeOffset time, ReadOnlySpan<byte> key) => Convert.ToHexStringLower(HMACSHA256.HashData(
        key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"twingrid-audit-seal\n{head.Sequence}\n{head.Hash}\n{Stamp(time)}"))));

    private static string Stamp(DateTimeOffset time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
