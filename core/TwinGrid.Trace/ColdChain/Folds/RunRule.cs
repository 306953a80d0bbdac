using System.Globalization;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.ColdChain.Folds;

/// <summary>What the timers need to know of a rule.</summary>
/// <param name="Set">Name of the rule set.</param>
/// <param name="Version">Its version.</param>
/// <param name="Rule">The rule.</param>
/// <param name="IsUnknownOut">Whether unknown stretches are taken as beyond the limit.</param>
internal sealed record RunRule(string Set, int Version, ColdChainRule Rule, bool IsUnknownOut)
{
    /// <summary>Whether stretches add up.</summary>
    public bool IsCumulative { get; } = Rule is LimitRule { Timer: ExposureTimer.Cumulative };

    /// <summary>Stretches shorter than this don't count.</summary>
    public TimeSpan AlarmDelay { get; } = Rule is LimitRule limit ? limit.AlarmDelay : TimeSpan.Zero;

    /// <summary>Time beyond the limit that makes an excursion.</summary>
    public TimeSpan Threshold { get; } = Rule switch
    {
        LimitRule { Timer: ExposureTimer.Consecutive } limit => limit.After > limit.AlarmDelay ? limit.After : limit.AlarmDelay,
        LimitRule limit => limit.After,
        GapRule gap => gap.After,
        _ => TimeSpan.Zero,
    };

    private ExcursionKind Kind => Rule switch
    {
        LimitRule { Timer: ExposureTimer.Cumulative } => ExcursionKind.Cumulative,
        LimitRule => ExcursionKind.Consecutive,
        KineticRule => ExcursionKind.MeanKinetic,
        RateRule => ExcursionKind.Rate,
        _ => ExcursionKind.Gap,
    };

    /// <summary>An excursion of this rule.</summary>
    public Excursion Excursion(DateTimeOffset start, DateTimeOffset alarm, DateTimeOffset? end, double? extreme, TimeSpan duration, bool isOpen, bool isEndObserved) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Set}/{Version}/{Rule.Id}/{start.UtcDateTime:yyyyMMdd'T'HHmmss.FFFFFFF}Z"),
        Rule.Id,
        Version,
        Kind,
        start,
        alarm,
        end,
        Rule is GapRule ? duration.TotalHours : extreme,
        duration,
        isOpen,
        isEndObserved);
}
