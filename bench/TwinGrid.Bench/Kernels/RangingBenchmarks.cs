using System.Numerics;
using BenchmarkDotNet.Attributes;
using TwinGrid.Model;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Bench.Kernels;

/// <summary>One range from 50 channels: the published mean of differences against the slope and the delay profile.</summary>
[MemoryDiagnoser]
public class RangingBenchmarks
{
    private readonly ChannelPlan _plan = ChannelPlan.Published;
    private readonly PhaseSlopeRanging _slope = new(ChannelPlan.Published);
    private readonly DelayProfileRanging _profile = new(ChannelPlan.Published, 300);
    private readonly Complex[] _response = new Complex[ChannelPlan.Published.Count];
    private readonly double[] _phases;

    public RangingBenchmarks()
    {
        new MultipathModel(15, 10e-9).Draw(new SeededRandom(1)).Fill(20 / Hertz.SpeedOfLight, _plan.First, _plan.Step, _response);
        for (int n = 0; n < _response.Length; n++)
        {
            _response[n] *= _response[n];
        }

        _phases = [.. _response.Select(value => value.Phase)];
    }

    [Benchmark(Baseline = true)]
    public double MeanDifference() => PhaseDifferenceRanging.Corrected(_plan, _phases);

    [Benchmark]
    public RangeEstimate Slope() => _slope.Estimate(_phases);

    [Benchmark]
    public RangeEstimate DelayProfile() => _profile.Estimate(_response);
}
