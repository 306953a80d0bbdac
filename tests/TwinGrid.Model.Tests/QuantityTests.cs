using System.Globalization;

namespace TwinGrid.Model.Tests;

public class QuantityTests
{
    private static readonly Dictionary<string, Action<double>> Makers = new()
    {
        ["a power in dBm"] = value => Dbm.Of(value),
        ["a frequency in hertz"] = value => Hertz.Of(value),
        ["a length in metres"] = value => Metres.Of(value),
        ["an angle in radians"] = value => Radians.Of(value),
        ["coordinate x in metres"] = value => Position.Of(value, 0),
        ["coordinate y in metres"] = value => Position.Of(0, value),
        ["coordinate z in metres"] = value => Position.Of(0, 0, value),
    };

    public static TheoryData<string, double> NotFinite { get; } = new(
        from what in Makers.Keys
        from value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity }
        select (what, value));

    [Theory]
    [MemberData(nameof(NotFinite))]
    public void A_number_that_is_not_finite_is_refused_with_what_was_expected_and_found(string what, double value)
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => Makers[what](value));
        Assert.StartsWith($"{what}: expected a finite number", fault.Message, StringComparison.Ordinal);
        Assert.EndsWith($"found {value.ToString(CultureInfo.InvariantCulture)}", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    public void A_frequency_must_be_above_zero(double hertz) =>
        Assert.Contains("above zero", Assert.Throws<ArgumentOutOfRangeException>(() => Hertz.Of(hertz)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_length_may_be_zero_but_not_below()
    {
        Assert.Equal(0, Metres.Of(0).Value);
        Assert.Contains("at least zero", Assert.Throws<ArgumentOutOfRangeException>(() => Metres.Of(-1e-9)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_convert()
    {
        Assert.Equal(0.3276420306, Hertz.OfMega(915).Wavelength.Value, 1e-9);
        Assert.Equal(1, Dbm.Of(30).Watts, 1e-12);
        Assert.Equal(0.001, Dbm.Of(0).Watts, 1e-15);
        Assert.Equal(Math.PI, Radians.OfDegrees(180).Value, 1e-15);
        Assert.Equal(90, Radians.Of(Math.PI / 2).Degrees, 1e-12);
        Assert.Equal(250, Metres.Of(2.5).Centimetres, 1e-12);
    }

    [Fact]
    public void Distance_is_euclidean_in_space() =>
        Assert.Equal(7, new Position(1, 2, 3).DistanceTo(new Position(3, 5, 9)), 1e-15);
}
