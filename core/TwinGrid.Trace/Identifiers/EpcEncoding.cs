namespace TwinGrid.Trace.Identifiers;

/// <summary>How bits hold a field: TDS section 14.3.</summary>
public enum FieldCoding
{
    /// <summary>The field is not there.</summary>
    None,

    /// <summary>An unsigned number that is written with a fixed count of digits.</summary>
    PaddedNumber,

    /// <summary>An unsigned number that is written without leading zeros.</summary>
    PlainNumber,

    /// <summary>Digits whose leading zeros count: the number that they make with a 1 before them.</summary>
    NumericString,

    /// <summary>Seven bits a character, ISO/IEC 646; zeros to the end of the field.</summary>
    SevenBit,

    /// <summary>Six bits a character, the low bits of ISO/IEC 646; as long as the text and six zeros behind it.</summary>
    SixBit,
}

/// <summary>
/// One binary encoding of a scheme: a row of TDS section 14.5 and tables 14-1 and following. Behind the 8 bits of the header come
/// 3 of the filter, 3 of the partition, company prefix, reference, serial, and zeros to the end.
/// </summary>
public sealed record EpcEncoding
{
    /// <summary>Bits of the company prefix by partition; partition p has 12 − p digits. The same in every scheme.</summary>
    internal static readonly int[] PrefixBits = [40, 37, 34, 30, 27, 24, 20];

    /// <summary>The name in tag URIs, such as "sgtin-96".</summary>
    public required string Name { get; init; }

    /// <summary>The first eight bits.</summary>
    public required byte Header { get; init; }

    /// <summary>The identity that is encoded.</summary>
    public required EpcScheme Scheme { get; init; }

    /// <summary>Length in bits, or 0 when it depends on the reference.</summary>
    public required int Bits { get; init; }

    /// <summary>How the reference is coded.</summary>
    public FieldCoding Reference { get; init; } = FieldCoding.PaddedNumber;

    /// <summary>Bits of company prefix and reference together, or 0 when it depends on the reference.</summary>
    public required int KeyBits { get; init; }

    /// <summary>Digits of company prefix and reference together where the encoding holds fewer than the scheme, else 0.</summary>
    public int KeyDigits { get; init; }

    /// <summary>How the serial is coded.</summary>
    public FieldCoding Serial { get; init; }

    /// <summary>Bits of the serial.</summary>
    public int SerialBits { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
