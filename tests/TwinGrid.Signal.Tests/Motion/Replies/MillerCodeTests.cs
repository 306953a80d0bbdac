using FsCheck.Fluent;
using TwinGrid.Signal.Motion.Replies;

namespace TwinGrid.Signal.Tests.Motion.Replies;

public class MillerCodeTests
{
    [Fact]
    public void Levels_follow_the_standard_symbol_by_symbol()
    {
        byte[] levels = new byte[MillerCode.HalfCycles];
        MillerCode.Levels(0b0011_0101_0000_1111, levels);

        // A slow reading of the rule: signs of the half-symbols, pilot plain, then preamble, data and dummy.
        int[] bits = [0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1];
        List<int> signs = [.. Enumerable.Repeat(1, 2 * MillerCode.PilotSymbols)];
        int sign = 1;
        for (int i = 0; i < bits.Length; i++)
        {
            sign = i > 0 && bits[i] == 0 && bits[i - 1] == 0 ? -sign : sign;
            signs.Add(sign);
            sign = bits[i] == 1 ? -sign : sign;
            signs.Add(sign);
        }

        Assert.Equal(MillerCode.HalfCycles, 4 * signs.Count);
        Assert.All(Enumerable.Range(0, levels.Length), e => Assert.Equal((e % 2 == 0) == (signs[e / 4] == 1) ? 1 : 0, levels[e]));
    }

    [Fact]
    public void Every_word_decodes_from_its_own_correlations() => Laws.Hold(Gen.Choose(0, ushort.MaxValue), word =>
        MillerCode.Decode(Correlations((ushort)word)) == word);

    [Fact]
    public void One_half_symbol_without_a_signal_does_no_harm() => Laws.Hold(
        Gen.Choose(0, ushort.MaxValue).Zip(Gen.Choose(0, 33)),
        pair =>
        {
            double[] correlations = Correlations((ushort)pair.Item1);
            correlations[pair.Item2] = 0;
            ushort found = MillerCode.Decode(correlations);
            // The answer may differ only where another word fits the other half-symbols as well.
            return Enumerable.Range(0, 34).Where(i => i != pair.Item2).All(i => Correlations(found)[i] == correlations[i]);
        });

    [Fact]
    public void Decoding_finds_the_word_that_an_exhaustive_search_finds()
    {
        var random = new Signal.Synthesis.SeededRandom(5);
        for (int trial = 0; trial < 3; trial++)
        {
            double[] noisy = [.. Correlations((ushort)random.NextBits()).Select(value => value + 1.2 * random.NextGaussian())];
            int best = Enumerable.Range(0, 1 << 16).MaxBy(word => Correlations((ushort)word).Zip(noisy, (a, b) => a * b).Sum());

            Assert.Equal(best, MillerCode.Decode(noisy));
        }
    }

    private static double[] Correlations(ushort bits)
    {
        Span<byte> levels = stackalloc byte[MillerCode.HalfCycles];
        MillerCode.Levels(bits, levels);
        double[] correlations = new double[34];
        for (int i = 0; i < correlations.Length; i++)
        {
            correlations[i] = levels[MillerCode.KnownSymbols * MillerCode.SymbolHalfCycles + 4 * i] == 1 ? 1 : -1;
        }

        return correlations;
    }
}
