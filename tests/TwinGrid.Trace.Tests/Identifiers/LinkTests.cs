using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Identifiers;

/// <summary>Digital Links and element strings: what is read, what is kept, what is refused.</summary>
public class LinkTests
{
    private static readonly CompanyPrefixLengths Seven = CompanyPrefixLengths.Always(7);

    [Theory]
    [InlineData("https://id.gs1.org/01/80614141123458/21/6789")]
    [InlineData("http://example.com/01/80614141123458/21/6789")]
    [InlineData("https://shop.example.com:8443/some/stem/01/80614141123458/21/6789")]
    [InlineData("https://example.com/01/12345670/21/1/01/80614141123458/21/6789")]
    [InlineData("https://example.com/01/80614141123458/21/%36789")]
    public void Any_host_and_stem_name_the_same_thing(string uri) =>
        Assert.Equal("urn:epc:id:sgtin:0614141.812345.6789", EpcUri.Format(DigitalLink.ToIdentity(uri, Seven)));

    [Theory]
    [InlineData("614141000418", "urn:epc:idpat:sgtin:0614141.000041.*")]
    [InlineData("0614141000418", "urn:epc:idpat:sgtin:0614141.000041.*")]
    [InlineData("00614141000418", "urn:epc:idpat:sgtin:0614141.000041.*")]
    [InlineData("12345670", "urn:epc:idpat:sgtin:0000012.034567.*")]
    public void A_shorter_GTIN_is_filled_up_to_14_digits(string gtin, string urn) =>
        Assert.Equal(urn, EpcUri.Format(DigitalLink.ToIdentity($"https://id.gs1.org/01/{gtin}", Seven)));

    [Fact]
    public void Every_part_of_a_link_is_kept()
    {
        DigitalLink link = DigitalLink.Parse("https://example.com/a/b/01/80614141123458/22/2A/10/L%2F1/21/6789?17=270131#x");
        Assert.Equal("https://example.com/a/b", link.Stem);
        Assert.Equal([new("01", "80614141123458"), new("22", "2A"), new("10", "L/1"), new("21", "6789")], link.Elements);
        Assert.Equal("?17=270131#x", link.Tail);
        Assert.Equal("https://example.com/a/b/01/80614141123458/22/2A/10/L%2F1/21/6789?17=270131#x", link.ToString());
    }

    [Theory]
    [InlineData("https://id.gs1.org/01/80614141123459/21/6789", "(01) check digit: expected 8, found 9 in 80614141123459")]
    [InlineData("https://id.gs1.org/00/106141412345678901", "(00) check digit: expected 8, found 1")]
    [InlineData("https://id.gs1.org/01/8061414112345", "(01) check digit")]
    [InlineData("https://id.gs1.org/01/806141411234", "(01) check digit")]
    [InlineData("https://id.gs1.org/01/80614141/21/1", "(01) check digit")]
    [InlineData("https://id.gs1.org/01/806141411/21/1", "(01): expected 14 digits, found 806141411")]
    [InlineData("https://id.gs1.org/8003/10614141123452400", "(8003): expected 0 first")]
    [InlineData("https://id.gs1.org/414/0614141123452/21/1", "beside (414): expected (254) alone, found (21)")]
    [InlineData("https://id.gs1.org/01/80614141123458/10/A/21/1", "beside (01): expected (21) or (10) alone, found (10)(21)")]
    [InlineData("https://id.gs1.org/8018/061414112345678902/8019/1", "beside (8018): expected nothing, found (8019)")]
    [InlineData("https://id.gs1.org/01/80614141123458/21/1?17=270131", "Digital Link: expected no query or fragment, which no identity holds, found ?17=270131")]
    [InlineData("https://id.gs1.org/01/80614141123458/21/%20", "(21): expected letters, digits and")]
    [InlineData("https://id.gs1.org/01/80614141123458/21/", "(21): expected a value, found nothing")]
    [InlineData("https://id.gs1.org/01/80614141123458/21/50%", "(21): expected two hexadecimal digits behind %, found %")]
    [InlineData("https://id.gs1.org/01/80614141123458/21/50%2", "(21): expected two hexadecimal digits behind %, found %2")]
    [InlineData("https://id.gs1.org/01/80614141123458/21/50%zz", "(21): expected two hexadecimal digits behind %, found %zz")]
    [InlineData("https://id.gs1.org/01/80614141123458/21/%E2%82%AC", "(21): expected letters, digits and")]
    [InlineData("https://id.gs1.org/gtin/80614141123458", "Digital Link: expected a path that ends in key and value")]
    [InlineData("https://id.gs1.org/", "Digital Link: expected a path that ends in key and value")]
    [InlineData("https:///01/80614141123458", "Digital Link: expected http:// or https:// and a host")]
    [InlineData("ftp://id.gs1.org/01/80614141123458", "Digital Link: expected http:// or https:// and a host")]
    public void Links_that_name_no_identity_are_refused(string uri, string message) =>
        Assert.Contains(message, Assert.Throws<EpcException>(() => DigitalLink.ToIdentity(uri, Seven)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "key: expected one of (01), (00), (414)")]
    [InlineData("80614141123458", "element string: expected (AI)value")]
    [InlineData("(02)80614141123458", "found (02)")]
    [InlineData("(01)80614141123459(21)1", "(01) check digit: expected 8, found 9")]
    public void Element_strings_that_name_no_identity_are_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<EpcException>(() => ElementString.Parse(text, Seven)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("7", '7')]
    [InlineData("8061414112345", '8')]
    [InlineData("10614141234567890", '8')]
    [InlineData("000000000000", '0')]
    public void The_check_digit_weighs_3_and_1_from_the_right(string digits, char expected) =>
        Assert.Equal(digits == "7" ? '9' : expected, CheckDigit.Of(digits));
}
