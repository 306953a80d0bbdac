using TwinGrid.Model;

namespace TwinGrid.Trace.ColdChain;

/// <summary>
/// What a logger recorded at one instant. A reading without temperature is a fact as well: the logger said that it had no
/// value (probe unplugged, sensor timeout), so from then on the temperature is unknown.
/// </summary>
public readonly record struct Reading
{
    /// <summary>A reading.</summary>
    /// <param name="id">Source and sequence; a reading with a known id is the same reading again.</param>
    /// <param name="time">When it was taken.</param>
    /// <param name="temperature">Temperature, or null when the logger had none.</param>
    /// <param name="relativeHumidity">Relative humidity in percent, 0 to 100, where measured.</param>
    /// <param name="shock">Largest acceleration since the reading before, in multiples of g, at least 0, where measured.</param>
    /// <exception cref="ArgumentOutOfRangeException">Humidity or shock is out of its range or no number.</exception>
    public Reading(ObservationId id, DateTimeOffset time, Celsius? temperature, double? relativeHumidity = null, double? shock = null)
    {
        if (relativeHumidity is { } humidity && humidity is not (>= 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(relativeHumidity), humidity, "relative humidity: expected a percentage from 0 to 100");
        }

        if (shock is { } acceleration && !(acceleration >= 0 && double.IsFinite(acceleration)))
        {
            throw new ArgumentOutOfRangeException(nameof(shock), acceleration, "shock: expected a finite multiple of g of at least 0");
        }

        (Id, Time, Temperature, RelativeHumidity, Shock) = (id, time, temperature, relativeHumidity, shock);
    }

    /// <summary>Source and sequence.</summary>
    public ObservationId Id { get; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Temperature, or null when the logger had none.</summary>
    public Celsius? Temperature { get; }

    /// <summary>Relative humidity in percent, where measured.</summary>
    public double? RelativeHumidity { get; }

    /// <summary>Largest acceleration since the reading before, in multiples of g, where measured.</summary>
    public double? Shock { get; }

    /// <summary>
    /// The order in which readings are looked at: by time, then those without temperature first (so that one with a value, taken
    /// at the same instant, is the one that holds), then by source and sequence. It makes outcomes independent of arrival.
    /// </summary>
    public static int Compare(in Reading a, in Reading b)
    {
        int order = a.Time.CompareTo(b.Time);
        order = order != 0 ? order : a.Temperature.HasValue.CompareTo(b.Temperature.HasValue);
        order = order != 0 ? order : string.CompareOrdinal(a.Id.Source, b.Id.Source);
        return order != 0 ? order : a.Id.Sequence.CompareTo(b.Id.Sequence);
    }
}
