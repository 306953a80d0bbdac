using System.Globalization;
using TwinGrid.Cli.Simulate;
using TwinGrid.Signal.Reproductions;
using TwinGrid.Simulation.Census;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Reports;

/// <summary>The two charts of a census: errors against the size of a sample, and time against the size of a world.</summary>
internal static class CensusCharts
{
    private const double LargestWorld = 1e12;

    /// <summary>The excursion rate as samples of growing size see it.</summary>
    /// <param name="growth">The samples, the smallest first.</param>
    /// <param name="final">The census' own figure: counted, or of the largest sample.</param>
    /// <param name="isFull">Whether everything was counted.</param>
    public static Chart Errors(IReadOnlyList<SampleSize> growth, Estimate final, bool isFull)
    {
        double[] sizes = [.. growth.Select(sample => (double)sample.Cases)];
        int held = growth.Count(sample => sample.Rate.Low <= final.Value && final.Value <= sample.Rate.High);
        string line = isFull ? "every object counted" : "estimate of the largest sample";
        return new Chart(
            "Error bars against sample size",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The intervals shrink with the root of the sample's size, from ±{100 * growth[0].Rate.RelativeError:0.0} % to ±{100 * growth[^1].Rate.RelativeError:0.00} % of the rate; {held} of {growth.Count} hold the dashed line, {(isFull ? "which is what was counted" : "which is the last one's own estimate")}. Each sample contains the smaller ones."),
            new ChartAxis("cases drawn, 24 items each", IsLogarithmic: true),
            new ChartAxis("items with limits that had an excursion, %"),
            [
                new ChartSeries("estimate with its 95 % interval", ChartMark.Dots, [.. growth.Select(sample => new ChartPoint(
                    sample.Cases, 100 * sample.Rate.Value, 100 * sample.Rate.Low, 100 * sample.Rate.High))]),
                new ChartSeries(line, ChartMark.Bound, [new ChartPoint(sizes.Min(), 100 * final.Value), new ChartPoint(sizes.Max(), 100 * final.Value)]),
            ]);
    }

    /// <summary>Time against size, both in decades.</summary>
    /// <param name="counts">Full counts that were timed, the smallest world first.</param>
    /// <param name="samples">Samples that were timed, each as large as an error of 1 % needs; may be empty.</param>
    public static Chart Costs(IReadOnlyList<TimedSize> counts, IReadOnlyList<TimedSize> samples)
    {
        TimedSize largest = counts[^1];
        double rate = largest.Objects / largest.Seconds;
        string sampled = samples.Count == 0
            ? "a sample with an error of 1 % would be larger than the worlds tried"
            : string.Create(CultureInfo.InvariantCulture, $"samples with an error of 1 % took {samples.Min(timed => timed.Seconds):0.0} to {samples.Max(timed => timed.Seconds):0.0} s");
        return new Chart(
            "Cost against size",
            string.Create(
                CultureInfo.InvariantCulture,
                $"A full count's time grows with the world; {sampled}. Dots were measured in this run; the dashed line is extrapolated from the largest count at its {rate / 1e6:0} M objects/s, to {TimeText(LargestWorld / rate)} for 10¹²."),
            new ChartAxis("objects of the world", Numbering.ItemsPerWave / 2.0, LargestWorld * 2, IsLogarithmic: true),
            new ChartAxis("seconds", IsLogarithmic: true),
            [
                new ChartSeries("full count, measured", ChartMark.Dots, [.. counts.Select(Point)]),
                .. samples.Count == 0 ? Array.Empty<ChartSeries>() : [new ChartSeries("sample to ±1 % of the excursions, measured", ChartMark.Dots, [.. samples.Select(Point)])],
                new ChartSeries("full count, extrapolated", ChartMark.Bound, [Point(largest), new ChartPoint(LargestWorld, LargestWorld / rate)]),
            ]);
    }

    private static ChartPoint Point(TimedSize timed) => new(timed.Objects, timed.Seconds);

    private static string TimeText(double seconds) => seconds < 3600
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} hours");
}
