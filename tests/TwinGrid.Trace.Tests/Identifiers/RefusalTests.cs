using FsCheck.Fluent;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Identifiers;

/// <summary>What breaks the standard is refused, and the message names place, expected and found.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("", "EPC: expected 4 to 64 hexadecimal digits, found 0")]
    [InlineData("3074257BF7194E4000001A8G", "EPC digit 24: expected 0 to 9 or A to F, found G")]
    [InlineData("3074257BF7194E4000001A8", "sgtin-96: expected 24 hexadecimal digits, found 23")]
    [InlineData("3074257BF7194E4000001A8500", "sgtin-96: expected 24 hexadecimal digits, found 26")]
    [InlineData("3674257BF6B7A659B2C2BF10", "sgtin-198: expected 50 to 52 hexadecimal digits, found 24")]
    [InlineData("E074257BF7194E4000001A85", "header: expected one of 30 (sgtin-96)")]
    [InlineData("F774257BF7194E4000001A85", ", found F7")]
    [InlineData("307C257BF7194E4000001A85", "sgtin-96 partition: expected 0 to 6, found 7")]
    [InlineData("307BD0900000000000000000", "sgtin-96 company prefix: expected a number of at most 6 digits, found 1000000")]
    [InlineData("3074000003D0900000000000", "sgtin-96 item reference: expected a number of at most 6 digits, found 1000000")]
    [InlineData("3174257BF4499602D2000001", "sscc-96: expected zeros about and behind bit 72, found ones")]
    [InlineData("3674257BF6B7A680000000000000000000000000000000000000", "sgtin-198 serial: expected at least one character, found nothing")]
    [InlineData("3674257BF6B7A65980C200000000000000000000000000000000", "sgtin-198 serial: expected zeros")]
    [InlineData("3674257BF6B7A659B2C2BF100000000000000000000000000001", "sgtin-198: expected zeros about and behind bit 198, found ones")]
    [InlineData("3674257BF6B7A644000000000000000000000000000000000000", "sgtin-198 serial: expected letters, digits and !\"%&'()*+,-./:;<=>?_, found code 08")]
    [InlineData("3F74F4E4E612640000000907", "sgcn-96 serial: expected a 1 and 1 to 12 digits, found 2311")]
    public void Bits_that_break_the_standard(string hex, string message)
    {
        EpcException fault = Assert.Throws<EpcException>(() => EpcTag.FromHex(hex));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal($"{fault.Place}: expected {fault.Expected}, found {fault.Found}", fault.Message);
        Assert.Equal(fault.Message, Assert.Throws<EpcException>(() => EpcUri.OfHex(hex)).Message);
    }

    [Theory]
    [InlineData("urn:epc:tag:sgtin-96:8.0614141.812345.1", "sgtin-96 filter: expected 0 to 7 and a dot, found 8.0614141.812345.1")]
    [InlineData("urn:epc:tag:sgtin-97:3.0614141.812345.1", "tag scheme: expected sgtin-96, sgtin-198")]
    [InlineData("urn:epc:tag:sgtin-96:3.0614141.812345.274877906944", "sgtin-96 serial: expected a number below 274877906944 without leading zeros, found 274877906944")]
    [InlineData("urn:epc:tag:sgtin-96:3.0614141.812345.01", "without leading zeros, found 01")]
    [InlineData("urn:epc:tag:sgtin-96:3.0614141.812345.A", "sgtin-96 serial: expected a number below")]
    [InlineData("urn:epc:tag:cpi-96:3.0614141.123456789.1", "cpi-96 component/part reference: expected a number below 100000000 without leading zeros, found 123456789")]
    [InlineData("urn:epc:tag:giai-96:3.061414112345.4398046511104", "giai-96 individual asset reference: expected a number below 4398046511104")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.1", "tag URI: expected urn:epc:tag:, found urn:epc:id")]
    public void Tag_URIs_that_break_the_standard(string uri, string message) =>
        Assert.Contains(message, Assert.Throws<EpcException>(() => EpcTag.FromUri(uri)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("urn:epc:id:sgtin:06141.81234567.1", "sgtin company prefix: expected 6 to 12 digits, found 06141")]
    [InlineData("urn:epc:id:sgtin:0614141.12345.1", "sgtin item reference: expected 6 digits, found 5: 12345")]
    [InlineData("urn:epc:id:sgtin:0614141.81234A.1", "sgtin item reference: expected digits, found A in 81234A")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.", "sgtin serial: expected 1 to 20 characters, found nothing")]
    [InlineData("urn:epc:id:sgtin:0614141.812345", "sgtin URN: expected COMPANY.item reference.serial, found 0614141.812345")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.123456789012345678901", "1 to 20 characters, found 21: 123456789012345678901")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.a/b", "sgtin serial: expected / escaped as %2F, found / in a/b")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.a%41", "sgtin serial: expected A written plainly, found %41")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.a%4", "sgtin serial: expected two hexadecimal digits behind %, found 4")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.a b", "sgtin serial: expected letters, digits and")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.%23", "found # in #")]
    [InlineData("URN:EPC:ID:SGTIN:0614141.812345.1", "URN: expected it in small letters up to the company prefix")]
    [InlineData("urn:epc:id:gid:1.2.3", "URN: expected one of urn:epc:id:sgtin:")]
    [InlineData("urn:epc:id:cpi:0614141.5pq7.1", "cpi component/part reference: expected capital letters, digits and #-/, found p in 5pq7")]
    [InlineData("urn:epc:id:cpi:0614141.5PQ7.007", "cpi serial: expected a number without leading zeros, found 007")]
    [InlineData("urn:epc:idpat:sgtin:0614141.812345.1", "sgtin pattern: expected * as serial, found 1")]
    [InlineData("urn:epc:idpat:sscc:0614141.*", "URN: expected one of")]
    [InlineData("urn:epc:id:sscc:0614141.1234567890.1", "sscc serial reference: expected 10 digits, found 12: 1234567890.1")]
    public void URNs_that_break_the_standard(string uri, string message) =>
        Assert.Contains(message, Assert.Throws<EpcException>(() => EpcUri.Parse(uri)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_no_tag_carries_has_no_bits()
    {
        foreach (string uri in new[] { "urn:epc:idpat:sgtin:0614141.812345.*", "urn:epc:class:lgtin:0614141.812345.A", "urn:epc:id:pgln:0614141.12345" })
        {
            Assert.Throws<EpcException>(() => EpcTag.Of(EpcUri.Parse(uri), 0));
        }
    }

    [Fact]
    public void Whatever_comes_is_read_or_refused_and_nothing_else() => Laws.Hold(
        Gen.OneOf(
            from header in Gen.Elements(EpcEncodings.All.AsEnumerable())
            from length in Gen.Choose(0, 64)
            from digits in Gen.ArrayOf(Gen.Elements("0123456789ABCDEF".AsEnumerable()), length)
            select $"{header.Header:X2}{new string(digits)}",
            from start in Gen.Elements("", "(01)", "urn:epc:id:cpi:", "urn:epc:tag:giai-202:", "urn:epc:idpat:grai:061414", "https://x/8003/0", "http://", "https://x/01/8061414112345")
            from length in Gen.Choose(0, 40)
            from letters in Gen.ArrayOf(Gen.Elements("0123456789.:*%/()?#AzÉ€ \t".AsEnumerable()), length)
            select start + new string(letters)),
        text =>
        {
            try
            {
                return EpcReading.Of(text, CompanyPrefixLengths.Always(7)).Identity.ToString().Length > 0;
            }
            catch (EpcException)
            {
                return true;
            }
        },
        count: 5000);

    [Theory]
    [InlineData(-1)]
    [InlineData(8)]
    public void A_filter_out_of_range(int filter)
    {
        EpcIdentity identity = EpcUri.Parse("urn:epc:id:sgtin:0614141.812345.1");
        Assert.Equal($"sgtin-96 filter: expected 0 to 7, found {filter}", Assert.Throws<EpcException>(() => EpcTag.Of(identity, filter)).Message);
    }
}
