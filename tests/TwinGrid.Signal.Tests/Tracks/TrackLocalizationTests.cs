using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Localization;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Tracks;

namespace TwinGrid.Signal.Tests.Tracks;

public class TrackLocalizationTests
{
    private static readonly Position[] Three = Walk.Row(3, 0.12, 0.6);

    [Fact]
    public void Coupled_tags_without_noise_are_found_exactly()
    {
        TrackSolution solution = Solve(new Walk { Tags = Three, Noise = 0, Channels = [922e6] }.Scene(), new TrackOptions { CouplingDeviation = double.PositiveInfinity });
        Assert.All(Errors(solution, Three), e => Assert.InRange(e, 0, 5e-4));
        Assert.Equal(0, (solution.Coupling - Walk.Coupling).Magnitude, 0.01);
        Assert.InRange(solution.Cost, 0, 1e-4);
        Assert.True(solution.Converged);
    }

    [Theory]
    [InlineData(3, 0.2, 0.7, 3ul)]
    [InlineData(6, 0.08, 0.55, 4ul)]
    [InlineData(8, 0.08, 0.8, 5ul)]
    [InlineData(12, 0.07, 0.5, 6ul)]
    public void Coupled_tags_are_found_through_noise_and_multipath(int count, double spacing, double distance, ulong seed)
    {
        Position[] truth = Walk.Row(count, spacing, distance);
        TrackScene scene = new Walk { Tags = truth, Multipath = 0.1, Seed = seed }.Scene();
        TrackSolution solution = Solve(scene);
        double[] errors = Errors(solution, truth);
        double[] plain = [.. scene.Tags.Select((t, i) => TrackHologram.Peak(t, Walk.Box, 0.01).DistanceTo(truth[i]))];
        Assert.All(solution.Tags, t => Assert.True(t.IsLocated));
        Assert.InRange(errors.Order().ElementAt(count / 2), 0, 0.04);
        Assert.True(errors.Sum() < plain.Sum(), $"{errors.Sum()} m against {plain.Sum()} m of the plain hologram");
        int inside = solution.Tags.Where((t, i) => t.Covariance.HorizontalMahalanobisSquared(t.Position.X - truth[i].X, t.Position.Y - truth[i].Y) < 9.2).Count();
        Assert.InRange(inside, count - 1, count);

    }

    [Fact]
    public void One_tag_alone_is_found_and_has_no_coupling()
    {
        Position[] truth = [new(0.62, 0.71)];
        TrackSolution solution = Solve(new Walk { Tags = truth }.Scene());
        Assert.InRange(Errors(solution, truth)[0], 0, 0.01);
        Assert.Equal(Complex.Zero, solution.Coupling);
        Assert.Equal(41, solution.Tags[0].Places);
    }

    [Fact]
    public void Order_of_tags_and_points_changes_nothing()
    {
        TrackScene scene = new Walk { Tags = Three, Multipath = 0.1 }.Scene();
        TrackScene turned = scene with { Tags = [.. scene.Tags.Reverse().Select(t => t.Reverse().ToArray())] };
        Same(Solve(scene).Tags, Solve(turned).Tags.Reverse(), 1e-4);
    }

    [Fact]
    public void A_tag_far_behind_the_scene_leaves_the_places_of_the_others_alone()
    {
        TrackScene scene = new Walk { Tags = Three, Multipath = 0.1 }.Scene();
        TrackPoint[] stray = [.. new Walk { Tags = [new(2.5, 3)], Multipath = 0.1, Seed = 9 }.Scene().Tags[0].Select(p => p with { RssiDbm = p.RssiDbm - 20 })];
        TrackSolution with = Solve(scene with { Tags = [stray, .. scene.Tags] });
        Assert.Equal(Solve(scene).Tags, with.Tags.Skip(1));
        Assert.False(with.Tags[0].IsLocated);
    }

    [Fact]
    public void A_tag_outside_the_search_area_is_not_located_at_its_edge()
    {
        Position[] truth = [new(0.5, 1.0)];
        TrackScene scene = new Walk { Tags = truth, Noise = 0.01 }.Scene();
        TrackSolution cut = Solve(scene with { Bounds = new SearchBox(new(-0.2, 0.2), new(1.2, 0.96)) });
        Assert.Equal(LocationStatus.Inconsistent, cut.Tags[0].Status);
    }

    [Fact]
    public void The_same_scene_gives_the_same_bits()
    {
        TrackScene scene = new Walk { Tags = Three, Multipath = 0.1 }.Scene();
        Assert.Equal(Solve(scene).Tags, Solve(scene).Tags);
    }

    [Fact]
    public void Channel_offsets_and_whole_turns_change_nothing()
    {
        TrackScene scene = new Walk { Tags = Three, Multipath = 0.1 }.Scene();
        TrackScene changed = Walk.Change(scene, (tag, p) => p with
        {
            PhaseRadians = p.PhaseRadians + p.FrequencyHz / 1e6 * (1 + tag) + 2 * Math.PI * (tag - 1),
            RssiDbm = p.RssiDbm - 2 * tag,
        });
        Same(Solve(scene).Tags, Solve(changed).Tags, 1e-6);
    }

    [Theory]
    [InlineData(3.5, -12, 0.25, 0)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(-2, 5, 1.5, 2)]
    [InlineData(1, 1, 0, 3)]
    public void Moving_and_turning_the_whole_scene_moves_and_turns_the_answer(double x, double y, double z, int quarters)
    {
        TrackScene scene = new Walk { Tags = Three, Multipath = 0.1 }.Scene();
        Position Move(Position p)
        {
            for (int i = 0; i < quarters; i++)
            {
                p = new Position(-p.Y, p.X, p.Z);
            }

            return new Position(p.X + x, p.Y + y, p.Z + z);
        }

        Position a = Move(Walk.Box.Low), b = Move(Walk.Box.High);
        var box = new SearchBox(new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), a.Z), new(Math.Max(a.X, b.X), Math.Max(a.Y, b.Y), a.Z));
        TrackScene moved = Walk.Change(scene, (_, p) => p with { Antenna = Move(p.Antenna) }) with { Bounds = box };
        IReadOnlyList<TrackTagEstimate> expected = Solve(scene).Tags, found = Solve(moved).Tags;
        for (int t = 0; t < expected.Count; t++)
        {
            Assert.InRange(found[t].Position.DistanceTo(Move(expected[t].Position)), 0, 2e-3);
            (double along, double across) = quarters % 2 == 0 ? (found[t].Covariance.XX, found[t].Covariance.YY) : (found[t].Covariance.YY, found[t].Covariance.XX);
            Assert.Equal(1, along / expected[t].Covariance.XX, 0.05);
            Assert.Equal(1, across / expected[t].Covariance.YY, 0.05);
        }
    }

    [Fact]
    public void A_box_on_both_sides_of_the_track_is_searched_on_its_larger_side()
    {
        TrackScene scene = new Walk { Tags = Three }.Scene() with { Bounds = new(new(-0.2, -1), new(1.2, 1.6)) };
        Assert.All(Errors(Solve(scene), Three), e => Assert.InRange(e, 0, 0.02));
    }

    [Fact]
    public void Lost_channels_and_places_are_borne()
    {
        var random = new SeededRandom(8);
        TrackScene scene = Walk.Change(new Walk { Tags = Three, Multipath = 0.05 }.Scene(), (tag, p) =>
            random.NextUniform() < 0.4 || (tag == 0 && p.Antenna.X > 0.7) || (tag == 2 && p.FrequencyHz > 923e6) ? null : p);
        TrackSolution solution = Solve(scene);
        Assert.All(Errors(solution, Three), e => Assert.InRange(e, 0, 0.05));
        Assert.True(solution.Tags[0].Places < 30);
    }

    [Fact]
    public void Tags_at_another_height_are_found_at_theirs()
    {
        Position[] places = [.. Enumerable.Range(0, 41).Select(i => new Position(0.025 * i, 0, 0.4))];
        TrackScene scene = new Walk { Tags = Three, Places = places }.Scene();
        TrackSolution solution = Solve(scene);
        Assert.All(Errors(solution, Three), e => Assert.InRange(e, 0, 0.02));
    }

    [Fact]
    public void Too_few_places_or_too_short_a_track_is_declined_and_the_others_are_located()
    {
        TrackScene scene = Walk.Change(new Walk { Tags = Walk.Row(3, 0.3, 0.6) }.Scene(), (tag, p) =>
            (tag == 0 && p.Antenna.X > 0.16) || (tag == 1 && Math.Round(p.Antenna.X / 0.025) % 8 != 0) ? null : p);
        TrackSolution solution = Solve(scene);
        Assert.Equal([LocationStatus.TooFewLinks, LocationStatus.TooFewLinks, LocationStatus.Located], solution.Tags.Select(t => t.Status));
        Assert.True(double.IsNaN(solution.Tags[0].Position.X));

        TrackScene brief = Walk.Change(new Walk { Tags = [new(0.5, 0.6)] }.Scene(), (_, p) => p with { Antenna = new(p.Antenna.X / 10, 0) });
        Assert.Equal(LocationStatus.TooFewLinks, Solve(brief).Tags[0].Status);
        Assert.Empty(Solve(new TrackScene([], Walk.Box)).Tags);
        Assert.Equal(0, Solve(new TrackScene([[]], Walk.Box)).Tags[0].Places);
    }

    [Fact]
    public void Random_phases_are_inconsistent()
    {
        int passed = 0;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var random = new SeededRandom(seed);
            TrackScene scene = Walk.Change(new Walk { Tags = Three, Channels = [922e6] }.Scene(), (_, p) => p with { PhaseRadians = random.NextUniform(0, 2 * Math.PI) });
            passed += Solve(scene).Tags.Count(t => t.Status != LocationStatus.Inconsistent);
        }

        Assert.InRange(passed, 0, 2);
    }

    [Fact]
    public void Values_that_are_no_readings_are_refused()
    {
        TrackScene good = new Walk { Tags = Three, Channels = [922e6] }.Scene();
        TrackPoint point = good.Tags[0][0];
        TrackPoint[] bad =
        [
            point with { PhaseRadians = double.NaN }, point with { RssiDbm = double.PositiveInfinity }, point with { Reads = 0 },
            point with { Antenna = new(double.NaN, 0) }, point with { FrequencyHz = -1 }, point with { FrequencyHz = double.NaN }, point with { FrequencyHz = 868e6 },
        ];
        Assert.All(bad, b => Assert.ThrowsAny<ArgumentException>(() => Solve(good with { Tags = [[.. good.Tags[0], b]] })));
        Assert.ThrowsAny<ArgumentException>(() => Solve(good with { Bounds = new(new(0, 1), new(1, 0)) }));
        Assert.ThrowsAny<ArgumentException>(() => Solve(good with { Bounds = new(new(0, double.NaN), new(1, 2)) }));
        Assert.ThrowsAny<ArgumentException>(() => Solve(good with { Bounds = new(new(-500, 0), new(500, 1000)) }));
        Assert.ThrowsAny<ArgumentException>(() => Solve(good with { Tags = [null!] }));
        Assert.ThrowsAny<ArgumentException>(() => Solve(good, new TrackOptions { GridStep = 0 }));
        Assert.ThrowsAny<ArgumentException>(() => Solve(good, new TrackOptions { CouplingDeviation = double.NaN }));
    }

    [Fact]
    public void Cancellation_ends_the_search() =>
        Assert.ThrowsAny<OperationCanceledException>(() => TrackLocalization.Solve(new Walk { Tags = Three }.Scene(), ct: new CancellationToken(canceled: true)));

    private static TrackSolution Solve(TrackScene scene, TrackOptions? options = null) =>
        TrackLocalization.Solve(scene, options, TestContext.Current.CancellationToken);

    private static double[] Errors(TrackSolution solution, Position[] truth) =>
        [.. solution.Tags.Select((t, i) => t.Position.DistanceTo(truth[i] with { Z = t.Position.Z }))];

    private static void Same(IEnumerable<TrackTagEstimate> expected, IEnumerable<TrackTagEstimate> found, double tolerance) =>
        Assert.All(expected.Zip(found), pair => Assert.InRange(pair.First.Position.DistanceTo(pair.Second.Position), 0, tolerance));
}
