using System.Text;
using System.Text.Json.Nodes;

namespace TwinGrid.Trace.Tests.Events;

/// <summary>Documents of our own that have, together, every member that EPCIS 2.0 JSON has.</summary>
internal static class Examples
{
    public const string Context = """["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"ex":"https://ns.example.org/farm/"}]""";

    private const string Common = """
        "eventTime":"2025-03-31T13:20:05.118+02:00","eventTimeZoneOffset":"+02:00","eventID":"urn:uuid:0b0f4f5c-2e2f-4d3c-8a57-0d1f7a5a8a11",
        "recordTime":"2025-03-31T11:21:00Z","certificationInfo":["https://certificates.example.org/4711"],
        "errorDeclaration":{"declarationTime":"2025-04-01T08:00:00Z","reason":"incorrect_data","correctiveEventIDs":["urn:uuid:7"],"ex:by":"Ann"}
        """;

    private const string Where = """
        "bizStep":"shipping","disposition":"in_transit","readPoint":{"id":"urn:epc:id:sgln:0614141.00777.0","ex:door":4},
        "bizLocation":{"id":"https://example.org/places/414/0614141007776/254/B7"},
        "bizTransactionList":[{"type":"po","bizTransaction":"urn:epcglobal:cbv:bt:0614141000012:17"},{"bizTransaction":"ex:note-5"}],
        "sourceList":[{"type":"owning_party","source":"urn:epc:id:pgln:0614141.00001"}],
        "destinationList":[{"type":"ex:kiosk","destination":"urn:epc:id:sgln:0614141.00778.0"}]
        """;

    private const string Sensors = """
        "sensorElementList":[{"sensorMetadata":{"time":"2025-03-31T11:20:00Z","deviceID":"urn:epc:id:giai:0614141.55","deviceMetadata":
        "https://devices.example.org/55","rawData":"https://raw.example.org/1","startTime":"2025-03-31T11:00:00Z","endTime":"2025-03-31T11:20:00Z",
        "dataProcessingMethod":"https://methods.example.org/mean","bizRules":"https://rules.example.org/2-8","ex:firmware":"1.4"},
        "sensorReport":[{"type":"Temperature","exception":"ALARM_CONDITION","deviceID":"urn:epc:id:giai:0614141.56","deviceMetadata":"ex:d","rawData":"ex:r",
        "dataProcessingMethod":"ex:m","bizRules":"ex:b","time":"2025-03-31T11:20:00.5Z","microorganism":"https://taxa.example.org/1",
        "chemicalSubstance":"https://chemicals.example.org/2","coordinateReferenceSystem":"https://crs.example.org/3","value":26.20,"component":"x",
        "stringValue":"warm","booleanValue":true,"hexBinaryValue":"f0F0","uriValue":"ex:u","minValue":-1.5,"maxValue":2.7e1,"meanValue":26,"sDev":0.1,
        "percRank":50,"percValue":12.7,"uom":"CEL","ex:quality":{"grade":["A",1,null,false]}}],"ex:mount":"lid"}]
        """;

    private const string Making = """
        "persistentDisposition":{"set":["completeness_verified"],"unset":["completeness_inferred"]},"ilmd":{"ex:lotNumber":"L-7/25","ex:fat":3.50}
        """;

    private const string Own = """ "ex:weather":"Schön — \u00e4hnlich wie \"gestern\"","ex:humidity":[55.0,{"ex:deep":{"ex:deeper":true}}] """;

    /// <summary>Names and JSON of events without a context of their own.</summary>
    public static IReadOnlyList<(string Name, string Json)> Events { get; } =
    [
        ("objects made", $$"""
            {"type":"ObjectEvent",{{Common}},"action":"ADD","epcList":["urn:epc:id:sgtin:0614141.107346.2017","https://example.org/01/10614141073464/21/2018"],
            "quantityList":[{"epcClass":"urn:epc:class:lgtin:0614141.107346.L7","quantity":200,"uom":"KGM"},{"epcClass":"urn:epc:idpat:sgtin:0614141.107347.*"}],
            {{Where}},{{Sensors}},{{Making}},{{Own}}}
            """),
        ("a place that is measured", $$"""
            {"type":"ObjectEvent","eventTime":"2025-03-31T13:20:05Z","eventTimeZoneOffset":"-05:30","action":"OBSERVE","readPoint":{"id":"ex:shelf-3"},{{Sensors}}}
            """),
        ("a pallet packed", $$"""
            {"type":"AggregationEvent",{{Common}},"action":"ADD","parentID":"urn:epc:id:sscc:0614141.1234567890","childEPCs":["urn:epc:id:sgtin:0614141.107346.2017"],
            "childQuantityList":[{"epcClass":"urn:epc:idpat:sgtin:0614141.107347.*","quantity":10}],{{Where}},{{Sensors}},{{Own}}}
            """),
        ("a pallet broken up", """
            {"type":"AggregationEvent","eventTime":"2025-04-02T00:00:00Z","eventTimeZoneOffset":"+00:00","action":"DELETE","parentID":"urn:epc:id:sscc:0614141.1234567890"}
            """),
        ("a sensor mounted", $$"""
            {"type":"AssociationEvent",{{Common}},"action":"ADD","parentID":"urn:epc:id:grai:0614141.00012.40","childEPCs":["urn:epc:id:giai:0614141.55"],
            "childQuantityList":[{"epcClass":"ex:strap","quantity":2}],{{Where}},{{Sensors}},{{Own}}}
            """),
        ("an order filled", $$"""
            {"type":"TransactionEvent",{{Common}},"action":"OBSERVE","parentID":"urn:epc:id:sscc:0614141.1234567890","epcList":["urn:epc:id:sgtin:0614141.107346.2017"],
            "quantityList":[{"epcClass":"urn:epc:idpat:sgtin:0614141.107347.*","quantity":10}],{{Where}},{{Sensors}},{{Own}}}
            """),
        ("cheese made of milk", $$"""
            {"type":"TransformationEvent",{{Common}},"transformationID":"urn:epc:id:gdti:0614141.06012.1234","inputEPCList":["urn:epc:id:sgtin:0614141.107346.2017"],
            "inputQuantityList":[{"epcClass":"urn:epc:class:lgtin:0614141.107346.L7","quantity":12.50,"uom":"LTR"}],
            "outputEPCList":["urn:epc:id:sgtin:0614141.107348.1","urn:epc:id:sgtin:0614141.107348.2"],
            "outputQuantityList":[{"epcClass":"urn:epc:class:lgtin:0614141.107349.K1","quantity":3,"uom":"KGM"}],{{Where}},{{Sensors}},{{Making}},{{Own}}}
            """),
        ("a birth, of a vocabulary of one's own", """
            {"type":"ex:BirthEvent","eventTime":"2025-04-02T00:00:00Z","eventTimeZoneOffset":"+00:00","epcList":["urn:epc:id:sgtin:0614141.107346.2017"],
            "bizStep":{"not":"a word"},"anything":[1,2]}
            """),
    ];

    /// <summary>An EPCISDocument.</summary>
    /// <param name="events">JSON of its events.</param>
    public static string Document(params IEnumerable<string> events) => $$"""
        {"@context":{{Context}},"id":"https://documents.example.org/1","type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2025-03-31T11:30:00Z",
        "instanceIdentifier":"17","sender":"urn:epc:id:sgln:0614141.00777.0","receiver":"ex:all","ex:purpose":"test",
        "epcisHeader":{"epcisMasterData":{"vocabularyList":[{"type":"urn:epcglobal:epcis:vtype:BusinessLocation","vocabularyElementList":[
        {"id":"urn:epc:id:sgln:0614141.00777.0","attributes":[{"id":"ex:name","attribute":"Dock"},{"id":"ex:lat","attribute":1.5},{"id":"ex:o","attribute":{"a":1} }],
        "children":["urn:epc:id:sgln:0614141.00777.8202"]}]}]},"ex:header":1},
        "epcisBody":{"eventList":[{{string.Join(',', events)}}]} }
        """;

    /// <summary>An EPCISQueryDocument.</summary>
    /// <param name="events">JSON of its events.</param>
    public static string QueryDocument(params IEnumerable<string> events) => $$"""
        {"@context":{{Context}},"id":"https://documents.example.org/2","type":"EPCISQueryDocument","schemaVersion":"2.0","creationDate":"2025-03-31T11:30:00Z",
        "epcisBody":{"queryResults":{"queryName":"SimpleEventQuery","subscriptionID":"s1","resultsBody":{"vocabularyList":[],"eventList":[{{string.Join(',', events)}}] } } } }
        """;

    /// <summary>Every document: one with all events, one as a query answers it, and one for each event.</summary>
    public static IReadOnlyList<(string Name, string Json)> Documents { get; } =
    [
        ("all events", Document(Events.Select(row => row.Json))),
        ("all events of a query", QueryDocument(Events.Select(row => row.Json))),
        .. Events.Select(row => (row.Name, Document(row.Json))),
    ];

    /// <summary>The event of a name, to be changed.</summary>
    public static JsonObject Event(string name) => JsonNode.Parse(Events.Single(row => row.Name == name).Json)!.AsObject();

    /// <summary>UTF-8 of text.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
