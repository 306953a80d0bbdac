namespace TwinGrid.Signal.Reproductions;

/// <summary>Runs the evaluation of one published system again, from first principles.</summary>
public interface IReproduction
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What it is about, in a few words.</summary>
    string Title { get; }

    /// <summary>The source: authors, title, place, year.</summary>
    string Source { get; }

    /// <summary>Runs the evaluation; the same context gives the same figures, apart from those that are times.</summary>
    /// <exception cref="OperationCanceledException">The context's token asked for an end.</exception>
    Reproduction Run(ReproductionContext context);
}

/// <summary>The conditions of a run.</summary>
/// <param name="IsQuick">Fewer trials: seconds rather than minutes for each system.</param>
/// <param name="Seed">Seed of everything random.</param>
/// <param name="Time">Clock for the figures that are times.</param>
/// <param name="Progress">Told the share done, from 0 to 1; may be called from several threads.</param>
/// <param name="CancellationToken">Asks for an early end.</param>
public sealed record ReproductionContext(bool IsQuick, ulong Seed, TimeProvider Time, IProgress<double> Progress, CancellationToken CancellationToken)
{
    /// <summary>The number of trials to run.</summary>
    public int Trials(int quick, int full) => IsQuick ? quick : full;

    /// <summary>The same conditions for a part of the run, whose progress counts from one share of the whole to another.</summary>
    public ReproductionContext Within(double from, double to) => this with { Progress = new PartProgress(Progress, from, to) };

    /// <summary>
    /// Runs trials on all cores; trial i has a seed of its own, so the outcomes don't depend on how many cores there are.
    /// </summary>
    /// <param name="count">Trials.</param>
    /// <param name="part">A name that sets these trials' seeds apart from those of the run's other parts.</param>
    /// <param name="from">Share done before the first trial.</param>
    /// <param name="to">Share done after the last.</param>
    /// <param name="trial">One trial, from its seed.</param>
    /// <returns>The outcomes in order of trial.</returns>
    public T[] Repeat<T>(int count, string part, double from, double to, Func<ulong, T> trial)
    {
        var outcomes = new T[count];
        ulong first = SeedOf(part);
        int done = 0;
        Parallel.For(0, count, new ParallelOptions { CancellationToken = CancellationToken }, i =>
        {
            outcomes[i] = trial(first + (ulong)i);
            Progress.Report(from + (to - from) * Interlocked.Increment(ref done) / count);
        });
        return outcomes;
    }

    /// <summary>The first seed of a part: FNV-1a over its name, mixed with the run's seed, spaced widely.</summary>
    private ulong SeedOf(string part)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in part)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        return (hash ^ Seed * 0x9E3779B97F4A7C15) << 20;
    }

    private sealed class PartProgress(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (to - from) * value);
    }
}
