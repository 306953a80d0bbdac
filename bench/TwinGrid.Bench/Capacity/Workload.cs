using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Bench.Capacity;

/// <summary>Runs of one kind at three sizes, and at ten times the largest of them.</summary>
/// <param name="Name">What there is more and more of.</param>
/// <param name="Sizes">Three sizes, the smallest first.</param>
/// <param name="RunAsync">Runs it at a size.</param>
internal sealed record Workload(string Name, IReadOnlyList<double> Sizes, Func<double, Task<RunCosts>> RunAsync)
{
    private const double Times = 10;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("visits", [1500, 5000, 15_000], VisitRun.RunAsync),
        new("reads without phase", [100_000, 200_000, 400_000], StreamRuns.DoorAsync),
        new("reads with phase", [50_000, 100_000, 200_000], StreamRuns.TrackAsync),
        new("sensor readings", [12_800, 25_600, 51_200], StreamRuns.ReadingAsync),
        new("probing cycles", [60, 120, 240], StreamRuns.ProbeAsync),
        new("events", [10_000, 30_000, 100_000], EventRuns.RunAsync),
    ];

    /// <summary>Runs it once at its largest size, uncounted, so that everything is compiled and cached.</summary>
    /// <param name="onStep">Told before each run.</param>
    public async Task WarmUpAsync(Action<string> onStep)
    {
        onStep($"{Name}: a warm-up");
        await OnAStackOfItsOwnAsync(Sizes[^1]);
    }

    /// <summary>Runs each size so many times, sizes in turn so that a machine that is busy for a while spoils none alone.</summary>
    /// <param name="repeats">How often.</param>
    /// <param name="onStep">Told before each run.</param>
    public async Task<IReadOnlyList<RunCosts>> MeasureAsync(int repeats, Action<string> onStep)
    {
        var runs = new List<RunCosts>();
        for (int repeat = 1; repeat <= repeats; repeat++)
        {
            foreach (double size in Sizes)
            {
                onStep($"{Name}: {size:N0}, {repeat} of {repeats}");
                runs.Add(await OnAStackOfItsOwnAsync(size));
            }
        }

        return runs;
    }

    /// <summary>Runs ten times the largest size.</summary>
    /// <param name="onStep">Told before the run.</param>
    public Task<RunCosts> RunLargeAsync(Action<string> onStep)
    {
        onStep($"{Name}: {Times * Sizes[^1]:N0}, to hold the laws against");
        return OnAStackOfItsOwnAsync(Times * Sizes[^1]);
    }

    /// <summary>What awaits the end of a silo may go on in the midst of its last call, whose stack would keep its twins from the collector.</summary>
    private async Task<RunCosts> OnAStackOfItsOwnAsync(double size)
    {
        await Task.Yield();
        return await RunAsync(size);
    }
}

/// <summary>A quantity as it grows with the size of its workload.</summary>
/// <param name="Law">The law, through the medians of the repeats.</param>
/// <param name="Spread">Half the range of the repeats at the largest size that has some, as a share of their median.</param>
internal sealed record QuantityLaw(ScalingLaw Law, double Spread)
{
    /// <summary>The laws of all quantities of some runs.</summary>
    public static IReadOnlyDictionary<string, QuantityLaw> Of(IReadOnlyList<RunCosts> runs) => runs[0].Keys.ToDictionary(quantity => quantity, quantity =>
    {
        IGrouping<double, double>[] sizes = [.. runs.GroupBy(run => run.Size, run => run[quantity]).OrderBy(size => size.Key)];
        double[] largest = [.. sizes.LastOrDefault(size => size.Count() > 1) ?? sizes[^1]];
        ScalePoint[] points = [.. sizes.Select(size => new ScalePoint(size.Key, MedianOf(size)))];
        return new QuantityLaw(
            Quantities.IsOfTree(quantity) ? ScalingLaw.FitTree(points) : ScalingLaw.FitLine(points),
            (largest.Max() - largest.Min()) / 2 / MedianOf(largest));
    });

    /// <summary>Holds the laws of a workload against a larger run.</summary>
    public static IEnumerable<CheckRow> Check(IReadOnlyDictionary<string, QuantityLaw> laws, RunCosts large) => large.Select(measured => new CheckRow(
        Quantities.NameOf(measured.Key),
        Quantities.UnitOf(measured.Key),
        laws[measured.Key].Law.LargestSize,
        large.Size,
        laws[measured.Key].Law.At(large.Size, large.Places),
        measured.Value));

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
