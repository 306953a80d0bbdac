using System.Numerics;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion.Replies;

public class SlotSynthesisTests
{
    private static readonly SyntheticReply _reply = new(new Complex(0.6, -0.8), 500.25, 7650.5, 0xBEEF);

    [Fact]
    public void A_reply_takes_two_states_and_edges_fall_between_samples()
    {
        Complex[] samples = SlotSynthesis.Create([_reply], new SlotReceiver(new Complex(3, 4), 0), new SeededRandom(1));

        double[] high = [.. samples.Select(sample => ((sample - new Complex(3, 4)) / _reply.Edge).Real)];
        Assert.All(high, share => Assert.InRange(share, -1e-9, 1 + 1e-9));
        Assert.Equal(0.75, high[500], 1e-9);
        Assert.All(high[..500], share => Assert.Equal(0, share, 1e-9));
        Assert.All(high[8151..], share => Assert.Equal(0, share, 1e-9));
        // Half of the time high: pilot and symbols are balanced.
        Assert.Equal(7650.5 / 2, high.Sum(), 1e-6);
    }

    [Fact]
    public void Noise_has_the_variance_that_the_ratio_says()
    {
        SlotReceiver receiver = SlotReceiver.AtRatio(13, new SeededRandom(1));
        Complex[] samples = SlotSynthesis.Create([], receiver, new SeededRandom(2));

        double variance = samples.Average(sample => Math.Pow((sample - receiver.Leakage).Magnitude, 2));
        Assert.Equal(Math.Pow(10, -1.3), variance, 0.003);
    }

    [Fact]
    public void Replies_add()
    {
        SyntheticReply other = _reply with { Edge = new Complex(-0.2, 0.3), Onset = 497, Bits = 1 };
        var receiver = new SlotReceiver(Complex.One, 0);
        Complex[] both = SlotSynthesis.Create([_reply, other], receiver, new SeededRandom(1));
        Complex[] one = SlotSynthesis.Create([_reply], receiver, new SeededRandom(1)), two = SlotSynthesis.Create([other], receiver, new SeededRandom(1));

        Assert.All(Enumerable.Range(0, both.Length), i => Assert.True((both[i] - one[i] - two[i] + Complex.One).Magnitude < 1e-12));
    }

    [Theory]
    [InlineData(1000, double.NaN)]
    [InlineData(1000, 7655)]
    [InlineData(-1, 7655)]
    public void Replies_outside_the_slot_are_refused(double onset, double length) => Assert.Throws<ArgumentException>(() =>
        SlotSynthesis.Create([_reply with { Onset = onset, Length = length }], new SlotReceiver(Complex.One, 0), new SeededRandom(1)));
}
