using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Bench.Kernels;

/// <summary>
/// A tag's 96 bits to its pure-identity URN, against the plain way of writing it down: check by regular expression, make one large
/// number, shift and mask. Then the other ways through the codec.
/// </summary>
[MemoryDiagnoser]
public partial class EpcBenchmarks
{
    private const string Hex = "3074257BF7194E4000001A85";
    private const string LongHex = "3674257BF6B7A659B2C2BF1000000000000000000000000000";
    private const string Urn = "urn:epc:id:sgtin:0614141.812345.6789";
    private static readonly int[] PrefixBits = [40, 37, 34, 30, 27, 24, 20];

    private readonly EpcTag _tag = EpcTag.FromHex(Hex);
    private readonly EpcTranslation _translation = new(CompanyPrefixLengths.Always(7));

    [Benchmark(Baseline = true)]
    public string ByLargeNumber()
    {
        if (!Digits().IsMatch(Hex))
        {
            throw new FormatException(Hex);
        }

        BigInteger bits = BigInteger.Parse("0" + Hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        int partition = (int)((bits >> 82) & 7), prefixBits = PrefixBits[partition];
        BigInteger key = (bits >> 38) & ((BigInteger.One << 44) - 1);
        string prefix = (key >> (44 - prefixBits)).ToString(CultureInfo.InvariantCulture).PadLeft(12 - partition, '0');
        string item = (key & ((BigInteger.One << (44 - prefixBits)) - 1)).ToString(CultureInfo.InvariantCulture).PadLeft(1 + partition, '0');
        return $"urn:epc:id:sgtin:{prefix}.{item}.{bits & ((BigInteger.One << 38) - 1)}";
    }

    [Benchmark]
    public string HexToUrn() => EpcUri.OfHex(Hex);

    [Benchmark]
    public string LongHexToUrn() => EpcUri.OfHex(LongHex);

    [Benchmark]
    public EpcTag HexToTag() => EpcTag.FromHex(Hex);

    [Benchmark]
    public string TagToHex() => _tag.ToHex();

    [Benchmark]
    public string UrnToLink() => EpcTranslation.ToDigitalLink(Urn);

    [Benchmark]
    public string LinkToUrn() => _translation.ToUrn("https://id.gs1.org/01/80614141123458/21/6789");

    [Benchmark]
    public string SomeoneElsesUri() => _translation.ToUrn("https://example.com/pallets/17");

    [GeneratedRegex("^30[0-9A-Fa-f]{22}$")]
    private static partial Regex Digits();
}
