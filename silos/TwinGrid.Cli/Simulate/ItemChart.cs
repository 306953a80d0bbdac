using TwinGrid.Cli.Reports;
using TwinGrid.Signal.Reproductions;
using TwinGrid.Simulation.Items;
using TwinGrid.Simulation.World;

namespace TwinGrid.Cli.Simulate;

/// <summary>The temperature of an item over its way, with its limits.</summary>
internal static class ItemChart
{
    private const int Samples = 1_500;

    /// <summary>The picture, SVG.</summary>
    public static string Draw(ItemTrace trace)
    {
        int made = trace.Case.Made, end = trace.Life.EndsAt;
        double Days(int second) => (double)(second - made) / WorldModel.SecondsPerDay;
        ChartPoint[] points = [.. trace.Temperatures(made, end, Samples).Select(sample => new ChartPoint(Days(sample.Second), sample.Celsius ?? double.NaN))];
        List<ChartSeries> series = [new(trace.Goods.SetPoint is null ? "air of its vehicles" : "item", ChartMark.Line, points)];
        foreach ((string name, double? limit) in new[] { ("highest allowed", trace.Goods.High), ("lowest allowed", trace.Goods.Low) })
        {
            if (limit is { } celsius)
            {
                series.Add(new ChartSeries(name, ChartMark.Bound, [new(0, celsius), new(Days(end), celsius)]));
            }
        }

        return ChartPicture.Draw(new Chart($"item {trace.Number}", "", new ChartAxis("days since it was made", 0), new ChartAxis("°C"), series));
    }
}
