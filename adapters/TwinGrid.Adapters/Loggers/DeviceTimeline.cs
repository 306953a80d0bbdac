using TwinGrid.Trace.ColdChain;

namespace TwinGrid.Adapters.Loggers;

/// <summary>
/// What an export records of the temperature, apart from the device's verdicts: the log, and where the log is silent the minimum
/// and maximum of each day. A day whose minimum is above the limit was out of range throughout, log or no log.
/// </summary>
public sealed class DeviceTimeline
{
    private static readonly TimeSpan DeviceStep = TimeSpan.FromMinutes(1);
    private readonly Dictionary<DateTimeOffset, TimeSpan> _slack = [];

    /// <summary>The timeline of an export.</summary>
    /// <param name="export">The export.</param>
    /// <param name="largestGap">The longest time between rows that is still taken as known; without it, one and a half intervals.</param>
    public DeviceTimeline(LoggerExport export, TimeSpan? largestGap = null)
    {
        ArgumentNullException.ThrowIfNull(export);
        Interval = export.Interval ?? DeviceStep;
        DateTimeOffset? first = export.Rows.Length > 0 ? export.Rows.Min(row => row.Reading.Time) : null;
        DateTimeOffset? last = export.Rows.Length > 0 ? export.Rows.Max(row => row.Reading.Time) : null;
        Start = export.Start ?? first ?? (export.Days.Length > 0 ? export.Days[0].Date : default);
        End = export.End ?? last + Interval ?? (export.Days.Length > 0 ? export.Days[^1].Date.AddDays(1) : Start);
        IReadOnlyList<Segment> log = Timeline.Of(export.Readings, new Cadence(Interval, largestGap ?? Interval * 1.5), Start, End);
        Log = [.. log.Select(Clip).Where(segment => segment.Length > TimeSpan.Zero)];
        Segments = [.. Log.SelectMany(segment => Filled(segment, export))];
    }

    /// <summary>The logging interval, or the minute at which these devices measure when the file has none.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Beginning of the record.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>End of the record.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The log alone.</summary>
    public IReadOnlyList<Segment> Log { get; }

    /// <summary>The log, with the days' ranges where it is silent.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Time of a day without a sensor that the log doesn't locate.</summary>
    public TimeSpan SlackOf(DateTimeOffset day) => _slack.GetValueOrDefault(day);

    private Segment Clip(Segment segment) => segment with
    {
        Start = segment.Start > Start ? segment.Start : Start,
        End = segment.End < End ? segment.End : End,
    };

    /// <summary>Puts the days' ranges into an unknown stretch.</summary>
    private IEnumerable<Segment> Filled(Segment segment, LoggerExport export)
    {
        if (segment.Temperature != ValueRange.Unknown)
        {
            yield return segment;
            yield break;
        }

        DateTimeOffset at = segment.Start;
        foreach (LoggerDay day in export.Days)
        {
            DateTimeOffset from = day.Date > at ? day.Date : at, to = day.Date.AddDays(1) < segment.End ? day.Date.AddDays(1) : segment.End;
            if (from >= to || day.Minimum is not { } low || day.Maximum is not { } high)
            {
                continue;
            }

            // Minutes without a sensor have no temperature to be in the day's range: either the log's dashes show where they are,
            // and stay unknown, or they are somewhere in the day.
            TimeSpan dashes = DashesOf(day, export);
            if (day.SensorTimeout > TimeSpan.Zero && dashes > TimeSpan.Zero && export.Rows.Any(row => row.Reading.Temperature is null && row.Reading.Time >= segment.Start && row.Reading.Time < segment.End))
            {
                continue;
            }

            if (day.SensorTimeout > dashes)
            {
                _slack[day.Date] = day.SensorTimeout - dashes;
            }

            if (from > at)
            {
                yield return Segment.UnknownFor(at, from);
            }

            yield return new Segment(from, to, new ValueRange(low.Value, high.Value), ValueRange.Unknown, ValueRange.Unknown);
            at = to;
        }

        if (at < segment.End)
        {
            yield return Segment.UnknownFor(at, segment.End);
        }
    }

    private TimeSpan DashesOf(LoggerDay day, LoggerExport export) => Interval * export.Rows.Count(row =>
        row.Reading.Temperature is null && row.Reading.Time >= day.Date && row.Reading.Time < day.Date.AddDays(1));
}
