namespace TwinGrid.Trace.Identifiers;

/// <summary>
/// One identification scheme: how a GS1 key becomes company prefix, reference and serial. A row of a table; no scheme has code of
/// its own. TDS section 6.3 (URIs) and section 7 (keys).
/// </summary>
public sealed record EpcScheme
{
    /// <summary>The shortest company prefix that has a partition; a shorter one is treated as the 6-digit prefixes under it.</summary>
    public const int ShortestPrefix = 6;

    /// <summary>The longest company prefix.</summary>
    public const int LongestPrefix = 12;

    /// <summary>The name in URIs, such as "sgtin".</summary>
    public required string Name { get; init; }

    /// <summary>What stands before the company prefix, such as "urn:epc:id:sgtin:".</summary>
    public required string UriPrefix { get; init; }

    /// <summary>The application identifier of the key, such as "01".</summary>
    public required string KeyAi { get; init; }

    /// <summary>Digits (or most characters) of company prefix and reference together.</summary>
    public required int KeyLength { get; init; }

    /// <summary>True when the key begins with the reference's first digit (GTIN's indicator, SSCC's extension digit).</summary>
    public bool HasIndicator { get; init; }

    /// <summary>A filler before the key in element strings: "0" for a GRAI, else empty.</summary>
    public string Filler { get; init; } = "";

    /// <summary>True when the key ends in a modulo-10 check digit.</summary>
    public bool HasCheckDigit { get; init; } = true;

    /// <summary>The field between company prefix and serial.</summary>
    public required EpcField Reference { get; init; }

    /// <summary>The last field, or null where the reference names the thing itself.</summary>
    public EpcField? Serial { get; init; }

    /// <summary>The serial's own application identifier; null when it is appended to the key.</summary>
    public string? SerialAi { get; init; }

    /// <summary>The serial that stands for "none" (an SGLN's extension 0), else null.</summary>
    public string? AbsentSerial { get; init; }

    /// <summary>True when the class of all serials has an identifier of its own, urn:epc:idpat:….</summary>
    public bool HasPattern { get; init; }

    /// <summary>True when the reference is as many digits as the company prefix leaves of <see cref="KeyLength"/>.</summary>
    public bool HasFixedReference => Reference.Characters == CharacterSet.Digits;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
