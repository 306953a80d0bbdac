using BenchmarkDotNet.Attributes;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Probing;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Bench.Kernels;

/// <summary>The probing kernels: one direction of one link.</summary>
[MemoryDiagnoser]
public class ProbingBenchmarks
{
    private readonly SyntheticRoom _room = RoomSynthesis.Create(new RoomOptions(), 1);

    [Benchmark(Baseline = true)]
    public ProbeEstimate Linear() => LinearProbeEstimator.Estimate(_room.Options.Palette, _room.Forward(0));

    [Benchmark]
    public ProbeEstimate Envelope() => EnvelopeProbeEstimator.Estimate(_room.Options.Palette, _room.Forward(0));
}

/// <summary>The product's solver against the literal published form, on one demo room.</summary>
[MemoryDiagnoser]
public class LocalizationBenchmarks
{
    private readonly LocalizationProblem _problem = RoomSynthesis.Create(new RoomOptions(), 1).ToProblem();

    [Benchmark(Baseline = true)]
    public IReadOnlyList<TagEstimate> Literal() => LiteralLocalization.Solve(_problem);

    [Benchmark]
    public LocalizationSolution Solver() => LocalizationSolver.Solve(_problem);
}

/// <summary>The binary form of a batch of 1,024 probes.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private readonly ObservationBatch _batch;
    private readonly byte[] _plain, _compressed;

    public CodecBenchmarks()
    {
        var room = new SimulatedRoom(RoomSynthesis.Create(new RoomOptions(), 1), "room", DateTimeOffset.UnixEpoch);
        Probe[] probes = [.. room.ReadAsync(CancellationToken.None).ToBlockingEnumerable().SelectMany(batch => batch.Probes).Take(1024)];
        _batch = ObservationBatch.Of([.. probes]);
        _plain = ObservationCodec.Encode(_batch, compress: false);
        _compressed = ObservationCodec.Encode(_batch, compress: true);
    }

    [Benchmark(Baseline = true)]
    public byte[] EncodePlain() => ObservationCodec.Encode(_batch, compress: false);

    [Benchmark]
    public byte[] EncodeCompressed() => ObservationCodec.Encode(_batch, compress: true);

    [Benchmark]
    public ObservationBatch DecodePlain() => ObservationCodec.Decode(_plain);

    [Benchmark]
    public ObservationBatch DecodeCompressed() => ObservationCodec.Decode(_compressed);
}
