using TwinGrid.Signal.Reproductions.CrcScatter;
using TwinGrid.Signal.Tests.Wifi;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Tests.Reproductions;

public class BruteForceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(12)]
    public void It_finds_what_the_published_search_finds(int bits)
    {
        byte[] psdu = Frames.Checked(32, 21), received = [.. psdu];
        uint mask = (1u << bits) - 1;
        BitConverter.GetBytes(BitConverter.ToUInt32(psdu, 24) ^ (0xC0FFEE & mask)).CopyTo(received, 24);

        Assert.True(BruteForce.TrySearch(received, bits, out uint body));
        Assert.True(ReverseDecoder.TrySearch(received, bits, out uint published));
        Assert.Equal(published, body);
        received[27] ^= 0x80;
        Assert.False(BruteForce.TrySearch(received, bits, out _));
    }
}
