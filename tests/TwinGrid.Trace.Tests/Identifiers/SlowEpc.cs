using System.Globalization;
using System.Numerics;

namespace TwinGrid.Trace.Tests.Identifiers;

/// <summary>
/// The standard's tables typed out row by row, and a codec that cuts strings of noughts and ones: slow, obvious, and with no line in
/// common with the one under test.
/// </summary>
internal static class SlowEpc
{
    /// <summary>Scheme, header, bits, reference coding, serial coding; then a row a partition: prefix bits, prefix digits, reference bits, reference digits.</summary>
    public static readonly (string Name, string Header, int Bits, string Reference, string Serial, int[][] Partitions)[] Tables =
    [
        ("sgtin-96", "30", 96, "padded", "number:38", Item()),
        ("sgtin-198", "36", 198, "padded", "string:140", Item()),
        ("sscc-96", "31", 96, "padded", "zeros:24", Service()),
        ("sgln-96", "32", 96, "padded", "number:41", Location()),
        ("sgln-195", "39", 195, "padded", "string:140", Location()),
        ("grai-96", "33", 96, "padded", "number:38", Asset()),
        ("grai-170", "37", 170, "padded", "string:112", Asset()),
        ("giai-96", "34", 96, "number", "zeros:0", [[40, 12, 42, 13], [37, 11, 45, 14], [34, 10, 48, 15], [30, 9, 52, 16], [27, 8, 55, 17], [24, 7, 58, 18], [20, 6, 62, 19]]),
        ("giai-202", "38", 202, "string", "zeros:0", [[40, 12, 148, 18], [37, 11, 151, 19], [34, 10, 154, 20], [30, 9, 158, 21], [27, 8, 161, 22], [24, 7, 164, 23], [20, 6, 168, 24]]),
        ("gsrn-96", "2D", 96, "padded", "zeros:24", Service()),
        ("gsrnp-96", "2E", 96, "padded", "zeros:24", Service()),
        ("gdti-96", "2C", 96, "padded", "number:41", Location()),
        ("gdti-174", "3E", 174, "padded", "string:119", Location()),
        ("cpi-96", "3C", 96, "number", "number:31", [[40, 12, 11, 3], [37, 11, 14, 4], [34, 10, 17, 5], [30, 9, 21, 6], [27, 8, 24, 7], [24, 7, 27, 8], [20, 6, 31, 9]]),
        ("cpi-var", "3D", 0, "sixes", "number:40", [[40, 12, 114, 18], [37, 11, 120, 19], [34, 10, 126, 20], [30, 9, 132, 21], [27, 8, 138, 22], [24, 7, 144, 23], [20, 6, 150, 24]]),
        ("sgcn-96", "3F", 96, "padded", "digits:41", Location()),
    ];

    /// <summary>The tag URI of EPC memory; only for memory that follows the standard.</summary>
    public static string Decode(string hex)
    {
        string bits = string.Concat(hex.Select(digit => Convert.ToString(Convert.ToInt32(digit.ToString(), 16), 2).PadLeft(4, '0')));
        var table = Tables.Single(row => row.Header == hex[..2]);
        int[] row = table.Partitions[(int)Number(bits[11..14])];
        int key = 14 + row[0];
        string prefix = Number(bits[14..key]).ToString(CultureInfo.InvariantCulture).PadLeft(row[1], '0');
        int end = table.Reference == "sixes" ? key + 6 * (Sixes(bits[key..]).Length + 1) : key + row[2];
        string serial = table.Serial[..table.Serial.IndexOf(':', StringComparison.Ordinal)];
        int width = int.Parse(table.Serial[(serial.Length + 1)..], CultureInfo.InvariantCulture);
        string tail = serial == "zeros" ? "" : "." + Text(serial, bits[end..(end + width)], 0);
        return $"urn:epc:tag:{table.Name}:{Number(bits[8..11])}.{prefix}.{Text(table.Reference, bits[key..end], row[3])}{tail}";
    }

    /// <summary>EPC memory of fields, up to the last one.</summary>
    public static string Encode(string name, int filter, string prefix, string reference, string? serial)
    {
        var table = Tables.Single(row => row.Name == name);
        int partition = 12 - prefix.Length;
        int[] row = table.Partitions[partition];
        string coding = table.Serial[..table.Serial.IndexOf(':', StringComparison.Ordinal)];
        int width = int.Parse(table.Serial[(coding.Length + 1)..], CultureInfo.InvariantCulture);
        string bits = Bits(Convert.ToInt32(table.Header, 16), 8) + Bits(filter, 3) + Bits(partition, 3) + Bits(BigInteger.Parse(prefix, CultureInfo.InvariantCulture), row[0])
            + Field(table.Reference, reference, row[2]) + Field(coding, serial ?? "", width);
        bits = bits.PadRight((bits.Length + 15) / 16 * 16, '0');
        return string.Concat(Enumerable.Range(0, bits.Length / 4).Select(i => Convert.ToInt32(bits.Substring(4 * i, 4), 2).ToString("X", CultureInfo.InvariantCulture)));
    }

    private static string Field(string coding, string text, int width) => coding switch
    {
        "zeros" => new string('0', width),
        "string" => string.Concat(text.Select(letter => Bits(letter, 7))).PadRight(width, '0'),
        "sixes" => string.Concat(text.Select(letter => Bits(letter % 64, 6))) + "000000",
        "digits" => Bits(BigInteger.Parse("1" + text, CultureInfo.InvariantCulture), width),
        _ => Bits(text.Length == 0 ? 0 : BigInteger.Parse(text, CultureInfo.InvariantCulture), width),
    };

    private static string Text(string coding, string bits, int digits) => coding switch
    {
        "string" => Escape(string.Concat(Enumerable.Range(0, bits.Length / 7).Select(i => (char)(int)Number(bits.Substring(7 * i, 7)))).TrimEnd('\0')),
        "sixes" => Escape(Sixes(bits)),
        "digits" => Number(bits).ToString(CultureInfo.InvariantCulture)[1..],
        "padded" => digits == 0 ? "" : Number(bits).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0'),
        _ => Number(bits).ToString(CultureInfo.InvariantCulture),
    };

    private static string Sixes(string bits)
    {
        string text = "";
        for (int i = 0; bits.Substring(i, 6) != "000000"; i += 6)
        {
            int low = (int)Number(bits.Substring(i, 6));
            text += (char)(low < 32 ? low + 64 : low);
        }

        return text;
    }

    /// <summary>TDS table A-1.</summary>
    private static string Escape(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal)
        .Replace("&", "%26", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal).Replace("<", "%3C", StringComparison.Ordinal)
        .Replace(">", "%3E", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);

    private static BigInteger Number(string bits) => bits.Aggregate(BigInteger.Zero, (value, bit) => 2 * value + (bit - '0'));

    private static string Bits(BigInteger value, int width)
    {
        string bits = "";
        for (; bits.Length < width; value /= 2)
        {
            bits = (value % 2) + bits;
        }

        return value.IsZero ? bits : throw new ArgumentException($"expected a number of {width} bits", nameof(value));
    }

    private static int[][] Item() => [[40, 12, 4, 1], [37, 11, 7, 2], [34, 10, 10, 3], [30, 9, 14, 4], [27, 8, 17, 5], [24, 7, 20, 6], [20, 6, 24, 7]];

    private static int[][] Service() => [[40, 12, 18, 5], [37, 11, 21, 6], [34, 10, 24, 7], [30, 9, 28, 8], [27, 8, 31, 9], [24, 7, 34, 10], [20, 6, 38, 11]];

    private static int[][] Location() => [[40, 12, 1, 0], [37, 11, 4, 1], [34, 10, 7, 2], [30, 9, 11, 3], [27, 8, 14, 4], [24, 7, 17, 5], [20, 6, 21, 6]];

    private static int[][] Asset() => [[40, 12, 4, 0], [37, 11, 7, 1], [34, 10, 10, 2], [30, 9, 14, 3], [27, 8, 17, 4], [24, 7, 20, 5], [20, 6, 24, 6]];
}
