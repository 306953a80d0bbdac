using System.Collections.Immutable;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;

namespace TwinGrid.Grains.Objects;

/// <summary>
/// The twin of a tagged thing, keyed <c>site/object</c>: joins the positions of its tags, keeps where it has been, votes on
/// motion and publishes facts on the stream <see cref="ObjectFact.StreamNamespace"/> of its site.
/// </summary>
public interface IObjectGrain : IGrainWithStringKey
{
    /// <summary>Takes a location of one of its tags; one that is older than the last, or the same, changes nothing.</summary>
    Task Observe(TagLocation location);

    /// <summary>Takes the evidence of motion of all its tags that a reader knows; evidence older than the last changes nothing.</summary>
    Task ObserveMotion(MotionEvidence evidence);

    /// <summary>Where the object is now.</summary>
    Task<ObjectSnapshot> Snapshot();

    /// <summary>Where it has been, oldest first.</summary>
    Task<ImmutableArray<ObjectPosition>> History();
}

/// <summary>An object at one moment.</summary>
/// <param name="Status">Located when any of its tags is; otherwise why not.</param>
/// <param name="Position">Estimated position in metres; meaningful when located.</param>
/// <param name="Covariance">Covariance in square metres; meaningful when located.</param>
/// <param name="IsMoving">Whether the majority of its tags had moved at the last update.</param>
/// <param name="Tags">Number of its tags seen so far.</param>
/// <param name="Time">Time of the newest observation used.</param>
/// <param name="Motion">What polling cycles last said of its motion; null where no reader polls its tags.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object")]
public sealed record ObjectSnapshot(
    [property: Id(0)] LocationStatus Status,
    [property: Id(1)] Position Position,
    [property: Id(2)] PositionCovariance Covariance,
    [property: Id(3)] bool IsMoving,
    [property: Id(4)] int Tags,
    [property: Id(5)] DateTimeOffset Time,
    [property: Id(6)] ObjectMotionState? Motion = null);

/// <summary>A place where an object has been.</summary>
/// <param name="Time">Since when.</param>
/// <param name="Position">Estimated position in metres.</param>
/// <param name="Covariance">Covariance in square metres.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-position")]
public sealed record ObjectPosition(
    [property: Id(0)] DateTimeOffset Time,
    [property: Id(1)] Position Position,
    [property: Id(2)] PositionCovariance Covariance);
