using FsCheck.Fluent;
using TwinGrid.Trace.ColdChain.Kinetics;

namespace TwinGrid.Trace.Tests.ColdChain;

public class KineticMeanTests
{
    private static readonly FsCheck.Gen<(double Celsius, double Seconds)[]> Profiles =
        Gen.ArrayOf(Laws.Between(-90, 60).Zip(Laws.Between(1, 100_000), (celsius, seconds) => (celsius, seconds))).Where(profile => profile.Length > 0);

    [Fact]
    public void The_mean_is_that_of_the_formula_in_28_digits() => Laws.Hold(Profiles, profile =>
    {
        foreach (double energy in new[] { 83.0, 83.144, 250, 1000 })
        {
            Assert.Equal(DecimalKinetics.Mean(profile, energy), Mean(profile, energy), 1e-9);
        }
    }, 60);

    [Fact]
    public void A_constant_temperature_is_its_own_mean()
    {
        foreach (double celsius in new[] { -196, -80, -0.5, 5, 25, 45.0 })
        {
            Assert.Equal(celsius, Mean([(celsius, 1), (celsius, 1e7)], KineticMean.UspActivationEnergy), 1e-10);
        }
    }

    [Fact]
    public void A_worked_day_of_half_at_20_and_half_at_30_degrees() =>
        Assert.Equal(26.2599, Mean([(20, 43200), (30, 43200)], 83.144), 5e-5);

    [Fact]
    public void It_is_never_below_the_arithmetic_mean_and_never_above_the_hottest() => Laws.Hold(Profiles, profile =>
    {
        double mean = profile.Sum(part => part.Celsius * part.Seconds) / profile.Sum(part => part.Seconds);
        Assert.InRange(Mean(profile, 83.144), mean - 1e-9, profile.Max(part => part.Celsius) + 1e-9);
    });

    [Fact]
    public void Splitting_stretches_and_adding_up_in_any_order_change_nothing() => Laws.Hold(Profiles, profile =>
    {
        var split = profile.SelectMany(part => new[] { (part.Celsius, part.Seconds * 0.3), (part.Celsius, part.Seconds * 0.7) }).ToArray();
        Records.Shuffle(split, profile.Length);
        KineticMean left = KineticMean.Empty(83.144), right = left;
        for (int i = 0; i < split.Length; i++)
        {
            (left, right) = i % 2 == 0 ? (left.With(split[i].Celsius, split[i].Item2), right) : (left, right.With(split[i].Celsius, split[i].Item2));
        }

        Assert.Equal(Mean(profile, 83.144), right.Plus(left).Value!.Value.Value, 1e-9);
    });

    [Fact]
    public void A_sliding_window_is_the_mean_of_what_lies_in_it_even_after_a_spike() => Laws.Hold(Profiles, profile =>
    {
        var window = TimeSpan.FromSeconds(60_000);
        var sliding = new SlidingKineticMean(83.144, window);
        DateTimeOffset at = Records.Origin;
        var parts = new List<(DateTimeOffset Start, DateTimeOffset End, double Celsius)>();
        foreach ((double celsius, double seconds) in profile.Select((part, i) => i == 0 ? (300.0, part.Seconds) : part))
        {
            DateTimeOffset end = at.AddSeconds(seconds);
            sliding.Add(at, end, celsius);
            parts.Add((at, end, celsius));
            at = end;
            KineticMean found = sliding.At(at);
            var inside = parts.Select(part => (part.Celsius, (part.End - (part.Start > at - window ? part.Start : at - window)).TotalSeconds)).Where(part => part.Item2 > 0).ToArray();
            Assert.Equal(Mean(inside, 83.144), found.Value!.Value.Value, 1e-8);
            Assert.Equal(inside.Sum(part => part.Item2), found.Weight, 1e-3);
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_energy_that_is_none_is_refused(double energy) =>
        Assert.Contains("ΔH", Assert.Throws<ArgumentOutOfRangeException>(() => KineticMean.Empty(energy)).Message, StringComparison.Ordinal);

    [Fact]
    public void Means_of_different_energies_don_t_add_up() =>
        Assert.Throws<ArgumentException>(() => KineticMean.Empty(83).Plus(KineticMean.Empty(84)));

    private static double Mean((double Celsius, double Seconds)[] profile, double energy) =>
        profile.Aggregate(KineticMean.Empty(energy), (mean, part) => mean.With(part.Celsius, part.Seconds)).Value!.Value.Value;
}
