using TwinGrid.Signal.Motion.Inventory;
using TwinGrid.Signal.Reproductions.Moving;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Reproductions.Moving;

public class PollingTrialTests
{
    private static readonly SlotTiming Timing = new(LinkParameters.Default);
    private static readonly ReplyErrorModel Clean = new([1, 1, 1], 0, [0.003, 0.003, 0.003], [0.1, 0.1, 0.1]);

    [Fact]
    public void Every_present_tag_is_read_once_and_the_same_seed_gives_the_same_outcome()
    {
        var setup = new TrialSetup(Objects: 20, TagsPerObject: 3, Antennas: 3, Moved: 2, Gone: 1);

        var trial = new PollingTrial(setup, Clean, Clean, Timing, seed: 5);
        TrialOutcome outcome = TrialOutcome.Of(trial), again = TrialOutcome.Of(new PollingTrial(setup, Clean, Clean, Timing, seed: 5));

        Assert.Equal(57, trial.Cycle.Count);
        Assert.Equal(60, trial.Stationary.Count);
        Assert.Equal(outcome, again);
        Assert.Equal(17, outcome.TracedObjects.AtRest);
        Assert.Equal(2, outcome.TracedObjects.Moved);
    }

    [Fact]
    public void Likelihood_keeps_within_the_goals_where_the_majority_mistakes_gone_objects()
    {
        var setup = new TrialSetup(Objects: 40, TagsPerObject: 3, Antennas: 3, Moved: 3, Gone: 1);
        TrialOutcome[] outcomes = [.. Enumerable.Range(0, 60).Select(seed => TrialOutcome.Of(new PollingTrial(setup, Clean, Clean, Timing, (ulong)seed)))];

        ErrorCounts ours = ErrorCounts.Sum(outcomes.Select(outcome => outcome.TracedObjects));
        ErrorCounts majority = ErrorCounts.Sum(outcomes.Select(outcome => outcome.PublishedObjects));

        Assert.InRange(ours.FalsePositives, 0, 2);
        Assert.InRange(ours.FalseNegatives, 0, 2);
        Assert.True(ours.Mistaken < majority.Mistaken / 4, $"{ours.Mistaken} against {majority.Mistaken}");
    }

    [Fact]
    public void Decoded_slots_give_the_phases_and_lengths_that_were_sent()
    {
        var random = new SeededRandom(8);
        var reader = new DecodedSlots([1, 1, 1]);
        SentReply[] sent = [new([0.5, -2, 3], 7640), new([2, 1, -1], 7671)];

        var profiles = reader.Read(sent, random);

        Assert.NotNull(profiles);
        foreach (SentReply reply in sent)
        {
            var profile = Assert.Single(profiles, profile => Math.Abs(profile.Length - reply.Length) < 1);
            for (int a = 0; a < 3; a++)
            {
                Assert.InRange(Math.Abs(AngleMath.Wrap(profile.Phases[a] - reply.Phases[a])), 0, 0.02);
            }
        }
    }

    [Fact]
    public void Tags_of_a_moved_object_shift_more_alike_than_those_of_two_objects()
    {
        double alike = 0, apart = 0;
        for (ulong seed = 1; seed <= 100; seed++)
        {
            var random = new SeededRandom(seed);
            var scene = new MovingScene(objects: 2, tagsPerObject: 2, antennas: 3, random);
            double[][] before = [.. Enumerable.Range(0, 4).Select(scene.Phases)];
            scene.Move(0, random);
            scene.Move(1, random);
            double Shift(int tag) => scene.Phases(tag)[0] - before[tag][0];
            alike += Math.Pow(AngleMath.Wrap(Shift(0) - Shift(1)), 2);
            apart += Math.Pow(AngleMath.Wrap(Shift(0) - Shift(2)), 2);
        }

        Assert.True(10 * alike < apart, $"{alike} against {apart}");
    }
}
