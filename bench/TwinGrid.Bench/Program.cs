using System.Globalization;
using System.Text.Json;
using TwinGrid.Bench.Adapters;
using TwinGrid.Bench.Alerts;
using TwinGrid.Bench.Capacity;
using TwinGrid.Bench.Ingest;
using TwinGrid.Bench.Kernels;
using TwinGrid.Bench.Page;
using TwinGrid.Bench.Runtime;
using TwinGrid.Bench.Simulation;
using TwinGrid.Bench.Trace;
using TwinGrid.Signal.Reproductions.Probing;
using TwinGrid.Simulation.Capacity;
using TwinGrid.Store;

// More twins take longer than anyone waits for the other rows; "simulate live" has no such limit.
const long LiveTwins = 40_000;

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
    case "alerts":
        AlertOutcome alerts = await AlertFigures.MeasureAsync(TimeProvider.System, step => Console.Error.WriteLine($"measuring {step} ..."));
        Print(
            ("readings_per_second", Math.Round(alerts.ReadingsPerSecond)),
            ("alerts", alerts.Alerts),
            ("alert_p50_ms", Math.Round(alerts.MedianMilliseconds, 1)),
            ("alert_p99_ms", Math.Round(alerts.P99Milliseconds, 1)),
            ("alert_max_ms", Math.Round(alerts.LargestMilliseconds, 1)));
        return 0;
    case "adapters":
        Print(
            [
                .. LlrpFigures.Measure(Step),
                .. await SessionFigures.MeasureAsync(Step),
                .. await WifiFigures.MeasureAsync(Step),
                .. await IqFigures.MeasureAsync(Step),
                .. await PresenceFigures.MeasureAsync(TimeProvider.System, Step),
                .. await EndToEndFigures.MeasureAsync(TimeProvider.System, Step),
            ]);
        return 0;
    case "simulation":
        Print([.. WorldFigures.Measure(Step), .. ItemTraceFigures.Measure(Step), .. LiveFigures.Measure(Step, LiveTwins), .. TwinGrid.Bench.Simulation.ProtocolFigures.Measure(Step)]);
        return 0;
    case "probing":
        var bias = EnvelopeBias.At(0.3);
        var moved = ExciterInvariance.Measure(7);
        Print(
            ("linear_bias_max_deg", bias.LinearLargest),
            ("linear_bias_rms_deg", bias.LinearRms),
            ("exact_bias_max_deg", bias.ExactLargest),
            ("exciter_moved_one_direction_deg", moved.OneDirectionSpread),
            ("exciter_moved_channel_std_deg", moved.ChannelSpread),
            ("noise_alone_std_deg", moved.Noise));
        return 0;
    case "trace":
        try
        {
            Print(await new TraceFigures(TraceBenchOptions.Parse(args)).MeasureAsync());
            return 0;
        }
        catch (Exception exception) when (exception is FormatException or TraceStoreException)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

    case "capacity":
        try
        {
            UnitCosts costs = await CapacityFigures.MeasureAsync(CapacityOptions.Parse(args), TimeProvider.System, step => Console.Error.WriteLine($"measuring {step} ..."));
            Console.WriteLine(json ? costs.ToJson() : string.Join(Environment.NewLine, CapacityText.Of(costs)));
            return 0;
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 2;
        }

    case "kernels":
        Print([.. KernelRun.Measure(Console.Error.WriteLine).Select(row => (row.Name + "_ns", row.Nanoseconds))]);
        return 0;
    case "page":
        if (await PageFigures.MeasureAsync(step => Console.Error.WriteLine($"measuring {step} ...")) is not { } page)
        {
            Console.Error.WriteLine(BrowserPath.Missing);
            return 1;
        }

        Print(
            ("tags", page.Tags),
            ("updates_per_second", Math.Round(page.UpdatesPerSecond, 2)),
            ("points_per_second", Math.Round(page.PointsPerSecond)),
            ("frames_per_second_median", Math.Round(page.Median, 1)),
            ("frames_per_second_5th_percentile", Math.Round(page.Percentile5, 1)),
            ("frames_per_second_mean", Math.Round(page.Mean, 1)),
            ("milliseconds_drawing_a_frame", Math.Round(page.DrawMilliseconds, 2)));
        return 0;
    default:
        Console.Error.WriteLine("usage: bench runtime|ingest|alerts|adapters|probing|kernels|trace|page|simulation|capacity [--json] [--events N] [--postgres CONNECTION] [--check] [--repeats N]");
        return 2;
}

void Step(string step) => Console.Error.WriteLine($"measuring {step} ...");

void Print(params (string Name, double Value)[] all)
{
    // What did not occur has no figure.
    (string Name, double Value)[] rows = [.. all.Where(row => double.IsFinite(row.Value))];
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
