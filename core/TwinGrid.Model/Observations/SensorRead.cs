namespace TwinGrid.Model;

/// <summary>What a sensor tag or a logger recorded at one instant; without any value it says that it had none (probe unplugged).</summary>
/// <param name="Id">Source and sequence number of the observation.</param>
/// <param name="Time">When it was taken, by the sensor's clock.</param>
/// <param name="Tag">Tag or logger that took it; its twin keeps the observation.</param>
/// <param name="TemperatureCelsius">Temperature in degrees Celsius; null when the sensor had none.</param>
/// <param name="RelativeHumidity">Relative humidity in percent, 0 to 100, where measured.</param>
/// <param name="Shock">Largest acceleration since the reading before, in multiples of g, at least 0, where measured.</param>
public sealed record SensorRead(
    ObservationId Id,
    DateTimeOffset Time,
    string Tag,
    double? TemperatureCelsius,
    double? RelativeHumidity = null,
    double? Shock = null);
