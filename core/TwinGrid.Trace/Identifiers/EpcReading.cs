namespace TwinGrid.Trace.Identifiers;

/// <summary>An identifier that was read in whichever form it came.</summary>
/// <param name="Identity">What it names.</param>
/// <param name="Tag">The tag, where the form says filter and encoding: hexadecimal memory or a tag URI; else null.</param>
public sealed record EpcReading(EpcIdentity Identity, EpcTag? Tag)
{
    /// <summary>Reads hexadecimal memory, tag URI, URN, Digital Link or element string, told apart by how they begin.</summary>
    /// <param name="text">The identifier.</param>
    /// <param name="lengths">How long company prefixes are; asked for links and element strings alone.</param>
    /// <exception cref="EpcException">It breaks the standard of its form.</exception>
    public static EpcReading Of(string text, CompanyPrefixLengths lengths)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith('('))
        {
            return new(ElementString.Parse(text, lengths), null);
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            return new(DigitalLink.ToIdentity(text, lengths), null);
        }

        bool isUrn = text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase);
        if (isUrn && !text.StartsWith(EpcTag.UriPrefix, StringComparison.Ordinal))
        {
            return new(EpcUri.Parse(text), null);
        }

        EpcTag tag = isUrn ? EpcTag.FromUri(text) : EpcTag.FromHex(text);
        return new(tag.Identity, tag);
    }
}
