using BenchmarkDotNet.Attributes;
using TwinGrid.Model;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Signal.Motion.Vote;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Bench.Kernels;

/// <summary>
/// Moving tags: matching 1,000 known tags with 1,000 new profiles, against the same without lengths, so that every pair of
/// profiles is compared; testing known pairs; tracing and voting on the same cycle; a polling cycle's slots.
/// </summary>
[MemoryDiagnoser]
public class MotionBenchmarks
{
    private const int Tags = 1000, TagsPerObject = 4, MovedTags = 40;
    private static readonly double[] Deviations = [0.08, 0.08, 0.08];

    private readonly KnownProfile[] _known;
    private readonly TagProfile[] _cycle;
    private readonly KnownProfile[] _knownWithoutLength;
    private readonly TagProfile[] _cycleWithoutLength;
    private readonly MotionReport _report;
    private readonly SlotTiming _timing = new(LinkParameters.Default);

    public MotionBenchmarks()
    {
        var random = new SeededRandom(1);
        double[] Anywhere() => [.. Deviations.Select(_ => random.NextUniform(-Math.PI, Math.PI))];
        _known = [.. Enumerable.Range(0, Tags).Select(tag => new KnownProfile(
            $"{tag}", $"{tag / TagsPerObject}", new TagProfile(Anywhere(), Deviations, random.NextUniform(7620, 7690), 2)))];
        _cycle = [.. _known.Select((known, tag) => new TagProfile(
            tag < MovedTags ? Anywhere() : [.. Enumerable.Range(0, 3).Select(a => known.Profile.Phases[a] + 0.08 * random.NextGaussian())],
            Deviations, known.Profile.Length + 2 * random.NextGaussian(), 2))];
        _knownWithoutLength = [.. _known.Select(known => known with { Profile = WithoutLength(known.Profile) })];
        _cycleWithoutLength = [.. _cycle.Select(WithoutLength)];
        _report = MotionDetector.Compare(_known, _cycle);
    }

    [Benchmark(Baseline = true)]
    public MotionReport MatchAllPairs() => MotionDetector.Compare(_knownWithoutLength, _cycleWithoutLength);

    [Benchmark]
    public MotionReport MatchWithinLength() => MotionDetector.Compare(_known, _cycle);

    [Benchmark]
    public int TestKnownPairs()
    {
        int changed = 0;
        for (int tag = 0; tag < Tags; tag++)
        {
            changed += MotionDetector.Test(_known[tag].Profile, _cycle[tag]).HasChanged ? 1 : 0;
        }

        return changed;
    }

    [Benchmark]
    public int TraceAndVote()
    {
        CoherentTrace trace = CoherentPhaseVariance.Trace(_known, _cycle, _report);
        int moving = 0;
        for (int tag = 0; tag < Tags; tag += TagsPerObject)
        {
            moving += ObjectVote.Decide([.. trace.Shifts.AsSpan(tag, TagsPerObject)]).Verdict == MotionVerdict.Moving ? 1 : 0;
        }

        return moving;
    }

    [Benchmark]
    public InventoryRun PollingCycle() => PollingInventory.Run(Tags, _timing, PollingOptions.Default, new SeededRandom(1), slot => slot.Length <= 3);

    private static TagProfile WithoutLength(TagProfile profile) => new(profile.Phases, profile.PhaseDeviations);
}
