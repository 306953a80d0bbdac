using MathNet.Numerics.Distributions;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Matching;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion;

public class MotionDetectorTests
{
    private const double Deviation = 5 * Math.PI / 180;

    [Fact]
    public void Resting_moved_missing_and_new_tags_are_told_apart()
    {
        KnownProfile[] known = [Known("rests", 1, 2, 3, 7630), Known("moves", -1, 0, 1, 7640), Known("leaves", 2, -2, 0, 7650)];
        TagProfile[] cycle = [Profile(0.5, -2.5, -0.5, 7640), Profile(3, 0, -3, 7670), Profile(1.05, 1.95, 3, 7631)];

        MotionReport report = MotionDetector.Compare(known, cycle);

        Assert.Equal([2, -1, -1], report.Matches);
        Assert.Equal([0, 1], report.UnmatchedProfiles);
        Assert.True(report.IsStationary(0));
        Assert.False(report.IsStationary(1));
    }

    [Fact]
    public void Phases_either_side_of_the_half_turn_match()
    {
        MotionReport report = MotionDetector.Compare([Known("a", 3.12, -3.12, 0, 7650)], [Profile(-3.12, 3.12, 0, 7650)]);

        Assert.True(report.IsStationary(0));
    }

    [Fact]
    public void Equal_phases_do_not_match_when_the_lengths_are_of_different_tags()
    {
        MotionReport report = MotionDetector.Compare([Known("a", 1, 2, 3, 7630)], [Profile(1, 2, 3, 7650)]);

        Assert.False(report.IsStationary(0));
    }

    [Fact]
    public void An_antenna_that_did_not_hear_takes_no_part_and_no_antenna_is_no_match()
    {
        KnownProfile[] known = [Known("a", 1, 2, 3, 7650)];

        Assert.True(MotionDetector.Compare(known, [Profile(1, double.NaN, 3, 7650)]).IsStationary(0));
        Assert.False(MotionDetector.Compare(known, [Profile(double.NaN, double.NaN, double.NaN, 7650)]).IsStationary(0));
        Assert.False(MotionDetector.Compare(known, [Profile(1, double.NaN, 3, 7650)], new MotionOptions { MinimumAntennas = 3 }).IsStationary(0));
    }

    [Fact]
    public void Profiles_without_a_length_match_by_phase()
    {
        MotionReport report = MotionDetector.Compare(
            [Known("a", 1, 2, 3, 7650), Known("b", 0, -1, -2, double.NaN)], [Profile(0, -1, -2, 7680), Profile(1, 2, 3, double.NaN)]);

        Assert.Equal([1, 0], report.Matches);
    }

    [Fact]
    public void A_blurred_profile_does_not_take_the_place_of_a_sharp_one()
    {
        TagProfile blurred = new([1.0, 2.0, 3.0], [1.0, 1.0, 1.0], 7650, 2);

        MotionReport report = MotionDetector.Compare([Known("a", 1, 2, 3, 7650)], [blurred, Profile(1.1, 2.1, 3, 7651)]);

        Assert.Equal(1, report.Matches[0]);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    public void Resting_tags_fail_at_the_stated_rate(double rate)
    {
        const int Draws = 20_000;
        var random = new SeededRandom(11);
        var options = new MotionOptions { FalseAlarmRate = rate, DriftDeviation = 0 };
        int unmatched = 0, changed = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            KnownProfile known = Known("a", 1, 2, 3, 7650, random);
            TagProfile now = Known("a", 1, 2, 3, 7650, random).Profile;
            unmatched += MotionDetector.Compare([known], [now], options).IsStationary(0) ? 0 : 1;
            changed += MotionDetector.Test(known.Profile, now, options).HasChanged ? 1 : 0;
        }

        // Four standard errors either side.
        double margin = 4 * Math.Sqrt(Draws * rate * (1 - rate));
        Assert.InRange(unmatched, Draws * rate - margin, Draws * rate + margin);
        Assert.InRange(changed, Draws * rate - margin, Draws * rate + margin);
    }

    [Fact]
    public void Crowded_profiles_cost_what_a_dense_comparison_of_all_pairs_finds()
    {
        var options = new MotionOptions();
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var random = new SeededRandom(seed);
            // Close phases and lengths, so that many pairs compete.
            KnownProfile[] known = [.. Enumerable.Range(0, 60).Select(i => Crowded($"{i}", random))];
            TagProfile[] cycle = [.. Enumerable.Range(0, 50).Select(i => Crowded($"{i}", random).Profile)];
            var statistics = new ProfileStatistics(options, 3);
            var dense = new AssignmentGraph(cycle.Length);
            foreach (KnownProfile row in known)
            {
                for (int column = 0; column < cycle.Length; column++)
                {
                    if (Statistic(row.Profile, cycle[column], options) is { } cost)
                    {
                        dense.Add(column, cost);
                    }
                }

                dense.EndRow();
            }

            Assert.True(dense.Edges > 200);
            Assert.Equal(SparseAssignment.Solve(dense, statistics.DummyCost), MotionDetector.Compare(known, cycle, options).Matches);
        }
    }

    [Fact]
    public void A_known_pair_is_tested_by_its_phases_alone()
    {
        TagProfile before = Profile(1, 2, 3, 7650), other = Profile(1, 2, 3, 7690), moved = Profile(1.5, 2, 3, 7650);

        Assert.False(MotionDetector.Test(before, other).HasChanged);
        ChangeTest test = MotionDetector.Test(before, moved);
        double variance = 2 * Deviation * Deviation + Math.Pow(Math.PI / 180, 2);
        Assert.Equal(0.25 / variance, test.Statistic, 1e-9);
        Assert.Equal(3, test.DegreesOfFreedom);
        Assert.Equal(1 - ChiSquared.CDF(3, 0.25 / variance), test.ChanceWhenStationary, 1e-12);
        Assert.True(test.HasChanged);
    }

    [Fact]
    public void A_pair_without_a_common_antenna_has_not_changed()
    {
        ChangeTest test = MotionDetector.Test(Profile(1, double.NaN, double.NaN, 7650), Profile(double.NaN, 1, 1, 7650));

        Assert.Equal(new ChangeTest(0, 0, 1, false), test);
    }

    [Fact]
    public void Wrong_input_is_rejected()
    {
        Assert.Throws<ArgumentException>(() => MotionDetector.Compare([Known("a", 1, 2, 3, 7650)], [new TagProfile([1.0], [0.1])]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MotionDetector.Compare([], [], new MotionOptions { FalseAlarmRate = 0 }));
        Assert.Throws<ArgumentException>(() => new TagProfile([1.0], [0.0]));
        Assert.Throws<ArgumentException>(() => new TagProfile([double.PositiveInfinity], [1.0]));
        Assert.Throws<ArgumentException>(() => new TagProfile([1.0], [1.0], 7650, double.NaN));
        Assert.Throws<ArgumentException>(() => new TagProfile([1.0, 2.0], [1.0]));
    }

    [Fact]
    public void Nothing_compares_with_nothing()
    {
        MotionReport report = MotionDetector.Compare([], []);

        Assert.Empty(report.Matches);
        Assert.Empty(report.UnmatchedProfiles);
    }

    /// <summary>The slow reference: cost of a pair, or null beyond the threshold.</summary>
    private static double? Statistic(TagProfile before, TagProfile now, MotionOptions options)
    {
        double chi = 0, normalizers = 0;
        for (int a = 0; a < 3; a++)
        {
            double s = Math.Sqrt(Math.Pow(before.PhaseDeviations[a], 2) + Math.Pow(now.PhaseDeviations[a], 2) + Math.Pow(options.DriftDeviation, 2));
            double difference = Math.IEEERemainder(now.Phases[a] - before.Phases[a], 2 * Math.PI);
            chi += Math.Pow(difference / s, 2);
            normalizers += Math.Log(s * Math.Sqrt(2 * Math.PI) / (2 * Math.PI));
        }

        double length = Math.Sqrt(Math.Pow(before.LengthDeviation, 2) + Math.Pow(now.LengthDeviation, 2));
        chi += Math.Pow((now.Length - before.Length) / length, 2);
        normalizers += Math.Log(length * Math.Sqrt(2 * Math.PI) / options.LengthSpread);
        return chi <= ChiSquared.InvCDF(4, 1 - options.FalseAlarmRate) ? chi / 2 + normalizers : null;
    }

    private static KnownProfile Crowded(string tag, SeededRandom random) =>
        Known(tag, random.NextUniform(2.9, 3.4), random.NextUniform(0, 0.4), random.NextUniform(-3.3, -2.9), random.NextUniform(7640, 7652));

    private static TagProfile Profile(double a, double b, double c, double length) => new([a, b, c], [Deviation, Deviation, Deviation], length, 2);

    private static KnownProfile Known(string tag, double a, double b, double c, double length) => new(tag, tag, Profile(a, b, c, length));

    private static KnownProfile Known(string tag, double a, double b, double c, double length, SeededRandom random) => Known(
        tag, a + Deviation * random.NextGaussian(), b + Deviation * random.NextGaussian(), c + Deviation * random.NextGaussian(),
        length + 2 * random.NextGaussian());
}
