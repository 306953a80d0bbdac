using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

/// <summary>
/// Our encodings read by Wireshark's dissector. It has faults of its own, so some things are left out here: of Impinj's parameters it
/// knows phase and peak RSSI alone and calls the others malformed, it shows a PeakRSSI as a number without a sign, it takes the version in
/// SET_PROTOCOL_VERSION for one of three bits and the AccessSpecID of a ClientRequestResponse for one of 16, and it miscounts the bytes of
/// Identification and of C1G2GetBlockPermalockStatus, whose values it shows rightly.
/// </summary>
public class TsharkTests
{
    private const int Seeds = 6, SetProtocolVersion = 47, ClientRequestOpResponse = 55;
    private static readonly string[] Miscounted = ["Identification", "C1G2GetBlockPermalockStatus"];

    [Fact]
    public async Task Every_message_is_dissected_without_a_complaint_to_the_same_parameters()
    {
        LlrpMessage[] messages =
            [.. LlrpSchema.Standard.All.Where(each => each is { IsMessage: true, Vendor: null, Type: not (LlrpDefinition.CustomType or SetProtocolVersion or ClientRequestOpResponse) })
                .SelectMany(each => Enumerable.Range(0, Seeds).Select(seed => AnyLlrp.Message(each.Name, seed, extensions: false, name => !Miscounted.Contains(name))))];
        string[] read = await Tshark.ReadAsync(messages);
        Assert.Equal(messages.Length, read.Length);
        var complaints = new List<string>();
        for (int i = 0; i < messages.Length; i++)
        {
            string[] lines = read[i].Split('\n');
            int at = Array.FindIndex(lines, line => line.Contains("Expert Info", StringComparison.Ordinal) || line.Contains("Malformed", StringComparison.Ordinal));
            if (at >= 0)
            {
                complaints.Add($"{messages[i].Name}: {string.Join(" / ", lines[Math.Max(0, at - 6)..(at + 1)].Select(line => line.Trim()))}");
            }
            else if (!Tshark.Types(read[i]).SequenceEqual(Types(messages[i]).Prepend(messages[i].Type)))
            {
                complaints.Add($"{messages[i].Name}: {string.Join(' ', Types(messages[i]))} are ours, {string.Join(' ', Tshark.Types(read[i]).Skip(1))} theirs");
            }
        }

        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
    }

    [Fact]
    public async Task Values_are_dissected_as_they_were_set()
    {
        string[] read = await Tshark.ReadAsync(
        [
            LlrpMessage.Of("RO_ACCESS_REPORT", 16).With(LlrpParameter.Of("TagReportData").With(
                LlrpParameter.Of("EPC_96", ("EPC", Convert.FromHexString("300833B2DDD9014000000003"))),
                LlrpParameter.Of("ROSpecID", ("ROSpecID", 123)),
                LlrpParameter.Of("AntennaID", ("AntennaID", 2)),
                LlrpParameter.Of("ChannelIndex", ("ChannelIndex", 17)),
                LlrpParameter.Of("FirstSeenTimestampUTC", ("Microseconds", 1596753598630880)),
                LlrpParameter.Of("ImpinjRFPhaseAngle", ("PhaseAngle", 0xABC)),
                LlrpParameter.Of("ImpinjPeakRSSI", ("RSSI", -5000)))),
            LlrpMessage.Of("SET_READER_CONFIG", 17, ("ResetToFactoryDefault", true)).With(
                LlrpParameter.Of("AntennaConfiguration", ("AntennaID", 3)).With(
                    LlrpParameter.Of("RFTransmitter", ("HopTableID", 1), ("ChannelIndex", 4), ("TransmitPower", 81))),
                LlrpParameter.Of("KeepaliveSpec", ("KeepaliveTriggerType", "Periodic"), ("PeriodicTriggerValue", 10000))),
            LlrpMessage.Of("IMPINJ_ENABLE_EXTENSIONS", 18),
        ]);
        string[][] expected =
        [
            ["Length: 75", "ID: 16", "EPC: 300833b2ddd9014000000003", "ROSpec ID: 123", "Antenna ID: 2", "Channel index: 17", "Microseconds: 1596753598630880", "Phase angle: 2748", "RSSI: -5000"],
            ["ID: 17", "1... .... = Restore Factory Settings: Yes", "Antenna ID: 3", "Hop table ID: 1", "Channel index: 4", "Transmit power value: 81", "Time interval: 10000"],
            ["ID: 18", "Vendor ID: Impinj (25882)"],
        ];
        for (int i = 0; i < expected.Length; i++)
        {
            HashSet<string> lines = [.. read[i].Split('\n').Select(line => line.Trim())];
            Assert.Equal([], expected[i].Except(lines));
            Assert.DoesNotContain("Malformed", read[i], StringComparison.Ordinal);
        }
    }

    private static IEnumerable<int> Types(LlrpElement element) => element.Parameters.SelectMany(parameter => Types(parameter).Prepend(parameter.Type));
}
