using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Llrp.Tests.Session;
using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Tests.Emulator;

public class LlrpEmulatorTests
{
    private static readonly RoSpecPlan Plan = new() { Id = 1, Antennas = [new RoSpecAntenna(1, new RoSpecTransmitter(1, 1, 81))] };

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task What_it_says_of_itself_keeps_the_rules_and_is_understood(bool isImpinj, bool isHopping)
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { IsImpinj = isImpinj, IsHopping = isHopping });
        LlrpMessage[] answers = await EmulatedRequests.SendAsync(
            emulator, LlrpMessage.Of("GET_READER_CAPABILITIES", 1), LlrpMessage.Of("GET_READER_CONFIG", 2), LlrpMessage.Of("GET_ROSPECS", 3), LlrpMessage.Of("GET_ACCESSSPECS", 4));
        Assert.All(answers, answer => Assert.Empty(LlrpRules.Faults(answer)));
        ReaderCapabilities read = CapabilityReader.Read(answers[0], answers[1]);
        Assert.Equal((2, isHopping, 81), (read.Antennas, read.IsHopping, read.PowersDbm.Count));
        Assert.Equal(isHopping ? 50 : 0, read.HopTables.Values.Sum(table => table.Length));
        Assert.Equal(isHopping ? 0 : 4, read.FixedFrequencies.Length);
        Assert.Equal(isImpinj ? ReaderCapabilities.Impinj : 0, read.Maker);
    }

    [Fact]
    public async Task What_can_not_be_is_refused_with_what_was_expected()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room);
        LlrpMessage[] answers = await EmulatedRequests.SendAsync(
            emulator,
            RoSpecMessage.Add(Plan with { Antennas = [new RoSpecAntenna(9, null)] }, 1),
            RoSpecMessage.Add(Plan with { Antennas = [new RoSpecAntenna(1, new RoSpecTransmitter(2, 1, 81))] }, 2),
            RoSpecMessage.Add(Plan with { Antennas = [new RoSpecAntenna(1, new RoSpecTransmitter(1, 51, 81))] }, 3),
            RoSpecMessage.Add(Plan with { Antennas = [new RoSpecAntenna(1, new RoSpecTransmitter(1, 1, 82))] }, 4),
            RoSpecMessage.Add(Plan with { Mode = 77 }, 5),
            RoSpecMessage.Add(Plan with { IsDualTarget = true }, 6),
            LlrpMessage.Of("START_ROSPEC", 7, ("ROSpecID", 1)),
            LlrpMessage.Of("GET_SUPPORTED_VERSION", 8).InVersion(2),
            LlrpMessage.Of("SET_PROTOCOL_VERSION", 9, ("ProtocolVersion", 2)));
        Assert.All(answers[..9], answer => Assert.NotNull(LlrpRequests.Refusal(answer)));
        Assert.Equal(
            ["P_FieldError: AntennaIDs: expected ports 1 to 2, found 9", "P_FieldError: HopTableID: expected 1, found 2", "P_FieldError: ChannelIndex: expected 1 to 50, found 51"],
            answers[..3].Select(LlrpRequests.Refusal));
        Assert.Equal("M_UnsupportedVersion", LlrpRequests.Refusal(answers[7]));
        Assert.Equal("M_UnsupportedMessage", LlrpRequests.Refusal(answers[8]));
    }

    [Fact]
    public async Task ROSpecs_go_through_their_states_and_are_deleted_one_by_one_or_all_at_once()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { Rate = 1 });
        await EmulatedRequests.SendAsync(
            emulator,
            RoSpecMessage.Add(Plan, 1), RoSpecMessage.Add(Plan with { Id = 2 }, 2), RoSpecMessage.Add(Plan with { Id = 3 }, 3),
            ById("ENABLE_ROSPEC", 2), ById("ENABLE_ROSPEC", 3), ById("START_ROSPEC", 3), ById("DELETE_ROSPEC", 1));
        Assert.Equal([(2u, "Inactive"), (3u, "Active")], emulator.RoSpecs.Select(spec => (spec.Key, spec.Value)).Order());
        LlrpMessage[] answers = await EmulatedRequests.SendAsync(emulator, LlrpMessage.Of("GET_ROSPECS", 1), ById("STOP_ROSPEC", 3), LlrpMessage.Of("GET_ROSPECS", 7), ById("DELETE_ROSPEC", 0));
        Assert.Equal(["Inactive", "Active"], answers[0].FindAll("ROSpec").Select(spec => spec.Text("CurrentState")));
        Assert.Equal(["Inactive", "Inactive"], answers[2].FindAll("ROSpec").Select(spec => spec.Text("CurrentState")));
        Assert.Empty(emulator.RoSpecs);
    }

    [Fact]
    public async Task A_reset_and_deleting_what_is_not_there_are_as_sllurp_and_others_send_them()
    {
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room);
        LlrpMessage[] answers = await EmulatedRequests.SendAsync(
            emulator,
            RoSpecMessage.Add(Plan, 1),
            LlrpMessage.Of("DELETE_ACCESSSPEC", 2, ("AccessSpecID", 0)),
            LlrpMessage.Of("SET_READER_CONFIG", 3, ("ResetToFactoryDefault", true)),
            LlrpMessage.Of("DELETE_ROSPEC", 4, ("ROSpecID", 0)));
        Assert.All(answers, answer => Assert.Null(LlrpRequests.Refusal(answer)));
        Assert.Empty(emulator.RoSpecs);
    }

    [Fact]
    public async Task An_inventory_that_ends_at_its_first_tag_and_begins_again_gets_round_to_all_tags()
    {
        // What sllurp asks for when it wants each read at once.
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room);
        LlrpParameter inventory = LlrpParameter.Of("AISpec", ("AntennaIDs", new ushort[] { 1, 2 })).With(
            LlrpParameter.Of("AISpecStopTrigger", ("AISpecStopTriggerType", "Tag_Observation")).With(LlrpParameter.Of("TagObservationTrigger", ("NumberOfTags", 1))),
            LlrpParameter.Of("InventoryParameterSpec", ("InventoryParameterSpecID", 1), ("ProtocolID", "EPCGlobalClass1Gen2")));
        LlrpMessage add = LlrpMessage.Of("ADD_ROSPEC", 1).With(LlrpParameter.Of("ROSpec", ("ROSpecID", 1)).With(
            LlrpParameter.Of("ROBoundarySpec").With(LlrpParameter.Of("ROSpecStartTrigger", ("ROSpecStartTriggerType", "Immediate")), LlrpParameter.Of("ROSpecStopTrigger")),
            inventory,
            LlrpParameter.Of("ROReportSpec", ("ROReportTrigger", 1)).With(LlrpParameter.Of("TagReportContentSelector", ("EnableAntennaID", true)))));
        LlrpMessage[] reports = await EmulatedRequests.ListenAsync(emulator, 100, add, ById("ENABLE_ROSPEC", 1));
        LlrpParameter[] reads = [.. reports.SelectMany(report => report.FindAll("TagReportData"))];
        Assert.All(reports, report => Assert.Single(report.Parameters));
        Assert.Equal(Emulated.Room.Tags, reads.Select(read => read.Require("EPC_96")["EPC"].ToString()).Distinct().Count());
        Assert.Equal([1L, 2L], reads.Select(read => read.Require("AntennaID").Number("AntennaID")).Distinct().Order());
    }

    [Theory]
    [InlineData(0, false, true)]
    [InlineData(2, false, false)]
    [InlineData(2, true, true)]
    public void A_tag_whose_session_remembers_is_silent_unless_both_states_are_asked(int session, bool isDualTarget, bool isHeardAgain)
    {
        var inventory = new EmulatedInventory(new EmulatedRoom(Emulated.Room), EmulatedBand.Fcc, [new AntennaSetting(1, 30, 0, session, isDualTarget)], 1);
        int reads = 0;
        while (reads < 100 && inventory.TryNext(0.01 * reads, out _))
        {
            reads++;
        }

        Assert.Equal(isHeardAgain ? 100 : Emulated.Room.Tags, reads);
    }

    [Fact]
    public void The_same_seed_gives_the_same_room_and_reads()
    {
        static EmulatedRead[] Take(ulong seed)
        {
            var inventory = new EmulatedInventory(new EmulatedRoom(Emulated.Room with { Seed = seed, MovingTags = 3 }), EmulatedBand.Etsi, [new AntennaSetting(1, 30, 1, 0, true)], seed);
            return [.. Enumerable.Range(0, 200).Select(i => inventory.TryNext(0.01 * i, out EmulatedRead read) ? read : default)];
        }

        Assert.Equal(Take(3), Take(3));
        Assert.NotEqual(Take(3), Take(4));
    }

    private static LlrpMessage ById(string name, uint id) => LlrpMessage.Of(name, 100 + id, ("ROSpecID", (long)id));
}
