namespace TwinGrid.Trace.ColdChain;

/// <summary>What an excursion is about.</summary>
public enum ExcursionKind
{
    /// <summary>One stretch beyond a limit.</summary>
    Consecutive,

    /// <summary>All stretches beyond a limit together.</summary>
    Cumulative,

    /// <summary>A mean kinetic temperature above its limit.</summary>
    MeanKinetic,

    /// <summary>A temperature that changed too fast.</summary>
    Rate,

    /// <summary>A stretch of which nothing is known.</summary>
    Gap,
}

/// <summary>A rule that was broken, as a fact.</summary>
/// <param name="Id">The same for the same excursion however often it is recomputed: set, version, rule and beginning.</param>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Version">Version of the rule set.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Start">When the value went beyond the limit.</param>
/// <param name="AlarmTime">When the time beyond it was long enough for the rule.</param>
/// <param name="End">When it ended; null while it lasts, and for a used-up cumulative timer while the value is beyond the limit.</param>
/// <param name="Extreme">
/// The value furthest beyond the limit, in the rule's unit (degrees Celsius, percent, g, kelvins per hour; hours for a gap); null
/// when the record tells that it was beyond but not how far.
/// </param>
/// <param name="Duration">Time beyond the limit; of a cumulative timer all of it.</param>
/// <param name="IsOpen">Whether it lasts at the end of the record. A used-up cumulative timer never closes.</param>
/// <param name="IsEndObserved">Whether a reading saw the end; false when the record became unknown there, or it is open.</param>
public sealed record Excursion(
    string Id,
    string Rule,
    int Version,
    ExcursionKind Kind,
    DateTimeOffset Start,
    DateTimeOffset AlarmTime,
    DateTimeOffset? End,
    double? Extreme,
    TimeSpan Duration,
    bool IsOpen,
    bool IsEndObserved);
