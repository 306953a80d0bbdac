using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace TwinGrid.Bench.Runtime;

/// <summary>What the engine under the grains does per second, and what a grain at rest costs.</summary>
public sealed record RuntimeFigures(double CallsPerSecond, double BytesPerIdleActivation, double StateWritesPerSecond)
{
    private const int Grains = 1_000;
    private const int Callers = 16;
    private const int IdleGrains = 100_000;
    private const int Writers = 4_096;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    public static async Task<RuntimeFigures> MeasureAsync(Action<string> progress)
    {
        var folder = Directory.CreateTempSubdirectory("twingrid-bench");
        try
        {
            using var host = BuildHost(Path.Combine(folder.FullName, "state.db"));
            await host.StartAsync();
            var factory = host.Services.GetRequiredService<IGrainFactory>();
            progress("calls");
            var calls = await MedianRateAsync(7, window => CallsAsync(factory, window));
            progress("idle activations");
            var bytes = await BytesPerActivationAsync(factory);
            progress("state writes");
            var writes = await MedianRateAsync(5, window => WritesAsync(factory, window));
            await host.StopAsync();
            return new RuntimeFigures(calls, bytes, writes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IHost BuildHost(string databasePath)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromHours(1));
#if EMBEDDED
            silo.AddSqliteGrainStorage("bench", databasePath);
#else
            _ = databasePath;
            silo.AddMemoryGrainStorage("bench");
#endif
        });
        return builder.Build();
    }

    /// <summary>The median over several windows, after one that only warms up.</summary>
    private static async Task<double> MedianRateAsync(int windows, Func<TimeSpan, Task<double>> measure)
    {
        await measure(Window * 2);
        var rates = new List<double>();
        for (var window = 0; window < windows; window++)
        {
            rates.Add(await measure(Window));
        }

        rates.Sort();
        return rates[windows / 2];
    }

    private static async Task<double> CallsAsync(IGrainFactory factory, TimeSpan window)
    {
        var grains = Enumerable.Range(0, Grains).Select(i => factory.GetGrain<ICounterGrain>($"c{i}")).ToArray();
        return await RateAsync(Callers, window, async (caller, stop) =>
        {
            long done = 0;
            for (var i = caller * 61; !stop(); i++)
            {
                await grains[i % Grains].Increment();
                done++;
            }

            return done;
        });
    }

    private static Task<double> WritesAsync(IGrainFactory factory, TimeSpan window) =>
        RateAsync(Writers, window, async (writer, stop) =>
        {
            var grain = factory.GetGrain<IStoredGrain>($"w{writer}");
            long done = 0;
            while (!stop())
            {
                await grain.Put(++done);
            }

            return done;
        });

    private static async Task<double> RateAsync(int workers, TimeSpan window, Func<int, Func<bool>, Task<long>> work)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(window.TotalSeconds * Stopwatch.Frequency);
        var counts = await Task.WhenAll(Enumerable.Range(0, workers)
            .Select(worker => Task.Run(() => work(worker, () => Stopwatch.GetTimestamp() >= end))));
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> BytesPerActivationAsync(IGrainFactory factory)
    {
        await factory.GetGrain<ICounterGrain>("idle-first").Increment();
        var before = SettledHeap.Bytes();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(part => Task.Run(async () =>
        {
            for (var i = part; i < IdleGrains; i += 8)
            {
                await factory.GetGrain<ICounterGrain>($"tag-{i:000000}").Increment();
            }
        })));
        return (SettledHeap.Bytes() - before) / (double)IdleGrains;
    }
}
