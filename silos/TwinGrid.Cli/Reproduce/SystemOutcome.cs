using TwinGrid.Signal.Reproductions;

namespace TwinGrid.Cli.Reproduce;

/// <summary>One system's evaluation, run again.</summary>
/// <param name="System">Which system.</param>
/// <param name="Reproduction">What the run found.</param>
/// <param name="Seconds">How long it took, on all cores.</param>
internal sealed record SystemOutcome(IReproduction System, Reproduction Reproduction, double Seconds)
{
    /// <summary>Runs systems one after the other; each uses all cores.</summary>
    /// <param name="systems">The systems.</param>
    /// <param name="isQuick">Fewer trials.</param>
    /// <param name="seed">Seed of everything random.</param>
    /// <param name="progress">Told the system and the share of it that is done.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static IReadOnlyList<SystemOutcome> RunAll(
        IReadOnlyList<IReproduction> systems,
        bool isQuick,
        ulong seed,
        Action<IReproduction, double> progress,
        CancellationToken cancellationToken)
    {
        var outcomes = new List<SystemOutcome>();
        foreach (IReproduction system in systems)
        {
            TimeProvider time = TimeProvider.System;
            long start = time.GetTimestamp();
            var context = new ReproductionContext(isQuick, seed, time, new Told(share => progress(system, share)), cancellationToken);
            Reproduction reproduction = system.Run(context);
            progress(system, 1);
            outcomes.Add(new SystemOutcome(system, reproduction, time.GetElapsedTime(start).TotalSeconds));
        }

        return outcomes;
    }

    /// <summary>Hands progress on at once, on the thread that reports it.</summary>
    private sealed class Told(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
