using TwinGrid.Store.Rows;

namespace TwinGrid.Store.Tests;

public class EventIdCodeTests
{
    [Theory]
    [InlineData("urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8", 17)]
    [InlineData("urn:uuid:374D95FC-9457-4a51-bd6a-0bba133845a8", 46)]
    [InlineData("ni:///sha-256;66829a2b3d6cb0be2c5a5ba5ba07f0f8ba5b8fe5f9a5ba5ba07f0f8ba5b8fe5f?ver=CBV2.0", null)]
    [InlineData("ni:///sha-256;aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?ver=CBV2.0", 33)]
    [InlineData("ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA?ver=CBV2.0", 90)]
    [InlineData("", 1)]
    [InlineData("ä", 3)]
    public void An_id_comes_back_to_the_letter_and_common_forms_are_short(string id, int? bytes)
    {
        byte[] code = EventIdCode.Encode(id);
        Assert.Equal(id, EventIdCode.Decode(code));
        Assert.True(bytes is null || code.Length == bytes, $"expected {bytes} bytes, found {code.Length}");
    }
}
