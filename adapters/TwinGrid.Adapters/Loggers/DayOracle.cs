using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Adapters.Loggers;

/// <summary>Minutes out of range and alarm times day by day.</summary>
internal static class DayOracle
{
    /// <summary>Adds the findings of every day and limit.</summary>
    /// <param name="findings">The list to add to.</param>
    /// <param name="export">The export.</param>
    /// <param name="timeline">Its record.</param>
    /// <param name="reports">What the device's rules say of the whole record.</param>
    public static void Compare(List<OracleFinding> findings, LoggerExport export, DeviceTimeline timeline, OracleReports reports)
    {
        // Time out of range counts without the alarm's own timer.
        RuleSet totals = reports.AsSet.Rules with { Rules = [.. export.Limits.Select(limit => DeviceOracle.Rule(limit, ExposureTimer.Cumulative, TimeSpan.MaxValue))] };
        foreach (LoggerDay day in export.Days)
        {
            DateTimeOffset start = day.Date > timeline.Start ? day.Date : timeline.Start;
            DateTimeOffset end = day.Date.AddDays(1) < timeline.End ? day.Date.AddDays(1) : timeline.End;
            if (start >= end)
            {
                continue;
            }

            ExposureSegment used = ExposureSegment.Of(export.Serial, totals, timeline.Segments, start, end);
            foreach (LoggerDayAlarm alarm in day.Alarms)
            {
                string id = DeviceOracle.IdOf(alarm.Number);
                if (OracleReports.Of(reports.AsSet, alarm.Number) is null)
                {
                    continue;
                }

                TimeSpan least = used.Used[id] - timeline.SlackOf(day.Date);
                findings.Add(OutOfRange(alarm, day, least > TimeSpan.Zero ? least : TimeSpan.Zero, used.Possible[id], end - start, timeline.Interval));
                if (AlarmTime(alarm, day, reports, (start, end), timeline.Interval) is { } finding)
                {
                    findings.Add(finding);
                }
            }
        }
    }

    private static OracleFinding OutOfRange(LoggerDayAlarm alarm, LoggerDay day, TimeSpan least, TimeSpan most, TimeSpan whole, TimeSpan tolerance)
    {
        bool isInside = alarm.OutOfRange >= least - tolerance && alarm.OutOfRange <= most + tolerance;
        OracleVerdict verdict = !isInside ? OracleVerdict.Different
            : most - least <= tolerance ? OracleVerdict.Equal
            : least == TimeSpan.Zero && most == whole ? OracleVerdict.NotInTheFile
            : OracleVerdict.WithinBounds;
        return new OracleFinding("out of range", alarm.Number, day.Date, least.TotalMinutes, most.TotalMinutes, alarm.OutOfRange.TotalMinutes, OracleUnit.Minutes, verdict);
    }

    /// <summary>
    /// The alarm of a day: the earliest when everything unknown was out of range, the latest when it was in range. An alarm that
    /// goes on from the day before is one of this day's beginning.
    /// </summary>
    private static OracleFinding? AlarmTime(LoggerDayAlarm alarm, LoggerDay day, OracleReports reports, (DateTimeOffset Start, DateTimeOffset End) span, TimeSpan tolerance)
    {
        RuleOutcome outcome = OracleReports.Of(reports.AsSet, alarm.Number)!;
        DateTimeOffset? earliest = First(outcome.Possible, span), latest = First(outcome.Excursions, span);
        bool isSure = First(OracleReports.Of(reports.Strict, alarm.Number)!.Excursions, span) is not null;
        bool isThinkable = First(OracleReports.Of(reports.Lenient, alarm.Number)!.Possible, span) is not null;
        if (alarm.AlarmTime is null && earliest is null)
        {
            return null;
        }

        OracleVerdict verdict = alarm.AlarmTime is { } device
            ? Verdict(device, earliest, latest, isThinkable, tolerance)
            : isSure ? OracleVerdict.Different
            : latest is null ? OracleVerdict.NotInTheFile
            : OracleVerdict.WithinBounds;
        return new OracleFinding("alarm time", alarm.Number, day.Date, Minutes(earliest), Minutes(latest), Minutes(alarm.AlarmTime), OracleUnit.Instant, verdict);
    }

    private static OracleVerdict Verdict(DateTimeOffset device, DateTimeOffset? earliest, DateTimeOffset? latest, bool isThinkable, TimeSpan tolerance)
    {
        if (earliest is not { } early)
        {
            return isThinkable ? OracleVerdict.WithinBounds : OracleVerdict.Different;
        }

        if (early > device + tolerance || (latest is { } late && late < device - tolerance))
        {
            return OracleVerdict.Different;
        }

        return latest is not { } last ? OracleVerdict.NotInTheFile
            : last - early <= tolerance ? OracleVerdict.Equal
            : OracleVerdict.WithinBounds;
    }

    private static DateTimeOffset? First(IReadOnlyList<Excursion> excursions, (DateTimeOffset Start, DateTimeOffset End) span)
    {
        DateTimeOffset? first = null;
        foreach (Excursion excursion in excursions.Where(excursion => excursion.AlarmTime < span.End && (excursion.End is not { } end || end > span.Start)))
        {
            DateTimeOffset alarm = excursion.AlarmTime > span.Start ? excursion.AlarmTime : span.Start;
            first = first is null || alarm < first ? alarm : first;
        }

        return first;
    }

    private static double? Minutes(DateTimeOffset? time) => time?.ToUnixTimeSeconds() / 60.0;
}
