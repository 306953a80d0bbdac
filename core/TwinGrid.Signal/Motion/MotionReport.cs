using System.Collections.Immutable;

namespace TwinGrid.Signal.Motion;

/// <summary>What a polling cycle tells about each known tag and each new profile.</summary>
/// <param name="Matches">
/// For each known tag the profile of the cycle that shows it at rest, as an index; −1 for a tag that has no such profile: it has
/// moved, is missing or was not read.
/// </param>
/// <param name="UnmatchedProfiles">Profiles of the cycle that show no known tag at rest, ascending.</param>
public sealed record MotionReport(ImmutableArray<int> Matches, ImmutableArray<int> UnmatchedProfiles)
{
    /// <summary>Whether a known tag was found at rest.</summary>
    /// <param name="tag">Index of the tag in the stationary distribution.</param>
    public bool IsStationary(int tag) => Matches[tag] >= 0;
}
