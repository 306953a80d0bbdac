using System.Numerics;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion.Replies;

public class JointFitTests
{
    private static readonly SyntheticReply[] _replies =
    [
        new(Complex.FromPolarCoordinates(1, 0.2), 499, 7630, 0x5A3C),
        new(Complex.FromPolarCoordinates(1.5, 1.4), 502, 7668, 0x0F96),
    ];

    [Fact]
    public void Residual_of_the_normal_equations_is_that_of_the_subtracted_replies()
    {
        Slots slot = Slots.Of(_replies, new SlotReceiver(30, 0.01), new SeededRandom(1));
        SlotWork work = Reduce(slot, 0, out TagFit[] tags, out _);

        Assert.True(JointFit.TryEdges(work, tags, out Complex leakage, out double residual));
        JointFit.Subtract(work, tags, leakage);

        double explicitly = Squares(work.RestReal) + Squares(work.RestImaginary);
        Assert.Equal(1, residual * (work.Count - 5) / explicitly, 1e-3);
        work.Return();
    }

    [Fact]
    public void A_small_step_moves_the_replies_as_making_them_anew_does()
    {
        const double Late = 0.2;
        Slots slot = Slots.Of(_replies, new SlotReceiver(30, 0.01), new SeededRandom(2));
        SlotWork work = Reduce(slot, Late, out TagFit[] tags, out double noise);
        Assert.True(JointFit.TryEdges(work, tags, out Complex leakage, out double before));

        JointFit.Subtract(work, tags, leakage);
        double move = JointFit.Step(work, ReplyOptions.Standard, tags);
        Assert.True(JointFit.TryEdges(work, tags, out _, out double moved));
        Complex[] edges = [.. tags.Select(tag => tag.Edge)];
        Render(work, tags);
        Assert.True(JointFit.TryEdges(work, tags, out _, out double anew));

        Assert.Equal(Late, move, 0.1);
        Assert.Equal(499, tags[0].Onset, 0.1);
        Assert.True(before > 1.1 * anew, $"{before} {anew} {noise}");
        Assert.Equal(anew, moved, 0.03 * noise);
        // Less than the deviation of an edge from the noise, 0.0022.
        Assert.All(tags.Zip(edges), pair => Assert.Equal(0, (pair.First.Edge - pair.Second).Magnitude, 0.002));
        work.Return();
    }

    private static SlotWork Reduce(Slots slot, double late, out TagFit[] tags, out double noise)
    {
        var work = new SlotWork(slot.Samples.Length);
        SlotSearch.Reduce(work, ReplyOptions.Standard, slot.Samples, out noise, out _);
        tags = [.. slot.Tags.Select(tag => new TagFit { Onset = tag.Onset + late, Length = tag.Length, Bits = tag.Bits })];
        Render(work, tags);
        return work;
    }

    private static void Render(in SlotWork work, TagFit[] tags)
    {
        for (int tag = 0; tag < tags.Length; tag++)
        {
            ReplyWaveform.Render(work, tag, tags[tag]);
        }
    }

    private static double Squares(ReadOnlySpan<float> row)
    {
        double sum = 0;
        foreach (float value in row)
        {
            sum += (double)value * value;
        }

        return sum;
    }
}
