using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.ColdChain;

/// <summary>What a record says of a rule.</summary>
public enum RuleVerdict
{
    /// <summary>The rule was kept, whatever happened where the record is silent.</summary>
    Kept,

    /// <summary>The record proves that it was broken.</summary>
    Broken,

    /// <summary>It may have been broken where the record is silent; a gap is never taken as in range.</summary>
    Unproven,
}

/// <summary>What one rule found.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Verdict">What the record says of it.</param>
/// <param name="Excursions">Proven excursions, by time.</param>
/// <param name="Possible">Excursions when everything unknown is taken as out of range.</param>
/// <param name="Used">Proven time on a cumulative timer; zero for other rules.</param>
/// <param name="PossibleUsed">The same with unknown time counted as well.</param>
public sealed record RuleOutcome(
    ColdChainRule Rule, RuleVerdict Verdict, IReadOnlyList<Excursion> Excursions, IReadOnlyList<Excursion> Possible, TimeSpan Used, TimeSpan PossibleUsed);

/// <summary>What a monitor says of the readings so far.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Outcomes">What each rule found, in the order of the rules.</param>
/// <param name="Range">How the whole divides into in range, out of range and unknown.</param>
/// <param name="TooLate">Readings that came later than the retention window and are not part of this.</param>
public sealed record ColdChainReport(RuleSet Rules, IReadOnlyList<RuleOutcome> Outcomes, RangePartition Range, long TooLate)
{
    /// <summary>All proven excursions by beginning.</summary>
    public IReadOnlyList<Excursion> Excursions { get; } =
        [.. Outcomes.SelectMany(outcome => outcome.Excursions).OrderBy(excursion => excursion.Start).ThenBy(excursion => excursion.Id, StringComparer.Ordinal)];
}

/// <summary>What became of a reading.</summary>
public enum TakeOutcome
{
    /// <summary>It is part of the record.</summary>
    Taken,

    /// <summary>It was there already; nothing changed.</summary>
    Repeated,

    /// <summary>It lies before the retention window: the record there is settled, and the reading is counted as too late.</summary>
    TooLate,

    /// <summary>It is kept without counting.</summary>
    SetAside,
}
