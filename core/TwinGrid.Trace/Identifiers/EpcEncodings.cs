using static TwinGrid.Trace.Identifiers.EpcSchemes;

namespace TwinGrid.Trace.Identifiers;

/// <summary>The table of binary encodings.</summary>
public static class EpcEncodings
{
    /// <summary>Every encoding; of one scheme the shortest comes first.</summary>
    public static IReadOnlyList<EpcEncoding> All { get; } =
    [
        Serialised("sgtin-96", 0x30, Sgtin, 96, 44, FieldCoding.PlainNumber),
        Serialised("sgtin-198", 0x36, Sgtin, 198, 44, FieldCoding.SevenBit),
        Keyed("sscc-96", 0x31, Sscc, 58),
        Serialised("sgln-96", 0x32, Sgln, 96, 41, FieldCoding.PlainNumber),
        Serialised("sgln-195", 0x39, Sgln, 195, 41, FieldCoding.SevenBit),
        Serialised("grai-96", 0x33, Grai, 96, 44, FieldCoding.PlainNumber),
        Serialised("grai-170", 0x37, Grai, 170, 44, FieldCoding.SevenBit),
        Keyed("giai-96", 0x34, Giai, 82) with { Reference = FieldCoding.PlainNumber },
        Keyed("giai-202", 0x38, Giai, 188) with { Bits = 202, Reference = FieldCoding.SevenBit },
        Keyed("gsrn-96", 0x2D, Gsrn, 58),
        Keyed("gsrnp-96", 0x2E, Gsrnp, 58),
        Serialised("gdti-96", 0x2C, Gdti, 96, 41, FieldCoding.PlainNumber),
        Serialised("gdti-174", 0x3E, Gdti, 174, 41, FieldCoding.SevenBit),
        Serialised("cpi-96", 0x3C, Cpi, 96, 51, FieldCoding.PlainNumber) with { Reference = FieldCoding.PlainNumber, KeyDigits = 15 },
        Keyed("cpi-var", 0x3D, Cpi, 0) with { Bits = 0, Reference = FieldCoding.SixBit, Serial = FieldCoding.PlainNumber, SerialBits = 40 },
        Serialised("sgcn-96", 0x3F, Sgcn, 96, 41, FieldCoding.NumericString),
    ];

    private static readonly EpcEncoding?[] ByHeader = [.. Enumerable.Range(0, 256).Select(header => All.SingleOrDefault(row => row.Header == header))];

    /// <summary>The encoding of a header.</summary>
    /// <exception cref="EpcException">No handled encoding has it.</exception>
    internal static EpcEncoding Of(byte header) => ByHeader[header] ?? throw new EpcException("header", Headers(), $"{header:X2}");

    /// <summary>The encoding of a name such as "sgtin-96".</summary>
    /// <exception cref="EpcException">No handled encoding has it.</exception>
    public static EpcEncoding Of(string name) => All.FirstOrDefault(row => row.Name == name)
        ?? throw new EpcException("tag scheme", string.Join(", ", All.Select(row => row.Name)), name);

    /// <summary>Key, and behind it a serial to the end.</summary>
    private static EpcEncoding Serialised(string name, byte header, EpcScheme scheme, int bits, int keyBits, FieldCoding serial) =>
        Keyed(name, header, scheme, keyBits) with { Bits = bits, Serial = serial, SerialBits = bits - 14 - keyBits };

    /// <summary>The key alone.</summary>
    private static EpcEncoding Keyed(string name, byte header, EpcScheme scheme, int keyBits) =>
        new() { Name = name, Header = header, Scheme = scheme, Bits = 96, KeyBits = keyBits };

    private static string Headers() => "one of " + string.Join(", ", All.Select(row => $"{row.Header:X2} ({row.Name})"));
}
