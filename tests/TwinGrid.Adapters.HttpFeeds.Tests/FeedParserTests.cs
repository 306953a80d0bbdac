using System.Text;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;

namespace TwinGrid.Adapters.HttpFeeds.Tests;

public class FeedParserTests
{
    internal const string ImpinjEvent = """
        {"timestamp":"2026-03-01T10:15:30.123456789Z","hostname":"impinj-14-00-01","eventType":"tagInventory","tagInventoryEvent":{
        "epc":"MBQjhI4_kAAAAAAB","epcHex":"301423848E3F900000000001","tidHex":"E2801191A5030064DEADBEEF","antennaPort":2,"antennaName":"Dock","peakRssiCdbm":-5234,
        "frequency":920625,"transmitPowerCdbm":3000,"phaseAngle":33.75,"lastSeenTime":"2026-03-01T10:15:30.5Z"}}
        """;

    internal const string ZebraEvent = """
        {"data":{"eventNum":7,"format":"epc","hostName":"FX9600A1B2C3","idHex":"301423848e3f900000000001","antenna":2,"channel":911.75,"peakRssi":-39,"phase":-12.5,"reads":3},
        "timestamp":"2026-03-01T10:15:30.651+0000","type":"CUSTOM"}
        """;

    private static readonly AntennaPlan Dock = new(2, new Position(1, 2, 3), Radians.Of(0.25), "dock");

    [Fact]
    public void An_Impinj_event_becomes_a_read_in_units_of_observations()
    {
        FeedItem item = Parse(FeedKind.Impinj, ImpinjEvent);
        Assert.Equal(FeedItemKind.Read, item.Kind);
        Assert.Equal(TagNames.NameOf("301423848E3F900000000001"), item.Tag);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 15, 30, 500, TimeSpan.Zero), item.Time);
        PhaseRead read = item.ToRead(new ObservationId("feed:x", 9));
        Assert.Equal((2, 920_625_000.0, -52.34, 1, 1.0), (read.Port, read.FrequencyHz, read.RssiDbm, read.Reads, read.Concentration));
        Assert.Equal(33.75 * Math.PI / 180 - 0.25, read.PhaseRadians, 1e-12);
        Assert.Equal(Dock.Place, read.Antenna);
        Assert.True(double.IsNaN(read.DopplerHz));
    }

    [Theory]
    [InlineData("\"epcHex\":\"301423848E3F900000000001\"")]
    [InlineData("\"epc\":\"MBQjhI4_kAAAAAAB\"")]
    [InlineData("\"epc\":\"MBQjhI4/kAAAAAAB\"")]
    [InlineData("\"epc\":null,\"epcHex\":\"301423848e3f900000000001\",\"tidHex\":\"E280\"")]
    public void An_Impinj_event_names_its_tag_in_any_of_its_ways(string members)
    {
        FeedItem item = Parse(FeedKind.Impinj, "{\"timestamp\":\"2026-03-01T10:15:30Z\",\"tagInventoryEvent\":{" + members + "}}");
        Assert.Equal(TagNames.NameOf("301423848E3F900000000001"), item.Tag);
        Assert.Equal((0, 915e6, -100.0), (item.Port, item.FrequencyHz, item.RssiDbm));
        Assert.Equal(0, item.ToRead(default).Concentration);
    }

    [Fact]
    public void A_tag_known_by_its_TID_alone_is_named_by_it() => Assert.Equal(
        "E2801191A5030064DEADBEEF",
        Parse(FeedKind.Impinj, """{"timestamp":"2026-03-01T10:15:30Z","tagInventoryEvent":{"tidHex":"e2801191a5030064deadbeef"}}""").Tag);

    [Theory]
    [InlineData(FeedKind.Impinj, """{"timestamp":"2026-03-01T10:15:30Z","eventType":"inventoryStatus","inventoryStatusEvent":{"inventoryStatus":"running"}}""")]
    [InlineData(FeedKind.Zebra, """{"type":"heartbeat","timestamp":"2026-03-01T10:15:30.000+0000","data":{"cpu":3}}""")]
    [InlineData(FeedKind.Zebra, """{"type":"heartbeat","data":[1,2]}""")]
    public void Events_of_the_reader_itself_tell_nothing_of_a_tag(FeedKind kind, string row) => Assert.Equal(FeedItemKind.Other, Parse(kind, row).Kind);

    [Fact]
    public void A_Zebra_event_becomes_a_read_in_units_of_observations()
    {
        FeedItem item = Parse(FeedKind.Zebra, ZebraEvent);
        PhaseRead read = item.ToRead(default);
        Assert.Equal((TagNames.NameOf("301423848E3F900000000001"), 2, 911_750_000.0, -39.0, 3), (read.Tag, read.Port, read.FrequencyHz, read.RssiDbm, read.Reads));
        Assert.Equal(-12.5 * Math.PI / 180 - 0.25, read.PhaseRadians, 1e-12);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 15, 30, 651, TimeSpan.Zero), read.Time);
    }

    [Fact]
    public void A_simple_Zebra_event_tells_that_the_tag_was_heard()
    {
        PhaseRead read = Parse(FeedKind.Zebra, """{"data":{"eventNum":1,"format":"epc","idHex":"e2801191a5030064deadbeef"},"timestamp":"2026-03-01T12:15:30.651+0200","type":"SIMPLE"}""").ToRead(default);
        Assert.Equal(("E2801191A5030064DEADBEEF", 0, 0.0, 1), (read.Tag, read.Port, read.Concentration, read.Reads));
        Assert.Equal(10, read.Time.UtcDateTime.Hour);
    }

    [Theory]
    [InlineData("""{"epc":"301423848E3F900000000001","time":"2026-03-01T00:00:00Z"}""", FeedItemKind.Read)]
    [InlineData("""{"tag":"pallet-7","time":"2026-03-01T00:00:00","antenna":1}""", FeedItemKind.Read)]
    [InlineData("""{"tag":"pallet-7","time":"2026-03-01T01:00:00+01:00"}""", FeedItemKind.Reading)]
    [InlineData("""{"epc":"urn:epc:id:sgtin:0614141.107346.2017","time":"2026-03-01T00:00:00Z","temperature":null}""", FeedItemKind.Reading)]
    [InlineData("""{"object":"vial","time":"2026-03-01T00:00:00Z","shock":2}""", FeedItemKind.Reading)]
    public void A_plain_row_is_a_read_or_a_reading_by_its_members(string row, FeedItemKind kind)
    {
        FeedItem item = Parse(FeedKind.Plain, row);
        Assert.Equal((kind, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)), (item.Kind, item.Time));
    }

    [Fact]
    public void A_plain_row_gives_all_that_it_has()
    {
        FeedItem item = Parse(FeedKind.Plain, """
            {"epc":"urn:epc:id:sgtin:0614141.107346.2017","time":"2026-03-01T00:00:00Z","source":"gate","sequence":12,
             "antenna":2,"rssi":-51.5,"frequency":920625000,"phase":1.5,"count":4,"doppler":-0.5}
            """);
        Assert.Equal(("gate", 12), (item.Source, item.Sequence));
        Assert.Equal(
            new PhaseRead(default, item.Time, "01:10614141073464:21:2017", Dock.Place, 920_625_000, 1.25, 4, 1, -51.5, 2, -0.5), item.ToRead(default));
        FeedItem reading = Parse(FeedKind.Plain, """{"tag":"vial","time":"2026-03-01T00:00:00Z","temperature":4.5,"humidity":40,"shock":1}""");
        Assert.Equal(new SensorRead(default, item.Time, "vial", 4.5, 40, 1), reading.ToReading(default));
        Assert.Null(reading.Source);
    }

    [Fact]
    public void A_phase_without_its_antennas_place_or_its_channel_is_none()
    {
        Assert.Equal(0, Parse(FeedKind.Plain, """{"tag":"a","time":"2026-03-01T00:00:00Z","antenna":3,"frequency":920625000,"phase":1.5}""").ToRead(default).Concentration);
        Assert.Equal(0, Parse(FeedKind.Plain, """{"tag":"a","time":"2026-03-01T00:00:00Z","antenna":2,"phase":1.5}""").ToRead(default).Concentration);
    }

    [Theory]
    [InlineData(FeedKind.Plain, "5", "an object")]
    [InlineData(FeedKind.Plain, "", "JSON object")]
    [InlineData(FeedKind.Plain, "{\"time\":\"2026-03-01T00:00:00Z\"}", "epc, tag and object, found none")]
    [InlineData(FeedKind.Plain, "{\"tag\":\"a\"}", "time: expected")]
    [InlineData(FeedKind.Plain, "{\"tag\":\"a\",\"time\":\"yesterday\"}", "found yesterday")]
    [InlineData(FeedKind.Plain, "{\"tag\":\"a\",\"epc\":\"00\"}", "found two")]
    [InlineData(FeedKind.Plain, "{\"tag\":\"a\",\"temprature\":1}", "found temprature")]
    [InlineData(FeedKind.Plain, "{\"tag\":\"a\",\"time\":\"2026-03-01T00:00:00Z\",\"rssi\":-40,\"shock\":1}", "members of both")]
    [InlineData(FeedKind.Plain, "{\"tag\":\"a\",\"frequency\":920625}", "frequency: expected a number from 1000000")]
    [InlineData(FeedKind.Plain, "{\"tag\":\"a\",\"sequence\":0}", "sequence: expected a whole number from 1")]
    [InlineData(FeedKind.Plain, "{\"tag\":\"a\",\"count\":1.5}", "count: expected a whole number")]
    [InlineData(FeedKind.Plain, "{\"epc\":\"3014238\",\"time\":\"2026-03-01T00:00:00Z\"}", "hexadecimal")]
    [InlineData(FeedKind.Plain, "{\"tag\":\"\\ud800\",\"time\":\"2026-03-01T00:00:00Z\"}", "expected a JSON object")]
    [InlineData(FeedKind.Plain, "{\"tag\":\"a\",\"time\":\"2026-03-01T00:00:00Z\"} {}", "expected a JSON object")]
    [InlineData(FeedKind.Impinj, "{\"tagInventoryEvent\":{\"antennaPort\":1}}", "one of epcHex")]
    [InlineData(FeedKind.Impinj, "{\"tagInventoryEvent\":{\"epcHex\":\"zz\"}}", "hexadecimal, found zz")]
    [InlineData(FeedKind.Impinj, "{\"tagInventoryEvent\":{\"epc\":\"!\"}}", "base64url, found !")]
    [InlineData(FeedKind.Impinj, "{\"tagInventoryEvent\":7}", "expected an object, found 7")]
    [InlineData(FeedKind.Zebra, "{\"type\":\"SIMPLE\",\"data\":{}}", "data.idHex: expected")]
    [InlineData(FeedKind.Zebra, "{\"type\":\"SIMPLE\",\"data\":{\"idHex\":\"00\",\"peakRssi\":\"loud\"}}", "peakRssi: expected a number")]
    public void What_is_no_row_is_refused_with_what_was_expected_and_found(FeedKind kind, string row, string part) =>
        Assert.Contains(part, Assert.Throws<FormatException>(() => Parse(kind, row)).Message, StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] row = Encoding.UTF8.GetBytes("{\"tag\":\"abc\",\"time\":\"2026-03-01T00:00:00Z\"}");
        row[9] = 0xFF;
        Assert.Throws<FormatException>(() => new FeedParser(new FeedOptions()).Parse(row));
    }

    [Fact]
    public void Content_tells_rows_apart_by_tag_antenna_time_channel_and_values_and_by_nothing_else()
    {
        const string row = """{"tag":"a","time":"2026-03-01T00:00:00Z","antenna":1,"frequency":920625000,"rssi":-40}""";
        UInt128 one = Parse(FeedKind.Plain, row).Content;
        Assert.Equal(one, Parse(FeedKind.Plain, row.Replace("-40", "-41", StringComparison.Ordinal)).Content);
        string[] others =
        [
            row.Replace("\"a\"", "\"b\"", StringComparison.Ordinal), row.Replace(":00Z", ":00.001Z", StringComparison.Ordinal),
            row.Replace("antenna\":1", "antenna\":2", StringComparison.Ordinal), row.Replace("920625", "920875", StringComparison.Ordinal),
            row.Replace("\"rssi\":-40", "\"source\":\"s\"", StringComparison.Ordinal),
            """{"tag":"a","time":"2026-03-01T00:00:00Z","temperature":1}""", """{"tag":"a","time":"2026-03-01T00:00:00Z","temperature":2}""",
            """{"tag":"a","time":"2026-03-01T00:00:00Z","humidity":1}""", """{"tag":"a","time":"2026-03-01T00:00:00Z","shock":1}""",
        ];
        UInt128[] all = [one, .. others.Select(other => Parse(FeedKind.Plain, other).Content)];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.NotEqual(
            Parse(FeedKind.Zebra, ZebraEvent).Content, Parse(FeedKind.Zebra, ZebraEvent.Replace("\"eventNum\":7", "\"eventNum\":8", StringComparison.Ordinal)).Content);
    }

    [Theory]
    [InlineData(0, 915e6)]
    [InlineData(1, 1.0)]
    [InlineData(2, double.NaN)]
    public void Options_that_can_not_be_are_refused(int port, double frequency)
    {
        var options = new FeedOptions { FrequencyHz = frequency, Antennas = [new AntennaPlan(port, default)] };
        Assert.Contains("feed dock: expected", Assert.Throws<BadInputException>(() => options.Require("dock")).Message, StringComparison.Ordinal);
    }

    private static FeedItem Parse(FeedKind kind, string row) =>
        new FeedParser(new FeedOptions { Kind = kind, Antennas = [Dock] }).Parse(Encoding.UTF8.GetBytes(row));
}
