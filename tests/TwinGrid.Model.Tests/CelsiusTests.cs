namespace TwinGrid.Model.Tests;

public class CelsiusTests
{
    [Theory]
    [InlineData(46.4, 8)]
    [InlineData(35.6, 2)]
    [InlineData(31.1, -0.5)]
    [InlineData(113, 45)]
    [InlineData(-40, -40)]
    [InlineData(-76, -60)]
    public void Fahrenheit_of_a_limit_is_that_limit_exactly(double fahrenheit, double celsius) =>
        Assert.Equal(celsius, Celsius.OfFahrenheit(fahrenheit).Value);

    [Fact]
    public void Kelvins_count_from_absolute_zero() => Assert.Equal(273.15, Celsius.Of(0).Kelvins);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-273.15)]
    [InlineData(-300)]
    public void What_is_no_temperature_is_refused(double celsius) =>
        Assert.Contains("a temperature in kelvins: expected a finite number above zero", Assert.Throws<ArgumentOutOfRangeException>(() => Celsius.Of(celsius)).Message, StringComparison.Ordinal);
}
