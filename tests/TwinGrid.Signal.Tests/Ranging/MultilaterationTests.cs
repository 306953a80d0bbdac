using FsCheck.Fluent;
using TwinGrid.Model;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Ranging;

public class MultilaterationTests
{
    private static readonly Position[] Room = [new(0, 0, 3), new(30, 0, 2.8), new(30, 20, 3.1), new(0, 20, 0.4)];

    [Fact]
    public void Exact_ranges_give_the_exact_place_in_plane_and_space() => Laws.Hold(
        from x in Laws.Between(-20, 50)
        from y in Laws.Between(-20, 40)
        from z in Laws.Between(0, 2.5)
        select new Position(x, y, z),
        tag =>
        {
            RangePosition plane = Multilateration.LocateInPlane(Readings(tag, Room), tag.Z), space = Multilateration.LocateInSpace(Readings(tag, Room));
            return plane is { Converged: true, Mirror: null } && plane.Position.DistanceTo(tag) < 1e-6
                && space.Converged && space.Position.DistanceTo(tag) < 1e-5;
        });

    [Fact]
    public void The_order_of_readers_does_not_matter() => Laws.Hold(
        from seed in Gen.Choose(1, 100_000)
        select (ulong)seed,
        seed =>
        {
            var random = new SeededRandom(seed);
            var tag = new Position(random.NextUniform(0, 30), random.NextUniform(0, 20), 1);
            RangeReading[] readings = Readings(tag, Room, random);
            Position forward = Multilateration.LocateInPlane(readings, 1).Position;
            return Multilateration.LocateInPlane([.. readings.Reverse()], 1).Position.DistanceTo(forward) < 1e-6;
        });

    [Fact]
    public void Errors_match_the_covariance_which_is_the_bound()
    {
        var random = new SeededRandom(41);
        var tag = new Position(9, 6, 1);
        double bound = Multilateration.LocateInPlane(Readings(tag, Room), 1).Covariance.DistanceDeviation;
        RangePosition[] found = [.. Enumerable.Range(0, 800).Select(_ => Multilateration.LocateInPlane(Readings(tag, Room, random), 1))];

        Assert.InRange(Hops.RootMeanSquare(found.Select(place => place.Position.DistanceTo(tag))) / bound, 0.93, 1.07);
        Assert.InRange(found.Average(place => place.Misfit), 1.8, 2.2);
        Assert.InRange(found[0].Covariance.DistanceDeviation / bound, 0.95, 1.05);
    }

    [Fact]
    public void Good_ranges_outweigh_a_poor_one()
    {
        var tag = new Position(9, 6, 1);
        RangeReading[] readings = Readings(tag, Room);
        readings[2] = readings[2] with { Range = readings[2].Range + 3, Deviation = 10 };

        Assert.InRange(Multilateration.LocateInPlane(readings, 1).Position.DistanceTo(tag), 0, 0.01);
    }

    [Fact]
    public void Readers_in_a_line_leave_a_mirror_place()
    {
        var tag = new Position(4, 7);
        RangePosition found = Multilateration.LocateInPlane(Readings(tag, [new(0, 0), new(5, 0), new(12, 0)]), 0);

        Position mirror = Assert.NotNull(found.Mirror);
        Assert.True(found.Converged);
        Assert.Equal(0, Math.Min(found.Position.DistanceTo(tag), mirror.DistanceTo(tag)), 6);
        Assert.Equal(14, found.Position.DistanceTo(mirror), 6);
    }

    [Fact]
    public void Readers_in_a_plane_leave_a_mirror_place_in_space()
    {
        var tag = new Position(4, 7, 1);
        RangePosition found = Multilateration.LocateInSpace(Readings(tag, [new(0, 0, 3), new(30, 0, 3), new(0, 20, 3)]));

        Position mirror = Assert.NotNull(found.Mirror);
        Assert.Equal(0, Math.Min(found.Position.DistanceTo(tag), mirror.DistanceTo(tag)), 5);
        Assert.Equal(4, found.Position.DistanceTo(mirror), 5);
    }

    [Fact]
    public void A_tag_in_the_readers_own_line_is_not_called_located() =>
        Assert.False(Multilateration.LocateInPlane(Readings(new Position(20, 0), [new(0, 0), new(5, 0), new(12, 0)]), 0).Converged);

    [Fact]
    public void Readers_or_readings_that_cannot_do_are_refused()
    {
        RangeReading[] good = Readings(new Position(1, 2), Room);
        Assert.Throws<ArgumentException>(() => Multilateration.LocateInPlane([good[0]], 0));
        Assert.Throws<ArgumentException>(() => Multilateration.LocateInPlane([good[0], good[0]], 0));
        Assert.Throws<ArgumentException>(() => Multilateration.LocateInSpace(Readings(new Position(1, 2), [new(0, 0), new(5, 0), new(12, 0)])));
        Assert.Throws<ArgumentException>(() => Multilateration.LocateInPlane([good[0], good[1] with { Deviation = 0 }], 0));
        Assert.Throws<ArgumentException>(() => Multilateration.LocateInPlane([good[0], good[1] with { Range = double.NaN }], 0));
    }

    private static RangeReading[] Readings(Position tag, Position[] readers, SeededRandom? random = null) =>
        [.. readers.Select(reader => new RangeReading(reader, reader.DistanceTo(tag) + 0.1 * (random?.NextGaussian() ?? 0), 0.1))];
}
