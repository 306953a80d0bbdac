using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Synthesis;

public class SeededRandomTests
{
    [Fact]
    public void Seed_zero_gives_the_reference_sequence()
    {
        // SplitMix64 from 0 fills the state with e220a8397b1dcdaf, 6e789e6aa1b965f4, 06c45d188009454f, f88bb8a8724c81ec;
        // the first output of xoshiro256** is rotl(s1 · 5, 7) · 9.
        Assert.Equal(ulong.RotateLeft(unchecked(0x6e789e6aa1b965f4UL * 5), 7) * 9, new SeededRandom(0).NextBits());
    }

    [Fact]
    public void Equal_seeds_repeat_and_different_seeds_differ()
    {
        var first = new SeededRandom(42);
        var second = new SeededRandom(42);
        var third = new SeededRandom(43);
        double[] values = [.. Enumerable.Range(0, 50).Select(_ => first.NextGaussian())];

        Assert.Equal(values, Enumerable.Range(0, 50).Select(_ => second.NextGaussian()));
        Assert.NotEqual(values, Enumerable.Range(0, 50).Select(_ => third.NextGaussian()));
    }

    [Fact]
    public void Moments_are_those_of_the_distributions()
    {
        var random = new SeededRandom(7);
        double mean = 0, square = 0, fourth = 0, uniform = 0;
        const int Draws = 200_000;
        for (int i = 0; i < Draws; i++)
        {
            double g = random.NextGaussian();
            mean += g / Draws;
            square += g * g / Draws;
            fourth += g * g * g * g / Draws;
            uniform += random.NextUniform() / Draws;
        }

        Assert.InRange(mean, -0.01, 0.01);
        Assert.InRange(square, 0.985, 1.015);
        Assert.InRange(fourth, 2.9, 3.1);
        Assert.InRange(uniform, 0.497, 0.503);
    }

    [Fact]
    public void Indices_cover_their_range_evenly()
    {
        var random = new SeededRandom(9);
        var counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[random.NextIndex(7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextIndex(0));
    }
}
