using System.Globalization;
using TwinGrid.Adapters.Loggers;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Cli.ColdChain;

/// <summary>A cold-chain run as lines and tables; the first row of a table is its head. Times are by the device's clock.</summary>
internal static class ColdChainText
{
    /// <summary>What was looked at and how its time divides.</summary>
    public static IReadOnlyList<string> Headlines(ColdChainRun run)
    {
        (LoggerExport export, RangePartition range, RuleSet rules) = (run.Export, run.Report.Range, run.Report.Rules);
        int dashes = export.Rows.Count(row => row.Reading.Temperature is null);
        string low = Limit(rules.LowRange), high = Limit(rules.HighRange);
        string kinetic = run.Kinetic.Value is { } mean
            ? string.Create(CultureInfo.InvariantCulture, $"mean kinetic temperature of the log: {mean.Value:F2} °C (ΔH {run.Kinetic.ActivationEnergy} kJ/mol), covering {run.Coverage:P1} of the record")
            : "mean kinetic temperature: not in the file (no log)";
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{export.Device} {export.Serial}: {Time(run, run.Timeline.Start)} to {Time(run, run.Timeline.End)} (UTC{Zone(export.Zone)}), {export.Rows.Length} readings{(dashes > 0 ? $", {dashes} of them without a value" : "")}, {export.Days.Length} days summed up"),
            $"rules: {rules.Name} version {rules.Version}. {rules.Description}",
            $"range {low} to {high}: {Duration(range.InRange)} in range, {Duration(range.OutOfRange)} out of range, {Duration(range.Unknown)} unknown, {Duration(range.Whole)} in all",
            kinetic,
        ];
    }

    /// <summary>What each rule found.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Outcomes(ColdChainRun run) =>
    [
        ["rule", "says", "verdict", "excursions", "timer used"],
        .. run.Report.Outcomes.Select(outcome => (IReadOnlyList<string>)
        [
            outcome.Rule.Id,
            Rule(outcome.Rule),
            outcome.Verdict switch
            {
                RuleVerdict.Kept => "kept",
                RuleVerdict.Broken => "broken",
                _ => "unknown: the record has gaps",
            },
            outcome.Excursions.Count.ToString(CultureInfo.InvariantCulture),
            outcome.Rule is LimitRule { Timer: ExposureTimer.Cumulative } limit
                ? $"{Duration(outcome.Used)} of {Duration(limit.After)}{(outcome.PossibleUsed > outcome.Used ? $", up to {Duration(outcome.PossibleUsed)} with what is unknown" : "")}"
                : "",
        ]),
    ];

    /// <summary>The excursions.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Excursions(ColdChainRun run) =>
    [
        ["excursion", "kind", "start", "alarm", "end", "extreme", "duration"],
        .. run.Report.Excursions.Select(excursion => (IReadOnlyList<string>)
        [
            excursion.Rule,
            excursion.Kind.ToString(),
            Time(run, excursion.Start),
            Time(run, excursion.AlarmTime),
            excursion.End is { } end ? Time(run, end) + (excursion.IsEndObserved || excursion.IsOpen ? "" : " (then unknown)") : "open",
            excursion.Extreme is { } extreme ? extreme.ToString("F1", CultureInfo.InvariantCulture) : "not in the file",
            Duration(excursion.Duration),
        ]),
    ];

    /// <summary>How ours stands beside the device's, in one line.</summary>
    public static string OracleHeadline(ColdChainRun run)
    {
        int Count(OracleVerdict verdict) => run.Findings.Count(finding => finding.Verdict == verdict);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"beside the device's own {run.Findings.Count} verdicts: {Count(OracleVerdict.Equal)} equal, {Count(OracleVerdict.WithinBounds)} within the bounds that the record gives, {Count(OracleVerdict.NotInTheFile)} not in the file, {Count(OracleVerdict.Different)} different");
    }

    /// <summary>Ours beside the device's.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Oracle(ColdChainRun run) =>
    [
        ["figure", "limit", "day", "ours", "device", "verdict"],
        .. run.Findings.Select(finding => (IReadOnlyList<string>)
        [
            finding.What,
            finding.Number is { } number ? Limit(run, number) : "",
            finding.Day is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "",
            finding.Verdict == OracleVerdict.NotInTheFile ? "not in the file" : Ours(run, finding),
            Value(run, finding.Device, finding.Unit),
            finding.Verdict switch
            {
                OracleVerdict.Equal => "equal",
                OracleVerdict.WithinBounds => "within bounds",
                OracleVerdict.NotInTheFile => "",
                _ => "DIFFERENT",
            },
        ]),
    ];

    /// <summary>A duration in hours and minutes, or days.</summary>
    public static string Duration(TimeSpan time) => time >= TimeSpan.FromDays(3)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:F2} d")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00} h");

    /// <summary>An instant by the device's clock.</summary>
    public static string Time(ColdChainRun run, DateTimeOffset time) => time.ToOffset(run.Export.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Ours(ColdChainRun run, OracleFinding finding)
    {
        string least = Value(run, finding.OursLeast, finding.Unit), most = Value(run, finding.OursMost, finding.Unit);
        return least == most ? least : $"{least} to {most}";
    }

    private static string Value(ColdChainRun run, double? value, OracleUnit unit) => value is not { } known ? "none" : unit switch
    {
        OracleUnit.Minutes => string.Create(CultureInfo.InvariantCulture, $"{known:F0} min"),
        OracleUnit.Instant => Time(run, DateTimeOffset.FromUnixTimeSeconds((long)(known * 60))),
        OracleUnit.Celsius => string.Create(CultureInfo.InvariantCulture, $"{known:F2} °C"),
        _ => known.ToString("F0", CultureInfo.InvariantCulture),
    };

    private static string Limit(ColdChainRun run, int number) => run.Export.Limits.FirstOrDefault(limit => limit.Number == number) is { } limit
        ? string.Create(CultureInfo.InvariantCulture, $"{number}: {(limit.IsAbove ? "above" : "below")} {limit.Limit.Value:0.##} °C")
        : number.ToString(CultureInfo.InvariantCulture);

    private static string Limit(double limit) => double.IsFinite(limit) ? string.Create(CultureInfo.InvariantCulture, $"{limit:0.##} °C") : "without limit";

    private static string Zone(TimeSpan zone) => string.Create(CultureInfo.InvariantCulture, $"{(zone < TimeSpan.Zero ? '-' : '+')}{zone:hh\\:mm}");

    private static string Rule(ColdChainRule rule) => rule switch
    {
        LimitRule limit => Limits(limit),
        KineticRule kinetic => string.Create(CultureInfo.InvariantCulture, $"mean kinetic temperature of {Duration(kinetic.Window)} above {kinetic.Above} °C"),
        RateRule rate => string.Create(CultureInfo.InvariantCulture, $"change above {rate.Above} K/h over {Duration(rate.Over)}"),
        GapRule gap => $"no reading for {Duration(gap.After)}",
        _ => "",
    };

    private static string Limits(LimitRule limit)
    {
        string unit = limit.Quantity switch
        {
            MeasuredQuantity.Temperature => "°C",
            MeasuredQuantity.RelativeHumidity => "% rH",
            _ => "g",
        };
        string[] sides =
        [
            .. limit.Above is { } above ? new[] { string.Create(CultureInfo.InvariantCulture, $"{(limit.IsInclusive ? "≥" : ">")} {above:0.##} {unit}") } : [],
            .. limit.Below is { } below ? new[] { string.Create(CultureInfo.InvariantCulture, $"{(limit.IsInclusive ? "≤" : "<")} {below:0.##} {unit}") } : [],
        ];
        string timer = limit.After == TimeSpan.Zero ? "at once" : $"for {Duration(limit.After)} {(limit.Timer == ExposureTimer.Cumulative ? "in all" : "at a stretch")}";
        return $"{string.Join(" or ", sides)} {timer}";
    }
}
