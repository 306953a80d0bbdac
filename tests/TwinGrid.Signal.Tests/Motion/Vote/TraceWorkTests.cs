using TwinGrid.Model;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Vote;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion.Vote;

public class TraceWorkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Small_scenes_are_traced_as_by_an_exhaustive_search(double lengthDeviation)
    {
        int traced = 0;
        for (ulong seed = 1; seed <= 100; seed++)
        {
            (KnownProfile[] known, TagProfile[] cycle) = RandomScene(new SeededRandom(seed), lengthDeviation);
            MotionReport report = MotionDetector.Compare(known, cycle);
            var budget = new SearchBudget();

            CoherentTrace trace = CoherentPhaseVariance.Trace(known, cycle, report, MotionOptions.Default, VoteOptions.Default, budget);

            (int Profile, int Strays)[] claims = new ExhaustiveTrace(known, cycle).Run(report);
            Assert.False(budget.WasShort);
            Assert.Equal(report.UnmatchedProfiles.Except(claims.Select(claim => claim.Profile)), trace.NewProfiles);
            for (int tag = 0; tag < known.Length; tag++)
            {
                bool isClaimed = claims[tag].Profile >= 0;
                Assert.Equal(isClaimed, trace.Shifts[tag].Kind == ReadKind.Traced);
                if (isClaimed)
                {
                    TagShift expected = TagShift.Identified(known[tag].Profile, cycle[claims[tag].Profile]);
                    Assert.Equal(expected.Differences.ToArray(), trace.Shifts[tag].Differences.ToArray());
                    Assert.Equal(claims[tag].Strays, trace.Shifts[tag].StrayProfiles);
                    traced++;
                }
            }
        }

        Assert.InRange(traced, 100, int.MaxValue);
    }

    [Fact]
    public void A_shelf_that_shifts_at_once_is_traced_within_the_budget()
    {
        const int Tags = 500;
        (KnownProfile[] known, TagProfile[] cycle) = Shelf(Tags, lengthDeviation: 1);
        var budget = new SearchBudget();

        CoherentTrace trace = Trace(known, cycle, budget);

        Assert.InRange(budget.Spent, 1, budget.Total);
        Assert.All(Enumerable.Range(0, Tags / 10), item =>
            Assert.Equal(MotionVerdict.Moving, ObjectVote.Decide([.. trace.Shifts.Skip(10 * item).Take(10)]).Verdict));
    }

    [Theory]
    [InlineData(200, 10_000_000)]
    [InlineData(400, 20_000_000)]
    [InlineData(400, 1_000_000)]
    [InlineData(400, 0)]
    public void A_shelf_whose_lengths_tell_nothing_keeps_to_the_budget_and_the_rest_stays_unread(int tags, long total)
    {
        (KnownProfile[] known, TagProfile[] cycle) = Shelf(tags, lengthDeviation: 1000);
        var budget = new SearchBudget(total);

        CoherentTrace trace = Trace(known, cycle, budget);

        Assert.True(budget.WasShort);
        Assert.InRange(budget.Spent, 0, total);
        Assert.Contains(trace.Shifts, shift => shift.Kind == ReadKind.Unread);
        Assert.Equal(trace.Shifts.Count(shift => shift.Kind == ReadKind.Unread), trace.NewProfiles.Length);
    }

    [Theory]
    [InlineData(400_000_000)]
    [InlineData(15_000_000)]
    public void The_order_of_tags_and_profiles_changes_nothing(long total)
    {
        (KnownProfile[] known, TagProfile[] cycle) = Shelf(200, lengthDeviation: 30);

        CoherentTrace forward = Trace(known, cycle, new SearchBudget(total));
        CoherentTrace backward = Trace([.. known.Reverse()], [.. cycle.Reverse()], new SearchBudget(total));

        Assert.Equal(forward.NewProfiles, backward.NewProfiles.Select(profile => cycle.Length - 1 - profile).Order());
        for (int tag = 0; tag < known.Length; tag++)
        {
            TagShift one = forward.Shifts[tag], other = backward.Shifts[known.Length - 1 - tag];
            Assert.Equal(one.Kind, other.Kind);
            Assert.Equal(one.Differences.ToArray(), other.Differences.ToArray());
            Assert.Equal(one.StrayProfiles, other.StrayProfiles);
        }
    }

    private static CoherentTrace Trace(KnownProfile[] known, TagProfile[] cycle, SearchBudget budget) => CoherentPhaseVariance.Trace(
        known, cycle, MotionDetector.Compare(known, cycle), MotionOptions.Default, VoteOptions.Default, budget);

    /// <summary>Objects of ten tags before four antennas, all of them shifted.</summary>
    private static (KnownProfile[] Known, TagProfile[] Cycle) Shelf(int tags, double lengthDeviation)
    {
        var random = new SeededRandom(5);
        double[] deviations = [0.08, 0.08, 0.08, 0.08];
        KnownProfile[] known = [.. Enumerable.Range(0, tags).Select(tag => new KnownProfile(
            $"{tag}", $"{tag / 10}", new TagProfile(Anywhere(4, random), deviations, random.NextUniform(7620, 7690), lengthDeviation)))];
        double[][] shifts = [.. Enumerable.Range(0, tags / 10).Select(_ => Anywhere(4, random))];
        return (known, [.. known.Select((tag, i) => Shifted(tag.Profile, shifts[i / 10], random))]);
    }

    /// <summary>Objects of one to five tags that rest, move or leave, strays, antennas that don't hear and lengths that are not told.</summary>
    private static (KnownProfile[] Known, TagProfile[] Cycle) RandomScene(SeededRandom random, double lengthDeviation)
    {
        int antennas = 1 + random.NextIndex(4), objects = 3 + random.NextIndex(6);
        List<KnownProfile> known = [];
        List<TagProfile> cycle = [];
        for (int item = 0; item < objects; item++)
        {
            int tags = 1 + random.NextIndex(5);
            double[] shift = random.NextUniform(0, 1) < 0.8 ? Anywhere(antennas, random) : new double[antennas];
            for (int tag = 0; tag < tags; tag++)
            {
                double length = random.NextUniform(0, 1) < 0.1 ? double.NaN : random.NextUniform(7620, 7690);
                var profile = new TagProfile(Anywhere(antennas, random), Deviations(antennas, random), length, lengthDeviation);
                known.Add(new KnownProfile($"{item}-{tag}", $"{item}", profile));
                if (random.NextUniform(0, 1) < 0.9)
                {
                    cycle.Add(Shifted(profile, shift, random));
                }
            }
        }

        for (int stray = random.NextIndex(6); stray > 0; stray--)
        {
            cycle.Add(new TagProfile(Anywhere(antennas, random), Deviations(antennas, random), random.NextUniform(7620, 7690), lengthDeviation));
        }

        cycle.Reverse();
        return ([.. known], [.. cycle]);
    }

    private static TagProfile Shifted(TagProfile profile, double[] shift, SeededRandom random)
    {
        double[] phases = [.. shift.Select((value, a) => profile.Phases[a] + value + 0.08 * random.NextGaussian())];
        if (phases.Length > 1 && random.NextUniform(0, 1) < 0.1)
        {
            phases[0] = double.NaN;
        }

        return new TagProfile(phases, profile.PhaseDeviations, profile.Length + random.NextGaussian(), profile.LengthDeviation);
    }

    private static double[] Anywhere(int antennas, SeededRandom random) =>
        [.. Enumerable.Range(0, antennas).Select(_ => random.NextUniform(-Math.PI, Math.PI))];

    private static double[] Deviations(int antennas, SeededRandom random) =>
        [.. Enumerable.Range(0, antennas).Select(_ => random.NextUniform(0.05, 0.6))];
}
