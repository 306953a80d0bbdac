using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Propagation;

namespace TwinGrid.Signal.Tests.Propagation;

public class LinkBudgetTests
{
    private static readonly BackscatterLink Link = new(Hertz.OfMega(5800));

    [Fact]
    public void The_published_tag_sees_its_published_power_at_five_metres() =>
        Assert.Equal("-42.20", FormattableString.Invariant($"{Link.IncidentPower(5):F2}"));

    [Fact]
    public void Two_ways_are_one_way_out_reflected_and_one_way_back()
    {
        double wavelength = LinkBudget.Wavelength(Link.Carrier);
        double atTag = LinkBudget.OneWay(3, 7.5, 9, 12, wavelength);

        Assert.Equal(LinkBudget.OneWay(atTag - 6, 9, 7.5, 12, wavelength), LinkBudget.TwoWay(3, 7.5, 7.5, 9, 12, wavelength, -6), 9);
    }

    [Fact]
    public void Ten_times_the_range_costs_twenty_decibels_a_way() =>
        Assert.Equal(20, LinkBudget.PathLoss(70, 0.05) - LinkBudget.PathLoss(7, 0.05), 9);

    [Fact]
    public void A_hertz_at_room_temperature_has_minus_174_dbm() =>
        Assert.Equal(-173.975, LinkBudget.ThermalNoise(1, 0), 3);

    [Fact]
    public void Opposite_full_reflections_modulate_with_factor_one()
    {
        Assert.Equal(1, LinkBudget.ModulationFactor(1, -1), 12);
        Assert.Equal(0.5, LinkBudget.ModulationFactor(1, Complex.ImaginaryOne), 12);
    }

    [Fact]
    public void The_tunnelling_gain_follows_the_incident_power()
    {
        var tag = new TunnellingModulation();
        Assert.Equal(5, tag.FactorDecibels(-30), 9);
        Assert.Equal(5, tag.FactorDecibels(-55), 9);
        Assert.Equal(21.5, tag.FactorDecibels(-67.5), 9);
        Assert.Equal(38, tag.FactorDecibels(-80), 9);
        Assert.Equal(38, tag.FactorDecibels(-95), 9);
    }

    [Fact]
    public void Reflection_coefficients_have_the_modulation_factor() => Laws.Hold(
        Laws.Between(-100, 0),
        power => new TagModulation[] { new TunnellingModulation(), new SemiPassiveModulation(-7) }.All(tag =>
        {
            (Complex first, Complex second) = tag.Reflections(power);
            return Math.Abs(LinkBudget.ToDecibels(LinkBudget.ModulationFactor(first, second)) - tag.FactorDecibels(power)) < 1e-9;
        }));

    [Fact]
    public void Received_power_falls_with_range_for_both_tags() => Laws.Hold(
        Laws.Between(0.5, 2000),
        range => Link.ReceivedPower(range * 1.01, new TunnellingModulation()) < Link.ReceivedPower(range, new TunnellingModulation())
            && Link.ReceivedPower(range * 1.01, new SemiPassiveModulation()) < Link.ReceivedPower(range, new SemiPassiveModulation()));

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LinkBudget.PathLoss(0, 0.05));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinkBudget.PathLoss(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinkBudget.ThermalNoise(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SemiPassiveModulation(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TunnellingModulation(WeakGain: 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TunnellingModulation(StrongPower: -90));
    }
}
