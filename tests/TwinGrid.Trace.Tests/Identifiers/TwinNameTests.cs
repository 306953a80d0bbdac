using System.Text;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Identifiers;

public class TwinNameTests
{
    private const string Context = """["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"]""";

    [Theory]
    [InlineData("pallet-7")]
    [InlineData("Kühlbox-1")]
    [InlineData("box[1]")]
    [InlineData("50%")]
    [InlineData("50%25")]
    [InlineData("7:bar")]
    [InlineData("a%3Ab")]
    [InlineData("a%3ab%3A")]
    [InlineData("urn%3Atwingrid%3Abox")]
    [InlineData("01:Kühl")]
    [InlineData("01:80614141123458:21:6789")]
    [InlineData("\"quoted\"")]
    public void A_name_has_a_URI_that_EPCIS_takes_and_that_leads_back_to_it(string name)
    {
        string epc = TwinNames.ToEpc(name);
        string json = $$"""
            {"type":"ObjectEvent","eventTime":"2026-03-01T00:00:00Z","eventTimeZoneOffset":"+00:00","action":"OBSERVE","epcList":["{{epc}}"]}
            """;
        Assert.Equal(epc, EpcisReader.ReadEvent(Encoding.UTF8.GetBytes(json), Context).Mentions.Single().Epc);
        Assert.Equal(name, TwinNames.OfEpc(epc));
    }

    [Theory]
    [InlineData("urn:twingrid:pallet-7")]
    [InlineData("urn:twingrid:a/b")]
    [InlineData("urn:twingrid:a%2Fb")]
    [InlineData("urn:twingrid:a~b")]
    [InlineData("urn:twingrid:a%20b")]
    [InlineData("urn:twingrid:%41")]
    [InlineData("urn:twingrid:01:80614141123458:21:6789")]
    [InlineData("urn:twingrid:a%3Ab")]
    [InlineData("urn:example:a/b~c")]
    [InlineData("https://id.gs1.org/01/80614141123458/21/6789")]
    [InlineData("https://id.gs1.org/01/80614141123458/21/a:b")]
    public void No_two_EPCs_have_one_name_and_keys_may_hold_every_name(string epc)
    {
        string name = TwinNames.OfEpc(epc);
        Assert.DoesNotContain(name, letter => letter is '/' or '~' || char.IsWhiteSpace(letter) || char.IsControl(letter));
        Assert.Equal(epc, TwinNames.ToEpc(name));
    }

    [Fact]
    public void A_name_over_200_characters_is_a_hash()
    {
        string longest = new('x', 200);
        Assert.Equal(longest, TwinNames.OfEpc("urn:twingrid:" + longest));
        string hashed = TwinNames.OfEpc("urn:twingrid:x" + longest);
        Assert.Equal(("sha256:", 71), (hashed[..7], hashed.Length));
        Assert.NotEqual(hashed, TwinNames.OfEpc("urn:twingrid:y" + longest));
    }
}
