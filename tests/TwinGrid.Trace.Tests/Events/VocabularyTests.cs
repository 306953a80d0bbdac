using TwinGrid.Trace.Events.Vocabulary;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Events;

public sealed class VocabularyTests
{
    [Theory]
    [InlineData("shipping")]
    [InlineData("urn:epcglobal:cbv:bizstep:shipping")]
    [InlineData("https://ns.gs1.org/cbv/BizStep-shipping")]
    [InlineData("http://ref.gs1.org/cbv/BizStep-shipping")]
    [InlineData("cbv:BizStep-shipping")]
    public void Every_spelling_of_a_word_has_one_canonical_form(string text)
    {
        Assert.Equal("https://ref.gs1.org/cbv/BizStep-shipping", Cbv.CanonicalUri(CbvVocabulary.BizStep, text));
        Assert.Equal("shipping", Cbv.Word(CbvVocabulary.BizStep, text));
        Assert.Equal("urn:epcglobal:cbv:bizstep:shipping", Cbv.Urn(CbvVocabulary.BizStep, text));
    }

    [Fact]
    public void Every_word_comes_back_from_its_canonical_form_and_from_its_urn()
    {
        foreach (CbvVocabulary vocabulary in Enum.GetValues<CbvVocabulary>())
        {
            Assert.All(Cbv.Words(vocabulary), word =>
            {
                string uri = Cbv.CanonicalUri(vocabulary, word)!;
                Assert.Equal(word, Cbv.Word(vocabulary, uri));
                Assert.Equal(uri, Cbv.CanonicalUri(vocabulary, Cbv.Urn(vocabulary, uri)));
            });
        }
    }

    [Fact]
    public void A_word_of_another_vocabulary_is_none_and_a_uri_of_ones_own_stays()
    {
        Assert.Null(Cbv.CanonicalUri(CbvVocabulary.Disposition, "shipping"));
        Assert.Equal("https://example.org/steps/milking", Cbv.CanonicalUri(CbvVocabulary.BizStep, "https://example.org/steps/milking"));
        Assert.Equal("https://gs1.org/voc/Temperature", Cbv.CanonicalUri(CbvVocabulary.MeasurementType, "gs1:Temperature"));
    }

    [Theory]
    [InlineData("urn:epc:id:sgtin:0614141.107346.2017", "https://id.gs1.org/01/10614141073464/21/2017")]
    [InlineData("https://example.org/some/stem/01/10614141073464/21/2017", "https://id.gs1.org/01/10614141073464/21/2017")]
    [InlineData("http://example.org/01/10614141073464/10/L7/21/2017", "https://id.gs1.org/01/10614141073464/21/2017")]
    [InlineData("https://example.org/01/10614141073464/10/L7", "https://id.gs1.org/01/10614141073464/10/L7")]
    [InlineData("urn:epc:class:lgtin:0614141.107346.L7", "https://id.gs1.org/01/10614141073464/10/L7")]
    [InlineData("urn:epc:idpat:sgtin:0614141.107346.*", "https://id.gs1.org/01/10614141073464")]
    [InlineData("urn:epc:id:sgln:0614141.00777.0", "https://id.gs1.org/414/0614141007776")]
    [InlineData("urn:epc:id:sgln:0614141.00777.B7", "https://id.gs1.org/414/0614141007776/254/B7")]
    [InlineData("https://example.org/8004/0614141ABC", "https://id.gs1.org/8004/0614141ABC")]
    [InlineData("https://example.org/01/10614141073465/21/2017", "https://example.org/01/10614141073465/21/2017")]
    [InlineData("https://example.org/01/10614141073464/21/2017?17=270131", "https://example.org/01/10614141073464/21/2017?17=270131")]
    [InlineData("https://example.org/pallets/17", "https://example.org/pallets/17")]
    [InlineData("urn:epc:id:sgtin:broken", "urn:epc:id:sgtin:broken")]
    [InlineData("ex:thing", "ex:thing")]
    public void A_thing_has_one_canonical_name(string uri, string expected)
    {
        Assert.Equal(expected, CanonicalEpc.Of(uri));
        Assert.Equal(expected, CanonicalEpc.Of(expected));
    }
}
