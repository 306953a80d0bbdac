using TwinGrid.Model;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Vote;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion.Vote;

public class CoherentPhaseVarianceTests
{
    private static readonly double[] Deviations = [0.08, 0.08, 0.08];

    [Fact]
    public void Tags_of_moved_objects_find_their_own_profiles_and_the_new_tag_stays_over()
    {
        for (ulong seed = 1; seed <= 30; seed++)
        {
            var random = new SeededRandom(seed);
            KnownProfile[] known = [.. Enumerable.Range(0, 30).Select(tag => new KnownProfile(
                $"{tag}", $"{tag / 3}", new TagProfile(Anywhere(random), Deviations, random.NextUniform(7620, 7690), 1)))];
            double[] first = Anywhere(random), second = Anywhere(random);
            // Objects 0 and 1 move, object 2 leaves, a tag of unknown length comes; profiles are listed backwards.
            TagProfile[] cycle =
            [
                new TagProfile(Anywhere(random), Deviations, 7750, 1),
                .. Enumerable.Range(0, 30).Where(tag => tag / 3 != 2).Reverse().Select(tag =>
                    Moved(known[tag].Profile, tag / 3 == 0 ? first : tag / 3 == 1 ? second : [0, 0, 0], random)),
            ];

            MotionReport report = MotionDetector.Compare(known, cycle);
            CoherentTrace trace = CoherentPhaseVariance.Trace(known, cycle, report);

            Assert.Contains(0, trace.NewProfiles);
            for (int item = 0; item < 10; item++)
            {
                MotionVerdict expected = item switch { 0 or 1 => MotionVerdict.Moving, 2 => MotionVerdict.Missing, _ => MotionVerdict.Stationary };
                Assert.Equal(expected, ObjectVote.Decide([.. trace.Shifts.Skip(3 * item).Take(3)]).Verdict);
            }

            for (int tag = 0; tag < 6; tag++)
            {
                double[] shift = tag < 3 ? first : second;
                for (int a = 0; a < 3; a++)
                {
                    Assert.InRange(Math.Abs(AngleMath.Wrap(trace.Shifts[tag].Differences[a] - shift[a])), 0, 0.5);
                }
            }
        }
    }

    [Fact]
    public void A_tag_known_to_be_away_is_not_looked_for()
    {
        KnownProfile[] known = [new KnownProfile("a", "a", TagProfile.WithoutPlace(3, 7650, 1))];
        TagProfile[] cycle = [new TagProfile([1.0, 2, 3], Deviations, 7650, 1)];

        CoherentTrace trace = CoherentPhaseVariance.Trace(known, cycle, MotionDetector.Compare(known, cycle));

        Assert.Equal(ReadKind.Unread, trace.Shifts[0].Kind);
        Assert.False(trace.Shifts[0].HadPlace);
        Assert.Equal([0], trace.NewProfiles);
    }

    private static double[] Anywhere(SeededRandom random) => [.. Enumerable.Range(0, 3).Select(_ => random.NextUniform(-Math.PI, Math.PI))];

    private static TagProfile Moved(TagProfile profile, double[] shift, SeededRandom random)
    {
        double[] phases = [.. shift.Select((value, a) => profile.Phases[a] + value + 0.08 * random.NextGaussian())];
        return new TagProfile(phases, Deviations, profile.Length + random.NextGaussian(), 1);
    }
}
