using TwinGrid.Adapters.Readers;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Tests.Readers;

public class TagNamesTests
{
    private const string Sgtin = "3074257BF7194E4000001A85";

    [Fact]
    public void A_tag_of_the_standard_is_named_as_captured_events_name_it() =>
        Assert.Equal(TwinNames.OfEpc(CanonicalEpc.Of("urn:epc:id:sgtin:0614141.812345.6789")), new TagNames().Of(Convert.FromHexString(Sgtin)));

    [Fact]
    public void A_tag_of_no_scheme_is_named_by_its_bits() =>
        Assert.Equal("E2003412", new TagNames().Of([0xE2, 0x00, 0x34, 0x12]));

    [Fact]
    public void Hexadecimal_and_bits_have_one_name() =>
        Assert.Equal(new TagNames().Of(Convert.FromHexString(Sgtin)), TagNames.NameOf("3074257bf7194e4000001a85"));

    [Fact]
    public void A_tag_read_again_allocates_nothing()
    {
        var names = new TagNames();
        byte[] epc = Convert.FromHexString(Sgtin);
        string first = names.Of(epc);
        string second = names.Of(epc);
        long before = GC.GetAllocatedBytesForCurrentThread();
        string third = names.Of(epc);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Same(first, second);
        Assert.Same(first, third);
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void More_tags_than_are_remembered_keep_their_names()
    {
        var names = new TagNames(capacity: 2);
        Assert.Equal(["01", "02", "03", "01"], new byte[] { 1, 2, 3, 1 }.Select(value => names.Of([value])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public void Bits_that_no_tag_can_have_are_refused(int length) =>
        Assert.Contains("expected 1 to 62 bytes", Assert.Throws<ArgumentException>(() => new TagNames().Of(new byte[length])).Message, StringComparison.Ordinal);

    [Fact]
    public void Bits_of_one_beginning_and_several_lengths_are_several_tags()
    {
        var names = new TagNames();
        Assert.NotEqual(names.Of([1, 0]), names.Of([1]));
    }
}
