using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Readers;
using TwinGrid.Model;
using TwinGrid.Silo.Hosting;
using TwinGrid.Store;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Bench.Alerts;

/// <summary>
/// From the moment at which a reading is due at the adapter's door to its excursion readable in the log, while the door is offered
/// 10,000 readings a second: every object warms up once, at a moment of its own. Journal, states and log are files, as in a silo.
/// </summary>
internal static class AlertFigures
{
    private const int Objects = 2000, ReadingsPerSecond = 10_000;

    /// <summary>Thirty seconds: the checkpoint that the door makes after 200,000 readings falls inside, with the latency that it costs.</summary>
    private const int Ticks = 300;

    private const string Site = "bench";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly DateTimeOffset Origin = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Measures once, after a warm-up of two seconds.</summary>
    /// <param name="time">What paces the readings.</param>
    /// <param name="onStep">Told what is going on.</param>
    public static async Task<AlertOutcome> MeasureAsync(TimeProvider time, Action<string> onStep)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("twingrid-bench-");
        try
        {
            using IHost host = SiloHosting.Build(new SiloSettings { DataFolder = folder.FullName });
            await host.StartAsync();
            var grains = host.Services.GetRequiredService<IGrainFactory>();
            IFactStore facts = host.Services.GetRequiredService<ITraceStore>().Facts;
            onStep("a warm-up");
            await RunAsync(grains, facts, time, "warm", Ticks / 10);
            onStep($"{ReadingsPerSecond:N0} readings a second of {Objects:N0} objects for {Ticks * Tick.TotalSeconds:N0} s");
            AlertOutcome outcome = await RunAsync(grains, facts, time, "thing", Ticks);
            await host.StopAsync();
            return outcome;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<AlertOutcome> RunAsync(IGrainFactory grains, IFactStore facts, TimeProvider time, string name, int ticks)
    {
        IAdapterGrain door = await SetUpAsync(grains, name);
        var sent = new ConcurrentDictionary<string, long>();
        var latencies = new List<double>(Objects);
        (long head, _) = await facts.HeadAsync(CancellationToken.None);
        Task watching = WatchAsync(facts, head, name, sent, latencies);

        // Each tick is due at its own moment from the start on: one that is late delays none behind it, and its wait counts as latency.
        int perTick = (int)(ReadingsPerSecond * Tick.TotalSeconds);
        long start = Stopwatch.GetTimestamp();
        var ingests = new List<Task>(ticks);
        for (int tick = 0; tick < ticks; tick++)
        {
            long due = start + (long)(tick * Tick.TotalSeconds * Stopwatch.Frequency);
            ObservationBatch batch = BatchOf(name, tick, perTick, ticks, due, sent);
            TimeSpan early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, time);
            }

            ingests.Add(door.Ingest(batch));
        }

        await Task.WhenAll(ingests);

        // Of the last tick's span no more is offered: what was taken within it was taken as fast as it came.
        double seconds = Math.Max(ticks * Tick.TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
        await watching.WaitAsync(TimeSpan.FromSeconds(60));
        latencies.Sort();
        return new AlertOutcome(
            ticks * perTick / seconds, latencies.Count, latencies[latencies.Count / 2], latencies[(int)(0.99 * latencies.Count)], latencies[^1]);
    }

    private static async Task<IAdapterGrain> SetUpAsync(IGrainFactory grains, string name)
    {
        string reader = TwinKeys.InSite(Site, name + "-reader");
        await grains.GetGrain<IReaderGrain>(reader).Configure(TwinKeys.InSite(Site, name + "-room"));
        IAdapterGrain door = grains.GetGrain<IAdapterGrain>(TwinKeys.InSite(Site, name + "-door"));
        await door.Configure(reader);
        await Task.WhenAll(Enumerable.Range(0, Objects).Select(i => grains.GetGrain<IObjectGrain>(TwinKeys.InSite(Site, $"{name}-{i}")).Watch("""
            { "name": "bench", "version": 1, "largest_gap": "PT30M", "range": { "low": 2, "high": 8 },
              "rules": [
                { "kind": "limit", "id": "warm", "above": 8, "after": "PT0S" },
                { "kind": "budget", "id": "life", "above": 8, "allowed": "P3D" },
                { "kind": "mkt", "id": "mkt", "above": 30, "window": "PT24H" } ] }
            """)));
        return door;
    }

    /// <summary>One tick's readings: objects take turns, a minute of theirs apart; each is warm from its own tick on.</summary>
    private static ObservationBatch BatchOf(string name, int tick, int count, int ticks, long due, ConcurrentDictionary<string, long> sent)
    {
        var readings = ImmutableArray.CreateBuilder<SensorRead>(count);
        for (int k = 0; k < count; k++)
        {
            long number = (long)tick * count + k;
            int thing = (int)(number % Objects);
            long round = number / Objects, rounds = (long)ticks * count / Objects, warm = 1 + thing * 7919L % (rounds - 1);
            string tag = $"{name}-{thing}";
            if (round == warm)
            {
                sent[tag] = due;
            }

            readings.Add(new SensorRead(new ObservationId($"{tag}-logger", round + 1), Origin.AddMinutes(round), tag, round >= warm ? 12 : 5));
        }

        return ObservationBatch.Of(readings.DrainToImmutable());
    }

    private static async Task WatchAsync(IFactStore facts, long after, string name, ConcurrentDictionary<string, long> sent, List<double> latencies)
    {
        while (latencies.Count < Objects)
        {
            await foreach (LoggedFact logged in facts.AfterAsync(after, CancellationToken.None))
            {
                after = logged.Sequence;
                if (logged.Fact.Kind == ExcursionFacts.Started && logged.Fact.Subject.StartsWith(name, StringComparison.Ordinal))
                {
                    latencies.Add(Stopwatch.GetElapsedTime(sent[logged.Fact.Subject]).TotalMilliseconds);
                }
            }

            if (latencies.Count < Objects)
            {
                await facts.WaitAfterAsync(after, CancellationToken.None);
            }
        }
    }
}

/// <summary>What a measurement of alerts found.</summary>
/// <param name="ReadingsPerSecond">Readings taken in a second of wall time, durable.</param>
/// <param name="Alerts">Excursions told.</param>
/// <param name="MedianMilliseconds">From the moment at which its reading was due at the door to the fact readable in the log, half are faster.</param>
/// <param name="P99Milliseconds">99 in a hundred are faster.</param>
/// <param name="LargestMilliseconds">The slowest.</param>
internal sealed record AlertOutcome(double ReadingsPerSecond, int Alerts, double MedianMilliseconds, double P99Milliseconds, double LargestMilliseconds);
