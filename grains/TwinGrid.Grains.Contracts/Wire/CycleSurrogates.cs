using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Wire;

/// <summary>How a <see cref="PollingCycle"/> crosses the wire.</summary>
[GenerateSerializer, Immutable, Alias("twingrid.cycle")]
public readonly record struct PollingCycleSurrogate(
    [property: Id(0)] string Source,
    [property: Id(1)] long Sequence,
    [property: Id(2)] DateTimeOffset Time,
    [property: Id(3)] int Purpose,
    [property: Id(4)] ImmutableArray<CycleReply> Replies);

/// <summary>Converts a <see cref="PollingCycle"/> to and from its wire form.</summary>
[RegisterConverter]
public sealed class PollingCycleConverter : IConverter<PollingCycle, PollingCycleSurrogate>
{
    /// <inheritdoc/>
    public PollingCycle ConvertFromSurrogate(in PollingCycleSurrogate surrogate) => new(
        new ObservationId(surrogate.Source, surrogate.Sequence), surrogate.Time, (PollingPurpose)surrogate.Purpose, surrogate.Replies);

    /// <inheritdoc/>
    public PollingCycleSurrogate ConvertToSurrogate(in PollingCycle value) => new(
        value.Id.Source, value.Id.Sequence, value.Time, (int)value.Purpose, value.Replies);
}

/// <summary>How a <see cref="CycleReply"/> crosses the wire.</summary>
[GenerateSerializer, Immutable, Alias("twingrid.cycle-reply")]
public readonly record struct CycleReplySurrogate(
    [property: Id(0)] string Tag,
    [property: Id(1)] ImmutableArray<double> Phases,
    [property: Id(2)] ImmutableArray<double> PhaseDeviations,
    [property: Id(3)] double LengthSamples,
    [property: Id(4)] double LengthDeviation);

/// <summary>Converts a <see cref="CycleReply"/> to and from its wire form.</summary>
[RegisterConverter]
public sealed class CycleReplyConverter : IConverter<CycleReply, CycleReplySurrogate>
{
    /// <inheritdoc/>
    public CycleReply ConvertFromSurrogate(in CycleReplySurrogate surrogate) =>
        new(surrogate.Tag, surrogate.Phases, surrogate.PhaseDeviations, surrogate.LengthSamples, surrogate.LengthDeviation);

    /// <inheritdoc/>
    public CycleReplySurrogate ConvertToSurrogate(in CycleReply value) =>
        new(value.Tag, value.Phases, value.PhaseDeviations, value.LengthSamples, value.LengthDeviation);
}
