namespace TwinGrid.Signal.Localization;

/// <summary>How cautious the solver is. The defaults suit tags at 915 MHz a few per square metre.</summary>
public sealed record LocalizationOptions
{
    /// <summary>The defaults.</summary>
    public static LocalizationOptions Default { get; } = new();

    /// <summary>Multipath deviation assumed until the residuals tell, in radians. Default 5°.</summary>
    public double AssumedSystematicDeviation { get; init; } = 5 * Math.PI / 180;

    /// <summary>
    /// How many links' worth of evidence the assumed multipath deviation counts for when it is estimated. Default 10.
    /// </summary>
    public double SystematicPriorLinks { get; init; } = 10;

    /// <summary>Share of links taken to carry no information (blocked, mis-probed), in (0, 1). Default 0.01.</summary>
    public double OutlierShare { get; init; } = 0.01;

    /// <summary>
    /// Logarithm of how much less likely the second-best place must be before a tag is placed. Default 8 (1 : 3,000).
    /// </summary>
    public double AcceptanceMargin { get; init; } = 8;

    /// <summary>Links to placed nodes beyond the number of dimensions that a tag needs. Default 2.</summary>
    public int SpareLinks { get; init; } = 2;

    /// <summary>Most rounds of placing tags against anchors and tags placed before; they end by themselves when none can be placed. Default 100.</summary>
    public int MaximumRounds { get; init; } = 100;

    /// <summary>Most passes of checking integers and retrying declined tags after the joint estimate. Default 4.</summary>
    public int MaximumChecks { get; init; } = 4;

    /// <summary>Throws when an option is out of its range.</summary>
    internal void Check()
    {
        Required.Option(AssumedSystematicDeviation is >= 0 and < Math.PI, AssumedSystematicDeviation);
        Required.Option(SystematicPriorLinks >= 0, SystematicPriorLinks);
        Required.Option(OutlierShare is > 0 and < 1, OutlierShare);
        Required.Option(AcceptanceMargin > 0, AcceptanceMargin);
        Required.Option(SpareLinks >= 1, SpareLinks);
        Required.Option(MaximumRounds >= 1, MaximumRounds);
        Required.Option(MaximumChecks >= 0, MaximumChecks);
    }
}
