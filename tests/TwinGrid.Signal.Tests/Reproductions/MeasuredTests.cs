using MathNet.Numerics.Distributions;
using TwinGrid.Signal.Reproductions;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Reproductions;

/// <summary>An interval must hold the truth as often as it says.</summary>
public class MeasuredTests
{
    private const int Runs = 2000, Size = 60;
    private const double Shift = 0.5;

    [Fact]
    public void The_interval_of_a_mean_holds_it_95_times_in_a_hundred() =>
        Covers(random => Measured.Mean(Gaussians(random)), truth: 0, 0.93, 0.97);

    [Fact]
    public void The_interval_of_a_median_holds_it_at_least_95_times_in_a_hundred() =>
        Covers(random => Measured.Median(Gaussians(random)), truth: 0, 0.94, 0.99);

    [Fact]
    public void The_interval_of_a_high_quantile_holds_it() =>
        Covers(random => Measured.Quantile(Gaussians(random), 0.9), truth: 1.2815515655446004, 0.92, 0.99);

    [Fact]
    public void The_interval_of_a_share_holds_it_at_least_95_times_in_a_hundred() =>
        Covers(random => Measured.Share(Enumerable.Range(0, Size).Count(_ => random.NextUniform() < 0.08), Size), truth: 0.08, 0.95, 1);

    [Fact]
    public void The_interval_of_a_root_mean_square_holds_it() =>
        Covers(random => Measured.RootMeanSquare(Gaussians(random)), truth: 1, 0.92, 0.97);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void The_interval_of_a_quantile_over_groups_holds_it_where_samples_of_a_group_are_alike(double share) => Covers(
        random => Measured.QuantileOver(Groups(random), share),
        truth: Normal.InvCDF(0, Math.Sqrt(1 + Shift * Shift), share), 0.93, 0.97);

    [Fact]
    public void The_interval_of_a_root_mean_square_over_groups_holds_it_where_samples_of_a_group_are_alike() =>
        Covers(random => Measured.RootMeanSquareOver(Groups(random)), truth: Math.Sqrt(1 + Shift * Shift), 0.91, 0.97);

    [Fact]
    public void The_interval_of_a_share_over_groups_holds_it_where_trials_of_a_group_are_alike() => Covers(
        random => Measured.ShareOver([.. Groups(random).Select(group => (group.Count(sample => sample > 1.5), group.Length))]),
        truth: 1 - Normal.CDF(0, Math.Sqrt(1 + Shift * Shift), 1.5), 0.94, 0.99);

    [Fact]
    public void Groups_of_one_sample_are_plain_samples()
    {
        double[] samples = Gaussians(new SeededRandom(1));
        double[][] groups = [.. samples.Select(sample => new[] { sample })];
        Measured median = Measured.Median(samples), over = Measured.QuantileOver(groups, 0.5);
        Assert.Equal(median.Value, over.Value, 1e-12);
        Assert.Equal(median.High - median.Low, over.High - over.Low, 0.2);
        Assert.Equal(Measured.RootMeanSquare(samples).High, Measured.RootMeanSquareOver(groups).High, 0.01);
    }

    [Fact]
    public void A_share_of_all_trials_counts_its_groups_alone() =>
        Assert.Equal(Math.Pow(0.025, 0.05), Measured.ShareOver([.. Enumerable.Repeat((50, 50), 20)]).Low, 1e-9);

    [Fact]
    public void A_share_of_none_or_all_has_an_interval_to_one_side()
    {
        // Clopper and Pearson: 1 − (α/2)^(1/n) for no hit in n.
        double edge = Math.Pow(0.025, 0.01);
        Measured none = Measured.Share(0, 100), all = Measured.Share(100, 100);
        Assert.Equal((0, 0), (none.Value, none.Low));
        Assert.Equal(1 - edge, none.High, 1e-12);
        Assert.Equal((1, 1), (all.Value, all.High));
        Assert.Equal(edge, all.Low, 1e-12);
    }

    [Fact]
    public void No_sample_has_no_value()
    {
        Assert.True(double.IsNaN(Measured.Median([]).Value));
        Assert.True(double.IsNaN(Measured.Share(0, 0).Value));
        Assert.True(double.IsNaN(Measured.QuantileOver([[], []], 0.5).Value));
        Assert.True(double.IsNaN(Measured.ShareOver([]).Value));
    }

    private static void Covers(Func<SeededRandom, Measured> measure, double truth, double least, double most)
    {
        int held = 0;
        for (int run = 0; run < Runs; run++)
        {
            Measured measured = measure(new SeededRandom((ulong)run));
            Assert.InRange(measured.Value, measured.Low, measured.High);
            held += measured.Low <= truth && truth <= measured.High ? 1 : 0;
        }

        Assert.InRange((double)held / Runs, least, most);
    }

    /// <summary>Thirty groups of unequal size whose samples share a shift.</summary>
    private static double[][] Groups(SeededRandom random) => [.. Enumerable.Range(0, 30).Select(group =>
    {
        double shift = Shift * random.NextGaussian();
        return Enumerable.Range(0, 10 + group % 3 * 5).Select(_ => shift + random.NextGaussian()).ToArray();
    })];

    private static double[] Gaussians(SeededRandom random) => [.. Enumerable.Range(0, Size).Select(_ => random.NextGaussian())];
}
