using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace TwinGrid.Trace.Identifiers;

/// <summary>
/// A GS1 Digital Link URI taken apart: whatever stands before the key, the key with its qualifiers, and query and fragment, all
/// kept. GS1 Digital Link standard 1.4, URI syntax: https://example.com/some/stem/01/80614141123458/21/6789?17=270131.
/// </summary>
/// <param name="Stem">Scheme, host and path before the key, without a slash behind: "https://id.gs1.org".</param>
/// <param name="Elements">The key, then its qualifiers in their order, without escapes.</param>
/// <param name="Tail">Query and fragment as they stand, from ? or # on; else empty.</param>
public sealed record DigitalLink(string Stem, IReadOnlyList<Gs1Element> Elements, string Tail)
{
    /// <summary>The stem of canonical links.</summary>
    public const string CanonicalStem = "https://id.gs1.org";

    private const string Unreserved = "-._~";
    private static readonly string[] Qualifiers = ["22", "10", "21", "8011", "254", "8019", "8020", "235", "7040"];

    /// <summary>The canonical link of an identity.</summary>
    public static string Format(EpcIdentity identity) => new DigitalLink(CanonicalStem, Gs1Key.Of(identity), "").ToString();

    /// <summary>The identity that a link names.</summary>
    /// <param name="uri">A link of any host and stem. What is beside key and serial is refused, because no identity holds it.</param>
    /// <param name="lengths">How long company prefixes are.</param>
    /// <exception cref="EpcException">It is no link, or says more than an identity, or breaks its scheme.</exception>
    public static EpcIdentity ToIdentity(string uri, CompanyPrefixLengths lengths) => Parse(uri).ToIdentity(lengths);

    /// <summary>The identity that this link names.</summary>
    /// <param name="lengths">How long company prefixes are.</param>
    /// <exception cref="EpcException">It says more than an identity, or breaks its scheme.</exception>
    public EpcIdentity ToIdentity(CompanyPrefixLengths lengths) => Tail.Length == 0
        ? Gs1Key.ToIdentity(Elements, lengths)
        : throw new EpcException("Digital Link", "no query or fragment, which no identity holds", Tail);

    /// <summary>Takes a link apart. The key's value is not checked here.</summary>
    /// <exception cref="EpcException">It is no link with a key that is handled.</exception>
    public static DigitalLink Parse(string uri) => Fault(uri, out DigitalLink? link) is { } fault ? throw fault : link!;

    /// <summary>Takes a link apart; false, without the cost of an exception, for a URI that ends in no key and value.</summary>
    /// <exception cref="EpcException">It does, and the value holds what no value may.</exception>
    public static bool TryParse(string uri, [NotNullWhen(true)] out DigitalLink? link) => Fault(uri, out link) is null;

    private static EpcException? Fault(string uri, out DigitalLink? link)
    {
        ArgumentNullException.ThrowIfNull(uri);
        link = null;
        int host = uri.IndexOf("://", StringComparison.Ordinal) + 3;
        bool isWeb = uri.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || uri.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        if (!isWeb || host == uri.Length || uri[host] is '/' or '?' or '#')
        {
            return new EpcException("Digital Link", "http:// or https:// and a host", uri);
        }

        int end = uri.IndexOfAny(['?', '#'], host);
        end = end < 0 ? uri.Length : end;
        string[] segments = uri[host..end].Split('/');

        // From the right, in pairs: the stem may hold anything, even what looks like a key.
        int key = segments.Length - 2;
        while (key > 0 && Qualifiers.Contains(segments[key]))
        {
            key -= 2;
        }

        if (key < 1 || !Gs1Key.IsKey(segments[key]))
        {
            return new EpcException("Digital Link", "a path that ends in key and value, such as /01/80614141123458/21/6789", uri);
        }

        var elements = new List<Gs1Element>();
        for (int i = key; i < segments.Length; i += 2)
        {
            elements.Add(new(segments[i], Unescape(segments[i + 1], segments[i])));
        }

        link = new DigitalLink(uri[..host] + string.Join('/', segments[..key]), elements, uri[end..]);
        return null;
    }

    /// <summary>The link; every character outside the unreserved ones of RFC 3986 is escaped.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Stem);
        foreach ((string ai, string value) in Elements)
        {
            text.Append('/').Append(ai).Append('/');
            foreach (char letter in value)
            {
                if (char.IsAsciiLetterOrDigit(letter) || Unreserved.Contains(letter))
                {
                    text.Append(letter);
                }
                else
                {
                    text.Append('%').Append(((int)letter).ToString("X2", CultureInfo.InvariantCulture));
                }
            }
        }

        return text.Append(Tail).ToString();
    }

    private static string Unescape(string text, string ai)
    {
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (letter == '%')
            {
                if (i + 2 >= text.Length || !byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code))
                {
                    throw new EpcException($"({ai})", "two hexadecimal digits behind %", text[i..]);
                }

                letter = (char)code;
                i += 2;
            }

            if (!Characters.Has(CharacterSet.Ai82, letter) && !Characters.Has(CharacterSet.Cpi39, letter))
            {
                throw new EpcException($"({ai})", Characters.Describe(CharacterSet.Ai82), $"{letter} in {text}");
            }

            plain.Append(letter);
        }

        return plain.Length > 0 ? plain.ToString() : throw new EpcException($"({ai})", "a value", "nothing");
    }
}
