using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Llrp.Wire.Reports;
using static TwinGrid.Adapters.Llrp.Tests.Wire.CodecExampleTests;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

public class RefusalTests
{
    [Theory]
    [InlineData("0401 0000000B", "offset 0, message header: expected 10 bytes, found 6")]
    [InlineData("0001 0000000B 00000001 00", "offset 0, message header: expected a version of 1 or more, found 0; is this LLRP?")]
    [InlineData("0401 00000009 00000001 00", "offset 2, message header: expected a length of 10 or more, found 9")]
    [InlineData("0401 0000000C 00000001 00", "offset 2, message header: expected the 12 bytes that its length says, found 11")]
    [InlineData("0401 0000000A 00000001", "offset 10, GET_READER_CAPABILITIES.RequestedData: expected 1 bytes, found 0 before the end at 10")]
    [InlineData("043E 0000000B 00000001 00", "offset 10, KEEPALIVE: expected its end, found 1 bytes more")]
    [InlineData("041E 0000000D 00000001 011F 00", "offset 10, ADD_ROSPEC_RESPONSE.header of a parameter: expected 4 bytes, found 3 before the end at 13")]
    [InlineData("041E 0000000E 00000001 011F 0003", "offset 12, LLRPStatus: expected a length of 4 to 4, found 3")]
    [InlineData("041E 0000000E 00000001 011F 0009", "offset 12, LLRPStatus: expected a length of 4 to 4, found 9")]
    [InlineData("041E 00000012 00000001 011F 0008 0000 0005", "offset 18, LLRPStatus.ErrorDescription: expected 5 bytes, found 0 before the end at 18")]
    [InlineData("041E 0000000E 00000001 0040 0004", "offset 10, ADD_ROSPEC_RESPONSE: expected a parameter type of 128 or more, found 64")]
    [InlineData("043D 00000010 00000001 00F0 0006 81 02", "offset 16, AntennaID.AntennaID: expected 1 bytes, found 0 before the end at 16")]
    public void What_cannot_be_read_is_refused_with_place_expected_and_found(string hex, string line) =>
        Assert.Equal(line, Assert.Throws<FormatException>(() => LlrpCodec.Decode(Bytes(hex))).Message);

    [Fact]
    public void Parameters_nested_without_end_are_refused()
    {
        // ParameterError may hold a ParameterError, so only a bound ends this.
        LlrpParameter nested = LlrpParameter.Of("ParameterError");
        for (int i = 0; i < LlrpCodec.MostDepth; i++)
        {
            nested = LlrpParameter.Of("ParameterError").With(nested);
        }

        byte[] bytes = LlrpCodec.Encode(LlrpMessage.Of("ERROR_MESSAGE", 1).With(LlrpParameter.Of("LLRPStatus").With(nested)));
        Assert.Contains("parameters at most 32 deep", Assert.Throws<FormatException>(() => LlrpCodec.Decode(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_over_its_longest_length_is_not_written()
    {
        LlrpParameter custom = LlrpParameter.Of("Custom", ("Data", new byte[40_000]));
        LlrpMessage message = LlrpMessage.Of("RO_ACCESS_REPORT", 1).With(LlrpParameter.Of("TagReportData").With(custom, custom));
        Assert.Equal("TagReportData: expected at most 65535 bytes, found 80028", Assert.Throws<FormatException>(() => LlrpCodec.Encode(message)).Message);
    }

    [Fact]
    public void Values_that_do_not_fit_their_field_are_refused_at_once()
    {
        Assert.Contains("Priority: expected a number of 8 bits without a sign, found 256", Fault(() => LlrpParameter.Of("ROSpec", ("Priority", 256))), StringComparison.Ordinal);
        Assert.Contains("Priority: expected a number of 8 bits without a sign, found -1", Fault(() => LlrpParameter.Of("ROSpec", ("Priority", -1))), StringComparison.Ordinal);
        Assert.Contains("PeakRSSI: expected a number of 8 bits with a sign, found -129", Fault(() => LlrpParameter.Of("PeakRSSI", ("PeakRSSI", -129))), StringComparison.Ordinal);
        Assert.Contains("expected one of Active, Disabled, Inactive, found 'On'", Fault(() => LlrpParameter.Of("ROSpec", ("CurrentState", "On"))), StringComparison.Ordinal);
        Assert.Contains("EPC: expected 12 bytes, found 00", Fault(() => LlrpParameter.Of("EPC_96", ("EPC", new byte[1]))), StringComparison.Ordinal);
        Assert.Contains("ROSpec: expected one of its fields (ROSpecID, Priority, CurrentState), found 'Id'", Fault(() => LlrpParameter.Of("ROSpec", ("Id", 1))), StringComparison.Ordinal);
        Assert.Contains("found 'NoSpec'", Fault(() => LlrpParameter.Of("NoSpec")), StringComparison.Ordinal);
        Assert.Contains("found 'NO_MESSAGE'", Fault(() => LlrpMessage.Of("NO_MESSAGE", 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_name_what_is_missing_doubled_or_misplaced()
    {
        LlrpParameter boundary = LlrpParameter.Of("ROBoundarySpec").With(LlrpParameter.Of("ROSpecStartTrigger"), LlrpParameter.Of("ROSpecStopTrigger"));
        LlrpMessage message = LlrpMessage.Of("ADD_ROSPEC", 1).With(LlrpParameter.Of("ROSpec").With(boundary, boundary, LlrpParameter.Of("KeepaliveSpec")));
        Assert.Equal(
            [
                "ADD_ROSPEC/ROSpec: expected one ROBoundarySpec, found 2",
                "ADD_ROSPEC/ROSpec: expected one or more AISpec or RFSurveySpec or LoopSpec or Custom, found 0",
                "ADD_ROSPEC/ROSpec: expected no KeepaliveSpec, found one",
            ],
            LlrpRules.Faults(message));
    }

    [Fact]
    public void Only_an_RO_ACCESS_REPORT_gives_tag_reports()
    {
        Assert.Contains("expected RO_ACCESS_REPORT (61), found type 62", Fault<FormatException>(() => TagReports.In(Bytes("043E 0000000A 00000001"))), StringComparison.Ordinal);
        Assert.Contains("that its length says, found 11", Fault<FormatException>(() => TagReports.In(Bytes("043D 0000000A 00000001 00"))), StringComparison.Ordinal);
    }

    private static string Fault(Func<object> make) => Assert.Throws<ArgumentException>(make).Message;

    private static string Fault<T>(Action make)
        where T : Exception => Assert.Throws<T>(make).Message;
}
