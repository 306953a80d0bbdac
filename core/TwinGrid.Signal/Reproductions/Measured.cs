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
    public static Measured Share(long hits, long trials)
    {
        if (trials == 0)
        {
            return Exact(double.NaN);
        }

        return new Measured(
            (double)hits / trials,
            hits == 0 ? 0 : Beta.InvCDF(hits, trials - hits + 1, 0.025),
            hits == trials ? 1 : Beta.InvCDF(hits + 1, trials - hits, 0.975));
    }

    /// <summary>The figure in another unit.</summary>
    /// <param name="factor">How many of the new unit make one of the old.</param>
    public Measured Times(double factor) => new(Value * factor, Low * factor, High * factor);
}
