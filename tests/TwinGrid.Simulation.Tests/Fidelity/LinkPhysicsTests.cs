using MathNet.Numerics.Distributions;
using TwinGrid.Signal.Devices;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Simulation.Fidelity;

namespace TwinGrid.Simulation.Tests.Fidelity;

public class LinkPhysicsTests
{
    private const int Passes = 20_000;

    /// <summary>Without the many paths the share is an integral: over orientations, of the normal share of shadowings that leave enough.</summary>
    [Theory]
    [InlineData("A", 8)]
    [InlineData("A", 18)]
    [InlineData("B", 40)]
    [InlineData("C", 250)]
    public void Yield_without_many_paths_is_the_integral_over_orientation_of_the_normal_law(string name, double metres)
    {
        const int Steps = 20_000;
        DeviceClass device = DeviceClass.All.Single(one => one.Name == name);
        Fading still = Fading.Hall with { RiceFactor = Sourced.Assumed(1e12, "no other path") };
        DeviceLink link = LinkPhysics.Link(device, still);
        double forward = link.Incident(metres) - device.Sensitivity.Value;
        double reverse = (link.Received(metres, metres) - link.Network.ReceiverSensitivity) / (device.ReportsUnasked ? 1 : 2);
        double expected = Enumerable.Range(0, Steps).Average(i => Normal.CDF(
            0, still.ShadowDeviation.Value, Math.Min(forward, reverse) + LinkPhysics.Orientation((i + 0.5) / Steps)));

        LinkFigures found = LinkPhysics.Measure(device, still, metres, Passes, 4);

        Assert.InRange(expected, 0.02, 0.98);
        Assert.InRange((found.Yield.Value - expected) / found.Yield.StandardError, -4, 4);
        // Nothing changes along the path but the distance, which is least at the first place asked.
        Assert.Equal(1 - found.Yield.Value, found.Miss.Value, 1e-5);
    }

    [Fact]
    public void A_pass_misses_as_many_as_the_same_pass_told_place_by_place()
    {
        const double Metres = 12;
        DeviceClass device = DeviceClass.A;
        Fading fading = Fading.Rooms;
        DeviceLink link = LinkPhysics.Link(device, fading);
        var random = new SeededRandom(8);
        int missed = 0;
        for (int pass = 0; pass < Passes; pass++)
        {
            double shadow = fading.ShadowDeviation.Value * random.NextGaussian(), orientation = LinkPhysics.Orientation(random.NextUniform(-1, 1));
            bool isRead = false;
            for (int place = -6; place <= 6; place++)
            {
                double metres = double.Hypot(Metres, place * LinkPhysics.Network.Wavelength / 2);
                double gain = shadow + orientation + LinkPhysics.PathsGain(fading.RiceFactor.Value, random);
                isRead |= link.Incident(metres) + gain >= device.Sensitivity.Value && link.Received(metres, metres) + 2 * gain >= link.Network.ReceiverSensitivity;
            }

            missed += isRead ? 0 : 1;
        }

        TableValue found = LinkPhysics.Measure(device, fading, Metres, Passes, 3).Miss;
        double expected = (double)missed / Passes;
        Assert.InRange(expected, 0.05, 0.95);
        Assert.InRange((found.Value - expected) / (found.StandardError * Math.Sqrt(2)), -4, 4);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1)]
    public void Many_paths_fade_as_the_multipath_model_s_channel_does(double rice)
    {
        var random = new SeededRandom(2);
        var model = new MultipathModel(rice, 20e-9);
        var response = new System.Numerics.Complex[1];
        double[] drawn = [.. Enumerable.Range(0, Passes).Select(_ => LinkPhysics.PathsGain(rice, random))];
        double[] modelled = [.. Enumerable.Range(0, Passes).Select(_ =>
        {
            model.Draw(random).Fill(0, 915e6, 0, response);
            return 20 * Math.Log10(response[0].Magnitude) + 10 * Math.Log10(rice / (rice + 1));
        })];
        foreach (double level in new[] { -10.0, -3, 0, 2 })
        {
            double a = drawn.Count(gain => gain < level) / (double)Passes, b = modelled.Count(gain => gain < level) / (double)Passes;
            Assert.InRange((a - b) / Math.Sqrt((a * (1 - a) + b * (1 - b)) / Passes), -4, 4);
        }
    }

    [Fact]
    public void A_dipole_is_best_broadside_has_nulls_and_the_known_directivity()
    {
        const int Steps = 100_000;
        Assert.Equal(0, LinkPhysics.Orientation(0), 1e-9);
        Assert.True(LinkPhysics.Orientation(1) < -100 && LinkPhysics.Orientation(-1) < -100);
        double mean = Enumerable.Range(0, Steps).Average(i => Math.Pow(10, LinkPhysics.Orientation((i + 0.5) / Steps) / 10));
        Assert.Equal(1.641, 1 / mean, 1e-3);
    }

    [Fact]
    public void Stronger_classes_are_missed_less_and_a_pass_misses_less_than_a_moment()
    {
        LinkFigures[] classes = [.. DeviceClass.All.Select(device => LinkPhysics.Measure(device, Fading.Rooms, 15, Passes, 1))];
        Assert.True(classes[0].Miss.Value > classes[1].Miss.Value && classes[1].Miss.Value > classes[2].Miss.Value);
        Assert.All(classes, figures => Assert.True(figures.Miss.Value < 1 - figures.Yield.Value));
    }
}
