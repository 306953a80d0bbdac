using System.Text.Json.Nodes;
using TwinGrid.Trace.Events.Hashing;

namespace TwinGrid.Trace.Tests.Events;

public sealed class HashTests
{
    /// <summary>Digests that the public epcis-event-hash-generator (2023) gives these events, and the events.</summary>
    public static TheoryData<string, string> Known => new()
    {
        {
            "db5b5620e5478fa246acf60d6a89b5060ac4916bbacf170947858926d5042131",
            """
            {"type":"ObjectEvent","eventTime":"2025-03-31T13:20:05.1187+02:00","eventTimeZoneOffset":"+02:00","eventID":"urn:uuid:1",
            "recordTime":"2025-03-31T12:00:00Z","action":"ADD","epcList":["urn:epc:id:sgtin:0614141.107346.2018","https://example.org/01/10614141073464/10/L7/21/2017"],
            "quantityList":[{"epcClass":"urn:epc:class:lgtin:0614141.107346.L7","quantity":200.50,"uom":"KGM"}],"bizStep":"shipping",
            "disposition":"in_transit","persistentDisposition":{"set":["completeness_verified"]},"readPoint":{"id":"urn:epc:id:sgln:0614141.00777.0",
            "ex:door":4},"bizLocation":{"id":"https://example.org/414/0614141007776/254/B7"},"bizTransactionList":[{"type":"po",
            "bizTransaction":"urn:epcglobal:cbv:bt:0614141000012:17"}],"sourceList":[{"type":"owning_party","source":"urn:epc:id:pgln:0614141.00001"}],
            "destinationList":[{"type":"location","destination":"urn:epc:id:sgln:0614141.00778.0"}],"ilmd":{"ex:lotNumber":"L7",
            "ex:fat":3.50},"ex:weather":"fine","ex:humidity":["55.0",{"ex:deep":{"ex:deeper":"yes"}}],"rdfs:comment":"none"}
            """
        },
        {
            "f21d2746b7c5c6f3e983314046fa07baea0fdc4ac7beaf84b459cc3742d8c59e",
            """
            {"type":"AggregationEvent","eventTime":"2025-03-31T13:20:05Z","eventTimeZoneOffset":"+00:00","action":"ADD","parentID":"urn:epc:id:sscc:0614141.1234567890",
            "childEPCs":["urn:epc:id:sgtin:0614141.107346.2017"],"childQuantityList":[{"epcClass":"urn:epc:idpat:sgtin:0614141.107347.*",
            "quantity":10}],"bizStep":"packing"}
            """
        },
        {
            "45c2b5ea336720d1a29b2f758c1081449603a00a4c6d3f0979376f55a639baa2",
            """
            {"type":"ObjectEvent","eventTime":"2025-03-31T13:20:05Z","eventTimeZoneOffset":"+00:00","action":"OBSERVE","readPoint":{"id":"https://example.org/shelf-3"},
            "sensorElementList":[{"sensorMetadata":{"time":"2025-03-31T13:20:00Z","deviceID":"urn:epc:id:giai:0614141.55","ex:firmware":"1.4"},
            "sensorReport":[{"type":"Temperature","exception":"ALARM_CONDITION","component":"x","value":26.20,"uom":"CEL","ex:grade":"A"},
            {"type":"RelativeHumidity","value":12.0,"uom":"A93"}]}]}
            """
        },
        {
            "fd04ba74b82c93b430e19c044742ddfe385d3db3ec0dd9004901e20a5676778f",
            """
            {"type":"TransformationEvent","eventTime":"2025-03-31T13:20:05Z","eventTimeZoneOffset":"+00:00","transformationID":"urn:epc:id:gdti:0614141.06012.1234",
            "inputQuantityList":[{"epcClass":"urn:epc:class:lgtin:0614141.107346.L7"}],"outputEPCList":["urn:epc:id:sgtin:0614141.107348.1"]}
            """
        },
        {
            "90a024d36793bb28655c639c93eafbdb87d35949b2ac5582ca2e1c452fbd3d17",
            """
            {"type":"TransactionEvent","eventTime":"2025-03-31T13:20:05Z","eventTimeZoneOffset":"+00:00","action":"OBSERVE",
            "bizTransactionList":[{"type":"desadv","bizTransaction":"ex:2"},{"type":"desadv","bizTransaction":"ex:10"}],"epcList":["urn:epc:id:itip:4012345.011111.01.02.987",
            "urn:epc:id:upui:1234567.098765.51qIgY)%3C%26Jp3*j7SDB","urn:epc:id:ginc:0614141.xyz4711","urn:epc:id:gsin:4012345.222333444",
            "https://example.org/gtin/9780345418913/cpv/344/lot/1223/ser/765tz"],"certificationInfo":["https://certificates.example.org/2",
            "https://certificates.example.org/1"]}
            """
        },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void An_event_has_the_id_that_the_public_generator_gives_it(string digest, string json)
    {
        Assert.Equal($"ni:///sha-256;{digest}?ver=CBV2.0", EventHash.Of(Examples.Utf8(json), Examples.Context));
    }

    [Fact]
    public void What_the_digest_is_of_can_be_read()
    {
        const string json = """
            {"action":"OBSERVE","eventTimeZoneOffset":"-05:00","eventTime":"2025-03-31T23:59:59.9995-05:00","type":"ObjectEvent",
            "epcList":["urn:epc:id:sgtin:0614141.107346.b","urn:epc:id:sgtin:0614141.107346.B"],"ex:\ud83e\uddc0":1,"ex:\uff5e":2,
            "sensorElementList":[{"sensorReport":[{"booleanValue":true,"type":"Count","value":1E2}]}]}
            """;
        Assert.Equal(
            "eventType=ObjectEventeventTime=2025-04-01T05:00:00.000ZeventTimeZoneOffset=-05:00"
            + "epcListepc=https://id.gs1.org/01/10614141073464/21/Bepc=https://id.gs1.org/01/10614141073464/21/baction=OBSERVE"
            + "sensorElementListsensorElementsensorReporttype=https://gs1.org/voc/Countvalue=100booleanValue=true"
            + "{https://ns.example.org/farm/}\uff5e=2{https://ns.example.org/farm/}\ud83e\uddc0=1",
            EventHash.PreHashOf(Examples.Utf8(json), Examples.Context));
    }

    [Theory]
    [InlineData("eventID", "\"urn:uuid:other\"", true)]
    [InlineData("recordTime", "\"2030-01-01T00:00:00Z\"", true)]
    [InlineData("errorDeclaration", "null", true)]
    [InlineData("eventTime", "\"2025-03-31T11:20:05.1180Z\"", true)]
    [InlineData("bizStep", "\"cbv:BizStep-shipping\"", true)]
    [InlineData("eventTime", "\"2025-03-31T11:20:05.119Z\"", false)]
    [InlineData("eventTimeZoneOffset", "\"+01:00\"", false)]
    [InlineData("bizStep", "\"loading\"", false)]
    [InlineData("ex:own", "1", false)]
    public void Content_changes_the_id_and_nothing_else_does(string member, string json, bool isSame)
    {
        JsonObject happening = Examples.Event("objects made");
        string before = Of(happening);
        happening[member] = JsonNode.Parse(json);
        Assert.Equal(isSame, Of(happening) == before);
    }

    [Fact]
    public void The_order_of_members_does_not_change_the_id()
    {
        JsonObject happening = Examples.Event("cheese made of milk");
        var turned = new JsonObject(happening.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        Assert.Equal(Of(happening), Of(turned));
    }

    [Fact]
    public void Prefixes_do_not_change_the_id()
    {
        string json = Examples.Events[0].Json, other = Examples.Context.Replace("\"ex\"", "\"farm\"", StringComparison.Ordinal);
        Assert.Equal(
            EventHash.Of(Examples.Utf8(json), Examples.Context),
            EventHash.Of(Examples.Utf8(json.Replace("\"ex:", "\"farm:", StringComparison.Ordinal)), other));
    }

    private static string Of(JsonObject happening) => EventHash.Of(Examples.Utf8(happening.ToJsonString()), Examples.Context);
}
