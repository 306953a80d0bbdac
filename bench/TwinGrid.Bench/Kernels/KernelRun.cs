using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace TwinGrid.Bench.Kernels;

/// <summary>Runs the kernel benchmarks in this process and answers their medians.</summary>
internal static class KernelRun
{
    private static readonly Type[] Benchmarks =
    [
        typeof(ProbingBenchmarks),
        typeof(LocalizationBenchmarks),
        typeof(CodecBenchmarks),
        typeof(WifiBenchmarks),
        typeof(RangingBenchmarks),
        typeof(ReplyBenchmarks),
        typeof(MotionBenchmarks),
        typeof(EventQueueBenchmarks),
        typeof(ProtocolBenchmarks),
        typeof(EpcBenchmarks),
        typeof(ColdChainBenchmarks),
        typeof(EpcisBenchmarks),
    ];

    /// <summary>Median nanoseconds of each benchmark, by class and method.</summary>
    /// <param name="onLine">Told what BenchmarkDotNet prints.</param>
    public static IReadOnlyList<(string Name, double Nanoseconds)> Measure(Action<string> onLine)
    {
        string folder = Directory.CreateTempSubdirectory("twingrid-bench-").FullName;
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(new LineLogger(onLine))
            .AddExporter(JsonExporter.Brief)
            .WithArtifactsPath(folder);
        try
        {
            return [.. Benchmarks.SelectMany(type => BenchmarkRunner.Run(type, config).Reports).Select(report =>
                ($"{report.BenchmarkCase.Descriptor.Type.Name}.{report.BenchmarkCase.Descriptor.WorkloadMethod.Name}", report.ResultStatistics!.Median))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Hands on whole lines.</summary>
    private sealed class LineLogger(Action<string> onLine) : ILogger
    {
        private string _line = "";

        public string Id => nameof(LineLogger);

        public int Priority => 0;

        public void Write(LogKind logKind, string text) => _line += text;

        public void WriteLine()
        {
            onLine(_line);
            _line = "";
        }

        public void WriteLine(LogKind logKind, string text)
        {
            Write(logKind, text);
            WriteLine();
        }

        public void Flush()
        {
        }
    }
}
