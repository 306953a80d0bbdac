namespace TwinGrid.Trace.Identifiers;

/// <summary>The form in which an EPCIS client wants identifiers: the header GS1-EPC-Format of EPCIS 2.0.</summary>
public enum EpcFormat
{
    /// <summary>As they were captured.</summary>
    NeverTranslates,

    /// <summary>EPC URNs.</summary>
    AlwaysEpcUrn,

    /// <summary>GS1 Digital Links.</summary>
    AlwaysGs1DigitalLink,
}

/// <summary>
/// Identifiers of events between URN and Digital Link. What is no identifier of a handled scheme comes back as it is: a URI of
/// someone's own, a faulty identifier, a link that says more than its URN could (a lot beside a serial, a query), or a key whose
/// company prefix has no known length.
/// </summary>
/// <param name="lengths">How long company prefixes are; with a fallback no key is left for want of an entry.</param>
public sealed class EpcTranslation(CompanyPrefixLengths lengths)
{
    /// <summary>The format that a header's value names; null for a value that the standard does not have.</summary>
    /// <param name="header">Never_Translates, No_Preference, Always_EPC_URN or Always_GS1_Digital_Link.</param>
    public static EpcFormat? FormatOf(string header) => header switch
    {
        "Never_Translates" or "No_Preference" => EpcFormat.NeverTranslates,
        "Always_EPC_URN" => EpcFormat.AlwaysEpcUrn,
        "Always_GS1_Digital_Link" => EpcFormat.AlwaysGs1DigitalLink,
        _ => null,
    };

    /// <summary>The identifier in a format.</summary>
    public string To(EpcFormat format, string uri) => format switch
    {
        EpcFormat.AlwaysEpcUrn => ToUrn(uri),
        EpcFormat.AlwaysGs1DigitalLink => ToDigitalLink(uri),
        _ => uri,
    };

    /// <summary>The URN of a Digital Link.</summary>
    public string ToUrn(string uri)
    {
        try
        {
            return DigitalLink.TryParse(uri, out DigitalLink? link) ? EpcUri.Format(link.ToIdentity(lengths)) : uri;
        }
        catch (EpcException)
        {
            return uri;
        }
    }

    /// <summary>The canonical Digital Link of a URN: urn:epc:id:…, urn:epc:class:lgtin:… or urn:epc:idpat:….</summary>
    public static string ToDigitalLink(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        try
        {
            return uri.StartsWith("urn:epc:", StringComparison.Ordinal) ? DigitalLink.Format(EpcUri.Parse(uri)) : uri;
        }
        catch (EpcException)
        {
            return uri;
        }
    }
}
