using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TwinGrid.Trace.Events.Rules;

/// <summary>
/// Whether text is a URI: RFC 3986 with a scheme and something behind it. Names with a prefix, such as example:field, are URIs too,
/// which is how EPCIS tells a user's names and values from its own.
/// </summary>
internal static class UriSyntax
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string PathSigns = "-._~!$&'()*+,;=:@";
    private static readonly SearchValues<byte> SchemeBytes = Values(LettersAndDigits + "+-.");
    private static readonly SearchValues<byte> PathBytes = Values(LettersAndDigits + PathSigns + "/");
    private static readonly SearchValues<byte> TailBytes = Values(LettersAndDigits + PathSigns + "/?");
    private static readonly SearchValues<byte> UserBytes = Values(LettersAndDigits + "-._~!$&'()*+,;=:");

    /// <summary>True for a URI.</summary>
    /// <param name="text">The text, UTF-8, without JSON's escapes.</param>
    public static bool IsUri(ReadOnlySpan<byte> text)
    {
        int colon = text.IndexOf((byte)':');
        if (colon < 1 || !char.IsAsciiLetter((char)text[0]) || text[..colon].ContainsAnyExcept(SchemeBytes))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text[(colon + 1)..];
        int tail = rest.IndexOfAny((byte)'?', (byte)'#');
        ReadOnlySpan<byte> path = tail < 0 ? rest : rest[..tail];
        return !path.IsEmpty && (HasOnly(path, PathBytes) || IsWithAddress(path)) && (tail < 0 || IsTail(rest[tail..]));
    }

    private static bool IsTail(ReadOnlySpan<byte> tail)
    {
        int fragment = tail.IndexOf((byte)'#');
        return fragment < 0
            ? HasOnly(tail[1..], TailBytes)
            : (fragment == 0 || HasOnly(tail[1..fragment], TailBytes)) && HasOnly(tail[(fragment + 1)..], TailBytes);
    }

    /// <summary>An authority whose host is an address in brackets: //user@[2001:db8::1]:80/path.</summary>
    private static bool IsWithAddress(ReadOnlySpan<byte> path)
    {
        int open = path.IndexOf((byte)'['), close = path.IndexOf((byte)']');
        if (open < 2 || close < open || !path.StartsWith("//"u8))
        {
            return false;
        }

        ReadOnlySpan<byte> user = path[2..open], host = path[(open + 1)..close], rest = path[(close + 1)..];
        int slash = rest.IndexOf((byte)'/');
        ReadOnlySpan<byte> port = slash < 0 ? rest : rest[..slash];
        return (user.IsEmpty || (user[^1] == '@' && HasOnly(user[..^1], UserBytes)))
            && IsAddress(host)
            && (port.IsEmpty || (port[0] == ':' && !port[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9')))
            && (slash < 0 || HasOnly(rest[slash..], PathBytes));
    }

    private static bool IsAddress(ReadOnlySpan<byte> host)
    {
        if (host.StartsWith("v"u8) || host.StartsWith("V"u8))
        {
            int dot = host.IndexOf((byte)'.');
            return dot > 1 && dot < host.Length - 1 && IsHex(host[1..dot]) && !host[(dot + 1)..].ContainsAnyExcept(UserBytes);
        }

        return !host.Contains((byte)'%') && IPAddress.TryParse(Encoding.ASCII.GetString(host), out IPAddress? address)
            && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    private static bool HasOnly(ReadOnlySpan<byte> text, SearchValues<byte> allowed)
    {
        while (true)
        {
            int other = text.IndexOfAnyExcept(allowed);
            if (other < 0)
            {
                return true;
            }

            if (text[other] != '%' || other + 2 >= text.Length || !IsHex(text.Slice(other + 1, 2)))
            {
                return false;
            }

            text = text[(other + 3)..];
        }
    }

    private static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (byte letter in text)
        {
            if (!char.IsAsciiHexDigit((char)letter))
            {
                return false;
            }
        }

        return true;
    }

    private static SearchValues<byte> Values(string letters) => SearchValues.Create(Encoding.ASCII.GetBytes(letters));
}
