using System.Collections.Immutable;
using TwinGrid.Grains.Links;
using TwinGrid.Model;

namespace TwinGrid.Grains.Regions;

/// <summary>What a region knows round one tag: enough to say how likely it is at any place.</summary>
/// <param name="Plan">The region; null when it was never configured.</param>
/// <param name="Links">Newest estimates of the tag's own links.</param>
/// <param name="Ends">The other ends of those links that are anchors or located, by name.</param>
/// <param name="Track">Phases of the tag along a reader's track; null where there are none.</param>
/// <param name="Location">Where the tag was last located; null when it never was looked for.</param>
/// <param name="SystematicDeviationRadians">Standard deviation of the link phases' systematic part, in radians.</param>
[GenerateSerializer, Immutable, Alias("twingrid.tag-neighbourhood")]
public sealed record TagNeighbourhood(
    [property: Id(0)] RegionPlan? Plan,
    [property: Id(1)] ImmutableArray<LinkEstimate> Links,
    [property: Id(2)] ImmutableDictionary<string, LinkEnd> Ends,
    [property: Id(3)] TrackEstimate? Track,
    [property: Id(4)] TagLocation? Location,
    [property: Id(5)] double SystematicDeviationRadians);

/// <summary>The far end of a link.</summary>
/// <param name="IsAnchor">Whether its place is known without error.</param>
/// <param name="Position">Where it is, in metres.</param>
/// <param name="Covariance">Covariance in square metres; zero for an anchor.</param>
[GenerateSerializer, Immutable, Alias("twingrid.link-end")]
public sealed record LinkEnd(
    [property: Id(0)] bool IsAnchor,
    [property: Id(1)] Position Position,
    [property: Id(2)] PositionCovariance Covariance);
