namespace TwinGrid.Trace.ColdChain.Series;

/// <summary>A temperature at an instant.</summary>
/// <param name="Time">When.</param>
/// <param name="Celsius">Degrees Celsius.</param>
public readonly record struct SeriesPoint(DateTimeOffset Time, double Celsius);

/// <summary>A stretch of time.</summary>
/// <param name="From">Its beginning, included.</param>
/// <param name="Until">Its end, excluded.</param>
public readonly record struct SeriesSpan(DateTimeOffset From, DateTimeOffset Until);

/// <summary>Temperatures as a chart needs them: few enough to draw, with every extreme and every gap left in.</summary>
/// <param name="Points">Points by time.</param>
/// <param name="Unknown">Stretches of which nothing is known, those at the edges of an asked span included.</param>
/// <param name="Readings">How many readings with a temperature there were.</param>
public sealed record TemperatureSeries(IReadOnlyList<SeriesPoint> Points, IReadOnlyList<SeriesSpan> Unknown, int Readings)
{
    /// <summary>Thins readings to a number of points.</summary>
    /// <param name="readings">Readings in the order of <see cref="Timeline.Sorted"/>.</param>
    /// <param name="cadence">How long a reading holds; null where no rule says, and then nothing counts as unknown.</param>
    /// <param name="from">First moment, included; the least instant for the first reading.</param>
    /// <param name="until">Last moment, excluded; the greatest instant for the end of what the last reading says.</param>
    /// <param name="mostPoints">About so many points, at least 8: four for each stretch of equal length, its first, coldest, warmest and last.</param>
    public static TemperatureSeries Of(IReadOnlyList<Reading> readings, Cadence? cadence, DateTimeOffset from, DateTimeOffset until, int mostPoints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPoints, 8);
        Reading[] inside = [.. readings.Where(reading => reading.Time >= from && reading.Time < until)];
        SeriesPoint[] points = [.. inside.Where(reading => reading.Temperature is not null).Select(reading => new SeriesPoint(reading.Time, reading.Temperature!.Value.Value))];
        IReadOnlyList<SeriesSpan> unknown = cadence is null ? [] : Unknowns(readings, cadence, from, until);
        return new(points.Length <= mostPoints ? points : Thinned(points, mostPoints / 4), unknown, points.Length);
    }

    /// <summary>Unknown stretches within the span, those that touch as one. The readings next to the span say what holds at its edges.</summary>
    private static List<SeriesSpan> Unknowns(IReadOnlyList<Reading> readings, Cadence cadence, DateTimeOffset from, DateTimeOffset until)
    {
        int first = 0, end = 0;
        for (int i = 0; i < readings.Count; i++)
        {
            first = readings[i].Time < from ? i : first;
            end = i == 0 || readings[i - 1].Time < until ? i + 1 : end;
        }

        IReadOnlyList<Segment> timeline = Timeline.Of(
            readings.Take(first..end), cadence, from > DateTimeOffset.MinValue ? from : null, until < DateTimeOffset.MaxValue ? until : null);
        var spans = new List<SeriesSpan>();
        foreach (Segment segment in timeline.Where(segment => segment.Temperature == ValueRange.Unknown))
        {
            DateTimeOffset start = segment.Start > from ? segment.Start : from, stop = segment.End < until ? segment.End : until;
            if (start >= stop)
            {
                continue;
            }

            if (spans.Count > 0 && spans[^1].Until == start)
            {
                spans[^1] = spans[^1] with { Until = stop };
            }
            else
            {
                spans.Add(new SeriesSpan(start, stop));
            }
        }

        return spans;
    }

    private static List<SeriesPoint> Thinned(SeriesPoint[] points, int buckets)
    {
        long first = points[0].Time.UtcTicks, length = points[^1].Time.UtcTicks - first + 1;
        var kept = new List<SeriesPoint>(4 * buckets);
        for (int start = 0; start < points.Length;)
        {
            long bucket = Bucket(points[start]);
            int end = start, coldest = start, warmest = start;
            for (; end < points.Length && Bucket(points[end]) == bucket; end++)
            {
                coldest = points[end].Celsius < points[coldest].Celsius ? end : coldest;
                warmest = points[end].Celsius > points[warmest].Celsius ? end : warmest;
            }

            kept.AddRange(new SortedSet<int> { start, coldest, warmest, end - 1 }.Select(index => points[index]));
            start = end;
        }

        return kept;

        long Bucket(SeriesPoint point) => (long)((Int128)(point.Time.UtcTicks - first) * buckets / length);
    }
}
