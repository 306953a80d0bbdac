using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Identifiers;

/// <summary>Examples that the Tag Data Standard prints (1.13, appendix E.3 and section 14), and their Digital Links.</summary>
public class KnownValueTests
{
    private static readonly CompanyPrefixLengths Seven = CompanyPrefixLengths.Always(7);

    [Theory]
    [InlineData("3074257BF7194E4000001A85", "sgtin-96:3.0614141.812345.6789", "(01)80614141123458(21)6789", "01/80614141123458/21/6789")]
    [InlineData("3674257BF6B7A659B2C2BF1000000000000000000000000000", "sgtin-198:3.0614141.712345.32a%2Fb", "(01)70614141123451(21)32a/b", "01/70614141123451/21/32a%2Fb")]
    [InlineData("3174257BF4499602D2000000", "sscc-96:3.0614141.1234567890", "(00)106141412345678908", "00/106141412345678908")]
    [InlineData("3274257BF46072000000162E", "sgln-96:3.0614141.12345.5678", "(414)0614141123452(254)5678", "414/0614141123452/254/5678")]
    [InlineData("3274257BF460720000000000", "sgln-96:3.0614141.12345.0", "(414)0614141123452", "414/0614141123452")]
    [InlineData("3974257BF46072CD9615F8800000000000000000000000000000", "sgln-195:3.0614141.12345.32a%2Fb", "(414)0614141123452(254)32a/b", "414/0614141123452/254/32a%2Fb")]
    [InlineData("3374257BF40C0E400000162E", "grai-96:3.0614141.12345.5678", "(8003)006141411234525678", "8003/006141411234525678")]
    [InlineData("3774257BF40C0E59B2C2BF100000000000000000000", "grai-170:3.0614141.12345.32a%2Fb", "(8003)0061414112345232a/b", "8003/0061414112345232a%2Fb")]
    [InlineData("3474257BF40000000000162E", "giai-96:3.0614141.5678", "(8004)06141415678", "8004/06141415678")]
    [InlineData("3874257BF59B2C2BF1000000000000000000000000000000000", "giai-202:3.0614141.32a%2Fb", "(8004)061414132a/b", "8004/061414132a%2Fb")]
    [InlineData("2D74257BF4499602D2000000", "gsrn-96:3.0614141.1234567890", "(8018)061414112345678902", "8018/061414112345678902")]
    [InlineData("2E74257BF4499602D2000000", "gsrnp-96:3.0614141.1234567890", "(8017)061414112345678902", "8017/061414112345678902")]
    [InlineData("2C74257BF46072000000162E", "gdti-96:3.0614141.12345.5678", "(253)06141411234525678", "253/06141411234525678")]
    [InlineData("3E14257BF460730614388C593368BC00000000000000", "gdti-174:0.0614141.12345.ABCD1234%2F", "(253)0614141123452ABCD1234/", "253/0614141123452ABCD1234%2F")]
    [InlineData("3C74257BF400C0E680003039", "cpi-96:3.0614141.98765.12345", "(8010)061414198765(8011)12345", "8010/061414198765/8011/12345")]
    [InlineData("3D74257BF75411DEF6B4CC00000003039", "cpi-var:3.0614141.5PQ7%2FZ43.12345", "(8010)06141415PQ7/Z43(8011)12345", "8010/06141415PQ7%2FZ43/8011/12345")]
    [InlineData("3F74F4E4E612640000019907", "sgcn-96:3.4012345.67890.04711", "(255)401234567890104711", "255/401234567890104711")]
    public void A_printed_example_has_every_form(string hex, string tag, string element, string path)
    {
        EpcTag read = EpcTag.FromHex(hex);
        Assert.Equal("urn:epc:tag:" + tag, read.ToUri());
        Assert.Equal(hex.TrimEnd('0'), read.ToHex().TrimEnd('0'));
        Assert.Equal(read, EpcTag.FromUri("urn:epc:tag:" + tag));
        string uri = $"urn:epc:id:{tag[..tag.IndexOf('-', StringComparison.Ordinal)]}:{tag[(tag.IndexOf('.', StringComparison.Ordinal) + 1)..]}";
        Assert.Equal(uri, read.Identity.ToString());
        Assert.Equal(uri, EpcUri.OfHex(hex));
        Assert.Equal(read.Identity, EpcUri.Parse(uri));
        Assert.Equal(element, ElementString.Format(read.Identity));
        Assert.Equal(read.Identity, ElementString.Parse(element, Seven));
        Assert.Equal("https://id.gs1.org/" + path, DigitalLink.Format(read.Identity));
        Assert.Equal(read.Identity, DigitalLink.ToIdentity("https://id.gs1.org/" + path, Seven));
        Assert.Equal(read, EpcTag.Of(read.Identity, read.Filter));
    }

    [Theory]
    [InlineData("3074257bf7194e4000001a85")]
    [InlineData("3074257BF7194E4000001A85")]
    public void Hexadecimal_may_come_in_small_letters_and_goes_out_in_capitals(string hex) =>
        Assert.Equal("3074257BF7194E4000001A85", EpcTag.FromHex(hex).ToHex());

    [Theory]
    [InlineData(50)]
    [InlineData(51)]
    [InlineData(52)]
    public void A_long_form_may_end_with_its_digit_its_byte_or_its_word(int digits) =>
        Assert.Equal("urn:epc:id:sgtin:0614141.712345.32a%2Fb", EpcUri.OfHex("3674257BF6B7A659B2C2BF1".PadRight(digits, '0')));

    [Fact]
    public void The_largest_serial_of_96_bits_fits_and_the_next_takes_the_long_form()
    {
        EpcIdentity largest = EpcUri.Parse("urn:epc:id:sgtin:0614141.812345.274877906943"), next = EpcUri.Parse("urn:epc:id:sgtin:0614141.812345.274877906944");
        Assert.Equal("3074257BF7194E7FFFFFFFFF", EpcTag.Of(largest, 3).ToHex());
        Assert.Equal("sgtin-198", EpcTag.Of(next, 3).Encoding.Name);
    }

    [Fact]
    public void Leading_zeros_of_a_serial_count_and_take_the_long_form()
    {
        EpcIdentity plain = EpcUri.Parse("urn:epc:id:sgtin:0614141.812345.6789"), padded = EpcUri.Parse("urn:epc:id:sgtin:0614141.812345.06789");
        Assert.NotEqual(plain, padded);
        Assert.Equal(("sgtin-96", "sgtin-198"), (EpcTag.Of(plain, 1).Encoding.Name, EpcTag.Of(padded, 1).Encoding.Name));
        Assert.Equal(padded, EpcTag.FromHex(EpcTag.Of(padded, 1).ToHex()).Identity);
    }

    [Theory]
    [InlineData("urn:epc:id:sgtin:0614141.812345.%22%25%26%2F%3C%3E%3F", "\"%&/<>?")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.!'()*+,-.:;=_aZ9", "!'()*+,-.:;=_aZ9")]
    [InlineData("urn:epc:id:sgtin:0614141.812345...", "..")]
    [InlineData("urn:epc:id:cpi:0614141.%23-%2FA.7", "7")]
    [InlineData("urn:epc:id:sgln:061414112345..400", "400")]
    public void A_URN_s_fields_are_without_escapes_and_come_back_with_them(string uri, string serial)
    {
        EpcIdentity identity = EpcUri.Parse(uri);
        Assert.Equal(serial, identity.Serial);
        Assert.Equal(uri, EpcUri.Format(identity));
    }
}
