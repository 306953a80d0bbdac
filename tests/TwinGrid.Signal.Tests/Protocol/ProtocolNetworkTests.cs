using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Protocol;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Protocol;

public class ProtocolNetworkTests
{
    private static readonly ProtocolOptions Options = new();

    [Fact]
    public void The_index_is_the_swing_of_the_exact_envelope_for_weak_backscatter()
    {
        SyntheticRoom room = RoomSynthesis.Create(new RoomOptions(), 3);
        ProtocolNetwork network = ProtocolNetwork.Create(new RoomOptions(), Options, 3);
        int compared = 0;
        foreach (SyntheticLink link in room.Links)
        {
            Complex signal = room.Excitation[link.First] * Complex.FromPolarCoordinates(link.Attenuation, link.ChannelPhase);
            double level = room.Excitation[link.Second].Magnitude;
            for (int axis = 0; axis < ProtocolNetwork.Axes && signal.Magnitude < 0.05 * level; axis++)
            {
                // Keyed between +1 and −1, or +j and −j: the envelope with one less the envelope with the other.
                Complex coefficient = axis == 0 ? Complex.One : Complex.ImaginaryOne;
                double swing = (room.Excitation[link.Second] + signal * (1 - coefficient)).Magnitude - (room.Excitation[link.Second] + signal * (1 + coefficient)).Magnitude;
                Assert.Equal(Math.Abs(swing) / level, network.Index(axis, link.First, link.Second), 0.011);
                compared++;
            }
        }

        Assert.True(compared > 500);
    }

    [Fact]
    public void Hops_agree_with_all_shortest_ways()
    {
        ProtocolOptions options = Options with { SinkCount = 2 };
        ProtocolNetwork network = ProtocolNetwork.Create(new RoomOptions { Width = 6, Depth = 6, Exciter = new Position(3, -1.5, 1.5) }, options, 2);
        int n = network.Count;
        var ways = new int[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                bool reads = Math.Min(network.BestIndex(i, j), network.BestIndex(j, i)) >= options.DecodeIndex;
                ways[i, j] = i == j ? 0 : reads ? 1 : PacketHeader.UnknownHops;
            }
        }

        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    ways[i, j] = Math.Min(ways[i, j], ways[i, k] + ways[k, j]);
                }
            }
        }

        int[] sinks = [.. Enumerable.Range(0, n).Where(network.IsSink)];
        Assert.Equal(2, sinks.Length);
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal(sinks.Min(sink => ways[i, sink]), network.Hops(i)));
        Assert.Contains(Enumerable.Range(0, n), i => network.Hops(i) > 1);
    }

    [Fact]
    public void Power_at_a_metre_and_a_half_is_what_the_source_measured()
    {
        // 13 dBm into 6 dBiC at 1.5 m; the source saw −15 to −18 dBm at its tags (section 6.1). No scatterers, one tag.
        var room = new RoomOptions { Width = 0.02, Depth = 0.02, TagCount = 1, AnchorCount = 1, Spacing = 0.001, ScattererCount = 0, Exciter = new Position(0.01, -1.5, 0) };
        var options = Options with { SinkCount = 1, Energy = new EnergyOptions { ExciterRadiated = Dbm.Of(19) } };
        double dbm = 10 * Math.Log10(ProtocolNetwork.Create(room, options, 1).Incident(1) * 1000);

        Assert.InRange(dbm, -18, -15);
    }

    [Fact]
    public void Two_microwatts_take_about_minus_22_dBm()
    {
        var energy = new EnergyOptions();

        Assert.InRange(energy.Harvest(Dbm.Of(-22).Watts), 1.8e-6, 2.6e-6);
        Assert.Equal(0, energy.Harvest(Dbm.Of(-34.5).Watts));
    }
}
