using TwinGrid.Model;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Vote;

namespace TwinGrid.Signal.Tests.Motion.Vote;

public class AwayTagsVoteTests
{
    private const double Deviation = 0.1;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_living_tag_at_rest_among_three_away_is_a_resting_object(int antennas)
    {
        TagProfile living = At(antennas, 1);
        KnownProfile[] known =
        [
            new KnownProfile("living", "box", living),
            .. Enumerable.Range(0, 3).Select(tag => new KnownProfile($"{tag}", "box", TagProfile.WithoutPlace(antennas, 7650, 1))),
        ];
        TagProfile[] cycle = [At(antennas, 1.05)];

        CoherentTrace trace = CoherentPhaseVariance.Trace(known, cycle, MotionDetector.Compare(known, cycle));

        Assert.Equal(MotionVerdict.Stationary, ObjectVote.Decide([.. trace.Shifts]).Verdict);
        Assert.Equal(ObjectVote.Decide([trace.Shifts[0]]), ObjectVote.Decide([.. trace.Shifts]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_living_tag_read_by_name_among_six_away_is_a_resting_object(int antennas)
    {
        TagShift living = TagShift.Identified(At(antennas, 1), At(antennas, 1.1));
        TagShift away = TagShift.Unread(antennas, hadPlace: false);

        ObjectMotion motion = ObjectVote.Decide([away, away, away, living, away, away, away]);

        Assert.Equal(MotionVerdict.Stationary, motion.Verdict);
        Assert.Equal(ObjectVote.Decide([living]), motion);
    }

    [Fact]
    public void A_living_tag_that_is_not_read_leaves_with_its_object_whatever_was_away()
    {
        TagShift living = TagShift.Unread(3, hadPlace: true), away = TagShift.Unread(3, hadPlace: false);

        Assert.Equal(MotionVerdict.Missing, ObjectVote.Decide([living, living, away, away]).Verdict);
        Assert.Equal(ObjectVote.Decide([living, living]), ObjectVote.Decide([living, away, living, away]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void Tags_that_joined_show_that_the_object_is_there_and_nothing_of_a_move(int count)
    {
        TagShift[] joined = [.. Enumerable.Repeat(Joined(3), count)];
        TagShift rests = TagShift.Identified(At(3, 1), At(3, 1.05)), moved = TagShift.Identified(At(3, 1), At(3, 2.5));
        TagShift unread = TagShift.Unread(3, hadPlace: true);

        Assert.Equal(MotionVerdict.Stationary, ObjectVote.Decide([rests, .. joined]).Verdict);
        Assert.Equal(MotionVerdict.Moving, ObjectVote.Decide([moved, .. joined]).Verdict);
        Assert.Equal(MotionVerdict.Stationary, ObjectVote.Decide([unread, unread, .. joined]).Verdict);
        Assert.True(ObjectVote.Decide([unread, .. joined]).ErrorProbability < 0.1);
    }

    [Fact]
    public void How_many_tags_joined_does_not_change_the_odds_of_a_move()
    {
        TagShift doubtful = TagShift.Identified(At(3, 1), At(3, 1.4));

        ObjectMotion one = ObjectVote.Decide([doubtful, Joined(3)]), five = ObjectVote.Decide([doubtful, .. Enumerable.Repeat(Joined(3), 5)]);

        Assert.Equal(one.Verdict, five.Verdict);
        Assert.Equal(one.Margin, five.Margin, 1e-9);
    }

    private static TagShift Joined(int antennas) => TagShift.Identified(TagProfile.WithoutPlace(antennas, 7650, 1), At(antennas, -2));

    private static TagProfile At(int antennas, double phase)
    {
        double[] phases = [.. Enumerable.Repeat(phase, antennas)];
        return new TagProfile(phases, [.. phases.Select(_ => Deviation)], 7650, 1);
    }
}
