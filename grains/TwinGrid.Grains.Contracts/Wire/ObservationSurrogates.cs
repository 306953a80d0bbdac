using System.Collections.Immutable;
using TwinGrid.Model;

namespace TwinGrid.Grains.Wire;

/// <summary>How a <see cref="Probe"/> crosses the wire.</summary>
[GenerateSerializer, Immutable, Alias("twingrid.probe")]
public readonly record struct ProbeSurrogate(
    [property: Id(0)] string Source,
    [property: Id(1)] long Sequence,
    [property: Id(2)] DateTimeOffset Time,
    [property: Id(3)] string Transmitter,
    [property: Id(4)] string Receiver,
    [property: Id(5)] string Exciter,
    [property: Id(6)] double FrequencyHz,
    [property: Id(7)] string Palette,
    [property: Id(8)] ImmutableArray<double> Voltages,
    [property: Id(9)] double NoiseVolts);

/// <summary>Converts a <see cref="Probe"/> to and from its wire form.</summary>
[RegisterConverter]
public sealed class ProbeConverter : IConverter<Probe, ProbeSurrogate>
{
    /// <inheritdoc/>
    public Probe ConvertFromSurrogate(in ProbeSurrogate surrogate) => new(
        new ObservationId(surrogate.Source, surrogate.Sequence),
        surrogate.Time,
        surrogate.Transmitter,
        surrogate.Receiver,
        surrogate.Exciter,
        surrogate.FrequencyHz,
        surrogate.Palette,
        surrogate.Voltages,
        surrogate.NoiseVolts);

    /// <inheritdoc/>
    public ProbeSurrogate ConvertToSurrogate(in Probe value) => new(
        value.Id.Source,
        value.Id.Sequence,
        value.Time,
        value.Transmitter,
        value.Receiver,
        value.Exciter,
        value.FrequencyHz,
        value.Palette,
        value.Voltages,
        value.NoiseVolts);
}

/// <summary>How a <see cref="PhaseRead"/> crosses the wire.</summary>
[GenerateSerializer, Immutable, Alias("twingrid.read")]
public readonly record struct PhaseReadSurrogate(
    [property: Id(0)] string Source,
    [property: Id(1)] long Sequence,
    [property: Id(2)] DateTimeOffset Time,
    [property: Id(3)] string Tag,
    [property: Id(4)] Position Antenna,
    [property: Id(5)] double FrequencyHz,
    [property: Id(6)] double PhaseRadians,
    [property: Id(7)] int Reads,
    [property: Id(8)] double Concentration,
    [property: Id(9)] double RssiDbm,
    [property: Id(10)] int Port,
    [property: Id(11)] double DopplerHz);

/// <summary>Converts a <see cref="PhaseRead"/> to and from its wire form.</summary>
[RegisterConverter]
public sealed class PhaseReadConverter : IConverter<PhaseRead, PhaseReadSurrogate>
{
    /// <inheritdoc/>
    public PhaseRead ConvertFromSurrogate(in PhaseReadSurrogate surrogate) => new(
        new ObservationId(surrogate.Source, surrogate.Sequence),
        surrogate.Time,
        surrogate.Tag,
        surrogate.Antenna,
        surrogate.FrequencyHz,
        surrogate.PhaseRadians,
        surrogate.Reads,
        surrogate.Concentration,
        surrogate.RssiDbm,
        surrogate.Port,
        surrogate.DopplerHz);

    /// <inheritdoc/>
    public PhaseReadSurrogate ConvertToSurrogate(in PhaseRead value) => new(
        value.Id.Source,
        value.Id.Sequence,
        value.Time,
        value.Tag,
        value.Antenna,
        value.FrequencyHz,
        value.PhaseRadians,
        value.Reads,
        value.Concentration,
        value.RssiDbm,
        value.Port,
        value.DopplerHz);
}

/// <summary>How an <see cref="ObservationBatch"/> crosses the wire.</summary>
[GenerateSerializer, Immutable, Alias("twingrid.batch")]
public readonly record struct ObservationBatchSurrogate(
    [property: Id(0)] ImmutableArray<Probe> Probes,
    [property: Id(1)] ImmutableArray<PhaseRead> Reads,
    [property: Id(2)] ImmutableArray<PollingCycle> Cycles,
    [property: Id(3)] ImmutableArray<SensorRead> Readings);

/// <summary>Converts an <see cref="ObservationBatch"/> to and from its wire form.</summary>
[RegisterConverter]
public sealed class ObservationBatchConverter : IConverter<ObservationBatch, ObservationBatchSurrogate>
{
    /// <inheritdoc/>
    public ObservationBatch ConvertFromSurrogate(in ObservationBatchSurrogate surrogate) =>
        new(surrogate.Probes, surrogate.Reads, surrogate.Cycles, surrogate.Readings);

    /// <inheritdoc/>
    public ObservationBatchSurrogate ConvertToSurrogate(in ObservationBatch value) =>
        new(value.Probes, value.Reads, value.Cycles, value.Readings);
}
