using BenchmarkDotNet.Attributes;
using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Bench.Kernels;

/// <summary>
/// Thirty days of a logger at five minutes, 8,640 readings, by the WHO and the USP rules: recomputed whole as after every late
/// reading, taken one by one into a window, and taken by the mean kinetic temperature alone.
/// </summary>
[MemoryDiagnoser]
public class ColdChainBenchmarks
{
    private const int Count = 8640;
    private static readonly DateTimeOffset Origin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private readonly Reading[] _readings;
    private readonly RuleSet _who = ReadyRules.Get("who-pqs"), _usp = ReadyRules.Get("usp-controlled-cold");

    public ColdChainBenchmarks() => _readings = [.. Enumerable.Range(0, Count).Select(i => new Reading(
        new ObservationId("logger", i + 1), Origin + i * Interval, Celsius.Of(Math.Round(5 + 2 * Math.Sin(i * 0.02) + (i % 2000 > 1950 ? 20 : 0), 1))))];

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public ColdChainReport WholeSetByWhoRules() => ColdChainMonitor.Evaluate(_who, _readings, Interval);

    [Benchmark(OperationsPerInvoke = Count)]
    public ColdChainReport WholeSetByUspRules() => ColdChainMonitor.Evaluate(_usp, _readings, Interval);

    [Benchmark(OperationsPerInvoke = Count)]
    public int OneByOneByWhoRules() => OneByOne(_who);

    [Benchmark(OperationsPerInvoke = Count)]
    public int OneByOneByUspRules() => OneByOne(_usp);

    private int OneByOne(RuleSet rules)
    {
        var monitor = new ColdChainMonitor(rules, Interval, TimeSpan.FromHours(6));
        foreach (Reading reading in _readings)
        {
            monitor.Take(reading);
        }

        return monitor.WindowCount;
    }
}
