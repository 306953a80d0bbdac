using TwinGrid.Model;

namespace TwinGrid.Grains.Adapters;

/// <summary>What a sensor reading must be to enter; see <see cref="IntakeCheck"/>.</summary>
public static class SensorCheck
{
    private const double HottestCelsius = 1000, StrongestShock = 1_000_000;

    /// <summary>Refuses a reading that can't be taken.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="latest">The latest time that it may have.</param>
    /// <exception cref="ArgumentException">The reading is not well-formed; the message says what was expected and found.</exception>
    public static void Require(SensorRead reading, DateTimeOffset latest)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ObservationId id = reading.Id;

        // Containers' names are put before it with '/' when readings are handed on to what is inside.
        IntakeCheck.Name(id, "source", id.Source);
        IntakeCheck.Name(id, "tag", reading.Tag);
        IntakeCheck.Hold(id.Sequence >= 1, id, "a sequence from 1", id.Sequence);
        IntakeCheck.Hold(reading.Time <= latest, id, FormattableString.Invariant($"a time up to {latest:O}"), reading.Time);
        IntakeCheck.Hold(
            reading.TemperatureCelsius is null or (> Celsius.AbsoluteZero and <= HottestCelsius), id, $"a temperature above {Celsius.AbsoluteZero} and up to {HottestCelsius} °C", reading.TemperatureCelsius);
        IntakeCheck.Hold(reading.RelativeHumidity is null or (>= 0 and <= 100), id, "a relative humidity from 0 to 100 %", reading.RelativeHumidity);
        IntakeCheck.Hold(reading.Shock is null or (>= 0 and <= StrongestShock), id, $"a shock from 0 to {StrongestShock} g", reading.Shock);
    }
}
