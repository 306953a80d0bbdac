using FsCheck.Fluent;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Identifiers;

/// <summary>Laws over all schemes, and the codec against the slow reference.</summary>
public class RoundTripTests
{
    private const int Many = 3000;

    [Fact]
    public void Bits_and_tag_URI_are_those_of_the_slow_reference() => Laws.Hold(
        AnyEpc.Tags,
        tag =>
        {
            string hex = SlowEpc.Encode(tag.Encoding.Name, tag.Filter, tag.Identity.CompanyPrefix, tag.Identity.Reference, tag.Identity.Serial);
            return tag.ToHex() == hex && SlowEpc.Decode(hex) == tag.ToUri();
        },
        Many);

    [Fact]
    public void Every_tag_comes_back_from_its_bits_and_from_its_URI() => Laws.Hold(
        AnyEpc.Tags,
        tag => EpcTag.FromHex(tag.ToHex()) == tag && EpcTag.FromUri(tag.ToUri()) == tag && EpcUri.OfHex(tag.ToHex()) == tag.Identity.ToString(),
        Many);

    [Fact]
    public void Every_form_is_told_by_how_it_begins() => Laws.Hold(
        AnyEpc.Tags,
        tag =>
        {
            CompanyPrefixLengths lengths = CompanyPrefixLengths.Always(tag.Identity.CompanyPrefix.Length);
            var whole = new EpcReading(tag.Identity, tag);
            return EpcReading.Of(tag.ToHex(), lengths) == whole
                && EpcReading.Of(tag.ToUri(), lengths) == whole
                && EpcReading.Of(EpcUri.Format(tag.Identity), lengths) == whole with { Tag = null }
                && EpcReading.Of(DigitalLink.Format(tag.Identity), lengths) == whole with { Tag = null };
        });

    [Fact]
    public void Every_identity_comes_back_from_URN_link_and_element_string_where_the_prefix_length_is_known() => Laws.Hold(
        AnyEpc.Identities,
        identity =>
        {
            CompanyPrefixLengths lengths = CompanyPrefixLengths.Always(identity.CompanyPrefix.Length);
            string link = DigitalLink.Format(identity), urn = EpcUri.Format(identity);
            var translation = new EpcTranslation(lengths);
            bool isBracketed = identity.Serial?.Contains('(', StringComparison.Ordinal) == true || identity.Reference.Contains('(', StringComparison.Ordinal);
            return EpcUri.Parse(urn) == identity && DigitalLink.ToIdentity(link, lengths) == identity
                && translation.ToUrn(link) == urn && EpcTranslation.ToDigitalLink(urn) == link
                && (isBracketed || ElementString.Parse(ElementString.Format(identity), lengths) == identity);
        },
        Many);

    [Fact]
    public void A_link_comes_back_whole_whatever_stands_round_it() => Laws.Hold(
        from identity in AnyEpc.Identities
        from stem in Gen.Elements("https://id.gs1.org", "http://example.com:8080", "HTTPS://EXAMPLE.ORG/a/01/b/21", "https://example.com/414/254/x")
        from tail in Gen.Elements("", "?17=270131&linkType=all", "#top", "?a=/01/2")
        select stem + DigitalLink.Format(identity)[DigitalLink.CanonicalStem.Length..] + tail,
        uri => DigitalLink.Parse(uri).ToString() == uri);

    [Fact]
    public void A_tag_with_one_digit_changed_is_another_tag_or_refused() => Laws.Hold(
        from tag in AnyEpc.Tags
        from at in Gen.Choose(0, tag.ToHex().Length - 1)
        from flip in Gen.Choose(1, 15)
        select (tag, at, flip),
        row =>
        {
            char[] hex = row.tag.ToHex().ToCharArray();
            hex[row.at] = "0123456789ABCDEF"["0123456789ABCDEF".IndexOf(hex[row.at], StringComparison.Ordinal) ^ row.flip];
            try
            {
                EpcTag other = EpcTag.FromHex(hex);
                return other != row.tag && other.ToHex() == new string(hex);
            }
            catch (EpcException)
            {
                return true;
            }
        },
        Many);

    [Fact]
    public void Every_partition_of_every_encoding_is_the_standard_s_row()
    {
        Assert.Equal(SlowEpc.Tables.Length, EpcEncodings.All.Count);
        foreach ((string name, string header, int bits, _, string serial, int[][] partitions) in SlowEpc.Tables)
        {
            EpcEncoding encoding = EpcEncodings.Of(name);
            Assert.Equal((Convert.ToByte(header, 16), bits), (encoding.Header, encoding.Bits));
            Assert.Equal(serial.StartsWith("zeros", StringComparison.Ordinal) ? "0" : serial[(serial.IndexOf(':', StringComparison.Ordinal) + 1)..], $"{encoding.SerialBits}");
            if (encoding.KeyBits > 0)
            {
                Assert.All(partitions, row => Assert.Equal(row[0] + row[2], encoding.KeyBits));
            }
        }
    }
}
