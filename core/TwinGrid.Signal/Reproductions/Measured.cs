using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace TwinGrid.Signal.Reproductions;

/// <summary>
/// A figure with its 95 % confidence interval, in whatever unit its owner names. Where no interval is known, as for a value
/// computed rather than sampled, both ends equal the value.
/// </summary>
/// <param name="Value">The figure; NaN where there was no sample.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct Measured(double Value, double Low, double High)
{
    private const double TwoSided = 1.959963984540054;

    /// <summary>A value that carries no sampling error.</summary>
    public static Measured Exact(double value) => new(value, value, value);

    /// <summary>The mean of independent samples, with a normal interval of 1.96 standard errors.</summary>
    public static Measured Mean(IReadOnlyList<double> samples)
    {
        double mean = samples.Mean();
        double margin = samples.Count > 1 ? TwoSided * samples.StandardDeviation() / Math.Sqrt(samples.Count) : 0;
        return new Measured(mean, mean - margin, mean + margin);
    }

    /// <summary>The root of the mean square of independent samples; its interval is that of the mean square.</summary>
    public static Measured RootMeanSquare(IReadOnlyList<double> samples)
    {
        Measured square = Mean([.. samples.Select(sample => sample * sample)]);
        return new Measured(Math.Sqrt(square.Value), Math.Sqrt(Math.Max(0, square.Low)), Math.Sqrt(square.High));
    }

    /// <summary>The median of independent samples.</summary>
    public static Measured Median(IReadOnlyList<double> samples) => Quantile(samples, 0.5);

    /// <summary>
    /// A quantile of independent samples; the interval lies between the order statistics that hold it with 95 % probability
    /// whatever the distribution.
    /// </summary>
    /// <param name="samples">The samples, in any order.</param>
    /// <param name="share">The share of samples below, above 0 and below 1.</param>
    public static Measured Quantile(IReadOnlyList<double> samples, double share)
    {
        if (samples.Count == 0)
        {
            return Exact(double.NaN);
        }

        double[] sorted = [.. samples.Order()];
        double centre = sorted.Length * share, margin = TwoSided * Math.Sqrt(sorted.Length * share * (1 - share));
        return new Measured(
            samples.Quantile(share),
            sorted[(int)Math.Clamp(Math.Floor(centre - margin), 0, sorted.Length - 1)],
            sorted[(int)Math.Clamp(Math.Ceiling(centre + margin), 0, sorted.Length - 1)]);
    }

    /// <summary>The share of trials that ended one way, with the exact interval of Clopper and Pearson.</summary>
    /// <param name="hits">Trials that ended so.</param>
    /// <param name="trials">All trials.</param>
    public static Measured Share(long hits, long trials) => trials == 0 ? Exact(double.NaN) : ShareOf((double)hits / trials, trials);

    /// <summary>
    /// A quantile of samples that are alike within a group, as errors of one room are; only the groups are independent. The interval
    /// is Woodruff's: that of the share below the quantile, from its spread over the groups, read off the samples. Two or three groups may agree by chance, so it is never
    /// narrower than that of independent samples.
    /// </summary>
    /// <param name="groups">The samples of each group, in any order; a group may be empty.</param>
    /// <param name="share">The share of samples below, above 0 and below 1.</param>
    public static Measured QuantileOver(IReadOnlyList<IReadOnlyList<double>> groups, double share)
    {
        double[] sorted = [.. groups.SelectMany(group => group).Order()];
        if (sorted.Length == 0)
        {
            return Exact(double.NaN);
        }

        double value = SortedArrayStatistics.Quantile(sorted, share), centre = sorted.Length * share;
        double margin = Math.Max(
            MarginOfSum([.. groups.Select(group => group.Count(sample => sample <= value) - share * group.Count)]),
            TwoSided * Math.Sqrt(sorted.Length * share * (1 - share)));
        return new Measured(
            value,
            sorted[(int)Math.Clamp(Math.Floor(centre - margin), 0, sorted.Length - 1)],
            sorted[(int)Math.Clamp(Math.Ceiling(centre + margin), 0, sorted.Length - 1)]);
    }

    /// <summary>
    /// The root of the mean square of samples that are alike within a group; its interval is that of the mean square, from its spread
    /// over the groups.
    /// </summary>
    /// <param name="groups">The samples of each group; a group may be empty.</param>
    public static Measured RootMeanSquareOver(IReadOnlyList<IReadOnlyList<double>> groups)
    {
        double[] sums = [.. groups.Select(group => group.Sum(sample => sample * sample))];
        double count = groups.Sum(group => group.Count), square = sums.Sum() / count;
        double margin = MarginOfSum([.. sums.Select((sum, i) => sum - square * groups[i].Count)]) / count;
        return new Measured(Math.Sqrt(square), Math.Sqrt(Math.Max(0, square - margin)), Math.Sqrt(square + margin));
    }

    /// <summary>
    /// The share of trials that are alike within a group. The interval is Clopper and Pearson's for as many independent trials as
    /// would scatter so (Korn and Graubard): never more than there are, and as many as groups where all or none ended so.
    /// </summary>
    /// <param name="groups">Of each group: trials that ended so, and all.</param>
    public static Measured ShareOver(IReadOnlyList<(int Hits, int Trials)> groups)
    {
        double hits = groups.Sum(group => group.Hits), trials = groups.Sum(group => group.Trials), share = hits / trials;
        if (trials == 0)
        {
            return Exact(double.NaN);
        }

        double margin = MarginOfSum([.. groups.Select(group => group.Hits - share * group.Trials)]) / trials;
        double alike = hits == 0 || hits == trials ? groups.Count : TwoSided * TwoSided * share * (1 - share) / (margin * margin);
        return ShareOf(share, Math.Min(alike, trials));
    }

    /// <summary>The figure in another unit.</summary>
    /// <param name="factor">How many of the new unit make one of the old.</param>
    public Measured Times(double factor) => new(Value * factor, Low * factor, High * factor);

    /// <summary>95 % margin of a sum over independent groups, by Student's distribution; infinite for a single group.</summary>
    private static double MarginOfSum(double[] terms) => terms.Length < 2
        ? double.PositiveInfinity
        : StudentT.InvCDF(0, 1, terms.Length - 1, 0.975) * Math.Sqrt(terms.Length) * terms.StandardDeviation();

    private static Measured ShareOf(double share, double trials) => new(
        share,
        share == 0 ? 0 : Beta.InvCDF(share * trials, (1 - share) * trials + 1, 0.025),
        share == 1 ? 1 : Beta.InvCDF(share * trials + 1, (1 - share) * trials, 0.975));
}
