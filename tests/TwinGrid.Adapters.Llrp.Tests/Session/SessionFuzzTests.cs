using System.Buffers.Binary;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Readers;
using TwinGrid.Support;

namespace TwinGrid.Adapters.Llrp.Tests.Session;

/// <summary>What comes from the other side and could be anything.</summary>
public class SessionFuzzTests
{
    private const long MostBytes = 8 << 20;

    [Fact]
    public void Reports_become_reads_or_are_refused()
    {
        byte[] epc = Convert.FromHexString("3034257BF7194E4000001A85");
        var writer = new ReportWriter(new ReportContent { HasAntenna = true, HasChannel = true, HasPeakRssi = true, HasLastSeen = true, HasFirstSeen = true, HasCount = true, HasPhase = true, HasFineRssi = true, HasDoppler = true, HasUnknown = true });
        writer.Add(new EmulatedRead(0, 1, 3, 77, -5000, 4, 0), epc, 1_800_000_000_000_000);
        writer.Add(new EmulatedRead(0, 2, 9, 4095, -6000, -4, 0), epc, 1_800_000_000_001_000);
        LlrpMessage ofAnyLength = LlrpMessage.Of("RO_ACCESS_REPORT", 1).With(LlrpParameter.Of("TagReportData").With(LlrpParameter.Of("EPCData", ("EPC", LlrpValue.OfBits([1, 2, 3], 20)))));
        var reader = new ReaderCapabilities { Antennas = 2, FixedFrequencies = [865.7e6, 866.3e6, 866.9e6] };
        AntennaPlan[] antennas = [new(1, default), new(2, default)];
        var plan = new RoSpecPlan { Id = 1, Antennas = [new RoSpecAntenna(1, null), new RoSpecAntenna(2, null)] };
        var mapper = new ReportMapper("llrp:x", [.. antennas], new TagNames(100), new SessionSequence(TimeProvider.System), TimeProvider.System, new SessionNotes(), new ChannelTable(plan, reader));
        var buffer = new ReadBuffer(100_000, TimeSpan.Zero, TimeProvider.System);
        FuzzInput.Stands<FormatException>(
            [writer.Finish(1, 1).ToArray(), LlrpCodec.Encode(ofAnyLength)],
            bytes =>
            {
                buffer.Drain();
                mapper.Take(WithItsLength(bytes), buffer);
                Assert.All(buffer.Drain(), read => Assert.True(read.FrequencyHz > 0 && double.IsFinite(read.PhaseRadians) && double.IsFinite(read.RssiDbm) && read.Reads > 0 && read.Tag.Length > 0));
            },
            MostBytes);
    }

    [Fact]
    public void Capabilities_are_understood_or_refused()
    {
        var answers = new EmulatedAnswers(Emulated.Room);
        LlrpMessage capabilities = answers.Capabilities(1, "All");
        LlrpMessage configuration = answers.Configuration(2, "All", 0, LlrpParameter.Of("KeepaliveSpec"), EmulatedAnswers.DefaultReport());
        FuzzInput.Stands<FormatException>([LlrpCodec.Encode(capabilities)], bytes => CapabilityReader.Read(LlrpCodec.Decode(WithItsLength(bytes)), configuration), MostBytes);
        FuzzInput.Stands<FormatException>([LlrpCodec.Encode(configuration)], bytes => CapabilityReader.Read(capabilities, LlrpCodec.Decode(WithItsLength(bytes))), MostBytes, seed: 2);
    }

    [Fact]
    public void The_emulator_takes_any_request_or_refuses_it()
    {
        RoSpecPlan plan = new() { Id = 1, Mode = 0, Session = 1, IsDualTarget = true, MeasuresPhase = true, Antennas = [new RoSpecAntenna(1, new RoSpecTransmitter(1, 1, 81))] };
        LlrpMessage[] requests =
        [
            RoSpecMessage.Add(plan, 1), LlrpMessage.Of("DELETE_ROSPEC", 2), LlrpMessage.Of("ENABLE_ROSPEC", 3), LlrpMessage.Of("START_ROSPEC", 4), LlrpMessage.Of("GET_READER_CAPABILITIES", 5),
            LlrpMessage.Of("GET_READER_CONFIG", 6), LlrpMessage.Of("SET_READER_CONFIG", 7).With(LlrpParameter.Of("KeepaliveSpec", ("KeepaliveTriggerType", 1))), LlrpMessage.Of("SET_PROTOCOL_VERSION", 8, ("ProtocolVersion", 2)),
        ];
        var reader = new EmulatedReader(Emulated.Room with { KnowsVersion11 = true }, (_, _) => { });
        FuzzInput.Stands<FormatException>(
            [.. requests.Select(LlrpCodec.Encode)],
            bytes =>
            {
                (LlrpMessage? answer, Action? afterwards) = reader.Take(LlrpCodec.Decode(WithItsLength(bytes)));
                afterwards?.Invoke();
                if (answer is not null)
                {
                    LlrpCodec.Encode(answer);
                }
            },
            MostBytes);
    }

    /// <summary>With the length that it has, or else nearly all would be refused for that alone.</summary>
    private static byte[] WithItsLength(byte[] input)
    {
        if (input.Length >= LlrpHeader.Size)
        {
            BinaryPrimitives.WriteUInt32BigEndian(input.AsSpan(2), (uint)input.Length);
        }

        return input;
    }
}
