using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Kinetics;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Adapters.Loggers;

/// <summary>
/// Computes from an export's record, by our rules, what the device computed itself, and puts the two side by side. The device's
/// verdicts are never used to compute ours.
/// </summary>
public static class DeviceOracle
{
    private const double KineticTolerance = 0.1, LeastCoverage = 0.9;

    /// <summary>The rules that the device was set to.</summary>
    /// <returns>A rule set with one rule a limit, or null when no limit is set.</returns>
    public static RuleSet? RulesOf(LoggerExport export)
    {
        ArgumentNullException.ThrowIfNull(export);
        if (export.Limits.IsEmpty)
        {
            return null;
        }

        double low = export.Limits.Where(limit => !limit.IsAbove).Select(limit => limit.Limit.Value).DefaultIfEmpty(double.NegativeInfinity).Max();
        double high = export.Limits.Where(limit => limit.IsAbove).Select(limit => limit.Limit.Value).DefaultIfEmpty(double.PositiveInfinity).Min();
        TimeSpan gap = (export.Interval ?? TimeSpan.FromMinutes(1)) * 1.5;
        return new RuleSet("device", 1, $"As set on the {export.Device}.", low, high, gap, [.. export.Limits.Select(limit => Rule(limit, limit.Timer, limit.After))]);
    }

    /// <summary>All figures that the device gives, ours beside them.</summary>
    public static IReadOnlyList<OracleFinding> Compare(LoggerExport export)
    {
        ArgumentNullException.ThrowIfNull(export);
        var timeline = new DeviceTimeline(export);
        var findings = new List<OracleFinding>();
        Marks(findings, export);
        if (RulesOf(export) is { } rules)
        {
            OracleReports reports = OracleReports.Of(rules, timeline);
            DayOracle.Compare(findings, export, timeline, reports);
            if (export.Run is not null)
            {
                RunOracle.Compare(findings, export, timeline, reports);
            }
        }

        if (export.Run is { } run)
        {
            Means(findings, export, run, timeline);
        }

        return findings;
    }

    /// <summary>The rule of a device's limit under a timer.</summary>
    internal static LimitRule Rule(LoggerLimit limit, ExposureTimer timer, TimeSpan after) =>
        new(IdOf(limit.Number), limit.IsAbove ? limit.Limit.Value : null, limit.IsAbove ? null : limit.Limit.Value) { Timer = timer, After = after };

    /// <summary>The id of a limit's rule.</summary>
    internal static string IdOf(int number) => $"limit-{number}";

    /// <summary>Mean kinetic temperature of the log, with the share of the record that it covers.</summary>
    /// <param name="timeline">The record.</param>
    /// <param name="activationEnergy">ΔH in kJ/mol.</param>
    public static (KineticMean Mean, double Coverage) KineticOf(DeviceTimeline timeline, double activationEnergy)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        KineticMean mean = KineticMean.Empty(activationEnergy);
        foreach (Segment segment in timeline.Log.Where(segment => segment.Temperature.IsPoint))
        {
            mean = mean.With(segment.Temperature.Low, segment.Length.TotalSeconds);
        }

        double whole = (timeline.End - timeline.Start).TotalSeconds;
        return (mean, whole > 0 ? mean.Weight / whole : 0);
    }

    private static void Marks(List<OracleFinding> findings, LoggerExport export)
    {
        LoggerRow[] rows = [.. export.Rows.Where(row => row.Reading.Temperature is not null)];
        if (rows.Length == 0 || export.Limits.IsEmpty)
        {
            return;
        }

        int ours = rows.Count(row => IsOut(row, export)), device = rows.Count(row => row.IsMarked);
        bool isSame = rows.All(row => IsOut(row, export) == row.IsMarked);
        findings.Add(new OracleFinding("rows out of limits", null, null, ours, ours, device, OracleUnit.Rows, isSame ? OracleVerdict.Equal : OracleVerdict.Different));
    }

    private static bool IsOut(LoggerRow row, LoggerExport export) => export.Limits.Any(limit => limit.IsAbove
        ? row.Reading.Temperature!.Value.Value > limit.Limit.Value
        : row.Reading.Temperature!.Value.Value < limit.Limit.Value);

    private static void Means(List<OracleFinding> findings, LoggerExport export, LoggerRun run, DeviceTimeline timeline)
    {
        (KineticMean kinetic, double coverage) = KineticOf(timeline, export.ActivationEnergy ?? KineticMean.UspActivationEnergy);
        Add("mean kinetic temperature", run.MeanKinetic?.Value, kinetic.Value?.Value);
        double weight = 0, sum = 0;
        foreach (Segment segment in timeline.Log.Where(segment => segment.Temperature.IsPoint))
        {
            weight += segment.Length.TotalSeconds;
            sum += segment.Length.TotalSeconds * segment.Temperature.Low;
        }

        Add("average temperature", run.Average?.Value, weight > 0 ? sum / weight : null);

        void Add(string what, double? device, double? ours)
        {
            if (device is { } theirs)
            {
                // What the device prints is rounded to a tenth.
                double? known = coverage >= LeastCoverage ? ours : null;
                OracleVerdict verdict = known is not { } value ? OracleVerdict.NotInTheFile
                    : Math.Abs(value - theirs) <= KineticTolerance + 1e-9 ? OracleVerdict.Equal
                    : OracleVerdict.Different;
                findings.Add(new OracleFinding(what, null, null, known, known, theirs, OracleUnit.Celsius, verdict));
            }
        }
    }
}
