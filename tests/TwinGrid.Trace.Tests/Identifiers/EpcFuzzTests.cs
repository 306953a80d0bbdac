using System.Text;
using TwinGrid.Support;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Identifiers;

/// <summary>Identifiers in every form stand whatever is written in their place.</summary>
public class EpcFuzzTests
{
    private const long MostBytes = 4 << 20;

    private static readonly EpcTag[] Tags = [.. Laws.Some(AnyEpc.Tags, 60)];

    [Fact]
    public void Any_form() => Stands(
        [.. Tags.SelectMany(tag => new[] { tag.ToHex(), tag.ToUri(), EpcUri.Format(tag.Identity), DigitalLink.Format(tag.Identity), ElementString.Format(tag.Identity) })],
        text => EpcReading.Of(text, CompanyPrefixLengths.Always(7)));

    [Fact]
    public void Memory_in_hexadecimal() => Stands([.. Tags.Select(tag => tag.ToHex())], text => EpcTag.FromHex(text));

    [Fact]
    public void Tag_uris() => Stands([.. Tags.Select(tag => tag.ToUri())], text => EpcTag.FromUri(text));

    [Fact]
    public void Urns() => Stands([.. Tags.Select(tag => EpcUri.Format(tag.Identity))], text => EpcUri.Parse(text));

    [Fact]
    public void Digital_links() => Stands([.. Tags.Select(tag => DigitalLink.Format(tag.Identity)), "https://example.com/some/01/09506000134352/21/a%2Fb?x=1#y"], text => DigitalLink.Parse(text));

    [Fact]
    public void Names_of_twins_and_their_inverse() => Stands(
        [.. Tags.Select(tag => DigitalLink.Format(tag.Identity)), "urn:twingrid:a%20b", "urn:example:x"],
        text => TwinNames.ToEpc(TwinNames.OfEpc(CanonicalEpc.Of(text))));

    private static void Stands(IEnumerable<string> samples, Action<string> parse) => FuzzInput.Stands<EpcException>(
        [.. samples.Select(sample => Encoding.UTF8.GetBytes(sample))], input => parse(Encoding.UTF8.GetString(input)), MostBytes);
}
