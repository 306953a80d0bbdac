using System.Globalization;

namespace TwinGrid.Trace.Identifiers;

/// <summary>An identity as a tag carries it: with a binary encoding and a filter value. Always valid.</summary>
public sealed record EpcTag
{
    internal const string UriPrefix = "urn:epc:tag:";
    private const int MostFilter = 7;

    private EpcTag(EpcEncoding encoding, int filter, EpcIdentity identity)
    {
        Encoding = encoding;
        Filter = filter;
        Identity = identity;
    }

    /// <summary>The binary encoding.</summary>
    public EpcEncoding Encoding { get; }

    /// <summary>What kind of object carries the tag, 0 to 7: TDS section 10. It is no part of the identity.</summary>
    public int Filter { get; }

    /// <summary>What the tag names.</summary>
    public EpcIdentity Identity { get; }

    /// <summary>The tag of an identity in the shortest encoding that holds it.</summary>
    /// <param name="identity">A thing; classes and parties are on no tag.</param>
    /// <param name="filter">0 to 7.</param>
    /// <exception cref="EpcException">No encoding holds the identity, or the filter is out of range.</exception>
    public static EpcTag Of(EpcIdentity identity, int filter)
    {
        ArgumentNullException.ThrowIfNull(identity);
        EpcException? fault = null;
        foreach (EpcEncoding encoding in EpcEncodings.All.Where(row => row.Scheme == identity.Scheme))
        {
            fault = EpcEncoder.Fault(encoding, identity);
            if (fault is null)
            {
                return Of(identity, filter, encoding);
            }
        }

        throw fault ?? new EpcException("tag scheme", "a scheme that tags carry", identity.Scheme.Name);
    }

    /// <summary>The tag of an identity in a given encoding.</summary>
    /// <param name="identity">A thing.</param>
    /// <param name="filter">0 to 7.</param>
    /// <param name="encoding">One of <see cref="EpcEncodings.All"/>.</param>
    /// <exception cref="EpcException">The encoding does not hold the identity, or the filter is out of range.</exception>
    public static EpcTag Of(EpcIdentity identity, int filter, EpcEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(encoding);
        if (filter is < 0 or > MostFilter)
        {
            throw new EpcException($"{encoding.Name} filter", "0 to 7", filter.ToString(CultureInfo.InvariantCulture));
        }

        return EpcEncoder.Fault(encoding, identity) is { } fault ? throw fault : new EpcTag(encoding, filter, identity);
    }

    /// <summary>Reads the EPC bits of a tag.</summary>
    /// <param name="hex">
    /// The EPC from its header on, in hexadecimal, capitals or not: 24 digits for 96 bits; of a long form as many as hold its bits,
    /// or with zeros to a whole byte or 16-bit word.
    /// </param>
    /// <exception cref="EpcException">The bits break the standard.</exception>
    public static EpcTag FromHex(ReadOnlySpan<char> hex)
    {
        EpcFields fields = EpcDecoder.Decode(hex, stackalloc char[EpcFields.Capacity]);
        return new EpcTag(fields.Encoding, fields.Filter, EpcIdentity.Of(fields));
    }

    /// <summary>Reads a tag URI such as urn:epc:tag:sgtin-96:3.0614141.812345.6789.</summary>
    /// <exception cref="EpcException">It breaks the standard.</exception>
    public static EpcTag FromUri(string uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.StartsWith(UriPrefix, StringComparison.Ordinal))
        {
            throw new EpcException("tag URI", UriPrefix, uri);
        }

        string[] parts = uri[UriPrefix.Length..].Split(':', 2);
        EpcEncoding encoding = EpcEncodings.Of(parts[0]);
        if (parts.Length < 2 || parts[1].Length < 2 || parts[1][0] is < '0' or > '7' || parts[1][1] != '.')
        {
            throw new EpcException($"{encoding.Name} filter", "0 to 7 and a dot", parts.Length < 2 ? "nothing" : parts[1]);
        }

        return Of(EpcUri.Fields(encoding.Scheme, parts[1][2..], isPattern: false), parts[1][0] - '0', encoding);
    }

    /// <summary>The EPC bits in hexadecimal capitals, with zeros to a whole 16-bit word of memory.</summary>
    public string ToHex() => EpcEncoder.Encode(Encoding, Filter, Identity);

    /// <summary>The tag URI.</summary>
    public string ToUri()
    {
        var uri = new UriWriter(stackalloc char[UriWriter.Capacity]);
        uri.Append(UriPrefix);
        uri.Append(Encoding.Name);
        uri.Append([':', (char)('0' + Filter), '.']);
        uri.AppendFields(Identity.CompanyPrefix, Identity.Reference, Identity.Serial, Identity.Serial is not null);
        return uri.ToString();
    }

    /// <summary>The tag URI.</summary>
    public override string ToString() => ToUri();
}
