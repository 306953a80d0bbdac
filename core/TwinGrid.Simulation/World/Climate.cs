using TwinGrid.Simulation.Randomness;

namespace TwinGrid.Simulation.World;

/// <summary>The air outside: a yearly wave about a country's mean, and a weather that its places share for a day.</summary>
public sealed class Climate
{
    private const int SecondsPerDay = 86_400;
    private const double WeatherKelvin = 6;
    private readonly float[][] _days;

    /// <summary>Computes the days of each country.</summary>
    /// <param name="seed">The world's seed.</param>
    /// <param name="countries">The countries.</param>
    /// <param name="epochDay">Day of the year of the epoch, 1 to 366.</param>
    /// <param name="days">Days to compute.</param>
    internal Climate(ulong seed, IReadOnlyList<Country> countries, int epochDay, int days)
    {
        _days = new float[countries.Count][];
        for (int index = 0; index < countries.Count; index++)
        {
            Country country = countries[index];
            double warmest = country.Latitude >= 0 ? 200 : 18;
            _days[index] = new float[days];
            for (int day = 0; day < days; day++)
            {
                PhiloxBlock words = Philox.Block(seed, (ulong)(((long)index << 16) + day), (uint)Purpose.Weather);
                double season = Math.Cos(2 * Math.PI * (day + epochDay - warmest) / 365.25);
                double weather = WeatherKelvin * (words.Uniform + words.SecondUniform - 1);
                _days[index][day] = (float)(country.MeanCelsius + country.SwingCelsius * season + weather);
            }
        }
    }

    /// <summary>Mean temperature of the air at a time, °C.</summary>
    /// <param name="country">Which country.</param>
    /// <param name="second">Seconds since the epoch; the first and the last day hold before and after.</param>
    public float At(int country, int second)
    {
        float[] days = _days[country];
        return days[Math.Clamp(second / SecondsPerDay, 0, days.Length - 1)];
    }
}
