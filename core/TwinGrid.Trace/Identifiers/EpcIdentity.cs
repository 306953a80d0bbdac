using System.Globalization;

namespace TwinGrid.Trace.Identifiers;

/// <summary>
/// What a tag or an event names, whatever way it is written: a thing (SGTIN, SSCC, …), a lot (LGTIN), or the class of all serials of
/// a type. Always valid; equal when scheme and fields are.
/// </summary>
public sealed record EpcIdentity
{
    private EpcIdentity(EpcScheme scheme, string companyPrefix, string reference, string? serial)
    {
        Scheme = scheme;
        CompanyPrefix = companyPrefix;
        Reference = reference;
        Serial = serial;
    }

    /// <summary>The scheme.</summary>
    public EpcScheme Scheme { get; }

    /// <summary>The GS1 company prefix, 6 to 12 digits; its length is part of the identity.</summary>
    public string CompanyPrefix { get; }

    /// <summary>Item reference, serial reference, asset type and so on; empty where the prefix takes all digits of the key.</summary>
    public string Reference { get; }

    /// <summary>The serial, lot or extension without escapes; null where the scheme has none or all are meant.</summary>
    public string? Serial { get; }

    /// <summary>True when all serials of a type are meant: urn:epc:idpat:….</summary>
    public bool IsPattern => Scheme.Serial is not null && Serial is null;

    /// <summary>Makes an identity of its fields.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="companyPrefix">6 to 12 digits.</param>
    /// <param name="reference">As the scheme has it, with leading zeros.</param>
    /// <param name="serial">The last field without escapes; null where there is none, or for the class of all serials.</param>
    /// <exception cref="EpcException">A field breaks the scheme.</exception>
    public static EpcIdentity Create(EpcScheme scheme, string companyPrefix, string reference, string? serial)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(companyPrefix);
        ArgumentNullException.ThrowIfNull(reference);
        if (companyPrefix.Length is < EpcScheme.ShortestPrefix or > EpcScheme.LongestPrefix || companyPrefix.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            throw new EpcException($"{scheme.Name} company prefix", "6 to 12 digits", companyPrefix.Length == 0 ? "nothing" : companyPrefix);
        }

        int room = scheme.KeyLength - companyPrefix.Length;
        if (scheme.HasFixedReference)
        {
            scheme.Reference.CheckDigits(scheme.Name, reference, room);
        }
        else
        {
            scheme.Reference.Check(scheme.Name, reference, room);
        }

        if (scheme.Serial is { } field)
        {
            if (serial is not null)
            {
                field.Check(scheme.Name, serial, field.MaximumLength);
            }
            else if (!scheme.HasPattern)
            {
                string expected = string.Create(CultureInfo.InvariantCulture, $"1 to {field.MaximumLength} characters");
                throw new EpcException(field.Place(scheme.Name), expected, "nothing");
            }
        }
        else if (serial is not null)
        {
            throw new EpcException(scheme.Name, "no serial", serial);
        }

        return new EpcIdentity(scheme, companyPrefix, reference, serial);
    }

    /// <summary>The identity that the decoder found; its fields are checked already.</summary>
    internal static EpcIdentity Of(in EpcFields fields) => new(
        fields.Encoding.Scheme,
        fields.Prefix.ToString(),
        fields.Reference.ToString(),
        fields.Encoding.Scheme.Serial is null ? null : fields.Serial.ToString());

    /// <summary>The URN, as <see cref="EpcUri.Format"/> writes it.</summary>
    public override string ToString() => EpcUri.Format(this);
}
