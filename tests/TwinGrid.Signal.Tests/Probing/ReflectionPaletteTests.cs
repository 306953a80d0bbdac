using System.Numerics;
using TwinGrid.Signal.Probing;

namespace TwinGrid.Signal.Tests.Probing;

public class ReflectionPaletteTests
{
    [Fact]
    public void Weights_times_h_are_the_identity()
    {
        ReflectionPalette palette = ReflectionPalette.Standard;
        for (int row = 0; row < 3; row++)
        {
            double first = 0, second = 0, third = 0;
            for (int i = 0; i < palette.Count; i++)
            {
                double weight = palette.Weights[row * palette.Count + i];
                first += weight;
                second += weight * palette.Direct[i];
                third += weight * palette.Quadrature[i];
            }

            Assert.Equal(row == 0 ? 1 : 0, first, 12);
            Assert.Equal(row == 1 ? 1 : 0, second, 12);
            Assert.Equal(row == 2 ? 1 : 0, third, 12);
        }
    }

    [Fact]
    public void Ideal_coefficients_give_the_textbook_phase_noise_gain()
    {
        Complex[] ideal = [.. Enumerable.Range(0, 8).Select(i => Complex.FromPolarCoordinates(1, i * Math.PI / 4))];

        Assert.Equal(2.0 / 8, new ReflectionPalette(ideal).PhaseNoiseGain, 12);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(65)]
    public void A_wrong_count_is_refused(int count)
    {
        Complex[] coefficients = [.. Enumerable.Range(0, count).Select(i => Complex.FromPolarCoordinates(1, i))];

        ArgumentException error = Assert.Throws<ArgumentException>(() => new ReflectionPalette(coefficients));

        Assert.Contains($"found {count}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_magnitude_outside_zero_to_one_is_refused(double magnitude)
    {
        Assert.Throws<ArgumentException>(() => new ReflectionPalette(magnitude, new Complex(0, 1), -1, new Complex(0, -1)));
    }

    [Fact]
    public void Coefficients_on_one_ray_are_refused_as_ill_conditioned()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ReflectionPalette(0.2, 0.4, 0.6, 0.8));

        Assert.Contains("condition", error.Message, StringComparison.Ordinal);
    }
}
