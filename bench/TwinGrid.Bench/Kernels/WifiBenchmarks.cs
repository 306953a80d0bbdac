using BenchmarkDotNet.Attributes;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Bench.Kernels;

/// <summary>
/// The tag's bits from one received frame: 32 bits by the published steps against four look-ups, 12 bits by trying all bodies, and
/// the frame's own check.
/// </summary>
[MemoryDiagnoser]
public class WifiBenchmarks
{
    private const int Header = 24;

    private readonly byte[] _short, _long;
    private readonly uint _syndrome;
    private readonly SyndromeDecoder _decoder;
    private readonly SoftTagDecoder _softDecoder;
    private readonly double[] _soft;

    public WifiBenchmarks()
    {
        var random = new SeededRandom(1);
        _short = Frame(random, Header + 8);
        _long = Frame(random, 1536);
        _syndrome = (uint)random.NextBits();
        var frame = new FrameSyndrome(_short.Length, LineCoding.Scrambled);
        _decoder = new SyndromeDecoder(frame.Columns(TagLayout.Window(Header * 8, 32)));
        TagCode code = TagCode.Parity(16, 4);
        _softDecoder = new SoftTagDecoder(frame, TagLayout.Window(Header * 8, code.WordBits), code);
        _soft = DbpskReceiver.SoftPhases(
            DsssModem.DespreadSymbols(DsssFrame.Phases(_short, LineCoding.Scrambled), Math.Pow(10, 0.6), random), LineCoding.Scrambled);
    }

    [Benchmark(Baseline = true)]
    public uint PublishedSteps() => ReverseDecoder.Decode(_short);

    [Benchmark]
    public bool SearchOf12Bits() => ReverseDecoder.TrySearch(_short, 12, out _);

    [Benchmark]
    public uint FromTheSyndrome() => _decoder.Map(_syndrome);

    [Benchmark]
    public uint FromAFrameOf32Bytes() => _decoder.Map(FrameSyndrome.Of(_short));

    [Benchmark]
    public uint FromAFrameOf1536Bytes() => _decoder.Map(FrameSyndrome.Of(_long));

    [Benchmark]
    public SoftTagDecision SoftAt6Decibels() => _softDecoder.Decode(_soft);

    private static byte[] Frame(SeededRandom random, int bytes) =>
        FrameSyndrome.WithCheck([.. Enumerable.Range(0, bytes - FrameSyndrome.CheckBytes).Select(_ => (byte)random.NextBits())]);
}
