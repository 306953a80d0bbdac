namespace TwinGrid.Signal.Motion;

/// <summary>How profiles are compared. The defaults suit replies of a software-defined reader.</summary>
public sealed record MotionOptions
{
    /// <summary>The defaults.</summary>
    public static MotionOptions Default { get; } = new();

    /// <summary>
    /// Share of the tags that stand still and yet fail the comparison, in (0, 0.5): the threshold is that quantile of χ².
    /// Default 0.002.
    /// </summary>
    public double FalseAlarmRate { get; init; } = 0.002;

    /// <summary>
    /// Deviation in radians, 0 to π, that a resting tag's phase has besides the reading's own: people, doors, the reader's warmth.
    /// Default 1°.
    /// </summary>
    public double DriftDeviation { get; init; } = Math.PI / 180;

    /// <summary>
    /// The range in samples over which lengths of different tags spread, above zero. Default 70 (Wang et al., section IV-C:
    /// 7,620 to 7,690 samples).
    /// </summary>
    public double LengthSpread { get; init; } = 70;

    /// <summary>Antennas that must have heard both profiles before they can match. Default 1.</summary>
    public int MinimumAntennas { get; init; } = 1;

    /// <summary>Throws when an option is out of its range.</summary>
    internal void Check()
    {
        Required.Option(FalseAlarmRate is > 0 and < 0.5, FalseAlarmRate);
        Required.Option(DriftDeviation is >= 0 and < Math.PI, DriftDeviation);
        Required.Option(LengthSpread > 0 && double.IsFinite(LengthSpread), LengthSpread);
        Required.Option(MinimumAntennas >= 1, MinimumAntennas);
    }
}
