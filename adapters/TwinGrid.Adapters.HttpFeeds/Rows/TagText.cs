using System.Buffers;
using System.Buffers.Text;
using TwinGrid.Adapters.Readers;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.HttpFeeds.Rows;

/// <summary>Names of twins for the ways in which feeds write the memory of a tag.</summary>
internal static class TagText
{
    /// <summary>Most bytes of memory: the length field of the air protocol counts 31 words of 16 bits.</summary>
    private const int MostBytes = 62;

    /// <summary>The name for memory in hexadecimal.</summary>
    /// <exception cref="FormatException">It isn't that.</exception>
    public static string OfHex(string member, string hex, TagNames names)
    {
        Span<byte> bytes = stackalloc byte[MostBytes];
        return hex.Length is > 0 and <= 2 * MostBytes && Convert.FromHexString(hex, bytes, out _, out int length) == OperationStatus.Done
            ? names.Of(bytes[..length])
            : throw JsonFields.Wrong(member, $"1 to {MostBytes} bytes in hexadecimal", hex);
    }

    /// <summary>The name for memory in base64, of either alphabet, with or without padding.</summary>
    /// <exception cref="FormatException">It isn't that.</exception>
    public static string OfBase64(string member, string text, TagNames names)
    {
        Span<byte> bytes = stackalloc byte[MostBytes];
        Span<char> letters = stackalloc char[4 * MostBytes / 3 + 4];
        if (text.Length is > 0 && text.Length <= letters.Length)
        {
            letters = letters[..text.AsSpan().Replaced(letters)];
            if (Base64Url.DecodeFromChars(letters, bytes, out _, out int length) == OperationStatus.Done && length > 0)
            {
                return names.Of(bytes[..length]);
            }
        }

        throw JsonFields.Wrong(member, $"1 to {MostBytes} bytes in base64url", text);
    }

    /// <summary>The name for an EPC in hexadecimal or as a URI: an EPC URN or a GS1 Digital Link.</summary>
    /// <exception cref="FormatException">It isn't that.</exception>
    public static string OfEpc(string member, string epc, TagNames names)
    {
        if (!epc.Contains(':', StringComparison.Ordinal))
        {
            return OfHex(member, epc, names);
        }

        return Uri.TryCreate(epc, UriKind.Absolute, out _)
            ? TwinNames.OfEpc(CanonicalEpc.Of(epc))
            : throw JsonFields.Wrong(member, "hexadecimal, an EPC URN or a Digital Link", epc);
    }

    private static int Replaced(this ReadOnlySpan<char> text, Span<char> letters)
    {
        text.Replace(letters, '+', '-');
        letters[..text.Length].Replace('/', '_');
        return text.Length;
    }
}
