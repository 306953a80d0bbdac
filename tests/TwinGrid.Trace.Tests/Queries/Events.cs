using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Trace.Tests.Queries;

/// <summary>Events as a store would hold them, and queries as clients write them.</summary>
internal static class Events
{
    public const string Context = """["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"example":"http://ns.example.com/epcis/"},{"other":"http://other.example.com/"}]""";

    public static readonly string Full = """
        {
          "type": "ObjectEvent", "eventID": "urn:uuid:1", "eventTime": "2026-03-04T10:00:00Z", "eventTimeZoneOffset": "+00:00",
          "action": "ADD", "bizStep": "shipping", "disposition": "in_transit",
          "epcList": ["urn:epc:id:sgtin:0614141.107346.2017"],
          "quantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.012345.998877", "quantity": 200, "uom": "KGM"}],
          "readPoint": {"id": "urn:epc:id:sgln:0012345.11111.400", "example:door": "7"},
          "bizLocation": {"id": "urn:epc:id:sgln:0012345.11111.0"},
          "bizTransactionList": [{"type": "po", "bizTransaction": "urn:epc:id:gdti:0614141.00001.1618034"}],
          "sourceList": [{"type": "possessing_party", "source": "urn:epc:id:pgln:4012345.00225"}],
          "destinationList": [{"type": "location", "destination": "urn:epc:id:sgln:0614141.00777.0"}],
          "persistentDisposition": {"set": ["completeness_verified"], "unset": ["completeness_inferred"]},
          "sensorElementList": [{
            "sensorMetadata": {"time": "2026-03-04T09:00:00Z", "startTime": "2026-03-04T08:00:00Z", "endTime": "2026-03-04T09:30:00Z",
              "deviceID": "urn:epc:id:giai:4000001.111", "bizRules": "https://example.com/rules/1", "dataProcessingMethod": "https://example.com/method", "example:site": "north"},
            "sensorReport": [{"type": "Temperature", "value": 8.5, "minValue": 2, "maxValue": 9, "meanValue": 5, "sDev": 0.1, "percRank": 50, "percValue": 12.7, "uom": "CEL",
              "stringValue": "warm", "booleanValue": true, "hexBinaryValue": "f0f0", "uriValue": "https://id.gs1.org/8004/4000001111",
              "microorganism": "https://www.ncbi.nlm.nih.gov/taxonomy/1126011", "chemicalSubstance": "https://identifiers.org/inchikey:CZ", "exception": "ALARM_CONDITION", "example:bias": "0.5"}],
            "example:box": "lid"}],
          "ilmd": {"example:grade": "A", "example:weights": {"example:net": "3.5"}},
          "example:field": "12", "example:when": "2026-01-01T00:00:00Z", "example:list": ["a", {"example:deep": {"other:deepest": 5}}]
        }
        """;

    public static readonly string Withdrawn = """
        {
          "type": "AggregationEvent", "eventID": "urn:uuid:2", "eventTime": "2026-03-05T10:00:00Z", "eventTimeZoneOffset": "+00:00", "action": "ADD",
          "parentID": "urn:epc:id:sscc:0614141.1234567890", "childEPCs": ["https://example.org/01/10614141073464/21/2017"],
          "childQuantityList": [{"epcClass": "urn:epc:idpat:sgtin:4012345.098765.*", "quantity": 10}],
          "errorDeclaration": {"declarationTime": "2026-03-06T00:00:00Z", "reason": "incorrect_data", "correctiveEventIDs": ["urn:uuid:9"], "example:who": "kim"}
        }
        """;

    public static readonly string Transformed = """
        {
          "type": "TransformationEvent", "eventID": "urn:uuid:3", "eventTime": "2026-03-06T10:00:00Z", "eventTimeZoneOffset": "+00:00",
          "inputEPCList": ["urn:epc:id:sgtin:4012345.011122.25"], "inputQuantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.011111.4444", "quantity": 10, "uom": "KGM"}],
          "outputEPCList": ["urn:epc:id:sgtin:4012345.077889.25"], "outputQuantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.022222.7", "quantity": 3}],
          "transformationID": "urn:epc:id:gdti:0614141.12345.400", "bizStep": "https://ref.gs1.org/cbv/BizStep-commissioning"
        }
        """;

    public static readonly ImmutableArray<StoredEvent> All = [Stored(1, Full), Stored(2, Withdrawn), Stored(3, Transformed)];

    public static StoredEvent Stored(long sequence, string json) => new(
        sequence,
        new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero).AddHours(sequence),
        EpcisReader.ReadEvent(Encoding.UTF8.GetBytes(json), Context));

    public static EventQuery Url(string query, JsonLdContext? names = null, MasterData? master = null) => QueryReader.Read(
        QueryParameter.OfUrl(query.Split('&').Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))),
        names,
        master ?? MasterData.Empty);

    public static EventQuery Json(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return QueryReader.Read(QueryParameter.OfJson(document.RootElement), null, MasterData.Empty);
    }

    /// <summary>Sequences of the events that a query wants, such as "1,3".</summary>
    public static string Found(EventQuery query) =>
        string.Join(',', All.Where(query.Matches).Select(stored => stored.Sequence.ToString(CultureInfo.InvariantCulture)));
}
