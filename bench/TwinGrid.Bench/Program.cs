using System.Globalization;
using System.Text.Json;
using TwinGrid.Bench.Ingest;
using TwinGrid.Bench.Kernels;
using TwinGrid.Bench.Probing;
using TwinGrid.Bench.Runtime;

var json = args.Contains("--json");
switch (args.FirstOrDefault(arg => !arg.StartsWith('-')))
{
    case "runtime":
        var figures = await RuntimeFigures.MeasureAsync(step => Console.Error.WriteLine($"measuring {step} ..."));
        Print(
            ("calls_per_second", Math.Round(figures.CallsPerSecond)),
            ("bytes_per_idle_activation", Math.Round(figures.BytesPerIdleActivation)),
            ("state_writes_per_second", Math.Round(figures.StateWritesPerSecond)));
        return 0;
    case "ingest":
        IngestOutcome outcome = await IngestFigures.MeasureAsync(step => Console.Error.WriteLine($"measuring {step} ..."));
        Print(
            ("observations_per_second", Math.Round(outcome.ObservationsPerSecond)),
            ("processor_us_per_observation", Math.Round(outcome.ProcessorMicroseconds, 2)),
            ("observations", outcome.Observations),
            ("located", outcome.Located));
        return 0;
    case "probing":
        ProbingFigures probing = ProbingFigures.Measure();
        Print(
            ("linear_bias_max_deg", probing.LinearBiasLargest),
            ("linear_bias_rms_deg", probing.LinearBiasRms),
            ("exact_bias_max_deg", probing.ExactBiasLargest),
            ("exciter_moved_one_direction_deg", probing.OneDirectionSpread),
            ("exciter_moved_channel_std_deg", probing.ChannelSpread),
            ("noise_alone_std_deg", probing.ChannelNoise));
        return 0;
    case "kernels":
        Print([.. KernelRun.Measure(Console.Error.WriteLine).Select(row => (row.Name + "_ns", row.Nanoseconds))]);
        return 0;
    default:
        Console.Error.WriteLine("usage: bench runtime|ingest|probing|kernels [--json]");
        return 2;
}

void Print(params (string Name, double Value)[] rows)
{
    if (json)
    {
        Console.WriteLine(JsonSerializer.Serialize(rows.ToDictionary(row => row.Name, row => row.Value)));
        return;
    }

    foreach (var (name, value) in rows)
    {
        Console.WriteLine($"{name,-34}{value.ToString("#,0.####", CultureInfo.InvariantCulture),14}");
    }
}
