using FsCheck.Fluent;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Tests.Wifi;

public class SyndromeDecoderTests
{
    [Fact]
    public void Every_window_of_every_frame_gives_the_tags_word_and_the_original_back() => Laws.Hold(
        Gen.Choose(0, int.MaxValue).Select(seed => (ulong)seed),
        seed =>
        {
            var random = new SeededRandom(seed);
            int bytes = 8 + random.NextIndex(60), count = 1 + random.NextIndex(32), first = random.NextIndex(bytes * 8 - 8 - count + 1);
            LineCoding coding = (LineCoding)random.NextIndex(2);
            uint word = (uint)random.NextBits() & (uint)((1UL << count) - 1);
            byte[] psdu = Frames.Checked(bytes, seed);
            TagLayout layout = TagLayout.Window(first, count);
            var frame = new FrameSyndrome(bytes, coding);

            byte[] received = Frames.Backscatter(psdu, layout, word, coding);
            bool decoded = new SyndromeDecoder(frame.Columns(layout)).TryDecode(FrameSyndrome.Of(received), out uint found);
            frame.Restore(received, layout, found);
            return decoded && found == word && received.SequenceEqual(psdu);
        });

    [Fact]
    public void Thirty_two_unknown_bits_anywhere_in_a_body_agree_with_the_reversed_crc()
    {
        byte[] psdu = Frames.Checked(90, 4), broken = [.. psdu];
        for (int at = 0; at <= 82; at++)
        {
            BitConverter.GetBytes(0xDEADBEEFu).CopyTo(broken, at);
            uint before = Crc32.Advance(Crc32.Initial, broken.AsSpan(0, at));
            uint after = Crc32.Retreat(BitConverter.ToUInt32(psdu, 86) ^ Crc32.Final, broken.AsSpan(at + 4, 82 - at));
            var frame = new FrameSyndrome(90, LineCoding.Scrambled);

            Assert.True(new SyndromeDecoder(frame.OfBits.Slice(at * 8, 32)).TryDecode(FrameSyndrome.Of(broken), out uint flips));
            Assert.Equal(BitConverter.ToUInt32(psdu, at), Crc32.Between(before, after));
            Assert.Equal(BitConverter.ToUInt32(psdu, at), 0xDEADBEEF ^ flips);
            psdu.AsSpan(at, 4).CopyTo(broken.AsSpan(at));
        }
    }

    [Fact]
    public void Scattered_places_and_runs_are_solved_where_their_columns_are_independent()
    {
        const int Bytes = 64;
        var frame = new FrameSyndrome(Bytes, LineCoding.Scrambled);
        int solved = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            var random = new SeededRandom(seed);
            int[] symbols = [.. Enumerable.Range(0, Bytes * 8 - 3).OrderBy(_ => random.NextBits()).Take(24)];
            var layout = new TagLayout([.. symbols.Select(s => new TagBit(s, 1 + random.NextIndex(3)))]);
            uint[] columns = frame.Columns(layout);
            if (SyndromeDecoder.Rank(columns) == 24)
            {
                solved++;
                byte[] received = Frames.Backscatter(Frames.Checked(Bytes, seed), layout, 0xA5F00F, LineCoding.Scrambled);
                Assert.True(new SyndromeDecoder(columns).TryDecode(FrameSyndrome.Of(received), out uint word));
                Assert.Equal(0xA5F00Fu, word);
            }
        }

        Assert.InRange(solved, 30, 40);
    }

    [Fact]
    public void Dependent_places_are_refused_with_their_rank()
    {
        var exception = Assert.Throws<ArgumentException>(() => new SyndromeDecoder([1, 2, 3]));
        Assert.Contains("3 unknown bits have rank 2", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SyndromeDecoder(new uint[33]));
        Assert.Throws<ArgumentException>(() => new SyndromeDecoder([]));
    }

    [Fact]
    public void Sixteen_bits_leave_sixteen_checks_that_catch_every_wrong_symbol_outside_and_nearly_every_pair()
    {
        const int Bytes = 32;
        var frame = new FrameSyndrome(Bytes, LineCoding.Scrambled);
        var decoder = new SyndromeDecoder(frame.Columns(TagLayout.Window(192, 16)));
        ReadOnlySpan<uint> symbols = frame.OfSymbols;
        int missed = 0, pairs = 0;
        for (int i = 0; i < symbols.Length; i++)
        {
            for (int j = i + 1; j < symbols.Length && i is < 192 or >= 208; j++)
            {
                if (j is < 192 or >= 208)
                {
                    pairs++;
                    missed += decoder.TryDecode(symbols[i] ^ symbols[j], out _) ? 1 : 0;
                }
            }

            Assert.True(i is >= 192 and < 208 || !decoder.TryDecode(symbols[i], out _), $"symbol {i}");
        }

        // One value of the checks in 2¹⁶ passes. Passing pairs come in runs, because a pair moved by one symbol moves its tag word by one.
        Assert.InRange(missed, 0, pairs / 2048);
    }

    [Fact]
    public void The_cache_keeps_what_was_used_last_and_no_more()
    {
        var cache = new SyndromeDecoderCache(2, LineCoding.Scrambled);
        SyndromeDecoder first = cache.Window(32, 192, 32), second = cache.Window(40, 192, 32);
        Assert.Same(first, cache.Window(32, 192, 32));
        cache.Window(48, 192, 16);
        Assert.Equal(2, cache.Count);
        Assert.Same(first, cache.Window(32, 192, 32));
        Assert.NotSame(second, cache.Window(40, 192, 32));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyndromeDecoderCache(0, LineCoding.Scrambled));
    }

    [Fact]
    public void Known_llc_and_snap_carry_64_tag_bits_beyond_the_32_of_the_fcs()
    {
        const int Bytes = 120, Header = 24 * 8;
        byte[] data = Frames.Random(Bytes - 4, 9);
        byte[] llc = [0xAA, 0xAA, 0x03, 0, 0, 0, 0x08, 0];
        llc.CopyTo(data, 24);
        byte[] psdu = FrameSyndrome.WithCheck(data), hint = new byte[Bytes];
        llc.CopyTo(hint, 24);
        var frame = new FrameSyndrome(Bytes, LineCoding.Scrambled);
        int[] known = [.. Enumerable.Range(Header, 64)];
        byte[] word = Bits.Unpack(Frames.Random(12, 10)), found = new byte[96];
        TagLayout layout = TagLayout.Window(Header, 96);

        var decoder = new StructuredTagDecoder(frame, layout, known);
        byte[] received = Frames.Backscatter(psdu, layout, word, LineCoding.Scrambled);
        Assert.True(decoder.TryDecode(received, hint, found));

        Assert.Equal(96, decoder.Capacity);
        Assert.Equal(word, found);
        Assert.Equal(96, new StructuredTagDecoder(frame, TagLayout.Window(Header, 97), known).Capacity);
        Assert.Equal(32, new StructuredTagDecoder(frame, TagLayout.Window(Header, 97), []).Capacity);
        Assert.Throws<InvalidOperationException>(() => new StructuredTagDecoder(frame, TagLayout.Window(Header, 97), known).TryDecode(received, hint, new byte[97]));
    }

    [Fact]
    public void A_wrong_known_bit_that_surplus_equations_reach_is_detected()
    {
        const int Bytes = 60;
        byte[] psdu = Frames.Checked(Bytes, 11), wrong = [.. psdu];
        wrong[25] ^= 0x10;
        var decoder = new StructuredTagDecoder(new FrameSyndrome(Bytes, LineCoding.Scrambled), TagLayout.Window(192, 40), Enumerable.Range(192, 64));
        byte[] word = Bits.Unpack(Frames.Random(5, 12)), found = new byte[40];
        byte[] received = Frames.Backscatter(psdu, TagLayout.Window(192, 40), word, LineCoding.Scrambled);

        Assert.True(decoder.TryDecode(received, psdu, found));
        Assert.Equal(word, found);
        Assert.False(decoder.TryDecode(received, wrong, found));
    }
}
