using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>Where a tag is, how well that is known, or why it isn't.</summary>
/// <param name="Node">Index of the node in the problem.</param>
/// <param name="Status">Located, or the reason why not.</param>
/// <param name="Position">
/// The maximum-likelihood position in metres. When the tag is not located it is the best guess where there was one, else NaN.
/// </param>
/// <param name="Covariance">Covariance of the position in square metres; zero for an anchor, meaningful for located tags only.</param>
/// <param name="LinksUsed">Number of links to placed nodes that the estimate rests on.</param>
/// <param name="AmbiguityRatio">Likelihood of the second-best place over that of the best, 0 to 1: near zero is unambiguous, 1 is a tie or no evidence.</param>
public readonly record struct TagEstimate(
    int Node,
    LocationStatus Status,
    Position Position,
    PositionCovariance Covariance,
    int LinksUsed,
    double AmbiguityRatio)
{
    /// <summary>True when the tag is located.</summary>
    public bool IsLocated => Status == LocationStatus.Located;
}
