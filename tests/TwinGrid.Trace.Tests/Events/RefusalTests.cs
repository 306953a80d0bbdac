using System.Text.Json.Nodes;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Tests.Events;

public sealed class RefusalTests
{
    private const string Made = "objects made", Packed = "a pallet packed", Filled = "an order filled", Cheese = "cheese made of milk";

    /// <summary>An event, the member that is changed (a JSON pointer), what it becomes (null to leave it out), and the place of the fault below the event.</summary>
    public static TheoryData<string, string, string?, string> Faults => new()
    {
        { Made, "/eventTime", null, "/eventTime" },
        { Made, "/eventTime", "\"2025-02-29T00:00:00Z\"", "/eventTime" },
        { Made, "/eventTime", "\"2025-03-31T13:20:05\"", "/eventTime" },
        { Made, "/eventTimeZoneOffset", "\"+14:30\"", "/eventTimeZoneOffset" },
        { Made, "/recordTime", "17", "/recordTime" },
        { Made, "/eventID", "\"no uri\"", "/eventID" },
        { Made, "/type", "\"ObjectEvents\"", "/type" },
        { Made, "/type", null, "/type" },
        { Made, "/action", "\"add\"", "/action" },
        { Made, "/action", "\"OBSERVE\"", "/ilmd" },
        { Made, "/bizStep", "\"shiping\"", "/bizStep" },
        { Made, "/bizStep", "\"urn:epcglobal:cbv:bizstep:shipping\"", "/bizStep" },
        { Made, "/disposition", "7", "/disposition" },
        { Made, "/color", "\"red\"", "/color" },
        { Made, "/ilmd/color", "\"red\"", "/ilmd/color" },
        { Made, "/epcList", """["urn:x:1","urn:x:1"]""", "/epcList/1" },
        { Made, "/epcList", """["urn:x:1",7]""", "/epcList/1" },
        { Made, "/quantityList/0/uom", "\"kilogram\"", "/quantityList/0/uom" },
        { Made, "/quantityList/0/quantity", "1e40", "/quantityList/0/quantity" },
        { Made, "/quantityList/1/ex:colour", "\"red\"", "/quantityList/1/ex:colour" },
        { Made, "/readPoint/id", null, "/readPoint/id" },
        { Made, "/bizTransactionList/1/bizTransaction", null, "/bizTransactionList/1/bizTransaction" },
        { Made, "/sourceList/0/type", null, "/sourceList/0/type" },
        { Made, "/destinationList/0/type", "\"shop\"", "/destinationList/0/type" },
        { Made, "/persistentDisposition", "{}", "/persistentDisposition" },
        { Made, "/persistentDisposition/set", "[]", "/persistentDisposition/set" },
        { Made, "/errorDeclaration/declarationTime", null, "/errorDeclaration/declarationTime" },
        { Made, "/errorDeclaration/reason", "\"typo\"", "/errorDeclaration/reason" },
        { Made, "/errorDeclaration/by", "\"Ann\"", "/errorDeclaration/by" },
        { Made, "/certificationInfo", "[1]", "/certificationInfo/0" },
        { Made, "/sensorElementList/0/sensorReport", "[]", "/sensorElementList/0/sensorReport" },
        { Made, "/sensorElementList/0/sensorReport/0/type", "\"Warmth\"", "/sensorElementList/0/sensorReport/0/type" },
        { Made, "/sensorElementList/0/sensorReport/0/value", "\"26\"", "/sensorElementList/0/sensorReport/0/value" },
        { Made, "/sensorElementList/0/sensorReport/0/hexBinaryValue", "\"f0g\"", "/sensorElementList/0/sensorReport/0/hexBinaryValue" },
        { Made, "/sensorElementList/0/sensorReport/0/booleanValue", "1", "/sensorElementList/0/sensorReport/0/booleanValue" },
        { Made, "/sensorElementList/0/sensorReport/0/component", "\"w\"", "/sensorElementList/0/sensorReport/0/component" },
        { Made, "/sensorElementList/0/sensorMetadata/time", "\"noon\"", "/sensorElementList/0/sensorMetadata/time" },
        { Made, "/@context", "\"no uri\"", "/@context" },
        { Made, "/ex:a~1b", """{"x":"\ud800"}""", "/ex:a~1b/x" },
        { Packed, "/parentID", null, "/parentID" },
        { Packed, "/ilmd", "{}", "/ilmd" },
        { Filled, "/bizTransactionList", "[]", "/bizTransactionList" },
        { Cheese, "/action", "\"ADD\"", "/action" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_by_its_place(string example, string member, string? json, string place)
    {
        JsonObject happening = Examples.Event(example);
        string[] path = [.. member[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal))];
        JsonNode holder = path[..^1].Aggregate((JsonNode)happening, (node, step) => int.TryParse(step, out int index) ? node[index]! : node[step]!);
        holder.AsObject().Remove(path[^1]);
        if (json is not null)
        {
            // Written as text, because half a surrogate pair is none to the writer of nodes.
            holder.AsObject()[path[^1]] = "@here";
        }

        string text = happening.ToJsonString().Replace("\"@here\"", json, StringComparison.Ordinal);
        CapturedDocument document = EpcisReader.ReadDocument(Examples.Utf8(Examples.Document(Examples.Events[0].Json, text)));
        Assert.Null(document.Events[0].Fault);
        Assert.Null(document.Events[1].Event);
        Assert.Equal("/epcisBody/eventList/1" + place, document.Events[1].Fault!.Place);
    }

    [Theory]
    [InlineData(Made, "epcList,quantityList,sensorElementList", "")]
    [InlineData(Packed, "childEPCs,childQuantityList", "")]
    [InlineData(Filled, "epcList,quantityList", "")]
    [InlineData(Cheese, "inputEPCList,inputQuantityList,transformationID", "")]
    [InlineData(Cheese, "inputEPCList,inputQuantityList,outputEPCList,outputQuantityList", "")]
    [InlineData("a sensor mounted", "parentID", "/parentID")]
    public void An_event_without_what_it_is_about_is_refused(string example, string members, string place)
    {
        JsonObject happening = Examples.Event(example);
        foreach (string member in members.Split(','))
        {
            Assert.True(happening.Remove(member));
        }

        CapturedEvent captured = EpcisReader.ReadDocument(Examples.Utf8(Examples.Document(happening.ToJsonString()))).Events.Single();
        Assert.Equal("/epcisBody/eventList/0" + place, captured.Fault?.Place);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    [InlineData("{\"type\":\"EPCISDocument\",}", "")]
    [InlineData("{}", "/type")]
    [InlineData("""{"type":"ObjectEvent"}""", "/type")]
    [InlineData("""{"type":"EPCISDocument","@context":[],"schemaVersion":"2.0","creationDate":"2025-03-31T11:30:00Z"}""", "/epcisBody")]
    [InlineData("""{"type":"EPCISDocument","@context":[],"schemaVersion":"two","creationDate":"2025-03-31T11:30:00Z","epcisBody":{"eventList":[]}}""", "/schemaVersion")]
    [InlineData("""{"type":"EPCISDocument","@context":["a:b","a:b"],"schemaVersion":"2.0","creationDate":"2025-03-31T11:30:00Z","epcisBody":{"eventList":[]}}""", "/@context/1")]
    [InlineData("""{"type":"EPCISDocument","@context":[],"schemaVersion":"2.0","creationDate":"2025-03-31T11:30:00Z","epcisBody":{"eventList":{}}}""", "/epcisBody/eventList")]
    [InlineData("""{"type":"EPCISDocument","@context":[],"schemaVersion":"2.0","creationDate":"2025-03-31T11:30:00Z","from":"me","epcisBody":{"eventList":[]}}""", "/from")]
    [InlineData("""{"type":"EPCISQueryDocument","@context":[],"epcisBody":{"queryResults":{"resultsBody":{"eventList":[]}}}}""", "/epcisBody/queryResults/queryName")]
    public void What_is_no_document_is_refused_whole(string document, string place) =>
        Assert.Equal(place, Assert.Throws<EpcisException>(() => EpcisReader.ReadDocument(Examples.Utf8(document))).Place);

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        byte[] document = Examples.Utf8(Examples.Document(Examples.Events[0].Json));
        document[Array.IndexOf(document, (byte)'S')] = 0xFF;
        Assert.Equal("UTF-8", Assert.Throws<EpcisException>(() => EpcisReader.ReadDocument(document)).Expected);
    }

    [Fact]
    public void What_is_too_deep_is_refused_and_what_is_just_deep_enough_is_not()
    {
        string Nested(int levels) => $$"""{"type":"ex:E","eventTime":"2025-04-02T00:00:00Z","eventTimeZoneOffset":"+00:00","ex:deep":{{new string('[', levels)}}{{new string(']', levels)}}}""";
        int room = EpcisReader.MaximumDepth - 4;
        Assert.Null(EpcisReader.ReadDocument(Examples.Utf8(Examples.Document(Nested(room)))).Events.Single().Fault);
        Assert.Throws<EpcisException>(() => EpcisReader.ReadDocument(Examples.Utf8(Examples.Document(Nested(room + 1)))));
    }

    [Theory]
    [InlineData(Made, "/bizStep", "/bizStep")]
    [InlineData(Made, "/disposition", "/disposition")]
    [InlineData(Made, "/readPoint/id", "/readPoint/id")]
    [InlineData(Made, "/bizLocation/id", "/bizLocation/id")]
    [InlineData(Made, "/epcList", "/epcList/1")]
    [InlineData(Made, "/quantityList/0/epcClass", "/quantityList/0/epcClass")]
    [InlineData(Packed, "/parentID", "/parentID")]
    [InlineData(Cheese, "/transformationID", "/transformationID")]
    public void A_name_of_more_than_two_thousand_bytes_is_refused_with_its_place(string example, string member, string place)
    {
        Assert.Null(FaultOf(EpcisReader.MaximumNameBytes));
        EpcisException fault = FaultOf(EpcisReader.MaximumNameBytes + 1)!;
        Assert.Equal(("/epcisBody/eventList/0" + place, "at most 2000 bytes", "2001"), (fault.Place, fault.Expected, fault.Found));

        EpcisException? FaultOf(int bytes)
        {
            const string Stem = "urn:x:";
            JsonObject happening = Examples.Event(example);
            string[] path = member[1..].Split('/');
            JsonNode holder = path[..^1].Aggregate((JsonNode)happening, (node, step) => int.TryParse(step, out int index) ? node[index]! : node[step]!);
            string name = Stem + new string('x', bytes - Stem.Length);
            holder.AsObject()[path[^1]] = path[^1] == "epcList" ? new JsonArray(Stem + "1", name) : JsonValue.Create(name);
            return EpcisReader.ReadDocument(Examples.Utf8(Examples.Document(happening.ToJsonString()))).Events.Single().Fault;
        }
    }

    [Fact]
    public void An_event_that_is_too_long_is_refused_alone()
    {
        string tall = $$"""{"type":"ex:E","eventTime":"2025-04-02T00:00:00Z","eventTimeZoneOffset":"+00:00","ex:long":"{{new string('x', EpcisReader.MaximumEventBytes)}}"}""";
        CapturedDocument document = EpcisReader.ReadDocument(Examples.Utf8(Examples.Document(tall, Examples.Events[0].Json)));
        Assert.Equal("/epcisBody/eventList/0", document.Events[0].Fault?.Place);
        Assert.NotNull(document.Events[1].Event);
    }

    [Theory]
    [InlineData(""","action":"ADD"}""", "/action")]
    [InlineData(""","ex:weather":1}""", "/ex:weather")]
    [InlineData(""","ex:two":{"a":1,"\u0061":2}}""", "/ex:two/a")]
    public void A_member_twice_is_refused(string end, string place)
    {
        string text = Examples.Events[0].Json.Trim()[..^1] + end;
        Assert.Equal("/epcisBody/eventList/0" + place, SchemaTests.FaultOf(Examples.Document(text))?.Place);
    }

    [Fact]
    public void An_event_alone_needs_a_context()
    {
        byte[] happening = Examples.Utf8(Examples.Events[0].Json);
        Assert.Equal("/@context", Assert.Throws<EpcisException>(() => EpcisReader.ReadEvent(happening, null)).Place);
        Assert.Equal("/@context", Assert.Throws<EpcisException>(() => EpcisReader.ReadEvent(happening, "7")).Place);
        Assert.Equal(EventKind.ObjectEvent, EpcisReader.ReadEvent(happening, Examples.Context).Kind);
    }
}
