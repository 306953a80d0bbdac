namespace TwinGrid.Signal.Localization;

/// <summary>
/// Parameters of the published raster. The paper states none of them; the defaults are what served accuracy best
/// over several seeds of the demonstration room while a room still takes seconds rather than minutes.
/// </summary>
public sealed record LiteralOptions
{
    /// <summary>The defaults.</summary>
    public static LiteralOptions Default { get; } = new();

    /// <summary>Side of a cell in metres. Default 0.005.</summary>
    public double CellSize { get; init; } = 0.005;

    /// <summary>Standard deviation of the Gaussian blur in metres: a little more than the range error. Default 0.012.</summary>
    public double BlurDeviation { get; init; } = 0.012;

    /// <summary>The second peak must be below this share of the first. Default 0.8.</summary>
    public double LargestPeakRatio { get; init; } = 0.8;

    /// <summary>Peaks nearer than this to the highest count as the same, in metres. Default 0.04.</summary>
    public double PeakSeparation { get; init; } = 0.04;

    /// <summary>Fewest links to anchors and tags already localized. Default 4.</summary>
    public int LeastLinks { get; init; } = 4;

    /// <summary>Most rounds. Default 5.</summary>
    public int MaximumRounds { get; init; } = 5;
}
