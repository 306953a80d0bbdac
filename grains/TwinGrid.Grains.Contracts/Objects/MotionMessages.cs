using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Objects;

/// <summary>What one polling cycle says of an object's tags.</summary>
/// <param name="Reader">Name of the reader.</param>
/// <param name="Time">When the cycle ended.</param>
/// <param name="Tags">Each of the object's tags that the reader knows.</param>
[GenerateSerializer, Immutable, Alias("twingrid.motion-evidence")]
public sealed record MotionEvidence(
    [property: Id(0)] string Reader,
    [property: Id(1)] DateTimeOffset Time,
    [property: Id(2)] ImmutableArray<TagEvidence> Tags);

/// <summary>How one tag's phases in a cycle differ from those at rest.</summary>
/// <param name="Tag">Name of the tag.</param>
/// <param name="Differences">New minus old phase at each antenna in radians, wrapped; NaN where either is missing.</param>
/// <param name="Deviations">Standard deviation of each difference in radians.</param>
/// <param name="HadPlace">Whether the tag was in the field before.</param>
/// <param name="Kind">How the reply that was used is known to be the tag's.</param>
/// <param name="StrayReplies">Replies of other tags that would have passed for its own: zero where the reply names it.</param>
[GenerateSerializer, Immutable, Alias("twingrid.tag-evidence")]
public sealed record TagEvidence(
    [property: Id(0)] string Tag,
    [property: Id(1)] ImmutableArray<double> Differences,
    [property: Id(2)] ImmutableArray<double> Deviations,
    [property: Id(3)] bool HadPlace,
    [property: Id(4)] ReadKind Kind,
    [property: Id(5)] double StrayReplies);

/// <summary>What an object's tags voted.</summary>
/// <param name="Verdict">The likeliest of what can have happened.</param>
/// <param name="ErrorProbability">Probability that something else happened, 0 to 1.</param>
/// <param name="Reader">Name of the reader whose cycle it was.</param>
/// <param name="Time">When the cycle ended.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-motion")]
public sealed record ObjectMotionState(
    [property: Id(0)] MotionVerdict Verdict,
    [property: Id(1)] double ErrorProbability,
    [property: Id(2)] string Reader,
    [property: Id(3)] DateTimeOffset Time);
