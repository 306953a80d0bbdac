using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Simulation.Tests.Capacity;

public class DigitsTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(2e6, "2,000,000")]
    [InlineData(8.2e10, "8.2e10")]
    [InlineData(12.345, "12.35")]
    [InlineData(0.12345, "0.1235")]
    [InlineData(-4e-7, "-4e-7")]
    public void Numbers_of_any_size_are_short(double value, string text) => Assert.Equal(text, Digits.Of(value));
}
