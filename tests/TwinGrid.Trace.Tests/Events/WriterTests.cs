using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Events.Writing;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Events;

public sealed class WriterTests
{
    private static readonly DateTimeOffset Now = new(2025, 4, 1, 9, 30, 0, TimeSpan.FromHours(2));
    private static readonly EpcisWriting Plain = new() { CreationDate = Now };
    private static readonly EpcisWriting Query = Plain with { QueryName = "SimpleEventQuery", SubscriptionId = "s\"1" };

    [Fact]
    public void What_is_read_and_written_is_equal()
    {
        Assert.All(Examples.Documents, example =>
        {
            Assert.True(EpcisCanonical.AreEqual(Examples.Utf8(example.Json), Written(example.Json, Plain)), example.Name);
            Assert.True(EpcisCanonical.AreEqual(Examples.Utf8(example.Json), Written(example.Json, Query)), example.Name);
        });
    }

    [Fact]
    public void Official_examples_read_and_written_are_equal()
    {
        Assert.All(OfficialExamples.All(), example =>
        {
            string json = Encoding.UTF8.GetString(example.Json);
            Assert.True(EpcisCanonical.AreEqual(example.Json, Written(json, Query)), example.Name);
        });
    }

    [Fact]
    public async Task What_is_written_is_allowed_by_the_schema()
    {
        string mixed = Examples.Document(Mixed());
        EpcisWriting links = Plain with { Format = EpcFormat.AlwaysGs1DigitalLink }, urns = Query with { Format = EpcFormat.AlwaysEpcUrn, Lengths = CompanyPrefixLengths.Always(7) };
        string[] written = [.. new[] { Plain, Query, links, urns }.Select(how => Encoding.UTF8.GetString(Written(mixed, how))), Encoding.UTF8.GetString(Empty(Query))];
        Assert.DoesNotContain(false, await Ajv.AllowsAsync(written));
    }

    [Fact]
    public void Events_under_other_contexts_carry_their_own_and_stay_equal()
    {
        string mixed = Examples.Document(Mixed());
        byte[] written = Written(mixed, Query);
        Assert.True(EpcisCanonical.AreEqual(Examples.Utf8(mixed), written));
        JsonNode document = JsonNode.Parse(written)!;
        JsonArray events = document["epcisBody"]!["queryResults"]!["resultsBody"]!["eventList"]!.AsArray();
        Assert.Null(events[0]!["@context"]);
        Assert.Equal(3, events[1]!["@context"]!.AsArray().Count);
        Assert.Equal("s\"1", document["epcisBody"]!["queryResults"]!["subscriptionID"]!.GetValue<string>());
    }

    [Fact]
    public void Identifiers_are_translated_everywhere_and_nothing_else_is_touched()
    {
        string json = Examples.Document(Examples.Events[0].Json);
        string links = Encoding.UTF8.GetString(Written(json, Plain with { Format = EpcFormat.AlwaysGs1DigitalLink }));
        Assert.DoesNotContain("urn:epc:", links[links.IndexOf("eventList", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Contains("\"deviceID\":\"https://id.gs1.org/8004/061414155\"", links, StringComparison.Ordinal);
        Assert.Contains("\"source\":\"https://id.gs1.org/417/0614141000012\"", links, StringComparison.Ordinal);
        Assert.Contains("\"value\":26.20,", links, StringComparison.Ordinal);
        Assert.Contains("\\u00e4hnlich wie \\\"gestern\\\"", links, StringComparison.Ordinal);

        string urns = Encoding.UTF8.GetString(Written(links, Plain with { Format = EpcFormat.AlwaysEpcUrn, Lengths = CompanyPrefixLengths.Always(7) }));
        Assert.Contains("\"epcList\":[\"urn:epc:id:sgtin:0614141.107346.2017\",\"urn:epc:id:sgtin:0614141.107346.2018\"]", urns, StringComparison.Ordinal);
        Assert.Contains("\"bizLocation\":{\"id\":\"urn:epc:id:sgln:0614141.00777.B7\"}", urns, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_time_is_written_when_asked()
    {
        string json = Examples.Document(Examples.Events[3].Json);
        Assert.Contains(",\"recordTime\":\"2025-04-01T07:30:00.25Z\"}", Encoding.UTF8.GetString(Written(json, Plain)), StringComparison.Ordinal);
        Assert.DoesNotContain("recordTime", Encoding.UTF8.GetString(Written(json, Plain with { HasRecordTime = false })), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_alone_carries_its_context()
    {
        var output = new ArrayBufferWriter<byte>();
        EpcisEvent made = EpcisReader.ReadDocument(Examples.Utf8(Examples.Documents[0].Json)).Events[0].Event!;
        new EpcisWriter(output, Plain).WriteAlone(new StoredEvent(1, Now, made));
        EpcisEvent again = EpcisReader.ReadEvent(output.WrittenMemory, context: null);
        Assert.Equal(made.Mentions, again.Mentions);
        Assert.Equal(made.Context, again.Context);
    }

    [Theory]
    [InlineData("26.20", "26.2", true)]
    [InlineData("26.20", "2.62e1", true)]
    [InlineData("26.20", "0.02620E+3", true)]
    [InlineData("0", "-0.0", true)]
    [InlineData("1e300", "10e299", true)]
    [InlineData("26.20", "26.21", false)]
    [InlineData("9007199254740993", "9007199254740992", false)]
    [InlineData("1", "\"1\"", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true)]
    [InlineData("{\"a\":null}", "{}", false)]
    [InlineData("\"\\u0041\"", "\"A\"", true)]
    public void Documents_are_equal_when_they_say_the_same(string left, string right, bool areEqual)
    {
        string Of(string value) => Examples.Document($$"""{"type":"ex:E","eventTime":"2025-04-02T00:00:00Z","eventTimeZoneOffset":"+00:00","ex:value":{{value}}}""");
        Assert.Equal(areEqual, EpcisCanonical.AreEqual(Examples.Utf8(Of(left)), Examples.Utf8(Of(right))));
    }

    [Fact]
    public void An_event_more_or_less_or_of_another_context_is_not_equal()
    {
        string one = Examples.Document(Examples.Events[0].Json), two = Examples.Document(Examples.Events[0].Json, Examples.Events[0].Json);
        Assert.False(EpcisCanonical.AreEqual(Examples.Utf8(one), Examples.Utf8(two)));
        Assert.False(EpcisCanonical.AreEqual(Examples.Utf8(one), Examples.Utf8(one.Replace("/farm/", "/barn/", StringComparison.Ordinal))));
    }

    private static string[] Mixed() =>
    [
        Examples.Events[0].Json,
        """{"@context":{"farm":"https://farm.example.org/"},"type":"farm:E","eventTime":"2025-04-02T00:00:00Z","eventTimeZoneOffset":"+00:00"}""",
        Examples.Events[2].Json,
    ];

    private static byte[] Written(string document, EpcisWriting how)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new EpcisWriter(output, how);
        foreach (CapturedEvent captured in EpcisReader.ReadDocument(Examples.Utf8(document)).Events)
        {
            writer.Write(new StoredEvent(captured.Index + 1, Now.AddMilliseconds(250), captured.Event!));
        }

        writer.End();
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Empty(EpcisWriting how)
    {
        var output = new ArrayBufferWriter<byte>();
        new EpcisWriter(output, how).End();
        return output.WrittenSpan.ToArray();
    }
}
