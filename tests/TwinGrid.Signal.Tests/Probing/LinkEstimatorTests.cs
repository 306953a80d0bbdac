using System.Numerics;
using FsCheck.Fluent;
using TwinGrid.Model;
using TwinGrid.Signal.Probing;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Probing;

public class LinkEstimatorTests
{
    private static readonly ReflectionPalette Palette = ReflectionPalette.Standard;

    [Fact]
    public void The_exciters_phases_and_voltages_cancel() => Laws.Hold(
        from theta1 in Laws.Between(-10, 10)
        from theta2 in Laws.Between(-10, 10)
        from theta12 in Laws.Between(0, 40)
        from ratio in Laws.Between(0.5, 2)
        select (theta1, theta2, theta12, ratio),
        c =>
        {
            ChannelEstimate estimate = Link(Complex.FromPolarCoordinates(0.1, c.theta1), Complex.FromPolarCoordinates(0.1 * c.ratio, c.theta2), Complex.FromPolarCoordinates(0.05, c.theta12));
            return estimate.Converged
                && estimate.Phase >= 0 && estimate.Phase < Math.PI
                && Math.Abs(AngleMath.WrapTo(estimate.Phase - c.theta12, Math.PI)) < 1e-6
                && Math.Abs(estimate.Attenuation - 0.05) < 1e-7;
        });

    [Fact]
    public void Exchanging_the_ends_changes_nothing() => Laws.Hold(
        from seed in FsCheck.Fluent.Gen.Choose(1, 100_000)
        from theta in Laws.Between(0, 10)
        select (seed, theta),
        c =>
        {
            double[] forward = Probe.Exact(Palette, 0.1, 0.01, c.theta, 0.001, (ulong)c.seed);
            double[] backward = Probe.Exact(Palette, 0.08, 0.02, -c.theta + 1, 0.001, (ulong)c.seed + 1);
            return LinkEstimator.Estimate(Palette, forward, backward) == LinkEstimator.Estimate(Palette, backward, forward);
        });

    [Fact]
    public void Whole_turns_of_either_phase_change_nothing() => Laws.Hold(
        from first in Laws.Between(-Math.PI, Math.PI)
        from second in Laws.Between(-Math.PI, Math.PI)
        from turns in FsCheck.Fluent.Gen.Choose(-3, 3)
        select (first, second, turns),
        c =>
        {
            ProbeEstimate forward = LinearProbeEstimator.Estimate(Palette, Probe.Linear(Palette, 0.1, 0.01, c.first));
            ProbeEstimate backward = LinearProbeEstimator.Estimate(Palette, Probe.Linear(Palette, 0.1, 0.01, c.second));
            double plain = LinkEstimator.Combine(forward, backward).Phase;
            double turned = LinkEstimator.Combine(forward with { Phase = forward.Phase + 2 * Math.PI * c.turns }, backward).Phase;
            return Math.Abs(AngleMath.WrapTo(plain - turned, Math.PI)) < 1e-9;
        });

    [Fact]
    public void Phases_either_side_of_the_cut_average_on_the_circle()
    {
        // 3.1 and −2.9 are 0.28 rad apart across the cut; their mean direction is π + 0.1, that is 0.1 mod π.
        ProbeEstimate forward = LinearProbeEstimator.Estimate(Palette, Probe.Linear(Palette, 0.1, 0.01, 3.1));
        ProbeEstimate backward = LinearProbeEstimator.Estimate(Palette, Probe.Linear(Palette, 0.1, 0.01, -2.9));

        Assert.Equal(0.1, LinkEstimator.Combine(forward, backward).Phase, 9);
    }

    [Fact]
    public void Six_exciter_places_with_multipath_give_the_same_phase_within_the_noise()
    {
        RoomOptions options = new();
        Position first = new(1.2, 1.7), second = new(1.9, 2.2);
        Complex channel = Complex.FromPolarCoordinates(0.04, 2 * Math.PI * first.DistanceTo(second) / options.Carrier.Wavelength.Value);
        var phases = new List<double>();
        var exciterPhases = new List<double>();
        double stated = 0;
        for (ulong place = 1; place <= 6; place++)
        {
            var random = new SeededRandom(place);
            var exciter = new Position(random.NextUniform(-1, 5), random.NextUniform(-2.5, -1), 1.5);
            ExciterField field = ExciterField.Draw(options with { Exciter = exciter }, random);
            Complex v1 = field.At(first), v2 = field.At(second);
            const double Noise = 0.0002;
            var forward = new double[Palette.Count];
            var backward = new double[Palette.Count];
            ProbeSynthesis.Fill(Palette, v1, v2, channel, Noise, random, forward);
            ProbeSynthesis.Fill(Palette, v2, v1, channel, Noise, random, backward);
            ChannelEstimate estimate = LinkEstimator.Estimate(Palette, forward, backward, ProbeMethod.Envelope, Noise, Noise);
            phases.Add(AngleMath.WrapTo(estimate.Phase - channel.Phase, Math.PI) / estimate.PhaseDeviation);
            exciterPhases.Add(EnvelopeProbeEstimator.Estimate(Palette, forward).Phase);
            stated = Math.Max(stated, estimate.PhaseDeviation);
        }

        // One direction alone follows the exciter; the mean of both stays within its own noise.
        Assert.True(exciterPhases.Max() - exciterPhases.Min() > 20 * stated);
        Assert.All(phases, z => Assert.InRange(z, -3, 3));
    }

    [Fact]
    public void Multipath_of_the_tags_own_channel_does_not_cancel()
    {
        var direct = Complex.FromPolarCoordinates(0.05, 1.0);
        var bounced = Complex.FromPolarCoordinates(0.01, 2.5);

        ChannelEstimate estimate = Link(0.1, Complex.FromPolarCoordinates(0.12, 0.7), direct + bounced);

        Assert.Equal((direct + bounced).Phase, estimate.Phase, 1e-6);
        Assert.True(Math.Abs(AngleMath.WrapTo(estimate.Phase - direct.Phase, Math.PI)) > 0.1);
    }

    [Fact]
    public void Stated_deviations_match_a_monte_carlo()
    {
        Complex v1 = 0.1, v2 = Complex.FromPolarCoordinates(0.06, 1);
        Complex channel = Complex.FromPolarCoordinates(0.03, 2);
        const double Noise = 0.0003;
        double phase = 0, attenuation = 0, statedPhase = 0, statedAttenuation = 0;
        const int Draws = 3000;
        var random = new SeededRandom(5);
        var forward = new double[Palette.Count];
        var backward = new double[Palette.Count];
        for (int i = 0; i < Draws; i++)
        {
            ProbeSynthesis.Fill(Palette, v1, v2, channel, Noise, random, forward);
            ProbeSynthesis.Fill(Palette, v2, v1, channel, Noise, random, backward);
            ChannelEstimate estimate = LinkEstimator.Estimate(Palette, forward, backward, ProbeMethod.Envelope, Noise, Noise);
            double error = AngleMath.WrapTo(estimate.Phase - 2, Math.PI);
            phase += error * error;
            attenuation += (estimate.Attenuation - 0.03) * (estimate.Attenuation - 0.03);
            statedPhase += estimate.PhaseDeviation;
            statedAttenuation += estimate.AttenuationDeviation;
        }

        Assert.InRange(statedPhase / Draws / Math.Sqrt(phase / Draws), 0.94, 1.06);
        Assert.InRange(statedAttenuation / Draws / Math.Sqrt(attenuation / Draws), 0.94, 1.06);
    }

    [Fact]
    public void Range_counts_half_wavelengths()
    {
        var estimate = new ChannelEstimate(0.05, 0, Math.PI / 2, 0, ProbeMethod.Envelope, true);

        Assert.Equal(0.25 * 0.4 + 3 * 0.2, estimate.Range(0.4, 3), 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => estimate.Range(0.4, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => estimate.Range(double.NaN, 1));
    }

    [Fact]
    public void A_tag_that_hears_no_exciter_is_refused()
    {
        ProbeEstimate good = LinearProbeEstimator.Estimate(Palette, Probe.Linear(Palette, 0.1, 0.01, 1));

        Assert.Throws<ArgumentException>(() => LinkEstimator.Combine(good, good with { ExcitationVoltage = 0 }));
    }

    private static ChannelEstimate Link(Complex v1, Complex v2, Complex channel)
    {
        var random = new SeededRandom(1);
        var forward = new double[Palette.Count];
        var backward = new double[Palette.Count];
        ProbeSynthesis.Fill(Palette, v1, v2, channel, 0, random, forward);
        ProbeSynthesis.Fill(Palette, v2, v1, channel, 0, random, backward);
        return LinkEstimator.Estimate(Palette, forward, backward);
    }
}
