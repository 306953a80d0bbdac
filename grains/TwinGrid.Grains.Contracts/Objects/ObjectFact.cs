using TwinGrid.Model;

namespace TwinGrid.Grains.Objects;

/// <summary>Something that happened to an object. Facts are published in order on one stream a site.</summary>
/// <param name="ObjectName">Name of the object within its site.</param>
/// <param name="Time">When it happened.</param>
[GenerateSerializer, Immutable]
public abstract record ObjectFact([property: Id(0)] string ObjectName, [property: Id(1)] DateTimeOffset Time)
{
    /// <summary>Namespace of the stream of facts; its key is the site.</summary>
    public const string StreamNamespace = "facts";

    /// <summary>Name of the stream provider that carries facts.</summary>
    public const string StreamProvider = "facts";
}

/// <summary>An object that had no position has one.</summary>
/// <param name="ObjectName">Name of the object.</param>
/// <param name="Time">When it was observed there.</param>
/// <param name="Position">Where it is, in metres.</param>
/// <param name="Covariance">Covariance in square metres.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-located")]
public sealed record ObjectLocated(
    string ObjectName,
    DateTimeOffset Time,
    [property: Id(0)] Position Position,
    [property: Id(1)] PositionCovariance Covariance) : ObjectFact(ObjectName, Time);

/// <summary>The majority of an object's tags has moved.</summary>
/// <param name="ObjectName">Name of the object.</param>
/// <param name="Time">When it was observed at its new place.</param>
/// <param name="From">Where it was, in metres.</param>
/// <param name="To">Where it is, in metres.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-moved")]
public sealed record ObjectMoved(
    string ObjectName,
    DateTimeOffset Time,
    [property: Id(0)] Position From,
    [property: Id(1)] Position To) : ObjectFact(ObjectName, Time);

/// <summary>The evidence no longer says where an object is.</summary>
/// <param name="ObjectName">Name of the object.</param>
/// <param name="Time">When it was last observed.</param>
/// <param name="Status">Why it is not known.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-lost")]
public sealed record ObjectLost(
    string ObjectName,
    DateTimeOffset Time,
    [property: Id(0)] LocationStatus Status) : ObjectFact(ObjectName, Time);

/// <summary>The tags of an object voted otherwise on its motion than before.</summary>
/// <param name="ObjectName">Name of the object.</param>
/// <param name="Time">When the polling cycle ended.</param>
/// <param name="Verdict">What happened.</param>
/// <param name="ErrorProbability">Probability that something else happened, 0 to 1.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-motion-changed")]
public sealed record ObjectMotionChanged(
    string ObjectName,
    DateTimeOffset Time,
    [property: Id(0)] MotionVerdict Verdict,
    [property: Id(1)] double ErrorProbability) : ObjectFact(ObjectName, Time);

/// <summary>Antennas hear an object at another place than before, or again.</summary>
/// <param name="ObjectName">Name of the object.</param>
/// <param name="Time">When it was first heard there.</param>
/// <param name="Place">Name of the region, or region/zone where the antenna has a zone.</param>
/// <param name="Antenna">Where the antenna is, in metres.</param>
/// <param name="Stay">Number of the stay among those told of the object, from 1.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-arrived")]
public sealed record ObjectArrived(
    string ObjectName,
    DateTimeOffset Time,
    [property: Id(0)] string Place,
    [property: Id(1)] Position Antenna,
    [property: Id(2)] long Stay) : ObjectFact(ObjectName, Time);

/// <summary>An object is heard at another place now, or at none any more.</summary>
/// <param name="ObjectName">Name of the object.</param>
/// <param name="Time">When it arrived elsewhere, or was last heard.</param>
/// <param name="Place">The place that it left: region or region/zone.</param>
/// <param name="Arrived">When it had arrived there.</param>
/// <param name="Stay">Number of the stay, the same as of its arrival.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-left")]
public sealed record ObjectLeft(
    string ObjectName,
    DateTimeOffset Time,
    [property: Id(0)] string Place,
    [property: Id(1)] DateTimeOffset Arrived,
    [property: Id(2)] long Stay) : ObjectFact(ObjectName, Time);

/// <summary>
/// What else happened to an object, as the log of facts has it: readings used and released, rules assigned, excursions from their
/// start to their closing, stages of its life.
/// </summary>
/// <param name="ObjectName">Name of the object.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Kind">What happened, past tense in kebab case.</param>
/// <param name="Thread">Id of what it is one chapter of, such as an excursion; null for facts that stand alone.</param>
/// <param name="Payload">The fact as one JSON object.</param>
[GenerateSerializer, Immutable, Alias("twingrid.object-recorded")]
public sealed record ObjectRecorded(
    string ObjectName,
    DateTimeOffset Time,
    [property: Id(0)] string Kind,
    [property: Id(1)] string? Thread,
    [property: Id(2)] string Payload) : ObjectFact(ObjectName, Time);
