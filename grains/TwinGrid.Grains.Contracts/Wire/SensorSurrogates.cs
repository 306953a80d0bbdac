using TwinGrid.Model;

namespace TwinGrid.Grains.Wire;

/// <summary>How a <see cref="SensorRead"/> crosses the wire.</summary>
[GenerateSerializer, Immutable, Alias("twingrid.sensor-read")]
public readonly record struct SensorReadSurrogate(
    [property: Id(0)] string Source,
    [property: Id(1)] long Sequence,
    [property: Id(2)] DateTimeOffset Time,
    [property: Id(3)] string Tag,
    [property: Id(4)] double? TemperatureCelsius,
    [property: Id(5)] double? RelativeHumidity,
    [property: Id(6)] double? Shock);

/// <summary>Converts a <see cref="SensorRead"/> to and from its wire form.</summary>
[RegisterConverter]
public sealed class SensorReadConverter : IConverter<SensorRead, SensorReadSurrogate>
{
    /// <inheritdoc/>
    public SensorRead ConvertFromSurrogate(in SensorReadSurrogate surrogate) => new(
        new ObservationId(surrogate.Source, surrogate.Sequence),
        surrogate.Time,
        surrogate.Tag,
        surrogate.TemperatureCelsius,
        surrogate.RelativeHumidity,
        surrogate.Shock);

    /// <inheritdoc/>
    public SensorReadSurrogate ConvertToSurrogate(in SensorRead value) => new(
        value.Id.Source, value.Id.Sequence, value.Time, value.Tag, value.TemperatureCelsius, value.RelativeHumidity, value.Shock);
}
