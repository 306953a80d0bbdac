using System.Text.Json;
using FsCheck.Fluent;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Identifiers;

/// <summary>
/// Bits and tag URIs against the npm package epc-tds 1.4.1, on 10,000 random tags of each encoding that it has. It has no GSRNP and no CPI-var, and departs from the standard in these
/// ways, each pinned below:
/// it neither writes nor reads percent escapes; it cuts a serial at its first dot or colon; a GSRN's service reference loses its
/// leading zeros; a reference of no digits (12-digit prefix) is written "0" and not read; a coupon's serial loses its leading zeros when
/// read from a URI; and a GIAI-96 reference over its bits is cut instead of refused.
/// </summary>
public class EpcTdsTests
{
    private const string Package = "epc-tds@1.4.1";
    private const int Count = 10_000;
    private static readonly string[] Absent = ["gsrnp-96", "cpi-var"];

    public static TheoryData<string> Encodings { get; } = [.. EpcEncodings.All.Select(row => row.Name).Except(Absent)];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Bits_give_its_tag_URI_but_for_escapes_and_zeros_that_it_forgets(string encoding)
    {
        EpcTag[] tags = [.. Laws.Some(AnyEpc.TagsOf([EpcEncodings.Of(encoding)]), Count)];
        JsonElement[] theirs = await NodePackage.AskAsync(Package, "p.valueOf(v).toTagURI()", [.. tags.Select(tag => tag.ToHex())]);
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(AsTheyWrite(tags[i]), theirs[i].GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Tag_URIs_that_it_can_read_give_its_bits(string encoding)
    {
        EpcTag[] tags = [.. Laws.Some(AnyEpc.TagsOf([EpcEncodings.Of(encoding)]).Where(IsReadable), Count)];
        JsonElement[] theirs = await NodePackage.AskAsync(Package, "p.fromTagURI(v).toHexString()", [.. tags.Select(tag => tag.ToUri())]);
        for (int i = 0; i < Count; i++)
        {
            string hex = tags[i].ToHex();
            Assert.Equal(hex, theirs[i].GetString()!.PadRight(hex.Length, '0'));
        }
    }

    [Fact]
    public async Task Its_check_digits_are_ours()
    {
        string[] keys = [.. Laws.Some(Gen.Choose(0, int.MaxValue).Select(value => $"{value}".PadLeft(17, '7')), 500)];
        JsonElement[] theirs = await NodePackage.AskAsync(Package, "p.Utils.computeCheckDigit(v)", keys);
        Assert.Equal(keys.Select(key => CheckDigit.Of(key) - '0'), theirs.Select(digit => digit.GetInt32()));
    }

    [Theory]
    [InlineData("urn:epc:tag:giai-96:3.061414112345.4398046511104")]
    [InlineData("urn:epc:tag:sgln-96:3.0614141.12345.007")]
    public async Task What_it_alters_silently_is_refused_here(string uri)
    {
        JsonElement[] theirs = await NodePackage.AskAsync(Package, "p.fromTagURI(v).toTagURI()", [uri]);
        Assert.NotEqual(uri, theirs[0].GetString());
        Assert.Throws<EpcException>(() => EpcTag.FromUri(uri));
    }

    [Theory]
    [InlineData("urn:epc:tag:sgtin-198:3.0614141.712345.32a%2Fb", "32a%2Fb")]
    [InlineData("urn:epc:tag:sgtin-198:3.0614141.712345.a.b", "a")]
    [InlineData("urn:epc:tag:sgtin-198:3.0614141.712345.a:b", "a")]
    [InlineData("urn:epc:tag:sgcn-96:3.4012345.67890.04711", "4711")]
    [InlineData("urn:epc:tag:grai-96:3.061414112345..7", null)]
    public async Task What_it_misreads_comes_through_unaltered_here(string uri, string? read)
    {
        JsonElement[] theirs = await NodePackage.AskAsync(Package, "p.fromTagURI(v).getSerial()", [uri]);
        Assert.Equal(read, theirs[0].GetString());
        Assert.Equal(uri, EpcTag.FromHex(EpcTag.FromUri(uri).ToHex()).ToUri());
    }

    private static string AsTheyWrite(EpcTag tag)
    {
        string reference = tag.Identity.Reference.Length == 0 ? "0" : tag.Identity.Reference;
        if (tag.Encoding.Name == "gsrn-96")
        {
            reference = reference.TrimStart('0').PadLeft(1, '0');
        }

        string serial = tag.Identity.Serial is { } text ? "." + text : "";
        return $"urn:epc:tag:{tag.Encoding.Name}:{tag.Filter}.{tag.Identity.CompanyPrefix}.{reference}{serial}";
    }

    private static bool IsReadable(EpcTag tag) =>
        !tag.ToUri().Contains('%', StringComparison.Ordinal)
        && tag.Identity.Reference.Length > 0
        && tag.Identity.Reference.IndexOfAny(['.', ':']) < 0
        && (tag.Identity.Serial is not { } serial || (serial.IndexOfAny(['.', ':']) < 0 && !(tag.Encoding.Name == "sgcn-96" && serial[0] == '0')));
}
