using TwinGrid.Trace.ColdChain.Forms;

namespace TwinGrid.Trace.ColdChain.Folds;

/// <summary>
/// Follows one rule along the timeline: stretches beyond the limit, their timers, and the excursions that come of them.
/// </summary>
/// <remarks>
/// It runs twice for every rule. Once with what is unknown taken as in range: what it finds then is proven. Once with it taken as
/// out of range: what it doesn't find then can't have happened. Between the two the record doesn't say.
/// </remarks>
internal sealed class RunFold
{
    private readonly RunRule _rule;
    private readonly Classifier _classifier;
    private readonly List<Excursion> _closed;
    private Run? _run;
    private Total _total;

    /// <summary>A fold at the beginning of a timeline.</summary>
    public RunFold(RunRule rule) : this(rule, Classifier.For(rule.Rule), [], null, default)
    {
    }

    private RunFold(RunRule rule, Classifier classifier, List<Excursion> closed, Run? run, Total total) =>
        (_rule, _classifier, _closed, _run, _total) = (rule, classifier, closed, run, total);

    /// <summary>Whether it ever found an excursion, handed over or not.</summary>
    public bool HasFound { get; private set; }

    /// <summary>The rule that is followed.</summary>
    public RunRule Rule => _rule;

    /// <summary>Time beyond the limit in all, of stretches that outlasted the alarm delay, and what was inherited.</summary>
    public TimeSpan Used => _total.Time;

    /// <summary>A copy that goes its own way.</summary>
    public RunFold Fork() => new(_rule, _classifier.Fork(), [.. _closed], _run, _total) { HasFound = HasFound };

    /// <summary>Takes the next stretch.</summary>
    public void Step(in Segment segment)
    {
        RangeState state = _classifier.Classify(segment, _run is not null, out double value);
        DateTimeOffset start = _classifier.IsOfEnd ? segment.End : segment.Start;
        if (state != RangeState.OutOfRange && !(state == RangeState.Unknown && _rule.IsUnknownOut))
        {
            EndRun(start, isObserved: state == RangeState.InRange);
            return;
        }

        Run before = _run ?? new Run(start, start, double.NaN, null, TimeSpan.Zero);
        Run run = before with { End = segment.End, Extreme = Extreme(before.Extreme, value) };
        TimeSpan length = run.End - run.Start;
        if (_rule.IsCumulative)
        {
            run = length >= _rule.AlarmDelay ? Counted(run, length) : run;
        }
        else if (run.Alarm is null && length >= _rule.Threshold)
        {
            run = run with { Alarm = run.Start + _rule.Threshold };
            HasFound = true;
        }

        _run = run;
    }

    /// <summary>Adds time beyond the limit from elsewhere, at the end of the stretch during which it was spent.</summary>
    public void Inherit(TimeSpan time, DateTimeOffset start, DateTimeOffset end)
    {
        if (_rule.IsCumulative && time > TimeSpan.Zero)
        {
            Total total = _total.Plus(time, start, end, double.NaN);
            _total = total.Alarm is null && total.Time >= _rule.Threshold ? total with { Alarm = end } : total;
            HasFound |= _total.Alarm is not null;
        }
    }

    /// <summary>The excursions so far; open ones as they stand.</summary>
    public IEnumerable<Excursion> Excursions()
    {
        if (_rule.IsCumulative)
        {
            return _total.Alarm is { } alarm
                ? [_rule.Excursion(_total.First, alarm, _run is { } lasting && lasting.Counted > TimeSpan.Zero ? null : _total.Last, Known(_total.Extreme), _total.Time, isOpen: true, isEndObserved: false)]
                : [];
        }

        return _run is { Alarm: { } open } run
            ? [.. _closed, _rule.Excursion(run.Start, open, null, Known(run.Extreme), run.End - run.Start, isOpen: true, isEndObserved: false)]
            : _closed;
    }

    /// <summary>Hands over the closed excursions and forgets them.</summary>
    public IReadOnlyList<Excursion> Drain()
    {
        Excursion[] closed = [.. _closed];
        _closed.Clear();
        return closed;
    }

    private void EndRun(DateTimeOffset end, bool isObserved)
    {
        if (_run is { Alarm: { } alarm } run && !_rule.IsCumulative)
        {
            _closed.Add(_rule.Excursion(run.Start, alarm, end, Known(run.Extreme), end - run.Start, isOpen: false, isObserved));
        }

        _run = null;
    }

    /// <summary>Adds to the total what the run has not yet added.</summary>
    private Run Counted(Run run, TimeSpan length)
    {
        Total total = _total.Plus(length - run.Counted, run.Start, run.End, Extreme(_total.Extreme, run.Extreme));
        if (total.Alarm is null && total.Time >= _rule.Threshold)
        {
            DateTimeOffset reached = run.End - (total.Time - _rule.Threshold), earliest = run.Start + _rule.AlarmDelay;
            total = total with { Alarm = reached > earliest ? reached : earliest };
            HasFound = true;
        }

        _total = total;
        return run with { Counted = length };
    }

    private double Extreme(double a, double b) =>
        double.IsNaN(a) ? b : double.IsNaN(b) || _classifier.Excess(a) >= _classifier.Excess(b) ? a : b;

    /// <summary>Writes where it stands.</summary>
    public void Write(FormWriter form)
    {
        form.Write(HasFound);
        form.WriteAll(_closed, form.Write);
        form.WriteOptional(_run, run =>
        {
            form.Write(run.Start);
            form.Write(run.End);
            form.Write(run.Extreme);
            form.Write(run.Alarm);
            form.Write(run.Counted);
        });
        form.Write(_total.Time);
        form.Write(_total.First);
        form.Write(_total.Last);
        form.Write(_total.Extreme);
        form.Write(_total.Alarm);
        _classifier.Write(form);
    }

    /// <summary>Takes up, while it is new, what <see cref="Write"/> wrote.</summary>
    public void Restore(FormReader form)
    {
        HasFound = form.Flag();
        _closed.AddRange(form.All(form.Excursion));
        _run = form.Flag() ? new Run(form.Time(), form.Time(), form.Number(), form.OptionalTime(), form.Span()) : null;
        _total = new Total(form.Span(), form.Time(), form.Time(), form.Number(), form.OptionalTime());
        _classifier.Restore(form);
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    /// <summary>A stretch beyond the limit that lasts.</summary>
    private readonly record struct Run(DateTimeOffset Start, DateTimeOffset End, double Extreme, DateTimeOffset? Alarm, TimeSpan Counted);

    /// <summary>All stretches beyond the limit.</summary>
    private readonly record struct Total(TimeSpan Time, DateTimeOffset First, DateTimeOffset Last, double Extreme, DateTimeOffset? Alarm)
    {
        public Total Plus(TimeSpan time, DateTimeOffset start, DateTimeOffset end, double extreme) => Time == TimeSpan.Zero && Alarm is null
            ? new Total(time, start, end, extreme, null)
            : this with { Time = Time + time, First = First < start ? First : start, Last = Last > end ? Last : end, Extreme = double.IsNaN(extreme) ? Extreme : extreme };
    }
}
