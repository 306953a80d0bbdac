using System.Numerics;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Propagation;

public class MultipathTests
{
    [Theory]
    [InlineData(DelaySpectrum.OneWayPower, 1, 1)]
    [InlineData(DelaySpectrum.OneWayEnvelope, 2, 2)]
    [InlineData(DelaySpectrum.TwoWayPower, 3, 1.7320508)]
    [InlineData(DelaySpectrum.TwoWayEnvelope, 4, 2.8284271)]
    public void Each_spectrum_has_area_one_and_the_published_centroid_and_width(DelaySpectrum spectrum, double centroid, double width)
    {
        const double Bin = 0.002;
        double area = 0, first = 0, second = 0;
        for (double delay = Bin / 2; delay < 80; delay += Bin)
        {
            double density = ExponentialProfile.Density(spectrum, delay) * Bin;
            area += density;
            first += density * delay;
            second += density * delay * delay;
        }

        Assert.Equal(1, area, 5);
        Assert.Equal(centroid, first, 4);
        Assert.Equal(width, Math.Sqrt(second - first * first), 4);
        Assert.Equal(centroid, ExponentialProfile.Centroid(spectrum), 7);
        Assert.Equal(width, ExponentialProfile.Width(spectrum), 7);
        Assert.Equal(0, ExponentialProfile.Density(spectrum, -1));
    }

    [Fact]
    public void Drawn_channels_have_the_stated_rice_factor_and_delay_spread()
    {
        var model = new MultipathModel(10, 15e-9);
        var random = new SeededRandom(51);
        double power = 0, moment = 0;
        const int Draws = 2000;
        for (int draw = 0; draw < Draws; draw++)
        {
            TappedChannel channel = model.Draw(random);
            Assert.Equal(Complex.One, channel.Amplitudes[0]);
            for (int i = 1; i < channel.Delays.Length; i++)
            {
                double square = Math.Pow(channel.Amplitudes[i].Magnitude, 2);
                power += square / Draws;
                moment += square * channel.Delays[i] / Draws;
            }
        }

        Assert.Equal(0.1, power, 0.003);
        Assert.Equal(15e-9, moment / power, 0.5e-9);
    }

    [Fact]
    public void A_response_is_the_sum_of_its_components_at_each_frequency()
    {
        double[] delays = [0, 3e-9, 11e-9];
        Complex[] amplitudes = [1, Complex.FromPolarCoordinates(0.3, 1), Complex.FromPolarCoordinates(0.2, -2)];
        var response = new Complex[50];
        new TappedChannel(delays, amplitudes).Fill(100e-9, 5.75e9, 1e6, response);

        for (int n = 0; n < response.Length; n++)
        {
            Complex expected = 0;
            for (int i = 0; i < delays.Length; i++)
            {
                expected += amplitudes[i] * Complex.Exp(new Complex(0, -2 * Math.PI * (5.75e9 + n * 1e6) * (100e-9 + delays[i])));
            }

            Assert.Equal(0, (expected - response[n]).Magnitude, 9);
        }
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultipathModel(0, 1e-9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultipathModel(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultipathModel(1, 1e-9, 0));
        Assert.Throws<ArgumentException>(() => new TappedChannel([], []));
    }
}
