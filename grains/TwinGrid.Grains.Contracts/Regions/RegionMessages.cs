using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Regions;

/// <summary>A region as planned.</summary>
/// <param name="Low">Corner with the smallest coordinates, in metres.</param>
/// <param name="High">Corner with the largest coordinates, in metres.</param>
/// <param name="IsPlanar">Whether heights are known to be those of <paramref name="Low"/>, so that only x and y are estimated.</param>
/// <param name="RangeMetres">Largest tag-to-tag distance that gives a link, in metres.</param>
[GenerateSerializer, Immutable, Alias("twingrid.region-plan")]
public sealed record RegionPlan(
    [property: Id(0)] Position Low,
    [property: Id(1)] Position High,
    [property: Id(2)] bool IsPlanar,
    [property: Id(3)] double RangeMetres);

/// <summary>Where one tag is, or why that is not known.</summary>
/// <param name="Tag">Name of the tag.</param>
/// <param name="Status">Whether it was located, and why not.</param>
/// <param name="Position">Estimated position in metres; meaningful when located.</param>
/// <param name="Covariance">Covariance of the position in square metres; meaningful when located.</param>
/// <param name="Links">Links, or antenna places, that the estimate rests on.</param>
/// <param name="Time">Time of the newest observation used.</param>
[GenerateSerializer, Immutable, Alias("twingrid.tag-location")]
public sealed record TagLocation(
    [property: Id(0)] string Tag,
    [property: Id(1)] LocationStatus Status,
    [property: Id(2)] Position Position,
    [property: Id(3)] PositionCovariance Covariance,
    [property: Id(4)] int Links,
    [property: Id(5)] DateTimeOffset Time)
{
    /// <summary>A location; the best guess that an estimator keeps for a declined tag is left out, so that nobody takes it for a place.</summary>
    public static TagLocation Of(string tag, LocationStatus status, Position position, PositionCovariance covariance, int links, DateTimeOffset time) =>
        status == LocationStatus.Located
            ? new TagLocation(tag, status, position, covariance, links, time)
            : new TagLocation(tag, status, default, default, links, time);
}

/// <summary>An anchor of a region.</summary>
/// <param name="Tag">Name of the tag.</param>
/// <param name="Place">Its position in metres.</param>
[GenerateSerializer, Immutable, Alias("twingrid.placed-anchor")]
public sealed record PlacedAnchor([property: Id(0)] string Tag, [property: Id(1)] Position Place);

/// <summary>A region at one moment.</summary>
/// <param name="Anchors">Its anchors, by name.</param>
/// <param name="Tags">Its tags, by name.</param>
/// <param name="Links">Number of links or tracks held.</param>
/// <param name="Rounds">How often the region has been localized.</param>
/// <param name="SystematicDeviationRadians">Standard deviation of the link phases' systematic part (multipath), as estimated from the residuals.</param>
/// <param name="SolveSeconds">Time that the last localization took, in seconds.</param>
[GenerateSerializer, Immutable, Alias("twingrid.region")]
public sealed record RegionSnapshot(
    [property: Id(0)] ImmutableArray<PlacedAnchor> Anchors,
    [property: Id(1)] ImmutableArray<TagLocation> Tags,
    [property: Id(2)] int Links,
    [property: Id(3)] long Rounds,
    [property: Id(4)] double SystematicDeviationRadians,
    [property: Id(5)] double SolveSeconds);
