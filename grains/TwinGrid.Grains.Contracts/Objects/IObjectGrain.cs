using System.Collections.Immutable;
using Orleans.Concurrency;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;

namespace TwinGrid.Grains.Objects;

/// <summary>
/// The twin of a tagged thing, keyed <c>site/object</c>: joins the positions of its tags, keeps where it has been, votes on
/// motion, watches its cold chain, and tells facts: to the log for good, and on the stream <see cref="ObjectFact.StreamNamespace"/>
/// of its site to those who watch.
/// </summary>
public interface IObjectGrain : IGrainWithStringKey
{
    /// <summary>Takes a location of one of its tags; one that is older than the last, or the same, changes nothing.</summary>
    Task Observe(TagLocation location);

    /// <summary>Takes the evidence of motion of all its tags that a reader knows; evidence older than the last changes nothing.</summary>
    Task ObserveMotion(MotionEvidence evidence);

    /// <summary>
    /// Takes readings of its own sensors and hands them to what is inside; a number taken before from the same source changes nothing.
    /// </summary>
    Task ObserveReadings(ImmutableArray<SensorRead> readings);

    /// <summary>Takes sightings of its tags, in any order; those taken before change nothing.</summary>
    Task ObserveSightings(ImmutableArray<TagSighting> sightings);

    /// <summary>Tells that it has left when no antenna has heard it for the time-out. Answers whether it is present still.</summary>
    Task<bool> CheckPresence();

    /// <summary>Takes readings of a container; they count for the time that this object was inside of it.</summary>
    /// <param name="container">Name of the container.</param>
    /// <param name="readings">The readings, their sources with the container's name and '/' before them.</param>
    /// <remarks>Two that were inside each other at different times hand to each other: so it is taken while its own turn waits.</remarks>
    [AlwaysInterleave]
    Task Inherit(string container, ImmutableArray<SensorRead> readings);

    /// <summary>
    /// Takes its own readings back, whether they have come or are still to come, and has what is inside do so: what told of them was
    /// withdrawn. Those that left the retention window stay. The same again changes nothing.
    /// </summary>
    Task WithdrawReadings(ImmutableArray<SensorRead> readings);

    /// <summary>Takes readings of a container back.</summary>
    /// <param name="container">Name of the container.</param>
    /// <param name="readings">The readings, their sources with the container's name and '/' before them.</param>
    [AlwaysInterleave]
    Task InheritWithdrawal(string container, ImmutableArray<SensorRead> readings);

    /// <summary>Takes what captured events say of its life.</summary>
    Task Learn(ObjectLife life);

    /// <summary>Takes what captured events say of things inside: each name's spans in place of those known. Its readings of those spans go there.</summary>
    Task Hold(string content, ImmutableArray<ContainerStay> stays);

    /// <summary>Assigns rules: the readings of the retention window are judged anew by them. The same rules again change nothing.</summary>
    /// <param name="rules">Name of a ready set, or the JSON of a set.</param>
    /// <exception cref="ArgumentException">They can't be understood, or are others than those known under the same name and version.</exception>
    Task Watch(string rules);

    /// <summary>Judges the time up to now when its sensors have been silent for longer than the rules allow.</summary>
    Task CheckSilence();

    /// <summary>Takes note of an excursion.</summary>
    /// <param name="excursion">Id of its thread.</param>
    /// <param name="who">Who, 1 to 200 characters.</param>
    /// <param name="note">What they say, up to 2,000 characters.</param>
    /// <exception cref="InvalidOperationException">Refused; the message says why.</exception>
    Task Acknowledge(string excursion, string who, string note);

    /// <summary>Says what becomes of the goods.</summary>
    /// <param name="excursion">Id of its thread.</param>
    /// <param name="who">Who, 1 to 200 characters.</param>
    /// <param name="verdict">release, reject, investigate, or a text of 1 to 200 characters.</param>
    /// <param name="note">Why, up to 2,000 characters.</param>
    /// <exception cref="InvalidOperationException">Refused; the message says why.</exception>
    Task Disposition(string excursion, string who, string verdict, string note);

    /// <summary>Closes the file of an excursion.</summary>
    /// <param name="excursion">Id of its thread.</param>
    /// <param name="who">Who, 1 to 200 characters.</param>
    /// <param name="note">What they say, up to 2,000 characters.</param>
    /// <exception cref="InvalidOperationException">Refused; the message says why.</exception>
    Task Close(string excursion, string who, string note);

    /// <summary>Makes durable what readings and sightings have changed, here and what readings have in what is inside.</summary>
    Task Flush();

    /// <summary>Makes durable what readings and sightings have changed here; taken, as <see cref="Inherit"/> is, while its own turn waits.</summary>
    [AlwaysInterleave]
    Task Save();

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
/// <param name="Stage">The stage of its life by captured events.</param>
/// <param name="Parent">Name of the container that it is in; null for none. Without tags of its own it is where that is.</param>
/// <param name="Cold">How it stands by its cold-chain rules; null without rules.</param>
/// <param name="Presence">At which place antennas hear it, or last did; null before any has.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object")]
public sealed record ObjectSnapshot(
    [property: Id(0)] LocationStatus Status,
    [property: Id(1)] Position Position,
    [property: Id(2)] PositionCovariance Covariance,
    [property: Id(3)] bool IsMoving,
    [property: Id(4)] int Tags,
    [property: Id(5)] DateTimeOffset Time,
    [property: Id(6)] ObjectMotionState? Motion = null,
    [property: Id(7)] LifeStage Stage = LifeStage.Unknown,
    [property: Id(8)] string? Parent = null,
    [property: Id(9)] ColdStatus? Cold = null,
    [property: Id(10)] ObjectPresence? Presence = null);

/// <summary>A place where an object has been.</summary>
/// <param name="Time">Since when.</param>
/// <param name="Position">Estimated position in metres.</param>
/// <param name="Covariance">Covariance in square metres.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-position")]
public sealed record ObjectPosition(
    [property: Id(0)] DateTimeOffset Time,
    [property: Id(1)] Position Position,
    [property: Id(2)] PositionCovariance Covariance);
