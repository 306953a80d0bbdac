using TwinGrid.Trace.ColdChain.Folds;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.ColdChain;

/// <summary>
/// What a stretch of time used up of each cumulative timer and budget of a rule set: what things inside a container inherit for the
/// time that they were inside.
/// </summary>
/// <param name="Source">Where it was spent, such as the container's name; with <paramref name="Start"/> it tells segments apart.</param>
/// <param name="RuleSet">Name of the rule set that counted.</param>
/// <param name="Version">Its version.</param>
/// <param name="Start">Beginning.</param>
/// <param name="End">End.</param>
/// <param name="Used">Proven time beyond the limit, by rule.</param>
/// <param name="Possible">The same with unknown time counted as well, by rule.</param>
/// <param name="Range">In, out and unknown of the storage range.</param>
public sealed record ExposureSegment(
    string Source,
    string RuleSet,
    int Version,
    DateTimeOffset Start,
    DateTimeOffset End,
    IReadOnlyDictionary<string, TimeSpan> Used,
    IReadOnlyDictionary<string, TimeSpan> Possible,
    RangePartition Range)
{
    /// <summary>Counts the stretches of a timeline between two instants; what no stretch covers is unknown.</summary>
    /// <param name="source">Where it was spent.</param>
    /// <param name="rules">The rules of the thing that inherits, not of the container.</param>
    /// <param name="timeline">Stretches in order, without overlap.</param>
    /// <param name="start">Beginning.</param>
    /// <param name="end">End, after <paramref name="start"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="end"/> is not after <paramref name="start"/>.</exception>
    public static ExposureSegment Of(string source, RuleSet rules, IEnumerable<Segment> timeline, DateTimeOffset start, DateTimeOffset end)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(timeline);
        if (end <= start)
        {
            throw new ArgumentException($"expected an end after {start:O}, found {end:O}", nameof(end));
        }

        var folds = new FoldSet(rules);
        DateTimeOffset at = start;
        foreach (Segment segment in timeline)
        {
            DateTimeOffset from = segment.Start > at ? segment.Start : at, to = segment.End < end ? segment.End : end;
            if (from >= to)
            {
                continue;
            }

            if (from > at)
            {
                folds.Step(Segment.UnknownFor(at, from));
            }

            folds.Step(segment with { Start = from, End = to });
            at = to;
        }

        if (at < end)
        {
            folds.Step(Segment.UnknownFor(at, end));
        }

        return new ExposureSegment(source, rules.Name, rules.Version, start, end, folds.Used(isUnknownOut: false), folds.Used(isUnknownOut: true), folds.Range);
    }
}
