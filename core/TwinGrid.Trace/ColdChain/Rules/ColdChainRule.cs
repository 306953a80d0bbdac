namespace TwinGrid.Trace.ColdChain.Rules;

/// <summary>A quantity that a limit may be set on.</summary>
public enum MeasuredQuantity
{
    /// <summary>Degrees Celsius.</summary>
    Temperature,

    /// <summary>Percent.</summary>
    RelativeHumidity,

    /// <summary>Multiples of g.</summary>
    Shock,
}

/// <summary>How time beyond a limit is counted.</summary>
public enum ExposureTimer
{
    /// <summary>Each stretch beyond the limit counts for itself.</summary>
    Consecutive,

    /// <summary>All stretches add up, over the lifetime and over what was inherited.</summary>
    Cumulative,
}

/// <summary>One rule of a set.</summary>
/// <param name="Id">Its name within the set.</param>
public abstract record ColdChainRule(string Id);

/// <summary>Time beyond a limit, or outside two limits: limits, timers and lifetime budgets.</summary>
/// <param name="Id">Its name within the set.</param>
/// <param name="Above">Upper limit in the quantity's unit; null for none.</param>
/// <param name="Below">Lower limit; null for none. At least one of the two is there.</param>
public sealed record LimitRule(string Id, double? Above, double? Below) : ColdChainRule(Id)
{
    /// <summary>What the limits are set on.</summary>
    public MeasuredQuantity Quantity { get; init; } = MeasuredQuantity.Temperature;

    /// <summary>Whether a value equal to a limit is beyond it ("≥ 30 °C") or within ("above 8 °C").</summary>
    public bool IsInclusive { get; init; }

    /// <summary>How time is counted.</summary>
    public ExposureTimer Timer { get; init; } = ExposureTimer.Consecutive;

    /// <summary>Time beyond the limit that makes an excursion; zero for at once.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Stretches shorter than this (a door opened) are passed over and add nothing to a cumulative timer.</summary>
    public TimeSpan AlarmDelay { get; init; }

    /// <summary>How far, in the quantity's unit, a value must come back behind the limit to be in range again; zero for not at all.</summary>
    public double Hysteresis { get; init; }

    /// <summary>Whether it is a budget over the lifetime, shown with what is left of it.</summary>
    public bool IsBudget { get; init; }
}

/// <summary>Mean kinetic temperature over a sliding window, USP &lt;1079.2&gt;.</summary>
/// <param name="Id">Its name within the set.</param>
/// <param name="Above">The largest mean kinetic temperature allowed, in degrees Celsius.</param>
/// <param name="Window">Length of the window.</param>
/// <param name="ActivationEnergy">ΔH in kJ/mol.</param>
/// <param name="Coverage">Least share of the window that must be known, above 0 and up to 1; below it the outcome is unknown.</param>
public sealed record KineticRule(string Id, double Above, TimeSpan Window, double ActivationEnergy, double Coverage) : ColdChainRule(Id);

/// <summary>Change of temperature in either direction, measured over a span so that the last digit of a logger is no rate.</summary>
/// <param name="Id">Its name within the set.</param>
/// <param name="Above">Largest change allowed, in kelvins per hour.</param>
/// <param name="Over">Span that the change is measured over.</param>
public sealed record RateRule(string Id, double Above, TimeSpan Over) : ColdChainRule(Id);

/// <summary>A stretch of unknown temperature is an alert of its own.</summary>
/// <param name="Id">Its name within the set.</param>
/// <param name="After">Length of the unknown stretch that makes the alert.</param>
public sealed record GapRule(string Id, TimeSpan After) : ColdChainRule(Id);

/// <summary>The rules of a product, as one version of them.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="Version">Version, from 1; excursions name the version that found them.</param>
/// <param name="Description">What it is and where it comes from.</param>
/// <param name="LowRange">Lower end of the storage range in degrees Celsius, included; −∞ for none.</param>
/// <param name="HighRange">Upper end of the storage range, included; +∞ for none.</param>
/// <param name="LargestGap">The longest time between readings that is still taken as known.</param>
/// <param name="Rules">The rules, ids all different.</param>
public sealed record RuleSet(string Name, int Version, string Description, double LowRange, double HighRange, TimeSpan LargestGap, IReadOnlyList<ColdChainRule> Rules);
