using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Tests.Wifi;

public class ReverseDecoderTests
{
    [Fact]
    public void The_published_steps_decode_frames_without_scrambler_of_every_header_length()
    {
        for (int header = 0; header < 60; header++)
        {
            byte[] psdu = Frames.Checked(header + 8, (ulong)header + 1);
            uint word = (uint)new SeededRandom((ulong)header).NextBits();
            TagLayout layout = TagLayout.HeldWindow(header * 8, 32, psdu.Length);
            byte[] received = Frames.Backscatter(psdu, layout, word, LineCoding.Differential);

            Assert.Equal(BitConverter.ToUInt32(psdu, header), ReverseDecoder.OriginalBody(received));
            Assert.Equal(word, ReverseDecoder.Decode(received));
            Assert.True(new SyndromeDecoder(new FrameSyndrome(psdu.Length, LineCoding.Differential).Columns(layout)).TryDecode(FrameSyndrome.Of(received), out uint ours));
            Assert.Equal(word, ours);
        }
    }

    [Fact]
    public void The_published_steps_fail_on_scrambled_frames_and_the_syndrome_does_not()
    {
        TagLayout layout = TagLayout.HeldWindow(192, 32, 32);
        var decoder = new SyndromeDecoder(new FrameSyndrome(32, LineCoding.Scrambled).Columns(layout));
        int published = 0;
        for (ulong seed = 1; seed <= 200; seed++)
        {
            uint word = (uint)new SeededRandom(seed).NextBits();
            byte[] received = Frames.Backscatter(Frames.Checked(32, seed), layout, word, LineCoding.Scrambled);
            published += ReverseDecoder.Decode(received) == word ? 1 : 0;
            Assert.True(decoder.TryDecode(FrameSyndrome.Of(received), out uint found));
            Assert.Equal(word, found);
        }

        Assert.Equal(0, published);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(12)]
    public void The_search_finds_the_body_that_the_reversed_crc_gives(int bits)
    {
        byte[] psdu = Frames.Checked(32, 21), received = [.. psdu];
        uint mask = (1u << bits) - 1;
        BitConverter.GetBytes(BitConverter.ToUInt32(psdu, 24) ^ (0xC0FFEE & mask)).CopyTo(received, 24);

        Assert.True(ReverseDecoder.TrySearch(received, bits, out uint body));
        Assert.Equal(ReverseDecoder.OriginalBody(received), body);
        received[24] ^= 1;
        received[27] ^= 0x80;
        Assert.False(ReverseDecoder.TrySearch(received, bits, out _));
    }
}
