using TwinGrid.Trace.ColdChain;

namespace TwinGrid.Adapters.Loggers;

/// <summary>Stretches out of range, alarm times and durations of a whole run.</summary>
internal static class RunOracle
{
    /// <summary>Adds the findings of every limit.</summary>
    /// <param name="findings">The list to add to.</param>
    /// <param name="export">An export with a run.</param>
    /// <param name="timeline">Its record.</param>
    /// <param name="reports">What the device's rules say of the whole record.</param>
    public static void Compare(List<OracleFinding> findings, LoggerExport export, DeviceTimeline timeline, OracleReports reports)
    {
        foreach (LoggerLimit limit in export.Limits)
        {
            RuleOutcome outcome = OracleReports.Of(reports.AsSet, limit.Number)!;
            LoggerRunAlarm[] alarms = [.. export.Run!.Alarms.Where(alarm => alarm.Number == limit.Number && alarm.AlarmTime is not null).OrderBy(alarm => alarm.AlarmTime)];
            findings.Add(Count(limit, reports, alarms.Length));
            foreach ((LoggerRunAlarm device, Excursion ours) in Pairs(alarms, outcome.Excursions, outcome.Possible))
            {
                bool isProven = outcome.Excursions.Contains(ours);
                Add("start of excursion", ours.Start, device.Start, isProven);
                Add("alarm time", ours.AlarmTime, device.AlarmTime, isProven);
                Add("end of excursion", ours.IsOpen ? null : ours.End, device.End, isProven);
                if (device.OutOfRange is { } time)
                {
                    OracleVerdict verdict = (ours.Duration - time).Duration() <= timeline.Interval ? OracleVerdict.Equal : isProven ? OracleVerdict.Different : OracleVerdict.NotInTheFile;
                    findings.Add(new OracleFinding("out of range", limit.Number, null, ours.Duration.TotalMinutes, ours.Duration.TotalMinutes, time.TotalMinutes, OracleUnit.Minutes, verdict));
                }
            }

            void Add(string what, DateTimeOffset? ours, DateTimeOffset? device, bool isProven)
            {
                if (device is { } theirs)
                {
                    OracleVerdict verdict = ours is { } time && (time - theirs).Duration() <= timeline.Interval ? OracleVerdict.Equal : isProven ? OracleVerdict.Different : OracleVerdict.NotInTheFile;
                    findings.Add(new OracleFinding(what, limit.Number, null, ours?.ToUnixTimeSeconds() / 60.0, ours?.ToUnixTimeSeconds() / 60.0, theirs.ToUnixTimeSeconds() / 60.0, OracleUnit.Instant, verdict));
                }
            }
        }
    }

    private static OracleFinding Count(LoggerLimit limit, OracleReports reports, int device)
    {
        RuleOutcome outcome = OracleReports.Of(reports.AsSet, limit.Number)!;
        int ours = outcome.Excursions.Count, possible = outcome.Possible.Count;
        int sure = OracleReports.Of(reports.Strict, limit.Number)!.Excursions.Count, thinkable = OracleReports.Of(reports.Lenient, limit.Number)!.Excursions.Count;
        OracleVerdict verdict = ours == device ? OracleVerdict.Equal
            : device >= sure && device <= thinkable ? OracleVerdict.WithinBounds
            : outcome.PossibleUsed != outcome.Used || possible != ours ? OracleVerdict.NotInTheFile
            : OracleVerdict.Different;
        return new OracleFinding("alarms", limit.Number, null, ours, Math.Max(ours, possible), device, OracleUnit.Rows, verdict);
    }

    /// <summary>Each alarm of the device with that of ours whose alarm time is nearest; proven ones before possible ones.</summary>
    private static IEnumerable<(LoggerRunAlarm Device, Excursion Ours)> Pairs(LoggerRunAlarm[] device, IReadOnlyList<Excursion> proven, IReadOnlyList<Excursion> possible)
    {
        foreach (LoggerRunAlarm alarm in device)
        {
            IReadOnlyList<Excursion> choices = proven.Count > 0 ? proven : possible;
            if (choices.Count > 0)
            {
                yield return (alarm, choices.MinBy(excursion => (excursion.AlarmTime - alarm.AlarmTime!.Value).Duration())!);
            }
        }
    }
}
