using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using RealVector = MathNet.Numerics.LinearAlgebra.Vector<double>;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion.Replies;

public class ReferenceTests
{
    private static readonly SyntheticReply[] _tags =
    [
        new(Complex.FromPolarCoordinates(1, 0.2), 499, 7630, 0x5A3C),
        new(Complex.FromPolarCoordinates(1.5, 1.4), 502, 7668, 0x0F96),
    ];

    [Fact]
    public void Published_rule_and_decoder_agree_on_a_plain_collision()
    {
        var slot = Slots.Of(_tags, new SlotReceiver(30, 0.002), new SeededRandom(1));

        SlotReading published = ParallelogramDecoder.Decode(slot.Samples, ReplyOptions.Standard), ours = slot.Decode();

        Assert.True(slot.IsRight(published));
        Assert.True(slot.IsRight(ours));
        Assert.All(published.Replies.Zip(ours.Replies), pair =>
        {
            Assert.Equal(pair.First.Phase, pair.Second.Phase, 0.02);
            Assert.Equal(pair.First.Length, pair.Second.Length, 6.0);
        });
    }

    [Fact]
    public void Fitted_edges_are_those_of_least_squares_on_every_sample_with_the_true_clocks()
    {
        var slot = Slots.Of(_tags, new SlotReceiver(30, 0.01), new SeededRandom(2));
        var columns = Matrix<double>.Build.Dense(slot.Samples.Length, 3, 1);
        columns.SetColumn(1, SlotSynthesis.Waveform(_tags[0], slot.Samples.Length));
        columns.SetColumn(2, SlotSynthesis.Waveform(_tags[1], slot.Samples.Length));
        RealVector real = columns.QR().Solve(RealVector.Build.Dense(slot.Samples.Length, i => slot.Samples[i].Real));
        RealVector imaginary = columns.QR().Solve(RealVector.Build.Dense(slot.Samples.Length, i => slot.Samples[i].Imaginary));

        SlotReading reading = slot.Decode();

        // The block form sees every edge through its block's mean; what differs is a fraction of the noise's own 0.003.
        Assert.All(new[] { 1, 2 }, i => Assert.Contains(reading.Replies, reply =>
            (reply.Edge - new Complex(real[i], imaginary[i])).Magnitude < 0.002));
    }

    [Fact]
    public void State_distance_is_that_of_a_search_over_all_pairs_of_states()
    {
        var random = new SeededRandom(3);
        SyntheticReply[] tags = [.. Enumerable.Range(0, 3).Select(_ => SlotSynthesis.Draw(random))];
        Complex[] states = [.. Enumerable.Range(0, 8).Select(s => tags.Where((_, i) => ((s >> i) & 1) == 1).Aggregate(Complex.Zero, (sum, tag) => sum + tag.Edge))];
        double least = Enumerable.Range(0, 8).SelectMany(i => Enumerable.Range(0, i).Select(j => (states[i] - states[j]).Magnitude)).Min();

        Assert.Equal(least, ReplyBounds.StateDistance(tags), 1e-12);
    }

    [Fact]
    public void A_failing_pivot_is_told_and_a_good_system_is_solved()
    {
        double[] singular = [1, 1, 1, 1], good = [4, 2, 2, 3], right = [8, 7];
        Assert.False(Cholesky.TryFactor(singular, 2));
        Assert.True(Cholesky.TryFactor(good, 2));
        Assert.Equal(0.5, Cholesky.InverseDiagonal(good, 2, 1), 1e-12);
        Cholesky.Solve(good, 2, right);
        Assert.Equal([1.25, 1.5], right.Select(value => Math.Round(value, 12)));
    }
}
