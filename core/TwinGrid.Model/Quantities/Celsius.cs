namespace TwinGrid.Model;

/// <summary>A temperature in degrees Celsius, finite and above absolute zero.</summary>
public readonly record struct Celsius
{
    /// <summary>Absolute zero in degrees Celsius (exact by definition of the scale).</summary>
    public const double AbsoluteZero = -273.15;

    private Celsius(double value) => Value = value;

    /// <summary>The temperature in degrees Celsius.</summary>
    public double Value { get; }

    /// <summary>The temperature in kelvins.</summary>
    public double Kelvins => Value - AbsoluteZero;

    /// <summary>A temperature of <paramref name="celsius"/> degrees Celsius.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN, infinite, or not above absolute zero.</exception>
    public static Celsius Of(double celsius)
    {
        Finite.Positive(celsius - AbsoluteZero, "a temperature in kelvins");
        return new Celsius(celsius);
    }

    /// <summary>A temperature of <paramref name="fahrenheit"/> degrees Fahrenheit.</summary>
    /// <remarks>Rounded to a billionth of a degree, so that 46.4 °F is 8 °C and meets a limit of 8 °C.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN, infinite, or not above absolute zero.</exception>
    public static Celsius OfFahrenheit(double fahrenheit) => Of(Math.Round((fahrenheit - 32) / 1.8, 9));
}
