namespace TwinGrid.Simulation.World;

/// <summary>A country of the simulated world.</summary>
public sealed record Country
{
    /// <summary>Two letters, ISO 3166-1.</summary>
    public required string Code { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Weight of what is bought here, above zero; the weights of all countries are scaled to one.</summary>
    public required double Buys { get; init; }

    /// <summary>Weight of what is made here, zero or above.</summary>
    public required double Makes { get; init; }

    /// <summary>Degrees north of its middle.</summary>
    public required double Latitude { get; init; }

    /// <summary>Degrees east of its middle.</summary>
    public required double Longitude { get; init; }

    /// <summary>Mean temperature of the air over a year, °C.</summary>
    public required double MeanCelsius { get; init; }

    /// <summary>Half the difference of the warmest and the coldest month, K.</summary>
    public required double SwingCelsius { get; init; }

    /// <summary>Great-circle distance to another country's middle in kilometres, on a sphere of 6,371 km.</summary>
    public double KilometresTo(Country other)
    {
        ArgumentNullException.ThrowIfNull(other);
        double Sine(double degrees) => Math.Pow(Math.Sin(double.DegreesToRadians(degrees) / 2), 2);
        double cosines = Math.Cos(double.DegreesToRadians(Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude));
        return 2 * 6371 * Math.Asin(Math.Min(1, Math.Sqrt(Sine(other.Latitude - Latitude) + cosines * Sine(other.Longitude - Longitude))));
    }
}
