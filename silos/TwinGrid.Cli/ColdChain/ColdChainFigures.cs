using System.Text.Json.Serialization;
using TwinGrid.Adapters.Loggers;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Cli.ColdChain;

/// <summary>The figures of a cold-chain run for machines; times with the device's offset from UTC.</summary>
internal sealed record ColdChainFigures(
    [property: JsonPropertyName("device")] string Device,
    [property: JsonPropertyName("serial")] string Serial,
    [property: JsonPropertyName("start")] DateTimeOffset Start,
    [property: JsonPropertyName("end")] DateTimeOffset End,
    [property: JsonPropertyName("interval_min")] double? IntervalMinutes,
    [property: JsonPropertyName("readings")] int Readings,
    [property: JsonPropertyName("readings_without_value")] int ReadingsWithoutValue,
    [property: JsonPropertyName("days")] int Days,
    [property: JsonPropertyName("rules")] string Rules,
    [property: JsonPropertyName("rules_version")] int RulesVersion,
    [property: JsonPropertyName("in_range_min")] double InRange,
    [property: JsonPropertyName("out_of_range_min")] double OutOfRange,
    [property: JsonPropertyName("unknown_min")] double Unknown,
    [property: JsonPropertyName("whole_min")] double Whole,
    [property: JsonPropertyName("mkt_c")] double? MeanKinetic,
    [property: JsonPropertyName("mkt_activation_energy_kj_mol")] double ActivationEnergy,
    [property: JsonPropertyName("mkt_coverage")] double Coverage,
    [property: JsonPropertyName("mkt_device_c")] double? DeviceMeanKinetic,
    [property: JsonPropertyName("outcomes")] IReadOnlyList<OutcomeFigures> Outcomes,
    [property: JsonPropertyName("oracle")] OracleFigures Oracle)
{
    /// <summary>The figures of a run.</summary>
    public static ColdChainFigures From(ColdChainRun run) => new(
        run.Export.Device,
        run.Export.Serial,
        run.Timeline.Start,
        run.Timeline.End,
        run.Export.Interval?.TotalMinutes,
        run.Export.Rows.Length,
        run.Export.Rows.Count(row => row.Reading.Temperature is null),
        run.Export.Days.Length,
        run.Report.Rules.Name,
        run.Report.Rules.Version,
        run.Report.Range.InRange.TotalMinutes,
        run.Report.Range.OutOfRange.TotalMinutes,
        run.Report.Range.Unknown.TotalMinutes,
        run.Report.Range.Whole.TotalMinutes,
        run.Kinetic.Value?.Value,
        run.Kinetic.ActivationEnergy,
        run.Coverage,
        run.Export.Run?.MeanKinetic?.Value,
        [.. run.Report.Outcomes.Select(outcome => OutcomeFigures.From(run, outcome))],
        OracleFigures.From(run));
}

/// <summary>What one rule found.</summary>
internal sealed record OutcomeFigures(
    [property: JsonPropertyName("rule")] string Rule,
    [property: JsonPropertyName("verdict")] string Verdict,
    [property: JsonPropertyName("used_min")] double? Used,
    [property: JsonPropertyName("possible_used_min")] double? PossibleUsed,
    [property: JsonPropertyName("excursions")] IReadOnlyList<ExcursionFigures> Excursions)
{
    /// <summary>The figures of an outcome.</summary>
    public static OutcomeFigures From(ColdChainRun run, RuleOutcome outcome)
    {
        bool isCumulative = outcome.Rule is LimitRule { Timer: ExposureTimer.Cumulative };
        return new OutcomeFigures(
            outcome.Rule.Id,
            outcome.Verdict switch { RuleVerdict.Kept => "kept", RuleVerdict.Broken => "broken", _ => "unknown" },
            isCumulative ? outcome.Used.TotalMinutes : null,
            isCumulative ? outcome.PossibleUsed.TotalMinutes : null,
            [.. outcome.Excursions.Select(excursion => ExcursionFigures.From(run, excursion))]);
    }
}

/// <summary>An excursion.</summary>
internal sealed record ExcursionFigures(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("start")] DateTimeOffset Start,
    [property: JsonPropertyName("alarm")] DateTimeOffset Alarm,
    [property: JsonPropertyName("end")] DateTimeOffset? End,
    [property: JsonPropertyName("extreme")] double? Extreme,
    [property: JsonPropertyName("duration_min")] double Duration,
    [property: JsonPropertyName("open")] bool IsOpen,
    [property: JsonPropertyName("end_observed")] bool IsEndObserved)
{
    /// <summary>The figures of an excursion.</summary>
    public static ExcursionFigures From(ColdChainRun run, Excursion excursion) => new(
        excursion.Id,
        excursion.Kind.ToString(),
        excursion.Start.ToOffset(run.Export.Zone),
        excursion.AlarmTime.ToOffset(run.Export.Zone),
        excursion.End?.ToOffset(run.Export.Zone),
        excursion.Extreme,
        excursion.Duration.TotalMinutes,
        excursion.IsOpen,
        excursion.IsEndObserved);
}

/// <summary>Ours beside the device's.</summary>
internal sealed record OracleFigures(
    [property: JsonPropertyName("equal")] int Equal,
    [property: JsonPropertyName("within_bounds")] int WithinBounds,
    [property: JsonPropertyName("not_in_the_file")] int NotInTheFile,
    [property: JsonPropertyName("different")] int Different,
    [property: JsonPropertyName("findings")] IReadOnlyList<FindingFigures> Findings)
{
    /// <summary>The figures of a run.</summary>
    public static OracleFigures From(ColdChainRun run)
    {
        int Count(OracleVerdict verdict) => run.Findings.Count(finding => finding.Verdict == verdict);
        return new OracleFigures(
            Count(OracleVerdict.Equal),
            Count(OracleVerdict.WithinBounds),
            Count(OracleVerdict.NotInTheFile),
            Count(OracleVerdict.Different),
            [.. run.Findings.Select(finding => FindingFigures.From(run, finding))]);
    }
}

/// <summary>One figure of ours beside the device's; instants as text, ours null where the file lacks the record.</summary>
internal sealed record FindingFigures(
    [property: JsonPropertyName("figure")] string Figure,
    [property: JsonPropertyName("limit")] int? Limit,
    [property: JsonPropertyName("day")] string? Day,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("ours_least")] object? OursLeast,
    [property: JsonPropertyName("ours_most")] object? OursMost,
    [property: JsonPropertyName("device")] object? Device,
    [property: JsonPropertyName("verdict")] string Verdict)
{
    /// <summary>The figures of a finding.</summary>
    public static FindingFigures From(ColdChainRun run, OracleFinding finding)
    {
        bool isThere = finding.Verdict != OracleVerdict.NotInTheFile;
        object? Value(double? value) => value is { } known && finding.Unit == OracleUnit.Instant ? ColdChainText.Time(run, DateTimeOffset.FromUnixTimeSeconds((long)(known * 60))) : value;
        return new FindingFigures(
            finding.What,
            finding.Number,
            finding.Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            finding.Unit switch { OracleUnit.Minutes => "min", OracleUnit.Instant => "time", OracleUnit.Celsius => "c", _ => "count" },
            isThere ? Value(finding.OursLeast) : null,
            isThere ? Value(finding.OursMost) : null,
            Value(finding.Device),
            finding.Verdict switch { OracleVerdict.Equal => "equal", OracleVerdict.WithinBounds => "within bounds", OracleVerdict.NotInTheFile => "not in the file", _ => "different" });
    }
}
