using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TwinGrid.Store.Rows;

/// <summary>
/// Ids of events as they are kept: the two common forms without their text, since every step of every event carries one.
/// </summary>
/// <remarks>
/// First byte 0: UTF-8 follows. 1: "urn:uuid:" in lower case, 16 bytes follow, big-endian. 2: "ni:///sha-256;…?ver=CBV2.0", 32 bytes.
/// </remarks>
internal static class EventIdCode
{
    private const byte Plain = 0, Uuid = 1, Hash = 2;
    private const int HashDigits = 64;
    private const string UuidPrefix = "urn:uuid:", HashPrefix = "ni:///sha-256;", HashSuffix = "?ver=CBV2.0";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The code of an id.</summary>
    public static byte[] Encode(string id)
    {
        if (id.StartsWith(UuidPrefix, StringComparison.Ordinal) && Guid.TryParseExact(id.AsSpan(UuidPrefix.Length), "D", out Guid uuid) && UuidPrefix + uuid == id)
        {
            return [Uuid, .. uuid.ToByteArray(bigEndian: true)];
        }

        if (id.Length == HashPrefix.Length + HashDigits + HashSuffix.Length
            && id.StartsWith(HashPrefix, StringComparison.Ordinal)
            && id.EndsWith(HashSuffix, StringComparison.Ordinal)
            && id.AsSpan(HashPrefix.Length, HashDigits).IndexOfAnyExcept(HexDigits) < 0)
        {
            return [Hash, .. Convert.FromHexString(id.AsSpan(HashPrefix.Length, HashDigits))];
        }

        return [Plain, .. Encoding.UTF8.GetBytes(id)];
    }

    /// <summary>The id of a code.</summary>
    public static string Decode(byte[] code) => code[0] switch
    {
        Uuid => UuidPrefix + new Guid(code.AsSpan(1), bigEndian: true),
        Hash => HashPrefix + Convert.ToHexStringLower(code.AsSpan(1)) + HashSuffix,
        _ => Encoding.UTF8.GetString(code.AsSpan(1)),
    };

    /// <summary>What the index of ids is kept by: an eighth of the text's size; equal hashes of unequal ids are told apart by the id.</summary>
    public static long HashOf(byte[] code)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(code, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
