using System.Numerics;
using TwinGrid.Model;

namespace TwinGrid.Signal.Tracks;

/// <summary>Where a tag of a scene is, how well that is known, or why it isn't.</summary>
/// <param name="Status">
/// Located; TooFewLinks below the least number of places or with an aperture under half a wavelength; Inconsistent when
/// the best place explains the phases no better than it would explain random ones, or lies at the edge of the search area.
/// </param>
/// <param name="Position">The estimate in metres; the best guess for an inconsistent tag, NaN for one with too few places.</param>
/// <param name="Covariance">
/// Covariance of the position in square metres, meaningful for located tags: noise along the track with its own correlation,
/// and what <see cref="TrackOptions"/> assumes about antenna patterns and calibration.
/// </param>
/// <param name="Places">Antenna places that the estimate rests on.</param>
public readonly record struct TrackTagEstimate(LocationStatus Status, Position Position, PositionCovariance Covariance, int Places)
{
    /// <summary>True when the tag is located.</summary>
    public bool IsLocated => Status == LocationStatus.Located;
}

/// <summary>The answer for a whole scene; coupling, costs and convergence are those of its main group of tags.</summary>
/// <param name="Tags">One estimate a tag, in the scene's order.</param>
/// <param name="Coupling">α, the tags' common scattering coefficient; zero when fewer than two tags took part.</param>
/// <param name="Cost">Sum over the tags of the share of their signal, 0 to 1, that the model leaves unexplained, and what the weak prior of α adds.</param>
/// <param name="RunnerUpCost">Cost of the best distinct other solution that was followed to the end; infinite when there was none.</param>
/// <param name="Converged">True when the last refinement settled.</param>
public sealed record TrackSolution(
    IReadOnlyList<TrackTagEstimate> Tags,
    Complex Coupling,
    double Cost,
    double RunnerUpCost,
    bool Converged);
