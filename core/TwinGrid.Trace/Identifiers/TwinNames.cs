using System.Security.Cryptography;
using System.Text;
using TwinGrid.Trace.Events.Rules;

namespace TwinGrid.Trace.Identifiers;

/// <summary>
/// Names of twins for the things that events mention. A key of GS1 becomes its element path with colons, "01:80614141123458:21:6789";
/// a thing that has a name and no URI keeps it, and has the URI urn:twingrid: with the name escaped; any other URI is written so that
/// no character of it is one that keys forbid.
/// </summary>
public static class TwinNames
{
    private const int MaximumLength = 200;
    private const string OwnPrefix = "urn:twingrid:", HashPrefix = "sha256:";
    private const string CanonicalPrefix = DigitalLink.CanonicalStem + "/";

    /// <summary>What may stand in a name's URI as it is, RFC 3986 section 3.3; not '/' and '~', which no name holds.</summary>
    private const string PathSigns = "-._!$&'()*+,;=:@";

    /// <summary>
    /// The name of a twin for an EPC in canonical form: always one that keys may hold. One that would be over 200 characters is
    /// "sha256:" and the hash of the EPC in hexadecimal, which has no inverse.
    /// </summary>
    public static string OfEpc(string epc)
    {
        ArgumentNullException.ThrowIfNull(epc);
        string name = NameOf(epc);
        return name.Length <= MaximumLength ? name : HashPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(epc)));
    }

    /// <summary>
    /// The EPC in canonical form of a twin's name, always a URI: the inverse of <see cref="OfEpc"/>; a name that no other EPC has
    /// becomes urn:twingrid: with the name escaped.
    /// </summary>
    public static string ToEpc(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (LinkOf(name) is { } link)
        {
            return link;
        }

        if (name.Contains("%3A", StringComparison.Ordinal))
        {
            string uri = Uri.UnescapeDataString(name);
            if (IsUri(uri) && NameOf(uri) == name)
            {
                return uri;
            }
        }

        return OwnPrefix + Escaped(name);
    }

    /// <summary>The short name where it leads back to the EPC, and else the whole EPC escaped: so no two have one name.</summary>
    private static string NameOf(string epc)
    {
        if (epc.StartsWith(OwnPrefix, StringComparison.Ordinal))
        {
            string own = Uri.UnescapeDataString(epc[OwnPrefix.Length..]);
            if (IsAllowed(own) && ToEpc(own) == epc)
            {
                return own;
            }
        }
        else if (epc.StartsWith(CanonicalPrefix, StringComparison.Ordinal))
        {
            string key = PathName(epc);
            if (LinkOf(key) == epc)
            {
                return key;
            }
        }

        return Uri.EscapeDataString(epc).Replace("~", "%7E", StringComparison.Ordinal);
    }

    /// <summary>The link of a name that is a key of GS1; null for another.</summary>
    private static string? LinkOf(string name)
    {
        string[] parts = name.Split(':');
        if (parts.Length < 2 || parts.Length % 2 != 0 || !Gs1Key.IsKey(parts[0]))
        {
            return null;
        }

        string link = CanonicalPrefix + string.Join('/', parts).Replace("%7E", "~", StringComparison.Ordinal);
        return IsUri(link) && PathName(link) == name ? link : null;
    }

    private static string PathName(string link) => link[CanonicalPrefix.Length..].Replace('/', ':').Replace("~", "%7E", StringComparison.Ordinal);

    private static bool IsUri(string text) => UriSyntax.IsUri(Encoding.UTF8.GetBytes(text));

    private static bool IsAllowed(string name) =>
        name.Length > 0 && !name.Any(letter => letter is '/' or '~' || char.IsWhiteSpace(letter) || char.IsControl(letter));

    private static string Escaped(string name)
    {
        var escaped = new StringBuilder(name.Length);
        foreach (Rune letter in name.EnumerateRunes())
        {
            string text = letter.ToString();
            bool isPlain = letter.IsAscii && (char.IsAsciiLetterOrDigit(text[0]) || PathSigns.Contains(text[0], StringComparison.Ordinal));
            escaped.Append(isPlain ? text : text == "~" ? "%7E" : Uri.EscapeDataString(text));
        }

        return escaped.ToString();
    }
}
