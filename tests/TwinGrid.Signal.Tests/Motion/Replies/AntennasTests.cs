using System.Numerics;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion.Replies;

public class AntennasTests
{
    [Fact]
    public void A_degenerate_antenna_is_resolved_through_another_one()
    {
        var random = new SeededRandom(4);
        SyntheticReply one = SlotSynthesis.Draw(random), two = SlotSynthesis.Draw(random);
        // At the first antenna both edges are equal, at the second they are not.
        var first = Slots.Of([one with { Edge = 1 }, two with { Edge = 1 }], new SlotReceiver(30, 0.01), random);
        var second = Slots.Of([one with { Edge = 1 }, two with { Edge = Complex.FromPolarCoordinates(0.8, 1.2) }], new SlotReceiver(30, 0.01), random);

        SlotReading reading = SlotDecoder.Decode([first.Samples, second.Samples], ReplyOptions.Standard);

        Assert.Equal(SlotKind.Resolved, reading.Kind);
        Assert.Equal(2, reading.Replies.Count);
        Assert.All(reading.Replies, reply => Assert.True((reply.Antennas[0].Edge - 1).Magnitude < 0.03));
        TagReply late = reading.Replies.Single(reply => reply.Bits == two.Bits);
        Assert.Equal(1.2, late.Antennas[1].Phase, 0.01);
        Assert.InRange(late.Antennas[1].PhaseDeviation, 1e-4, 0.01);
    }

    [Fact]
    public void A_tag_that_only_the_other_antenna_hears_is_not_overlooked()
    {
        var random = new SeededRandom(5);
        SyntheticReply one = SlotSynthesis.Draw(random), two = SlotSynthesis.Draw(random);
        var first = Slots.Of([one], new SlotReceiver(30, 0.01), random);
        var second = Slots.Of([one with { Edge = 1 }, two with { Edge = Complex.ImaginaryOne }], new SlotReceiver(30, 0.01), random);

        SlotReading reading = SlotDecoder.Decode([first.Samples, second.Samples], ReplyOptions.Standard);

        Assert.Equal(2, reading.Replies.Count);
    }

    [Fact]
    public void Antennas_that_hear_nobody_make_an_empty_slot_and_no_antenna_is_refused()
    {
        Complex[] empty = Slots.Draw(0, 20, 1).Samples;
        Assert.Equal(SlotKind.Empty, SlotDecoder.Decode([empty, empty], ReplyOptions.Standard).Kind);
        Assert.Throws<ArgumentException>(() => SlotDecoder.Decode(Array.Empty<ReadOnlyMemory<Complex>>(), ReplyOptions.Standard));
    }
}
