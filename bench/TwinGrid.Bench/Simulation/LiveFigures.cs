using TwinGrid.Silo.Worlds;
using TwinGrid.Simulation.World;

namespace TwinGrid.Bench.Simulation;

/// <summary>Resident twins of the simulated world with ten observations each, fed as fast as they take them in.</summary>
internal static class LiveFigures
{
    private const long Twins = 1_000_000, Objects = 1_000_000_000_000;

    /// <summary>A day a second: more than the twins can keep up with, so that the rate is theirs.</summary>
    private const double Speed = 86_400;

    /// <summary>Measures once.</summary>
    /// <param name="step">Told what is going on.</param>
    /// <param name="twins">Twins to keep resident.</param>
    public static (string Name, double Value)[] Measure(Action<string> step, long twins = Twins)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("twingrid-bench-");
        try
        {
            LiveOutcome outcome = LiveWorld.RunAsync(
                new LiveOptions
                {
                    World = new WorldModel(1, Objects, WorldParameters.Default),
                    Twins = twins,
                    Speed = Speed,
                    DataFolder = folder.FullName,
                },
                TimeProvider.System,
                step,
                onProgress: null,
                CancellationToken.None).GetAwaiter().GetResult();
            return
            [
                ("live_twins", outcome.Progress.Twins),
                ("live_observations_each", Math.Round(outcome.ObservationsEach, 2)),
                ("live_bytes_per_twin", Math.Round(outcome.ResidentBytesPerTwin)),
                ("live_heap_bytes_per_twin", Math.Round(outcome.HeapBytesPerTwin)),
                ("live_observations_per_second", Math.Round(outcome.ObservationsPerSecond)),
                ("live_alert_p99_ms", Math.Round(outcome.AlertQuantile(0.99), 1)),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
