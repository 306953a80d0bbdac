using System.Collections.Immutable;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;
using LlrpReader = TwinGrid.Adapters.Llrp.Session.LlrpReader;

namespace TwinGrid.Adapters.Llrp.Tests.Session;

public class RoSpecPlannerTests
{
    private static readonly ReaderCapabilities Hopping = new()
    {
        Maker = ReaderCapabilities.Impinj,
        HasExtensions = true,
        Antennas = 4,
        IsHopping = true,
        HopTables = ImmutableSortedDictionary<int, ImmutableArray<double>>.Empty.Add(3, [902.75e6, 915.25e6]),
        PowersDbm = ImmutableSortedDictionary<int, double>.Empty.Add(1, 10).Add(2, 20).Add(3, 30),
        Modes = [0, 1002],
    };

    private static readonly LlrpOptions Wishes = new()
    {
        Name = "dock",
        Host = "reader",
        Antennas = [.. Enumerable.Range(1, 4).Select(port => new AntennaPlan(port, new Position(port, 0)))],
        PowerDbm = 25,
        Mode = 1002,
    };

    [Fact]
    public void Everything_that_the_reader_has_is_asked_for()
    {
        RoSpecPlan plan = RoSpecPlanner.Plan(Wishes, Hopping with { Transmitters = ImmutableSortedDictionary<int, (int, int)>.Empty.Add(1, (3, 0)) });
        Assert.Equal([1, 2, 3, 4], plan.Antennas.Select(antenna => antenna.Port));
        Assert.Equal(new RoSpecTransmitter(3, 0, 2), plan.Antennas[0].Transmitter);
        Assert.Equal(new RoSpecTransmitter(3, 1, 2), plan.Antennas[1].Transmitter);
        Assert.Equal((1002, 1, true, true, 1), (plan.Mode, plan.Session, plan.IsDualTarget, plan.MeasuresPhase, plan.ReportEvery));
        Assert.Equal(["power 25 dBm is not among the reader's: 20 dBm is used"], plan.Notes);
    }

    [Fact]
    public void What_the_reader_lacks_is_left_out_and_told()
    {
        RoSpecPlan plan = RoSpecPlanner.Plan(
            Wishes with { PowerDbm = 5 },
            Hopping with { Antennas = 3, Unconnected = [2], HasExtensions = false, Modes = [7], HopTables = ImmutableSortedDictionary<int, ImmutableArray<double>>.Empty });
        Assert.Equal([1, 3], plan.Antennas.Select(antenna => antenna.Port));
        Assert.All(plan.Antennas, antenna => Assert.Null(antenna.Transmitter));
        Assert.Equal((null, 0, false, false), (plan.Mode, plan.Session, plan.IsDualTarget, plan.MeasuresPhase));
        Assert.Equal(5, plan.Notes.Length);
    }

    [Fact]
    public void A_reader_that_does_not_hop_gets_a_channel_that_it_has()
    {
        ReaderCapabilities fixedReader = Hopping with
        {
            IsHopping = false,
            FixedFrequencies = [865.7e6, 866.3e6],
            Transmitters = ImmutableSortedDictionary<int, (int, int)>.Empty.Add(1, (0, 2)).Add(2, (1, 9)),
        };
        RoSpecPlan plan = RoSpecPlanner.Plan(Wishes, fixedReader);
        Assert.Equal(new RoSpecTransmitter(0, 2, 2), plan.Antennas[0].Transmitter);
        Assert.Equal(new RoSpecTransmitter(0, 1, 2), plan.Antennas[1].Transmitter);
        var channels = new ChannelTable(plan, fixedReader);
        Assert.Equal(866.3e6, channels.FrequencyHz(1, 2));
        Assert.True(double.IsNaN(channels.FrequencyHz(1, 3)) && double.IsNaN(channels.FrequencyHz(1, 0)) && double.IsNaN(channels.FrequencyHz(9, 1)));
    }

    [Fact]
    public void Ports_said_to_be_unconnected_are_tried_when_there_are_no_others()
    {
        Assert.Equal(4, RoSpecPlanner.Plan(Wishes, Hopping with { Unconnected = [1, 2, 3, 4] }).Antennas.Length);
        var fault = Assert.Throws<LlrpSessionException>(() => RoSpecPlanner.Plan(Wishes with { Antennas = [Wishes.Antennas[3]] }, Hopping with { Antennas = 2 }));
        Assert.Equal("dock: expected antennas at ports 1 to 2 of the reader, found a plan for 4", fault.Message);
    }

    [Fact]
    public void Every_ROSpec_keeps_the_rules_of_the_standard_and_comes_back_from_the_wire()
    {
        foreach (RoSpecPlan plan in new[] { RoSpecPlanner.Plan(Wishes, Hopping), RoSpecPlanner.Plan(Wishes, Hopping).Plainest(), RoSpecPlanner.Plan(Wishes, Hopping with { HasExtensions = false }) })
        {
            LlrpMessage message = RoSpecMessage.Add(plan, 9);
            Assert.Empty(LlrpRules.Faults(message));
            Assert.Equal(message, LlrpCodec.Decode(LlrpCodec.Encode(message)));
            Assert.Equal("Null", message.Require("ROSpec").Require("AISpec").Require("AISpecStopTrigger").Text("AISpecStopTriggerType"));
        }

        Assert.True(RoSpecPlanner.Plan(Wishes, Hopping).Plainest().IsPlain);
    }

    [Fact]
    public void Options_out_of_their_range_are_refused_with_what_was_expected()
    {
        LlrpOptions[] bad =
        [
            Wishes with { Antennas = [] }, Wishes with { Antennas = [Wishes.Antennas[0], Wishes.Antennas[0]] }, Wishes with { Port = 0 }, Wishes with { Host = " " },
            Wishes with { PowerDbm = double.NaN }, Wishes with { Session = 4 }, Wishes with { RoSpecId = 0 }, Wishes with { Keepalive = TimeSpan.Zero },
            Wishes with { CertificateThumbprint = "AB" }, Wishes with { ReportEvery = 0 }, Wishes with { CertificateThumbprint = new string('0', 64) },
        ];
        Assert.All(bad, options => Assert.Matches("^LLRP reader, [A-Za-z]+: expected .+, found .+$", Assert.Throws<ArgumentException>(() => new LlrpReader(options, TimeProvider.System)).Message));
        Assert.Equal((5084, 5085), (Wishes.EffectivePort, (Wishes with { UsesTls = true }).EffectivePort));
    }
}
