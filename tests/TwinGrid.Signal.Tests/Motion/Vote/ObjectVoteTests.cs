using TwinGrid.Model;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Motion.Vote;

namespace TwinGrid.Signal.Tests.Motion.Vote;

public class ObjectVoteTests
{
    private const double Deviation = 0.1;

    [Fact]
    public void Tags_that_shift_alike_are_a_moving_object()
    {
        ObjectMotion motion = ObjectVote.Decide([Shift(1, -2, 2.5), Shift(1.2, -1.9, 2.3), Shift(0.9, -2.1, 2.6)]);

        Assert.Equal(MotionVerdict.Moving, motion.Verdict);
        Assert.True(motion.ErrorProbability < 1e-6);
    }

    [Fact]
    public void Tags_that_do_not_shift_are_a_resting_object_even_when_one_was_misread()
    {
        ObjectMotion motion = ObjectVote.Decide([Shift(0.05, -0.1, 0.1), Shift(2, -1, 3), Shift(-0.1, 0.05, 0)]);

        Assert.Equal(MotionVerdict.Stationary, motion.Verdict);
        Assert.True(motion.ErrorProbability < 1e-4);
    }

    [Fact]
    public void A_small_common_shift_that_no_single_tag_shows_is_a_move()
    {
        // Each tag is 2.6 deviations off, which χ² of three antennas passes at one in a thousand.
        var shift = new[] { 0.21, 0.21, 0.21 };
        var before = new TagProfile([0.0, 0, 0], [Deviation, Deviation, Deviation]);
        var now = new TagProfile(shift, [Deviation, Deviation, Deviation]);
        Assert.False(MotionDetector.Test(before, now, new MotionOptions { FalseAlarmRate = 0.001 }).HasChanged);

        ObjectMotion motion = ObjectVote.Decide(
            [.. Enumerable.Repeat(TagShift.Identified(before, now), 6)], new VoteOptions { SpreadDeviation = 0.05 });

        Assert.Equal(MotionVerdict.Moving, motion.Verdict);
    }

    [Fact]
    public void Unread_tags_are_a_missing_object_and_read_ones_that_had_no_place_a_new_one()
    {
        TagShift unread = TagShift.Unread(3, hadPlace: true);
        TagShift away = TagShift.Unread(3, hadPlace: false);
        TagShift came = TagShift.Identified(TagProfile.WithoutPlace(3, 7650, 2), new TagProfile([1.0, 2, 3], [0.1, 0.1, 0.1], 7650, 2));

        Assert.Equal(MotionVerdict.Missing, ObjectVote.Decide([unread, unread, unread]).Verdict);
        Assert.Equal(MotionVerdict.Missing, ObjectVote.Decide([away, away, away]).Verdict);
        Assert.Equal(MotionVerdict.NewlyJoined, ObjectVote.Decide([came, away, came]).Verdict);
    }

    [Fact]
    public void One_unread_tag_does_not_make_a_resting_object_missing()
    {
        Assert.Equal(MotionVerdict.Stationary, ObjectVote.Decide([Shift(0, 0, 0), TagShift.Unread(3, hadPlace: true), Shift(0.1, 0, -0.1)]).Verdict);
    }

    [Fact]
    public void Two_strays_that_hardly_agree_do_not_make_a_missing_object_moving()
    {
        TagShift stray = Stray(1, 2, 3, strays: 8), other = Stray(0.2, 2.6, 2.2, strays: 8);

        Assert.Equal(MotionVerdict.Missing, ObjectVote.Decide([stray, other, TagShift.Unread(3, hadPlace: true)]).Verdict);
    }

    [Fact]
    public void The_order_of_tags_changes_nothing()
    {
        TagShift[] tags = [Shift(1, -2, 2.5), Shift(1.2, -1.9, 2.3), Shift(-2, 0, 1), TagShift.Unread(3, hadPlace: true)];

        ObjectMotion forward = ObjectVote.Decide(tags), backward = ObjectVote.Decide([.. tags.Reverse()]);

        Assert.Equal(forward.Verdict, backward.Verdict);
        Assert.Equal(forward.ErrorProbability, backward.ErrorProbability, 1e-12);
    }

    [Theory]
    [InlineData(0.5, 0.5, 0.6)]
    [InlineData(3.1, -3.1, 3.0)]
    [InlineData(1.0, 1.4, 0.8)]
    public void Likelihood_of_a_move_agrees_with_an_integral_over_all_shifts(double first, double second, double third)
    {
        var options = new VoteOptions();
        TagShift[] tags = [Shift(first), Shift(second), Shift(third)];
        const int Steps = 20_000;
        double integral = 0, variance = 2 * Deviation * Deviation + options.SpreadDeviation * options.SpreadDeviation;
        for (int step = 0; step < Steps; step++)
        {
            double shift = -Math.PI + 2 * Math.PI * step / Steps, product = 1;
            foreach (double difference in new[] { first, second, third })
            {
                double residual = Math.IEEERemainder(difference - shift, 2 * Math.PI);
                double density = Math.Sqrt(2 * Math.PI / variance) * Math.Exp(-residual * residual / (2 * variance));
                product *= (1 - options.UnreadShare - options.UntracedShare) * ((1 - options.OutlierShare) * density + options.OutlierShare);
            }

            integral += product / Steps;
        }

        Assert.Equal(Math.Log(integral), CommonShift.Moved(tags, options), 0.05);
    }

    [Fact]
    public void Wrong_input_is_rejected()
    {
        Assert.Throws<ArgumentException>(() => ObjectVote.Decide([]));
        Assert.Throws<ArgumentException>(() => ObjectVote.Decide([Shift(0), Shift(0, 0)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ObjectVote.Decide([Shift(0)], new VoteOptions { OutlierShare = 0 }));
    }

    private static TagShift Shift(params double[] differences) => TagShift.Identified(
        At(new double[differences.Length]), At(differences), driftDeviation: 0);

    private static TagShift Stray(double a, double b, double c, int strays) =>
        TagShift.Anonymous(At([0, 0, 0]), At([a, b, c]), 0, ReadKind.Traced, strays);

    private static TagProfile At(double[] phases) => new(phases, [.. phases.Select(_ => Deviation)]);
}
