using System.Numerics;
using BenchmarkDotNet.Attributes;
using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Bench.Kernels;

/// <summary>
/// Decoding sixteen slots of 3.8 ms each at 20 dB: the published parallelogram rule on two tags against this project's decoder on one,
/// two, three and four.
/// </summary>
[MemoryDiagnoser]
public class ReplyBenchmarks
{
    private const int Slots = 16;

    private readonly Complex[][] _one = Draw(1), _two = Draw(2), _three = Draw(3), _four = Draw(4);

    [Benchmark(Baseline = true)]
    public int ParallelogramTwo() => _two.Sum(slot => ParallelogramDecoder.Decode(slot, ReplyOptions.Standard).Replies.Count);

    [Benchmark]
    public int DecoderOne() => Decode(_one);

    [Benchmark]
    public int DecoderTwo() => Decode(_two);

    [Benchmark]
    public int DecoderThree() => Decode(_three);

    [Benchmark]
    public int DecoderFour() => Decode(_four);

    private static int Decode(Complex[][] slots) => slots.Sum(slot => SlotDecoder.Decode(slot, ReplyOptions.Standard).Replies.Count);

    private static Complex[][] Draw(int tags) => [.. Enumerable.Range(1, Slots).Select(seed =>
    {
        var random = new SeededRandom((ulong)seed);
        SyntheticReply[] replies = [.. Enumerable.Range(0, tags).Select(_ => SlotSynthesis.Draw(random))];
        return SlotSynthesis.Create(replies, SlotReceiver.AtRatio(20, random), random);
    })];
}
