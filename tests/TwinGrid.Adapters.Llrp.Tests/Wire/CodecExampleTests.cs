using TwinGrid.Adapters.Llrp.Wire;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

/// <summary>Messages laid out by hand from the standard, byte for byte.</summary>
public class CodecExampleTests
{
    [Theory]
    [InlineData("KEEPALIVE", "043E 0000000A 00000007")]
    [InlineData("KEEPALIVE_ACK", "0448 0000000A 00000007")]
    [InlineData("CLOSE_CONNECTION", "040E 0000000A 00000007")]
    public void Messages_without_content_are_their_header(string name, string hex) => Same(hex, LlrpMessage.Of(name, 7));

    [Fact]
    public void Version_negotiation_is_a_message_of_version_2()
    {
        Same("082F 0000000B 00000001 02", LlrpMessage.Of("SET_PROTOCOL_VERSION", 1, ("ProtocolVersion", 2)).InVersion(LlrpHeader.Version11));
        Same(
            "0838 00000014 00000001 01 02 011F 0008 0000 0000",
            LlrpMessage.Of("GET_SUPPORTED_VERSION_RESPONSE", 1, ("CurrentVersion", 1), ("SupportedVersion", 2)).InVersion(LlrpHeader.Version11)
                .With(LlrpParameter.Of("LLRPStatus", ("StatusCode", "M_Success"))));
    }

    [Fact]
    public void An_ROSpec_nests_its_parameters_by_length() => Same(
        """
        0414 0000005F 00000009
        00B1 0055 0000007B 00 00
          00B2 0012
            00B3 0005 01
            00B6 0009 00 00000000
          00B7 001A 0002 0001 0002
            00B8 0009 00 00000000
            00BA 0007 0001 01
          00ED 001F 02 0001
            00EE 0018 1F C0
              015C 0005 80
              03FF 000D 0000651A 000003E7 01
        """,
        LlrpMessage.Of("ADD_ROSPEC", 9).With(
            LlrpParameter.Of("ROSpec", ("ROSpecID", 123), ("CurrentState", "Disabled")).With(
                LlrpParameter.Of("ROBoundarySpec").With(
                    LlrpParameter.Of("ROSpecStartTrigger", ("ROSpecStartTriggerType", "Immediate")),
                    LlrpParameter.Of("ROSpecStopTrigger", ("ROSpecStopTriggerType", "Null"))),
                LlrpParameter.Of("AISpec", ("AntennaIDs", new ushort[] { 1, 2 })).With(
                    LlrpParameter.Of("AISpecStopTrigger", ("AISpecStopTriggerType", "Null")),
                    LlrpParameter.Of("InventoryParameterSpec", ("InventoryParameterSpecID", 1), ("ProtocolID", "EPCGlobalClass1Gen2"))),
                LlrpParameter.Of("ROReportSpec", ("ROReportTrigger", "Upon_N_Tags_Or_End_Of_ROSpec"), ("N", 1)).With(
                    LlrpParameter.Of(
                        "TagReportContentSelector",
                        ("EnableAntennaID", true),
                        ("EnableChannelIndex", true),
                        ("EnablePeakRSSI", true),
                        ("EnableFirstSeenTimestamp", true),
                        ("EnableLastSeenTimestamp", true),
                        ("EnableTagSeenCount", true),
                        ("EnableAccessSpecID", true)).With(
                        LlrpParameter.Of("C1G2EPCMemorySelector", ("EnableCRC", true)),
                        LlrpParameter.Of("Custom", ("VendorIdentifier", 25882), ("ParameterSubtype", 999), ("Data", new byte[] { 1 })))))));

    [Fact]
    public void A_tag_report_holds_values_without_lengths_and_Impinj_extensions() => Same(
        """
        043D 00000053 00000010
        00F0 0049
          8D 300833B2DDD9014000000003
          81 0002
          86 D0
          82 0005AC3D2B0A4BE0
          03FF 000E 0000651A 00000038 0ABC
          03FF 000E 0000651A 00000039 EC78
          03FF 000E 0000651A 00000044 FFF0
        """,
        LlrpMessage.Of("RO_ACCESS_REPORT", 16).With(LlrpParameter.Of("TagReportData").With(
            LlrpParameter.Of("EPC_96", ("EPC", Convert.FromHexString("300833B2DDD9014000000003"))),
            LlrpParameter.Of("AntennaID", ("AntennaID", 2)),
            LlrpParameter.Of("PeakRSSI", ("PeakRSSI", -48)),
            LlrpParameter.Of("FirstSeenTimestampUTC", ("Microseconds", 0x0005AC3D2B0A4BE0)),
            LlrpParameter.Of("ImpinjRFPhaseAngle", ("PhaseAngle", 0xABC)),
            LlrpParameter.Of("ImpinjPeakRSSI", ("RSSI", -5000)),
            LlrpParameter.Of("ImpinjRFDopplerFrequency", ("DopplerFrequency", -16)))));

    [Fact]
    public void Extensions_are_enabled_by_a_message_of_the_vendor() =>
        Same("07FF 00000013 00000003 0000651A 15 00000000", LlrpMessage.Of("IMPINJ_ENABLE_EXTENSIONS", 3));

    [Fact]
    public void Unknown_messages_parameters_and_extensions_keep_their_bytes()
    {
        LlrpMessage message = LlrpCodec.Decode(Bytes("0401 00000023 00000001 00 02BC 0008 DEADBEEF 03FF 0010 00001234 00000001 01020304"));
        Assert.Equal("type 700", message.Parameters[0].Name);
        Assert.Equal(Bytes("DEADBEEF"), message.Parameters[0].Unread.ToArray());
        Assert.Equal(0x1234, message.Parameters[1].Number("VendorIdentifier"));
        Assert.Equal(Bytes("0401 00000023 00000001 00 02BC 0008 DEADBEEF 03FF 0010 00001234 00000001 01020304"), LlrpCodec.Encode(message));
        Assert.Equal(Bytes("07A0 0000000C 00000001 ABCD"), LlrpCodec.Encode(LlrpCodec.Decode(Bytes("07A0 0000000C 00000001 ABCD"))));
    }

    [Fact]
    public void An_unknown_value_without_a_length_keeps_all_that_is_left()
    {
        LlrpMessage message = LlrpCodec.Decode(Bytes("043D 00000015 00000010 00F0 000B 81 0002 FE 01 81 03"));
        Assert.Equal(["AntennaID", "type 126"], message.Parameters[0].Parameters.Select(each => each.Name));
        Assert.Equal(Bytes("01 81 03"), message.Parameters[0].Parameters[1].Unread.ToArray());
    }

    [Fact]
    public void An_extension_that_its_vendor_has_changed_is_kept_as_an_unknown_one()
    {
        byte[] bytes = Bytes("043D 0000001F 00000010 00F0 0015 81 0002 03FF 000E 0000651A 00000037 0001");
        LlrpParameter custom = LlrpCodec.Decode(bytes).Parameters[0].Parameters[1];
        Assert.Equal(("Custom", 55L), (custom.Name, custom.Number("ParameterSubtype")));
        Assert.Equal(bytes, LlrpCodec.Encode(LlrpCodec.Decode(bytes)));
    }

    [Fact]
    public void Bits_that_the_standard_reserves_are_kept()
    {
        byte[] bytes = Bytes("E403 0000000F 00000001 01 4ABC 0004");
        Assert.Equal(bytes, LlrpCodec.Encode(LlrpCodec.Decode(bytes)));
    }

    private static void Same(string hex, LlrpMessage message)
    {
        byte[] bytes = Bytes(hex);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(LlrpCodec.Encode(message)));
        Assert.Equal(message, LlrpCodec.Decode(bytes));
        Assert.Empty(LlrpRules.Faults(message));
    }

    internal static byte[] Bytes(string hex) => Convert.FromHexString(string.Concat(hex.Where(char.IsAsciiHexDigit)));
}
