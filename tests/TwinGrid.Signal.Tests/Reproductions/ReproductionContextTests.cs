using TwinGrid.Signal.Reproductions;

namespace TwinGrid.Signal.Tests.Reproductions;

public class ReproductionContextTests
{
    [Fact]
    public void Trials_have_seeds_of_their_own_and_come_back_in_order()
    {
        ulong[] seeds = Context(1).Repeat(1000, "part", 0, 1, seed => seed);
        Assert.Equal(1000, seeds.Distinct().Count());
        Assert.Equal(seeds, Context(1).Repeat(1000, "part", 0, 1, seed => seed));
    }

    [Fact]
    public void Parts_and_runs_share_no_seeds()
    {
        ulong[] all = [.. Context(1).Repeat(500, "one", 0, 1, seed => seed), .. Context(1).Repeat(500, "other", 0, 1, seed => seed), .. Context(2).Repeat(500, "one", 0, 1, seed => seed)];
        Assert.Equal(1500, all.Distinct().Count());
    }

    [Fact]
    public void Progress_ends_where_it_was_told_to()
    {
        var told = new List<double>();
        Context(1, new Told(told)).Repeat(50, "part", 0.25, 0.5, seed => seed);
        Assert.Equal(50, told.Count);
        Assert.Equal(0.5, told.Max());
        Assert.InRange(told.Min(), 0.25, 0.26);
    }

    [Fact]
    public void A_cancelled_run_ends()
    {
        using var source = new CancellationTokenSource();
        ReproductionContext context = Context(1) with { CancellationToken = source.Token };
        Assert.Throws<OperationCanceledException>(() => context.Repeat(1_000_000, "part", 0, 1, seed =>
        {
            source.Cancel();
            return seed;
        }));
    }

    [Fact]
    public void A_chart_of_errors_climbs_from_nothing_to_all()
    {
        IReadOnlyList<ChartPoint> points = ChartSeries.Distribution("errors", [.. Enumerable.Range(1, 5003).Select(i => (double)(i * 7919 % 5003))]).Points;
        Assert.InRange(points.Count, 300, 500);
        Assert.Equal((0, 0), (points[0].X, points[0].Y));
        Assert.Equal((5002, 1), (points[^1].X, points[^1].Y));
        Assert.All(points.Zip(points.Skip(1)), pair => Assert.True(pair.First.X <= pair.Second.X && pair.First.Y < pair.Second.Y));
    }

    private static ReproductionContext Context(ulong seed, IProgress<double>? progress = null) =>
        new(IsQuick: true, seed, TimeProvider.System, progress ?? new Told([]), TestContext.Current.CancellationToken);

    private sealed class Told(List<double> shares) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (shares)
            {
                shares.Add(value);
            }
        }
    }
}
