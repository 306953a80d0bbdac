using TwinGrid.Signal.Reproductions;
using TwinGrid.Signal.Reproductions.Devices;

namespace TwinGrid.Signal.Tests.Devices;

public class DevicesReproductionTests
{
    private static readonly Reproduction Outcome = new DevicesReproduction().Run(
        new ReproductionContext(IsQuick: true, 1, TimeProvider.System, new Progress<double>(), CancellationToken.None));

    [Fact]
    public void It_stands_in_the_catalog() => Assert.Contains(ReproductionCatalog.All, reproduction => reproduction.Name == "devices");

    [Fact]
    public void Keys_are_unique_and_values_numbers()
    {
        Assert.Equal(Outcome.Figures.Count, Outcome.Figures.Select(figure => figure.Key).Distinct().Count());
        Assert.All(Outcome.Figures, figure =>
        {
            Assert.Matches("^[a-z0-9]+(_[a-z0-9]+)+$", figure.Key);
            Assert.True(double.IsFinite(figure.Ours!.Value.Value));
        });
    }

    [Fact]
    public void The_published_ranges_hold_and_the_shortfall_is_told()
    {
        Assert.True(Outcome.Goals[0].IsReached);
        Assert.True(Outcome.Goals[1].IsReached);
        Assert.False(Outcome.Goals[3].IsReached);
        Assert.Contains(Outcome.Notes, note => note.Contains("tracking", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_combination_is_one_dot_of_the_matrix()
    {
        Chart matrix = Outcome.Charts[1];
        ChartPoint[] dots = [.. matrix.Series.Where(series => series.Mark == ChartMark.Dots).SelectMany(series => series.Points)];

        Assert.Equal(99, dots.Length);
        Assert.Equal(99, dots.Distinct().Count());
    }
}
