namespace TwinGrid.Trace.Identifiers;

/// <summary>
/// The one spelling of an EPC, class, place or party by which things are told apart and found: the GS1 Digital Link
/// https://id.gs1.org/… where it is a key of GS1, whatever host, stem or URN it was written with.
/// </summary>
public static class CanonicalEpc
{
    /// <summary>
    /// Any length will do: it decides where a key is divided, and a link does not show that. 6 leaves the most to the reference.
    /// </summary>
    private static readonly CompanyPrefixLengths AnyLength = new([], EpcScheme.ShortestPrefix);

    /// <summary>The canonical form of a URI.</summary>
    /// <param name="uri">
    /// An EPC URN, a class or pattern URN, a Digital Link of any host, or any other URI. A link with a lot beside its serial names
    /// the same thing without the lot; a link with a query or fragment, and a key that breaks its scheme, stay as they are.
    /// </param>
    public static string Of(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.StartsWith("urn:", StringComparison.Ordinal))
        {
            return EpcTranslation.ToDigitalLink(uri);
        }

        try
        {
            return DigitalLink.TryParse(uri, out DigitalLink? link) && link.Tail.Length == 0
                && Gs1Key.TryToIdentity(Finest(link.Elements), AnyLength, out EpcIdentity? identity)
                ? DigitalLink.Format(identity)
                : uri;
        }
        catch (EpcException)
        {
            return uri;
        }
    }

    /// <summary>Key and serial of a link whose lot and variant say nothing more about which thing it is.</summary>
    private static IReadOnlyList<Gs1Element> Finest(IReadOnlyList<Gs1Element> elements) =>
        elements.Count > 2 && elements[0].Ai == "01" && elements[^1].Ai == "21" ? [elements[0], elements[^1]] : elements;
}
