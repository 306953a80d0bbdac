using System.Numerics;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Ranging;

public class CleanDeconvolutionTests
{
    private const int Points = 1601;
    private const double Step = 2e9 / (Points - 1);

    [Fact]
    public void Components_four_nanoseconds_apart_are_recovered_in_noise()
    {
        double[] delays = [20e-9, 24.3e-9, 31.1e-9, 47.77e-9];
        Complex[] amplitudes = [1, Complex.FromPolarCoordinates(0.4, 2), Complex.FromPolarCoordinates(0.25, -1), Complex.FromPolarCoordinates(0.15, 0.3)];
        Complex[] response = Sound(delays, amplitudes, 0.01);

        CleanResult result = CleanDeconvolution.Deconvolve(response, Pulse(), Step);

        Assert.True(result.Converged);
        Assert.InRange(result.Residual, 0, 0.05);
        DelayTap[] strong = [.. result.Taps.Where(tap => tap.Amplitude.Magnitude > 0.06)];
        Assert.Equal(4, strong.Length);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(delays[i], strong[i].Delay, 0.06e-9);
            Assert.Equal(amplitudes[i].Magnitude, strong[i].Amplitude.Magnitude, 0.05);
        }
    }

    [Fact]
    public void A_lone_path_gives_its_own_delay_as_mean()
    {
        CleanResult result = CleanDeconvolution.Deconvolve(Sound([20.01e-9], [Complex.One], 0.002), Pulse(), Step);

        Assert.Equal(20.01e-9, result.MeanDelay, 0.05e-9);
        Assert.Equal(20.01e-9, result.PowerMeanDelay, 0.05e-9);
    }

    [Fact]
    public void Mean_delay_weights_by_amplitude()
    {
        var result = new CleanResult([new DelayTap(20e-9, 3), new DelayTap(40e-9, Complex.ImaginaryOne)], 1e-9, [], 0, true);

        Assert.Equal(25e-9, result.MeanDelay, 1e-15);
        Assert.Equal(22e-9, result.PowerMeanDelay, 1e-15);
    }

    [Fact]
    public void Too_few_iterations_are_told_and_bad_input_is_refused()
    {
        Complex[] pulse = Pulse(), response = Sound([20e-9], [Complex.One], 0);

        Assert.False(CleanDeconvolution.Deconvolve(response, pulse, Step, mostIterations: 2).Converged);
        Assert.Throws<ArgumentException>(() => CleanDeconvolution.Deconvolve(response, pulse.AsSpan(1), Step));
        Assert.Throws<ArgumentException>(() => CleanDeconvolution.Deconvolve(response, pulse, Step, threshold: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CleanDeconvolution.Deconvolve(response, pulse, -1));
    }

    private static Complex[] Pulse() =>
        [.. Enumerable.Range(0, Points).Select(n => (Complex)(0.54 - 0.46 * Math.Cos(2 * Math.PI * n / (Points - 1))))];

    private static Complex[] Sound(double[] delays, Complex[] amplitudes, double noise)
    {
        var response = new Complex[Points];
        new TappedChannel(delays, amplitudes).Fill(0, 4.8e9, Step, response);
        Complex[] pulse = Pulse();
        var random = new SeededRandom(31);
        return [.. response.Select((value, n) => value * pulse[n] + new Complex(noise * random.NextGaussian(), noise * random.NextGaussian()))];
    }
}
