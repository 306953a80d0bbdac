using TwinGrid.Model;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Ranging;

namespace TwinGrid.Signal.Tests.Ranging;

public class StrengthRangingTests
{
    private static readonly BackscatterLink Link = new(Hertz.OfMega(5775));

    [Fact]
    public void Both_forms_invert_the_link_budget() => Laws.Hold(
        Laws.Between(0.5, 900),
        range =>
        {
            var tag = new TunnellingModulation();
            StrengthEstimate following = StrengthRanging.Following(Link, tag, Link.ReceivedPower(range, tag), 1);
            double constant = StrengthRanging.WithConstantFactor(Link, Link.ReceivedPower(range, -6.0), -6);
            return following.Converged && Math.Abs(following.Range / range - 1) < 1e-9 && Math.Abs(constant / range - 1) < 1e-9;
        });

    [Fact]
    public void A_decibel_is_worth_more_metres_where_the_gain_rises()
    {
        // With M constant power falls with 40 dB a decade, between the ends of the gain curve with 40 − 20·33/25 = 13.6 dB.
        var tag = new TunnellingModulation();
        double near = StrengthRanging.Following(Link, tag, Link.ReceivedPower(10, tag), 1).Deviation;
        double far = StrengthRanging.Following(Link, tag, Link.ReceivedPower(100, tag), 1).Deviation;

        Assert.Equal(10 * Math.Log(10) / 40, near, 6);
        Assert.Equal(100 * Math.Log(10) / 13.6, far, 4);
    }

    [Fact]
    public void Power_beyond_the_ends_is_told()
    {
        Assert.False(StrengthRanging.Following(Link, new SemiPassiveModulation(), 50, 1).Converged);
        Assert.False(StrengthRanging.Following(Link, new SemiPassiveModulation(), -400, 1).Converged);
        Assert.Throws<ArgumentOutOfRangeException>(() => StrengthRanging.Following(Link, new SemiPassiveModulation(), double.NaN, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StrengthRanging.WithConstantFactor(Link, double.NaN, 1));
    }
}
