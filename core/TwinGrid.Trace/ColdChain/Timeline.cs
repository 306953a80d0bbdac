namespace TwinGrid.Trace.ColdChain;

/// <summary>Turns the set of readings into stretches of time that cover the whole without overlap.</summary>
public static class Timeline
{
    /// <summary>The stretches from the first reading (or <paramref name="from"/>) to the end.</summary>
    /// <param name="readings">Readings in any order; repeated ids count once.</param>
    /// <param name="cadence">How long a reading holds.</param>
    /// <param name="from">Beginning of the whole, when it is earlier than the first reading.</param>
    /// <param name="until">End of the whole, when it is later than the last reading; without it, the last reading's interval.</param>
    public static IReadOnlyList<Segment> Of(IEnumerable<Reading> readings, Cadence cadence, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        ArgumentNullException.ThrowIfNull(cadence);
        List<Reading> sorted = Sorted(readings);
        var segments = new List<Segment>(sorted.Count + 2);
        if (sorted.Count == 0)
        {
            if (from is { } start && until is { } end && start < end)
            {
                segments.Add(Segment.UnknownFor(start, end));
            }

            return segments;
        }

        if (from is { } beginning && beginning < sorted[0].Time)
        {
            segments.Add(Segment.UnknownFor(beginning, sorted[0].Time));
        }

        for (int i = 0; i + 1 < sorted.Count; i++)
        {
            Add(segments.Add, sorted[i], sorted[i + 1].Time, isReading: true, cadence);
        }

        Reading last = sorted[^1];
        DateTimeOffset finish = End(last, cadence, until);
        Add(segments.Add, last, finish, isReading: false, cadence);
        return segments;
    }

    /// <summary>The readings once each, in the order of <see cref="Reading.Compare"/>.</summary>
    public static List<Reading> Sorted(IEnumerable<Reading> readings)
    {
        List<Reading> sorted = [.. readings];
        sorted.Sort(static (a, b) => Reading.Compare(a, b));
        var seen = new HashSet<Model.ObservationId>();
        sorted.RemoveAll(reading => !seen.Add(reading.Id));
        return sorted;
    }

    /// <summary>The end of a timeline after its last reading.</summary>
    internal static DateTimeOffset End(in Reading last, Cadence cadence, DateTimeOffset? until) =>
        until is { } end && end >= last.Time ? end : last.Time + cadence.Interval;

    /// <summary>Emits what lies between a reading and the next instant: the reading held, then the unknown rest.</summary>
    internal static void Add(Action<Segment> emit, in Reading reading, DateTimeOffset next, bool isReading, Cadence cadence)
    {
        DateTimeOffset held = cadence.HoldsUntil(reading, next, isReading);
        emit(Segment.Holding(reading, held));
        if (held < next)
        {
            emit(Segment.UnknownFor(held, next));
        }
    }
}
