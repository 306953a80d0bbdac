using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TwinGrid.Trace.Facts;

/// <summary>Hashes of facts, alone and chained: a record that is altered, removed or moved no longer fits the ones behind it.</summary>
/// <remarks>
/// Every field goes in as four bytes of length (big-endian) and its UTF-8 bytes; an absent thread as length −1; a time as eight bytes
/// of UTC ticks. A chained hash covers the hash before it, the sequence, the record time and the fact's fields.
/// </remarks>
public static class FactHash
{
    /// <summary>The hash before the first record.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The hash of a fact alone.</summary>
    public static string Of(FactRecord fact)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, fact);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash of a record behind another.</summary>
    /// <param name="before">Hash of the record before; <see cref="Genesis"/> for the first.</param>
    /// <param name="sequence">The record's place in the log.</param>
    /// <param name="recordTime">When it was written.</param>
    /// <param name="fact">The fact.</param>
    public static string Chained(string before, long sequence, DateTimeOffset recordTime, FactRecord fact)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, before);
        Append(hash, sequence);
        Append(hash, recordTime.UtcTicks);
        Append(hash, fact);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, FactRecord fact)
    {
        Append(hash, fact.Site);
        Append(hash, fact.Subject);
        Append(hash, fact.Time.UtcTicks);
        Append(hash, fact.Kind);
        Append(hash, fact.Thread);
        Append(hash, fact.Payload);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        byte[] bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
