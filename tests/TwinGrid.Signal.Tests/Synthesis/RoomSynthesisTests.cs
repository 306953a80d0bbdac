using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Synthesis;

public class RoomSynthesisTests
{
    [Fact]
    public void The_same_seed_gives_the_same_voltages_and_another_does_not()
    {
        SyntheticRoom first = RoomSynthesis.Create(new RoomOptions(), 3);
        SyntheticRoom second = RoomSynthesis.Create(new RoomOptions(), 3);
        SyntheticRoom third = RoomSynthesis.Create(new RoomOptions(), 4);

        Assert.Equal(first.Positions, second.Positions);
        Assert.Equal(first.Forward(17).ToArray(), second.Forward(17).ToArray());
        Assert.NotEqual(first.Forward(17).ToArray(), third.Forward(17).ToArray());
    }

    [Fact]
    public void Anchors_stand_evenly_on_the_perimeter_and_tags_inside()
    {
        SyntheticRoom room = RoomSynthesis.Create(new RoomOptions(), 5);

        for (int i = 0; i < 20; i++)
        {
            Position p = room.Positions[i];
            Assert.True(Math.Min(Math.Min(p.X, 4 - p.X), Math.Min(p.Y, 4 - p.Y)) < 1e-12);
            Assert.Equal(0.8, p.DistanceTo(room.Positions[(i + 1) % 20]), 9);
        }

        Assert.Equal(70, room.Positions.Count);
        Assert.All(room.Positions.Skip(20), p => Assert.True(p.X is > 0 and < 4 && p.Y is > 0 and < 4 && p.Z == 0));
        Assert.All(room.Links, link => Assert.True(link.Distance <= 2 && !(room.IsAnchor(link.First) && room.IsAnchor(link.Second))));
    }

    [Fact]
    public void Realised_phase_errors_follow_the_law_of_noise_and_multipath()
    {
        var options = new RoomOptions();
        var near = new List<double>();
        var middle = new List<double>();
        var far = new List<double>();
        var multipath = new List<double>();
        for (ulong seed = 1; seed <= 15; seed++)
        {
            SyntheticRoom room = RoomSynthesis.Create(options, seed);
            for (int i = 0; i < room.Links.Count; i++)
            {
                SyntheticLink link = room.Links[i];
                double error = AngleMath.WrapTo(room.Estimate(i).Phase - link.ChannelPhase, Math.PI);
                multipath.Add(link.ChannelPhase - link.GeometricPhase);
                if (link.Distance is > 0.4 and < 0.6)
                {
                    near.Add(error / (3 * Math.PI / 180));
                }
                else if (link.Distance is > 1.1 and < 1.3)
                {
                    middle.Add(error / (5 * link.Distance * Math.PI / 180));
                }
                else if (link.Distance > 1.9)
                {
                    far.Add(error / (5 * link.Distance * Math.PI / 180));
                }
            }
        }

        Assert.InRange(Rms(near), 0.94, 1.06);
        Assert.InRange(Rms(middle), 0.95, 1.05);
        Assert.InRange(Rms(far), 0.95, 1.05);
        Assert.InRange(Rms(multipath) * 180 / Math.PI, 4.85, 5.15);
    }

    [Fact]
    public void Fixed_noise_is_one_voltage_and_makes_badly_lit_links_noisier()
    {
        SyntheticRoom room = RoomSynthesis.Create(new RoomOptions { Noise = ReceiverNoise.Fixed }, 2);

        Assert.Single(room.Links.Select(link => link.ForwardNoise).Concat(room.Links.Select(link => link.BackwardNoise)).Distinct());
        double[] ratios = [.. Enumerable.Range(0, room.Links.Count).Select(i => room.Estimate(i, knownNoise: true).PhaseDeviation / room.Links[i].PhaseDeviation).Order()];
        Assert.True(ratios[^(ratios.Length / 20)] > 1.3 * ratios[ratios.Length / 20]);
    }

    [Fact]
    public void The_exciters_field_fades_over_the_room()
    {
        var options = new RoomOptions();
        ExciterField field = ExciterField.Draw(options, new SeededRandom(1));
        double[] magnitudes = [.. Enumerable.Range(0, 400).Select(i => field.At(new Position(0.2 * (i % 20), 0.2 * (i / 20))).Magnitude)];

        Assert.InRange(magnitudes.Average(), 0.05, 0.2);
        Assert.True(magnitudes.Max() > 2 * magnitudes.Min());
    }

    [Fact]
    public void A_box_has_anchors_at_several_heights()
    {
        SyntheticRoom room = RoomSynthesis.Create(RoomOptions.Box, 1);

        Assert.Equal(3, room.Positions.Take(room.Options.AnchorCount).Select(p => p.Z).Distinct().Count());
        Assert.Equal(3, room.Space.Dimensions);
        Assert.Equal(60, room.Positions.Skip(room.Options.AnchorCount).Select(p => p.Z).Distinct().Count());
    }

    [Fact]
    public void Too_many_tags_for_the_spacing_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => RoomSynthesis.Create(new RoomOptions { Spacing = 1, TagCount = 200 }, 1));

        Assert.Contains("placed", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => RoomSynthesis.Create(new RoomOptions { TagCount = 0 }, 1));
    }

    private static double Rms(List<double> values) => Math.Sqrt(values.Sum(v => v * v) / values.Count);
}
