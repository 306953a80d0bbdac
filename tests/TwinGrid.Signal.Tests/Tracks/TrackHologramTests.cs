using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Tracks;

namespace TwinGrid.Signal.Tests.Tracks;

public class TrackHologramTests
{
    private static readonly Position Truth = new(0.4, 0.7);

    [Fact]
    public void The_peak_of_a_lone_tag_is_where_it_stands()
    {
        IReadOnlyList<TrackPoint> points = new Walk { Tags = [Truth] }.Scene().Tags[0];
        Assert.InRange(TrackHologram.Peak(points, Walk.Box, 0.01).DistanceTo(Truth), 0, 0.021);
    }

    [Fact]
    public void Values_are_those_of_the_formula_row_by_row()
    {
        IReadOnlyList<TrackPoint> points = new Walk { Tags = [Truth] }.Scene().Tags[0];
        PlanarField field = TrackHologram.Evaluate(points, Walk.Box, 0.2);
        Assert.Equal((8, 8, 64), (field.Columns, field.Rows, field.Values.Length));
        var place = new Position(field.Origin.X + 3 * field.Step, field.Origin.Y + 2 * field.Step);
        double expected = points.GroupBy(p => p.FrequencyHz).Sum(g => g.Aggregate(
            Complex.Zero,
            (sum, p) => sum + Complex.Exp(Complex.ImaginaryOne * (p.PhaseRadians - 4 * Math.PI * p.FrequencyHz / 299_792_458 * place.DistanceTo(p.Antenna)))).Magnitude);
        Assert.Equal(expected, field.Values[2 * 8 + 3], 1e-9);
    }

    [Fact]
    public void Bad_grids_and_readings_are_refused()
    {
        IReadOnlyList<TrackPoint> points = new Walk { Tags = [Truth] }.Scene().Tags[0];
        Assert.ThrowsAny<ArgumentException>(() => TrackHologram.Evaluate([], Walk.Box, 0.1));
        Assert.ThrowsAny<ArgumentException>(() => TrackHologram.Evaluate(points, Walk.Box, 0));
        Assert.ThrowsAny<ArgumentException>(() => TrackHologram.Evaluate(points, Walk.Box, double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => TrackHologram.Evaluate(points, Walk.Box, 1e-6));
        Assert.ThrowsAny<ArgumentException>(() => TrackHologram.Evaluate([points[0] with { PhaseRadians = double.NaN }], Walk.Box, 0.1));
        Assert.ThrowsAny<ArgumentException>(() => TrackHologram.Evaluate(points, new SearchBox(new(1, 1), new(0, 0)), 0.1));
    }
}
