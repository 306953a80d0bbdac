namespace TwinGrid.Trace.Identifiers;

/// <summary>
/// Identities as EPC URNs: urn:epc:id:… for a thing, urn:epc:class:lgtin:… for a lot, urn:epc:idpat:…* for all of a type. TDS
/// section 6. A URN has one spelling, so that equal identities have equal URNs: escapes are where the standard has them and
/// nowhere else, and their digits are written in capitals.
/// </summary>
public static class EpcUri
{
    private const string PatternPrefix = "urn:epc:idpat:";

    /// <summary>The pure-identity URN of what a tag's memory holds.</summary>
    /// <param name="hex">The EPC from its header on, in hexadecimal.</param>
    /// <exception cref="EpcException">The bits break the standard.</exception>
    public static string OfHex(ReadOnlySpan<char> hex)
    {
        Span<char> buffer = stackalloc char[EpcFields.Capacity];
        EpcFields fields = EpcDecoder.Decode(hex, buffer);
        var uri = new UriWriter(stackalloc char[UriWriter.Capacity]);
        uri.Append(fields.Encoding.Scheme.UriPrefix);
        uri.AppendFields(fields.Prefix, fields.Reference, fields.Serial, fields.Encoding.Scheme.Serial is not null);
        return uri.ToString();
    }

    /// <summary>The URN of an identity.</summary>
    public static string Format(EpcIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var uri = new UriWriter(stackalloc char[UriWriter.Capacity]);
        if (identity.IsPattern)
        {
            uri.Append(PatternPrefix);
            uri.Append(identity.Scheme.Name);
            uri.Append(":");
            uri.AppendFields(identity.CompanyPrefix, identity.Reference, "*", hasSerial: true);
        }
        else
        {
            uri.Append(identity.Scheme.UriPrefix);
            uri.AppendFields(identity.CompanyPrefix, identity.Reference, identity.Serial, identity.Serial is not null);
        }

        return uri.ToString();
    }

    /// <summary>Reads a URN of any of the three kinds.</summary>
    /// <exception cref="EpcException">It is none, or breaks its scheme.</exception>
    public static EpcIdentity Parse(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        foreach (EpcScheme scheme in EpcSchemes.All)
        {
            if (uri.StartsWith(scheme.UriPrefix, StringComparison.Ordinal))
            {
                return Fields(scheme, uri[scheme.UriPrefix.Length..], isPattern: false);
            }

            if (scheme.HasPattern && uri.StartsWith(PatternPrefix, StringComparison.Ordinal)
                && uri.AsSpan(PatternPrefix.Length).StartsWith(scheme.Name) && uri.AsSpan(PatternPrefix.Length + scheme.Name.Length) is [':', ..])
            {
                return Fields(scheme, uri[(PatternPrefix.Length + scheme.Name.Length + 1)..], isPattern: true);
            }
        }

        string[] known =
        [
            .. EpcSchemes.All.Select(scheme => scheme.UriPrefix),
            .. EpcSchemes.All.Where(scheme => scheme.HasPattern).Select(scheme => $"{PatternPrefix}{scheme.Name}:"),
        ];
        bool isOfOtherCase = Array.Exists(known, prefix => uri.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        throw new EpcException("URN", isOfOtherCase ? "it in small letters up to the company prefix" : "one of " + string.Join(", ", known), uri);
    }

    /// <summary>Company prefix, reference and serial with dots between; the last field may have dots of its own.</summary>
    internal static EpcIdentity Fields(EpcScheme scheme, string text, bool isPattern)
    {
        int parts = scheme.Serial is null ? 2 : 3;
        string[] fields = text.Split('.', parts);
        if (fields.Length != parts)
        {
            string expected = parts == 2 ? $"COMPANY.{scheme.Reference.Name}" : $"COMPANY.{scheme.Reference.Name}.{scheme.Serial!.Name}";
            throw new EpcException($"{scheme.Name} URN", expected, text.Length == 0 ? "nothing" : text);
        }

        string? serial = parts == 3 ? fields[2] : null;
        if (isPattern && serial != "*")
        {
            throw new EpcException($"{scheme.Name} pattern", "* as " + scheme.Serial!.Name, serial!);
        }

        return EpcIdentity.Create(
            scheme,
            fields[0],
            scheme.HasFixedReference ? fields[1] : UriWriter.Unescape(fields[1], scheme.Reference.Place(scheme.Name)),
            serial is null || isPattern ? null : UriWriter.Unescape(serial, scheme.Serial!.Place(scheme.Name)));
    }
}
