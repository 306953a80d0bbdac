using FsCheck.Fluent;
using TwinGrid.Signal.Motion;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Motion;

public class ProfileAccumulatorTests
{
    [Fact]
    public void Neither_order_nor_grouping_changes_a_bit() => Laws.Hold(
        Gen.Choose(0, int.MaxValue),
        seed =>
        {
            var random = new SeededRandom((ulong)seed);
            TagProfile[] reads = [.. Enumerable.Range(0, 12).Select(_ => Read(random, 3.1, 0.3))];
            ProfileAccumulator inOrder = Learn(reads);
            ProfileAccumulator reversed = Learn(reads.Reverse());
            ProfileAccumulator merged = Learn(reads[7..]).Merge(Learn(reads[..3])).Merge(Learn(reads[3..7]));
            return Same(inOrder, reversed) && Same(inOrder, merged);
        },
        count: 50);

    [Fact]
    public void Mean_is_the_weighted_circular_mean_across_the_half_turn()
    {
        ProfileAccumulator learnt = ProfileAccumulator.Empty(1)
            .Add(new TagProfile([3.1], [0.1], 7650, 2)).Add(new TagProfile([-3.1], [0.2], 7660, 4));

        TagProfile profile = learnt.ToProfile();

        double expected = Math.Atan2(100 * Math.Sin(3.1) + 25 * Math.Sin(-3.1), 100 * Math.Cos(3.1) + 25 * Math.Cos(-3.1));
        Assert.Equal(expected, profile.Phases[0], 1e-6);
        Assert.Equal((7650 / 4.0 + 7660 / 16.0) / (1 / 4.0 + 1 / 16.0), profile.Length, 1e-4);
        Assert.Equal(1 / Math.Sqrt(1 / 4.0 + 1 / 16.0), profile.LengthDeviation, 1e-6);
    }

    [Fact]
    public void Stated_deviation_of_the_mean_covers_its_error()
    {
        var random = new SeededRandom(4);
        double square = 0, stated = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            TagProfile profile = Learn(Enumerable.Range(0, 10).Select(_ => Read(random, 1, 0.08))).ToProfile();
            square += Math.Pow(profile.Phases[0] - 1, 2);
            stated += Math.Pow(profile.PhaseDeviations[0], 2);
        }

        // The larger of the stated and the scattered deviation is a little above the true one, never below.
        Assert.InRange(Math.Sqrt(stated / square), 1, 1.2);
    }

    [Fact]
    public void Reads_that_scatter_more_than_they_state_are_not_believed()
    {
        var random = new SeededRandom(4);

        TagProfile profile = Learn(Enumerable.Range(0, 100).Select(_ => Read(random, 1, 0.5))).ToProfile();

        Assert.InRange(profile.PhaseDeviations[0], 0.035, 0.07);
    }

    [Fact]
    public void An_antenna_that_never_heard_the_tag_has_no_phase()
    {
        TagProfile profile = ProfileAccumulator.Empty(2).Add(new TagProfile([1.0, double.NaN], [0.1, double.NaN])).ToProfile();

        Assert.Equal(1, profile.Phases[0], 1e-6);
        Assert.True(double.IsNaN(profile.Phases[1]));
        Assert.True(double.IsNaN(profile.Length));
    }

    [Fact]
    public void Another_number_of_antennas_is_rejected()
    {
        Assert.Throws<ArgumentException>(() => ProfileAccumulator.Empty(2).Add(new TagProfile([1.0], [0.1])));
        Assert.Throws<ArgumentException>(() => ProfileAccumulator.Empty(2).Merge(ProfileAccumulator.Empty(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProfileAccumulator.Empty(0));
    }

    private static TagProfile Read(SeededRandom random, double phase, double scatter) =>
        new([phase + scatter * random.NextGaussian()], [0.08], 7650 + 2 * random.NextGaussian(), 2);

    private static ProfileAccumulator Learn(IEnumerable<TagProfile> reads) => reads.Aggregate(ProfileAccumulator.Empty(1), (learnt, read) => learnt.Add(read));

    private static bool Same(ProfileAccumulator one, ProfileAccumulator other) => one.Antennas.SequenceEqual(other.Antennas) && one.Length == other.Length;
}
