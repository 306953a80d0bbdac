using TwinGrid.Signal.Motion.Replies;
using TwinGrid.Signal.Reproductions.Moving;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion.Replies;

public class CollisionOutcomeTests
{
    private readonly CollisionSlot _slot = CollisionSlot.Draw(2, 20, new SeededRandom(1));

    [Fact]
    public void The_truth_itself_is_right_and_without_error()
    {
        CollisionOutcome outcome = CollisionOutcome.Of(Reading(0), _slot);

        Assert.True(outcome.IsRight);
        Assert.Equal(0, outcome.BitErrors);
        Assert.All(outcome.PhaseErrors, error => Assert.Equal(0, error, 1e-9));
    }

    [Theory]
    [InlineData(14.9, true)]
    [InlineData(15.1, false)]
    public void A_phase_beyond_fifteen_degrees_makes_an_answer_wrong(double degrees, bool isRight)
    {
        CollisionOutcome outcome = CollisionOutcome.Of(Reading(degrees), _slot);

        Assert.Equal(isRight, outcome.IsRight);
        Assert.True(outcome.IsResolved);
    }

    [Fact]
    public void A_missing_tag_makes_an_answer_wrong_and_no_answer_is_neither()
    {
        SlotReading reading = Reading(0);

        Assert.False(CollisionOutcome.Of(reading with { Replies = [reading.Replies[0]] }, _slot).IsRight);
        Assert.False(CollisionOutcome.Of(reading with { Kind = SlotKind.Unresolved, Replies = [] }, _slot).IsResolved);
    }

    private SlotReading Reading(double degrees) => new(
        SlotKind.Resolved,
        [.. _slot.Tags.Select(tag => new TagReply(
            tag.Edge, AngleMath.Wrap(tag.Edge.Phase - _slot.Receiver.Leakage.Phase + degrees * Math.PI / 180), 0.01, tag.Length, 0.1, tag.Bits))],
        DeclineReason.None,
        _slot.Receiver.Leakage,
        _slot.Receiver.NoiseVariance,
        1);
}
