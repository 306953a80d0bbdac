using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Identifiers;

public class TranslationTests
{
    private static readonly EpcTranslation Known = new(new CompanyPrefixLengths(
        new Dictionary<string, int> { ["061"] = 7, ["0614"] = 7, ["4012"] = 7, ["40123"] = 9, ["952"] = 4 }, fallback: null));

    [Theory]
    [InlineData("urn:epc:id:sgtin:0614141.812345.6789", "https://id.gs1.org/01/80614141123458/21/6789")]
    [InlineData("urn:epc:class:lgtin:0614141.812345.L%2F1", "https://id.gs1.org/01/80614141123458/10/L%2F1")]
    [InlineData("urn:epc:idpat:sgtin:0614141.812345.*", "https://id.gs1.org/01/80614141123458")]
    [InlineData("urn:epc:idpat:grai:0614141.12345.*", "https://id.gs1.org/8003/00614141123452")]
    [InlineData("urn:epc:idpat:gdti:0614141.12345.*", "https://id.gs1.org/253/0614141123452")]
    [InlineData("urn:epc:idpat:cpi:0614141.98765.*", "https://id.gs1.org/8010/061414198765")]
    [InlineData("urn:epc:idpat:sgcn:0614141.12345.*", "https://id.gs1.org/255/0614141123452")]
    [InlineData("urn:epc:id:pgln:0614141.12345", "https://id.gs1.org/417/0614141123452")]
    [InlineData("urn:epc:id:sgln:0614141.12345.0", "https://id.gs1.org/414/0614141123452")]
    [InlineData("urn:epc:id:sgtin:401234567.8123.1", "https://id.gs1.org/01/84012345671236/21/1")]
    [InlineData("urn:epc:id:sgtin:952112.8345678.1", "https://id.gs1.org/01/89521123456781/21/1")]
    public void Both_ways_the_same_identity(string urn, string link)
    {
        Assert.Equal(link, EpcTranslation.ToDigitalLink(urn));
        Assert.Equal(urn, Known.ToUrn(link));
    }

    [Theory]
    [InlineData("urn:uuid:8d7bd6a4-6b1a-4ee5-9b7e-8a8f0a1f7d1c")]
    [InlineData("https://example.com/pallets/17")]
    [InlineData("https://ref.gs1.org/cbv/BizStep-shipping")]
    [InlineData("urn:epc:id:gid:12.34.56")]
    [InlineData("urn:epc:id:sgtin:0614141.812345")]
    [InlineData("urn:epcglobal:cbv:bizstep:shipping")]
    [InlineData("https://id.gs1.org/01/80614141123459/21/6789")]
    [InlineData("https://id.gs1.org/01/80614141123458/10/A/21/6789")]
    [InlineData("https://id.gs1.org/01/80614141123458/21/6789?linkType=all")]
    [InlineData("https://id.gs1.org/01/73012345612344/21/1")]
    [InlineData("ni:///sha-256;df7bb3c352fef055578554f09f5e2aa41782150ced7bd0b8af24dd3ccb30ba69?ver=CBV2.0")]
    [InlineData("")]
    public void What_has_no_other_form_comes_back_as_it_is(string uri)
    {
        Assert.Equal(uri, Known.ToUrn(uri));
        Assert.Equal(uri, EpcTranslation.ToDigitalLink(uri));
    }

    [Theory]
    [InlineData("Always_EPC_URN", "urn:epc:id:sscc:0614141.1234567890", "urn:epc:id:sscc:0614141.1234567890")]
    [InlineData("Always_GS1_Digital_Link", "https://id.gs1.org/00/106141412345678908", "https://id.gs1.org/00/106141412345678908")]
    [InlineData("Never_Translates", "urn:epc:id:sscc:0614141.1234567890", "https://id.gs1.org/00/106141412345678908")]
    [InlineData("No_Preference", "urn:epc:id:sscc:0614141.1234567890", "https://id.gs1.org/00/106141412345678908")]
    public void A_header_s_value_decides_the_form(string header, string fromUrn, string fromLink)
    {
        EpcFormat format = EpcTranslation.FormatOf(header)!.Value;
        Assert.Equal(fromUrn, Known.To(format, "urn:epc:id:sscc:0614141.1234567890"));
        Assert.Equal(fromLink, Known.To(format, "https://id.gs1.org/00/106141412345678908"));
    }

    [Fact]
    public void A_header_s_value_that_the_standard_does_not_have_is_none() => Assert.Null(EpcTranslation.FormatOf("always_epc_urn"));

    [Fact]
    public void The_longest_entry_that_fits_decides_a_prefix_s_length_then_the_fallback()
    {
        var lengths = new CompanyPrefixLengths(new Dictionary<string, int> { ["4"] = 8, ["40"] = 9, ["952"] = 4 }, fallback: 10);
        Assert.Equal((8, 9, 6, 10), (lengths.Of("412345678901"), lengths.Of("401234567890"), lengths.Of("952123456789"), lengths.Of("000000000000")));
        EpcException fault = Assert.Throws<EpcException>(() => CompanyPrefixLengths.Unknown.Of("0614141123456"));
        Assert.Equal("company prefix: expected its length to be known, found no entry for 061414112345", fault.Message);
    }

    [Theory]
    [InlineData("", 7)]
    [InlineData("06141411234567", 7)]
    [InlineData("06a", 7)]
    [InlineData("06", 3)]
    [InlineData("06", 13)]
    public void Entries_out_of_range_are_refused(string digits, int length) =>
        Assert.Throws<ArgumentException>(() => new CompanyPrefixLengths([new(digits, length)], fallback: null));

    [Theory]
    [InlineData(5)]
    [InlineData(13)]
    public void A_fallback_out_of_range_is_refused(int fallback) => Assert.Throws<ArgumentException>(() => CompanyPrefixLengths.Always(fallback));
}
