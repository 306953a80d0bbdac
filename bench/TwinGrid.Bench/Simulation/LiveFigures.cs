using TwinGrid.Silo.Worlds;
using TwinGrid.Simulation.World;

namespace TwinGrid.Bench.Simulation;

/// <summary>Resident twins of the simulated world with ten observations each, fed as fast as they take them in.</summary>
internal static class LiveFigures
{
    private const long Twins = 2_000_000, Objects = 1_000_000_000_000;

    /// <summary>A day a second: more than the twins can keep up with, so that the rate is theirs.</summary>
    private const double Speed = 86_400;

    private const long TwinsOfMishaps = 100_000;

    /// <summary>Measures once: memory and rate in the world as it is, the latency of alerts in one where every trip goes wrong.</summary>
    /// <param name="step">Told what is going on.</param>
    /// <param name="twins">Twins to keep resident.</param>
    public static (string Name, double Value)[] Measure(Action<string> step, long twins = Twins)
    {
        LiveOutcome outcome = Run(WorldParameters.Default, twins, step), mishaps = Run(Mishaps(WorldParameters.Default), Math.Min(twins, TwinsOfMishaps), step);
        return
        [
            ("live_twins", outcome.Progress.Twins),
            ("live_things", outcome.Progress.Things),
            ("live_observations_each", Math.Round(outcome.ObservationsEach, 2)),
            ("live_bytes_per_twin", Math.Round(outcome.ResidentBytesPerTwin)),
            ("live_heap_bytes_per_twin", Math.Round(outcome.HeapBytesPerTwin)),
            ("live_observations_per_second", Math.Round(outcome.ObservationsPerSecond)),
            ("live_alerts", mishaps.AlertMilliseconds.Count),
            ("live_alert_p50_ms", Math.Round(mishaps.AlertQuantile(0.5), 1)),
            ("live_alert_p99_ms", Math.Round(mishaps.AlertQuantile(0.99), 1)),
        ];
    }

    /// <summary>A world of cooled goods alone, whose cooling fails on every trip for long.</summary>
    private static WorldParameters Mishaps(WorldParameters world)
    {
        Hazard failure = new(1, 600, 120);
        ProductClass[] cooled = [.. world.Classes.Where(goods => goods.SetPoint is not null)];
        return world with
        {
            Classes = [.. cooled.Select((goods, index) => goods with { Twentieths = index == 0 ? WorldModel.PatternLength - cooled.Length + 1 : 1 })],
            Hazards = world.Hazards with { TrailerUnit = failure, TruckUnit = failure, HubDock = failure, VanDoors = failure, ShopFridge = failure },
        };
    }

    private static LiveOutcome Run(WorldParameters parameters, long twins, Action<string> step)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("twingrid-bench-");
        try
        {
            return LiveWorld.RunAsync(
                new LiveOptions { World = new WorldModel(1, Objects, parameters), Twins = twins, Speed = Speed, DataFolder = folder.FullName },
                TimeProvider.System,
                step,
                onProgress: null,
                CancellationToken.None).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
