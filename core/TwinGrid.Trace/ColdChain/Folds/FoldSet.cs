using TwinGrid.Trace.ColdChain.Forms;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.ColdChain.Folds;

/// <summary>Everything that goes along the timeline: each rule twice, and the partition of time.</summary>
internal sealed class FoldSet
{
    private readonly RuleSet _rules;
    private readonly RunFold[] _proven, _possible;
    private readonly LimitClassifier _range;

    /// <summary>Folds at the beginning of a timeline.</summary>
    public FoldSet(RuleSet rules)
    {
        _rules = rules;
        _proven = [.. rules.Rules.Select(rule => new RunFold(new RunRule(rules.Name, rules.Version, rule, IsUnknownOut: false)))];
        _possible = [.. rules.Rules.Select(rule => new RunFold(new RunRule(rules.Name, rules.Version, rule, IsUnknownOut: true)))];
        _range = RangeOf(rules);
    }

    private FoldSet(FoldSet other)
    {
        (_rules, _range, Range) = (other._rules, other._range, other.Range);
        _proven = [.. other._proven.Select(fold => fold.Fork())];
        _possible = [.. other._possible.Select(fold => fold.Fork())];
    }

    /// <summary>In, out and unknown of the storage range so far.</summary>
    public RangePartition Range { get; private set; }

    /// <summary>A copy that goes its own way.</summary>
    public FoldSet Fork() => new(this);

    /// <summary>Folds as they were written.</summary>
    public static FoldSet Read(RuleSet rules, FormReader form)
    {
        var folds = new FoldSet(rules) { Range = form.Range() };
        foreach (RunFold fold in folds._proven.Concat(folds._possible))
        {
            fold.Restore(form);
        }

        return folds;
    }

    /// <summary>Writes the folds.</summary>
    public void Write(FormWriter form)
    {
        form.Write(Range);
        foreach (RunFold fold in _proven.Concat(_possible))
        {
            fold.Write(form);
        }
    }

    /// <summary>Takes the next stretch.</summary>
    public void Step(Segment segment)
    {
        // Without limits at all, any temperature is in range, but one must be known.
        RangeState state = segment.Temperature == ValueRange.Unknown ? RangeState.Unknown : _range.Classify(segment, isOut: false, out _);
        Range = Range.With(state, segment.Length);
        foreach (RunFold fold in _proven)
        {
            fold.Step(segment);
        }

        foreach (RunFold fold in _possible)
        {
            fold.Step(segment);
        }
    }

    /// <summary>Adds exposure from elsewhere.</summary>
    public void Inherit(ExposureSegment exposure)
    {
        foreach (RunFold fold in _proven)
        {
            fold.Inherit(exposure.Used.GetValueOrDefault(fold.Rule.Rule.Id), exposure.Start, exposure.End);
        }

        foreach (RunFold fold in _possible)
        {
            fold.Inherit(exposure.Possible.GetValueOrDefault(fold.Rule.Rule.Id), exposure.Start, exposure.End);
        }
    }

    /// <summary>Time used of each cumulative timer.</summary>
    public Dictionary<string, TimeSpan> Used(bool isUnknownOut) => (isUnknownOut ? _possible : _proven)
        .Where(fold => fold.Rule.IsCumulative).ToDictionary(fold => fold.Rule.Rule.Id, fold => fold.Used);

    /// <summary>Closed excursions, handed over and forgotten.</summary>
    public IReadOnlyList<Excursion> Drain()
    {
        foreach (RunFold fold in _possible)
        {
            fold.Drain();
        }

        return [.. _proven.SelectMany(fold => fold.Drain())];
    }

    /// <summary>What each rule found.</summary>
    public IReadOnlyList<RuleOutcome> Outcomes() => [.. _proven.Zip(_possible, (proven, possible) =>
    {
        Excursion[] found = [.. proven.Excursions()], thinkable = [.. possible.Excursions()];
        RuleVerdict verdict = proven.HasFound ? RuleVerdict.Broken : possible.HasFound ? RuleVerdict.Unproven : RuleVerdict.Kept;
        return new RuleOutcome(proven.Rule.Rule, verdict, found, thinkable, proven.Used, possible.Used);
    })];

    private static LimitClassifier RangeOf(RuleSet rules) => new(new LimitRule(
        "range",
        double.IsPositiveInfinity(rules.HighRange) ? null : rules.HighRange,
        double.IsNegativeInfinity(rules.LowRange) ? null : rules.LowRange));
}
