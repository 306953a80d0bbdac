using System.Numerics;
using FsCheck.Fluent;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Tests.Wifi;

public class SoftTagDecoderTests
{
    private const int Bytes = 32, Body = 24 * 8;

    private static readonly FrameSyndrome Frame = new(Bytes, LineCoding.Scrambled);

    [Fact]
    public void A_word_is_accepted_exactly_when_it_was_encoded() => Laws.Hold(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            TagCode code = TagCode.Parity(1 + seed % 28, 4);
            uint word = code.Encode((uint)seed * 2654435761u);
            return code.Accepts(word) && !code.Accepts(word ^ 1) && !code.Accepts(word ^ (1u << (code.WordBits - 1)));
        });

    [Fact]
    public void Without_noise_the_first_guess_is_the_tags_data()
    {
        TagCode code = TagCode.Parity(16, 4);
        TagLayout layout = TagLayout.Window(Body, code.WordBits);
        var decoder = new SoftTagDecoder(Frame, layout, code);
        for (ulong seed = 1; seed <= 20; seed++)
        {
            uint data = (uint)new SeededRandom(seed).NextBits() & 0xFFFF;
            SoftTagDecision decision = Decode(decoder, Frames.Noisy(Frames.Checked(Bytes, seed), layout, code.Encode(data), 1e6, seed));
            Assert.Equal(new SoftTagDecision(data, true, 1, 0), decision);
        }
    }

    [Fact]
    public void With_noise_the_decision_is_the_likeliest_of_all_frames()
    {
        // A frame short enough to try all sets of wrong symbols that are likelier than the one found.
        const int Short = 5;
        var frame = new FrameSyndrome(Short, LineCoding.Scrambled);
        TagCode code = TagCode.Parity(8, 4);
        TagLayout layout = TagLayout.Window(4, code.WordBits);
        var decoder = new SoftTagDecoder(frame, layout, code);
        int corrected = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            uint data = (uint)new SeededRandom(seed).NextBits() & 0xFF;
            double[] soft = DbpskReceiver.SoftPhases(Frames.Noisy(Frames.Checked(Short, seed), layout, code.Encode(data), 1.5, seed), LineCoding.Scrambled);
            SoftTagDecision decision = decoder.Decode(soft, 1 << 20);
            Assert.True(decision.IsConsistent);
            (double penalty, uint best) = Likeliest(frame, layout, code, soft);
            Assert.Equal(penalty, decision.Penalty, 1e-12);
            Assert.Equal(best, decision.Data);
            corrected += decision.Data == data && decision.Guesses > 1 ? 1 : 0;
        }

        Assert.InRange(corrected, 5, 40);
    }

    [Fact]
    public void Soft_decoding_saves_most_frames_that_hard_decisions_lose()
    {
        TagCode code = TagCode.Parity(16, 4);
        TagLayout layout = TagLayout.Window(Body, code.WordBits);
        var soft = new SoftTagDecoder(Frame, layout, code);
        var hard = new SyndromeDecoder(Frame.Columns(layout));
        int lostHard = 0, lostSoft = 0;
        for (ulong seed = 1; seed <= 400; seed++)
        {
            uint data = (uint)new SeededRandom(seed).NextBits() & 0xFFFF;
            Complex[] symbols = Frames.Noisy(Frames.Checked(Bytes, seed), layout, code.Encode(data), Math.Pow(10, 0.6), seed);
            double[] phases = DbpskReceiver.SoftPhases(symbols, LineCoding.Scrambled);
            lostHard += hard.TryDecode(FrameSyndrome.Of(DbpskReceiver.Slice(phases, LineCoding.Scrambled)), out uint word) && code.Accepts(word) ? 0 : 1;
            lostSoft += soft.Decode(phases).Data == data ? 0 : 1;
        }

        // At 6 dB a frame of 256 symbols is free of wrong ones with (1 − Q(√(2·3.98)))²⁵⁶ = 54 %.
        Assert.InRange(lostHard, 140, 230);
        Assert.InRange(lostSoft, 0, 8);
    }

    [Fact]
    public void Without_surplus_every_frame_is_taken_as_it_is()
    {
        TagCode code = TagCode.Parity(32, 0);
        TagLayout layout = TagLayout.Window(Body - 1, 32);
        var decoder = new SoftTagDecoder(Frame, layout, code);
        SoftTagDecision decision = Decode(decoder, Frames.Noisy(Frames.Checked(Bytes, 5), layout, 0x89ABCDEF, 1e6, 5));
        Assert.Equal(0x89ABCDEFu, decision.Data);
        Assert.Equal(1, decision.Guesses);
    }

    [Fact]
    public void Noise_alone_ends_at_the_limit_of_guesses()
    {
        TagCode code = TagCode.Parity(4, 4);
        var decoder = new SoftTagDecoder(Frame, TagLayout.Window(Body, 8), code);
        SoftTagDecision decision = Decode(decoder, Frames.Noisy(Frames.Checked(Bytes, 6), TagLayout.Window(Body, 8), 0, 0.01, 6), 100);
        Assert.False(decision.IsConsistent);
        Assert.Equal(100, decision.Guesses);
        double[] broken = new double[Bytes * 8];
        broken[7] = double.NaN;
        Assert.Throws<ArgumentException>(() => decoder.Decode(broken));
        Assert.Throws<ArgumentException>(() => decoder.Decode(new double[3]));
    }

    private static SoftTagDecision Decode(SoftTagDecoder decoder, Complex[] symbols, int guesses = 1 << 14) =>
        decoder.Decode(DbpskReceiver.SoftPhases(symbols, LineCoding.Scrambled), guesses);

    /// <summary>All frames of five bytes and all data: the pair whose symbols cost least against the soft values.</summary>
    private static (double Penalty, uint Data) Likeliest(FrameSyndrome frame, TagLayout layout, TagCode code, double[] soft)
    {
        (double Penalty, uint Data) best = (double.PositiveInfinity, 0);
        for (int value = 0; value < 256; value++)
        {
            byte[] phases = DsssFrame.Phases(FrameSyndrome.WithCheck([(byte)value]), frame.Coding)[PlcpHeader.TotalBits..];
            for (uint data = 0; data < 256; data++)
            {
                uint word = code.Encode(data);
                double penalty = 0;
                for (int k = 0; k < phases.Length; k++)
                {
                    int tag = k - layout.Bits[0].First;
                    uint phase = phases[k] ^ (tag >= 0 && tag < code.WordBits ? word >> tag & 1 : 0);
                    penalty += (phase == 1) != (soft[k] < 0) ? Math.Abs(soft[k]) : 0;
                }

                best = penalty < best.Penalty ? (penalty, data) : best;
            }
        }

        return best;
    }
}
