using TwinGrid.Model;
using TwinGrid.Trace.ColdChain.Folds;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.ColdChain;

/// <summary>
/// Watches one thing by a set of rules. What it says is a function of the set of readings: neither the order of arrival nor
/// repetitions matter.
/// </summary>
/// <remarks>
/// It keeps the readings of a retention window that ends at the latest reading, and of everything before it a checkpoint: the state
/// of each timer. A late reading inside the window recomputes the outcome exactly; one from before it is counted and answered as
/// <see cref="TakeOutcome.TooLate"/>. Memory is bounded by the window, the longest window of a mean kinetic temperature, and the
/// excursions until <see cref="DrainSettled"/> hands them over.
/// </remarks>
public sealed partial class ColdChainMonitor
{
    private const int LeastBatch = 64, MaximumIntervals = 2048;
    private readonly RuleSet _rules;
    private readonly Cadence _cadence;
    private readonly TimeSpan _retention;
    private readonly FoldSet _checkpoint;
    private readonly Action<Segment> _fold;
    private readonly List<Reading> _window, _aside;
    private readonly Dictionary<string, SequenceSet> _seen;
    private readonly List<ExposureSegment> _inherited;
    private readonly HashSet<(string Source, DateTimeOffset Start)> _inheritedBefore;
    private DateTimeOffset _settledUntil = DateTimeOffset.MinValue;

    /// <summary>The checkpoint carried on to the last reading, so that readings in order cost no walk along the window; null to make it.</summary>
    private FoldSet? _head;

    /// <summary>A monitor without readings.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="interval">The logging interval, above zero.</param>
    /// <param name="retention">How far behind the latest reading a late one may lie, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is not above zero.</exception>
    public ColdChainMonitor(RuleSet rules, TimeSpan interval, TimeSpan retention)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(retention, TimeSpan.Zero);
        (_rules, _cadence, _retention, _fold) = (rules, new Cadence(interval, rules.LargestGap), retention, Fold);
        (_checkpoint, _window, _aside, _seen, _inherited, _inheritedBefore) = (new FoldSet(rules), [], [], new(StringComparer.Ordinal), [], []);
    }

    /// <summary>Readings and inherited segments that came too late.</summary>
    public long TooLate { get; private set; }

    /// <summary>Readings held.</summary>
    public int WindowCount => _window.Count;

    /// <summary>Where the retention window begins; the least instant before the first reading.</summary>
    public DateTimeOffset WindowStart => _window.Count == 0 || _window[^1].Time - DateTimeOffset.MinValue < _retention
        ? DateTimeOffset.MinValue
        : _window[^1].Time - _retention;

    /// <summary>The report on a whole set of readings at once.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="readings">Readings in any order.</param>
    /// <param name="interval">The logging interval.</param>
    /// <param name="from">Beginning of the whole, when it is earlier than the first reading.</param>
    /// <param name="until">End of the whole, when it is later than the last reading.</param>
    public static ColdChainReport Evaluate(RuleSet rules, IEnumerable<Reading> readings, TimeSpan interval, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Evaluate(rules, Timeline.Of(readings, new Cadence(interval, rules.LargestGap), from, until));
    }

    /// <summary>The report on a timeline.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="timeline">Stretches in order, without overlap.</param>
    public static ColdChainReport Evaluate(RuleSet rules, IEnumerable<Segment> timeline)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(timeline);
        var folds = new FoldSet(rules);
        foreach (Segment segment in timeline)
        {
            folds.Step(segment);
        }

        return new ColdChainReport(rules, folds.Outcomes(), folds.Range, 0);
    }

    /// <summary>Takes a reading.</summary>
    public TakeOutcome Take(in Reading reading)
    {
        if (!IsNew(reading.Id))
        {
            return TakeOutcome.Repeated;
        }

        if (IsTooLate(reading))
        {
            TooLate++;
            return TakeOutcome.TooLate;
        }

        Insert(reading);
        Settle(isForced: false);
        return TakeOutcome.Taken;
    }

    /// <summary>
    /// Adds what another record used of the budgets, such as that of a container. It counts from its end on; one whose end lies
    /// before the retention window counts from now on and is answered as too late.
    /// </summary>
    /// <exception cref="ArgumentException">It was counted by another rule set or version.</exception>
    public TakeOutcome Inherit(ExposureSegment exposure)
    {
        ArgumentNullException.ThrowIfNull(exposure);
        if (exposure.RuleSet != _rules.Name || exposure.Version != _rules.Version)
        {
            throw new ArgumentException($"expected exposure by {_rules.Name} version {_rules.Version}, found {exposure.RuleSet} version {exposure.Version}", nameof(exposure));
        }

        if (!_inheritedBefore.Add((exposure.Source, exposure.Start)))
        {
            return TakeOutcome.Repeated;
        }

        _head = null;
        Settle(isForced: true);
        if (exposure.End <= _settledUntil)
        {
            // A budget must not grow because a message was slow: it is added all the same.
            _checkpoint.Inherit(exposure);
            TooLate++;
            return TakeOutcome.TooLate;
        }

        int place = _inherited.FindIndex(other => Compare(other, exposure) > 0);
        _inherited.Insert(place < 0 ? _inherited.Count : place, exposure);
        return TakeOutcome.Taken;
    }

    /// <summary>Takes everything that another monitor of the same thing holds, as if it had come here.</summary>
    /// <param name="other">A monitor with the same rules whose settled past is the same as this one's.</param>
    /// <exception cref="ArgumentException">Rules or settled past differ: the checkpoints can't be told apart or put together.</exception>
    public void Merge(ColdChainMonitor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Settle(isForced: true);
        other.Settle(isForced: true);
        if (other._rules.Name != _rules.Name || other._rules.Version != _rules.Version || other._settledUntil != _settledUntil)
        {
            throw new ArgumentException(
                $"expected {_rules.Name} version {_rules.Version} settled until {_settledUntil:O}, found {other._rules.Name} version {other._rules.Version} settled until {other._settledUntil:O}",
                nameof(other));
        }

        foreach (Reading reading in other._window.ToArray())
        {
            Take(reading);
        }

        foreach (ExposureSegment exposure in other._inherited.ToArray())
        {
            Inherit(exposure);
        }
    }

    /// <summary>What the readings so far say.</summary>
    /// <param name="until">The present; without it, the end of the last reading's interval.</param>
    public ColdChainReport Report(DateTimeOffset? until = null)
    {
        if (_inherited.Count == 0)
        {
            return ReportFromHead(until);
        }

        FoldSet folds = _checkpoint.Fork();
        int inherited = 0;
        foreach (Segment segment in WindowSegments(until))
        {
            inherited = Step(folds, segment, inherited);
        }

        for (; inherited < _inherited.Count; inherited++)
        {
            folds.Inherit(_inherited[inherited]);
        }

        return new ColdChainReport(_rules, folds.Outcomes(), folds.Range, TooLate);
    }

    /// <summary>The exposure between two instants, for what was inside during that time.</summary>
    /// <param name="source">Name of what was exposed.</param>
    /// <param name="rules">The rules of the thing that inherits.</param>
    /// <param name="start">Beginning; before the retention window the record no longer tells, and counts as unknown.</param>
    /// <param name="end">End, after <paramref name="start"/>.</param>
    public ExposureSegment ExposureBetween(string source, RuleSet rules, DateTimeOffset start, DateTimeOffset end) =>
        ExposureSegment.Of(source, rules, WindowSegments(end), start, end);

    /// <summary>Hands over the excursions that ended before the retention window and can't change any more, and forgets them.</summary>
    public IReadOnlyList<Excursion> DrainSettled()
    {
        Settle(isForced: true);
        _head = null;
        return _checkpoint.Drain();
    }

    private static int Compare(ExposureSegment a, ExposureSegment b)
    {
        int order = a.End.CompareTo(b.End);
        order = order != 0 ? order : a.Start.CompareTo(b.Start);
        return order != 0 ? order : string.CompareOrdinal(a.Source, b.Source);
    }

    /// <summary>Settled is settled, even when the latest reading was released and the window went back with it.</summary>
    private bool IsTooLate(in Reading reading) => reading.Time < WindowStart || reading.Time < _settledUntil;

    private void Insert(in Reading reading)
    {
        int place = _window.Count;
        while (place > 0 && Reading.Compare(_window[place - 1], reading) > 0)
        {
            place--;
        }

        if (place < _window.Count || place == 0)
        {
            _head = null;
        }
        else if (_head is { } head)
        {
            Timeline.Add(head.Step, _window[^1], reading.Time, isReading: true, _cadence);
        }

        _window.Insert(place, reading);
    }

    private ColdChainReport ReportFromHead(DateTimeOffset? until)
    {
        if (_head is null)
        {
            _head = _checkpoint.Fork();
            for (int i = 0; i + 1 < _window.Count; i++)
            {
                Timeline.Add(_head.Step, _window[i], _window[i + 1].Time, isReading: true, _cadence);
            }
        }

        FoldSet folds = _head.Fork();
        if (_window.Count > 0)
        {
            Timeline.Add(folds.Step, _window[^1], Timeline.End(_window[^1], _cadence, until), isReading: false, _cadence);
        }

        return new ColdChainReport(_rules, folds.Outcomes(), folds.Range, TooLate);
    }

    private bool IsNew(ObservationId id)
    {
        if (!_seen.TryGetValue(id.Source, out SequenceSet? seen))
        {
            _seen[id.Source] = seen = new SequenceSet();
        }

        bool isNew = seen.Add(id.Sequence);
        if (seen.IntervalCount > MaximumIntervals)
        {
            seen.Compact(MaximumIntervals / 2);
        }

        return isNew;
    }

    private List<Segment> WindowSegments(DateTimeOffset? until)
    {
        var segments = new List<Segment>(_window.Count + 2);
        for (int i = 0; i < _window.Count; i++)
        {
            bool isReading = i + 1 < _window.Count;
            Timeline.Add(segments.Add, _window[i], isReading ? _window[i + 1].Time : Timeline.End(_window[i], _cadence, until), isReading, _cadence);
        }

        return segments;
    }

    /// <summary>Steps over a stretch, then takes in what was inherited until its end; answers how many are taken in.</summary>
    private int Step(FoldSet folds, in Segment segment, int inherited)
    {
        folds.Step(segment);
        for (; inherited < _inherited.Count && _inherited[inherited].End <= segment.End; inherited++)
        {
            folds.Inherit(_inherited[inherited]);
        }

        return inherited;
    }

    /// <summary>
    /// Folds into the checkpoint what no reading can change any more; the last such reading still holds and stays. In batches, so
    /// that the readings that stay aren't moved for each one that goes.
    /// </summary>
    private void Settle(bool isForced)
    {
        DateTimeOffset start = WindowStart;
        int settled = 0, batch = Math.Max(LeastBatch, _window.Count / 8);
        if (!isForced && (_window.Count <= batch + 1 || _window[batch].Time >= start))
        {
            return;
        }

        while (settled + 1 < _window.Count && _window[settled + 1].Time < start)
        {
            Timeline.Add(_fold, _window[settled], _window[settled + 1].Time, isReading: true, _cadence);
            settled++;
        }

        _window.RemoveRange(0, settled);
    }

    private void Fold(Segment segment)
    {
        _inherited.RemoveRange(0, Step(_checkpoint, segment, 0));
        _settledUntil = segment.End;
    }
}
