namespace TwinGrid.Model;

/// <summary>The rows of sensor readings in an observation chunk; the layout stands at <see cref="ObservationCodec"/>.</summary>
internal static class SensorRows
{
    private const int Temperature = 1, Humidity = 2, Shock = 4, All = Temperature | Humidity | Shock;

    /// <summary>Writes what follows a reading's identity and time.</summary>
    public static void Write(SensorRead read, ChunkWriter rows, Func<string, int> indexOf)
    {
        rows.WriteVarint(indexOf(read.Tag));
        rows.WriteVarint(
            (read.TemperatureCelsius is null ? 0 : Temperature) | (read.RelativeHumidity is null ? 0 : Humidity) | (read.Shock is null ? 0 : Shock));
        foreach (double? value in (ReadOnlySpan<double?>)[read.TemperatureCelsius, read.RelativeHumidity, read.Shock])
        {
            if (value is { } number)
            {
                rows.WriteDouble(number);
            }
        }
    }

    /// <summary>Reads what follows a reading's identity and time.</summary>
    public static SensorRead Read(ref ChunkReader body, ObservationId id, DateTimeOffset time, string[] names)
    {
        string tag = ObservationRows.Name(ref body, names);
        int present = body.ReadVarint(All);
        double? temperature = (present & Temperature) != 0 ? body.ReadDouble() : null;
        double? humidity = (present & Humidity) != 0 ? body.ReadDouble() : null;
        return new SensorRead(id, time, tag, temperature, humidity, (present & Shock) != 0 ? body.ReadDouble() : null);
    }
}
