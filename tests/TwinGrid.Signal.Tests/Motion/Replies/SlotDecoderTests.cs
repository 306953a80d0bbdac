using System.Numerics;
using FsCheck.Fluent;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion.Replies;

public class SlotDecoderTests
{
    [Fact]
    public void Noise_alone_is_an_empty_slot()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            Assert.Equal(SlotKind.Empty, Slots.Draw(0, 20, seed).Decode().Kind);
        }
    }

    [Theory]
    [InlineData(1, 5, 60, 60)]
    [InlineData(1, 20, 60, 60)]
    [InlineData(2, 10, 60, 53)]
    [InlineData(2, 20, 60, 57)]
    [InlineData(3, 20, 60, 54)]
    [InlineData(4, 20, 30, 15)]
    public void Slots_are_resolved_and_never_wrongly(int tags, double decibels, int slots, int least)
    {
        int right = 0, wrong = 0;
        for (ulong seed = 1; seed <= (ulong)slots; seed++)
        {
            var slot = Slots.Draw(tags, decibels, seed);
            SlotReading reading = slot.Decode();
            bool isRight = slot.IsRight(reading);
            right += isRight ? 1 : 0;
            wrong += reading.Kind == SlotKind.Resolved && !isRight ? 1 : 0;
        }

        Assert.True(right >= least, $"{right} of {slots} resolved");
        Assert.Equal(0, wrong);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(1, 20)]
    [InlineData(2, 20)]
    [InlineData(3, 20)]
    public void Phases_lie_at_their_bound_and_deviations_say_so(int tags, double decibels)
    {
        double toBound = 0, toStated = 0, lengths = 0;
        int count = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var slot = Slots.Draw(tags, decibels, seed);
            SlotReading reading = slot.Decode();
            if (!slot.IsRight(reading))
            {
                continue;
            }

            double[] bounds = ReplyBounds.PhaseDeviations(slot.Tags, slot.Receiver);
            foreach (TagReply reply in reading.Replies)
            {
                SyntheticReply tag = slot.Nearest(reply);
                toBound += Math.Pow(slot.PhaseError(reply) / bounds[Array.IndexOf(slot.Tags, tag)], 2);
                toStated += Math.Pow(slot.PhaseError(reply) / reply.PhaseDeviation, 2);
                lengths += Math.Pow((reply.Length - tag.Length) / reply.LengthDeviation, 2);
                count++;
            }
        }

        // Sums of squares over their expectation: within three deviations of one, plus what clocks and blocks cost.
        double margin = 3 * Math.Sqrt(2.0 / count);
        Assert.InRange(toBound / count, 1 - margin, 1.15 + margin);
        Assert.InRange(toStated / count, 1 - margin, 1.15 + margin);
        Assert.InRange(lengths / count, 1 - margin, 1.3 + margin);
    }

    [Fact]
    public void Turning_the_receiver_changes_no_phase_profile() => Laws.Hold(
        Laws.Between(-Math.PI, Math.PI).Zip(Laws.Between(0.1, 10)),
        pair =>
        {
            var slot = Slots.Draw(2, 20, 3);
            var turn = Complex.FromPolarCoordinates(pair.Item2, pair.Item1);
            SlotReading turned = SlotDecoder.Decode([.. slot.Samples.Select(sample => sample * turn)], ReplyOptions.Standard), plain = slot.Decode();
            return turned.Replies.Count == 2 && plain.Replies.Zip(turned.Replies).All(replies =>
                replies.First.Bits == replies.Second.Bits && Math.Abs(AngleMath.Wrap(replies.First.Phase - replies.Second.Phase)) < 1e-3);
        },
        25);

    [Fact]
    public void Replies_alike_in_all_but_their_strength_are_not_told_apart()
    {
        // Two tags with the same clock and the same bits are one waveform: nothing but their sum can be seen.
        var tag = new SyntheticReply(Complex.One, 500, 7655, 0x1234);
        var slot = Slots.Of([tag, tag with { Edge = Complex.ImaginaryOne }], new SlotReceiver(30, 0.01), new SeededRandom(1));

        SlotReading reading = slot.Decode();

        TagReply sum = Assert.Single(reading.Replies);
        Assert.True((sum.Edge - new Complex(1, 1)).Magnitude < 0.02);
    }

    [Fact]
    public void More_tags_than_allowed_are_declined_with_a_reason()
    {
        int declined = 0;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            SlotReading reading = SlotDecoder.Decode(Slots.Draw(3, 20, seed).Samples, ReplyOptions.Standard with { MaximumTags = 2 });
            declined += reading.Kind == SlotKind.Unresolved && reading.Reason != DeclineReason.None && reading.Replies.Count == 0 ? 1 : 0;
        }

        Assert.Equal(10, declined);
    }

    [Fact]
    public void A_slot_without_any_noise_is_resolved()
    {
        var random = new SeededRandom(7);
        var slot = Slots.Of([SlotSynthesis.Draw(random), SlotSynthesis.Draw(random)], new SlotReceiver(30, 0), random);

        Assert.True(slot.IsRight(slot.Decode()));
    }

    [Fact]
    public void Bad_slots_are_refused()
    {
        Complex[] samples = Slots.Draw(1, 20, 1).Samples;
        Assert.Throws<ArgumentException>(() => SlotDecoder.Decode(samples.AsSpan(0, 8000), ReplyOptions.Standard));
        Assert.Throws<ArgumentException>(() => SlotDecoder.Decode(samples, ReplyOptions.Standard with { OnsetTolerance = double.NaN }));
        Assert.Throws<ArgumentException>(() => SlotDecoder.Decode(samples, ReplyOptions.Standard with { MaximumTags = 5 }));
        Assert.Throws<ArgumentException>(() => SlotDecoder.Decode(ReadOnlySpan<Complex>.Empty, ReplyOptions.Standard));
        samples[3000] = new Complex(double.NaN, 0);
        Assert.Throws<ArgumentException>(() => SlotDecoder.Decode(samples, ReplyOptions.Standard));
    }
}
