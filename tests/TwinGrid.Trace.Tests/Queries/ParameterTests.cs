using System.Collections.Immutable;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Queries;

namespace TwinGrid.Trace.Tests.Queries;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("eventType=ObjectEvent|AggregationEvent", "1,2")]
    [InlineData("GE_eventTime=2026-03-05T10:00:00Z", "2,3")]
    [InlineData("LT_eventTime=2026-03-05T11:00:00%2B01:00", "1")]
    [InlineData("GE_eventTime=2026-03-05T00:00:00Z&LT_eventTime=2026-03-06T00:00:00Z", "2")]
    [InlineData("GE_recordTime=2026-04-01T02:00:00Z", "2,3")]
    [InlineData("LT_recordTime=2026-04-01T02:00:00Z", "1")]
    [InlineData("EQ_action=ADD|DELETE", "1,2")]
    [InlineData("EQ_action=OBSERVE", "")]
    [InlineData("EQ_bizStep=shipping", "1")]
    [InlineData("EQ_bizStep=urn:epcglobal:cbv:bizstep:commissioning", "3")]
    [InlineData("EQ_bizStep=https://ref.gs1.org/cbv/BizStep-shipping|cbv:BizStep-commissioning", "1,3")]
    [InlineData("EQ_disposition=in_transit", "1")]
    [InlineData("EQ_disposition=expired", "")]
    [InlineData("EQ_persistentDisposition_set=urn:epcglobal:cbv:disp:completeness_verified", "1")]
    [InlineData("EQ_persistentDisposition_set=completeness_inferred", "")]
    [InlineData("EQ_persistentDisposition_unset=completeness_inferred", "1")]
    [InlineData("EQ_readPoint=https://id.gs1.org/414/0012345111112/254/400", "1")]
    [InlineData("EQ_readPoint=urn:epc:id:sgln:0012345.11111.401", "")]
    [InlineData("WD_readPoint=urn:epc:id:sgln:0012345.11111.0", "1")]
    [InlineData("WD_readPoint=urn:epc:id:sgln:0012345.11111.40", "")]
    [InlineData("EQ_bizLocation=https://example.com/414/0012345111112", "1")]
    [InlineData("WD_bizLocation=urn:epc:id:sgln:0012345.11111.400", "")]
    [InlineData("EQ_transformationID=https://id.gs1.org/253/0614141123452400", "3")]
    [InlineData("EQ_eventID=urn:uuid:2|urn:uuid:3", "2,3")]
    [InlineData("EQ_bizTransaction_po=urn:epc:id:gdti:0614141.00001.1618034", "1")]
    [InlineData("EQ_bizTransaction_inv=urn:epc:id:gdti:0614141.00001.1618034", "")]
    [InlineData("EQ_source_possessing_party=urn:epc:id:pgln:4012345.00225", "1")]
    [InlineData("EQ_source_owning_party=urn:epc:id:pgln:4012345.00225", "")]
    [InlineData("EQ_destination_location=urn:epc:id:sgln:0614141.00777.0", "1")]
    [InlineData("EQ_destination_https://ref.gs1.org/cbv/SDT-location=urn:epc:id:sgln:0614141.00777.0", "1")]
    [InlineData("EXISTS_errorDeclaration=true", "2")]
    [InlineData("EXISTS_errorDeclaration=false", "1,2,3")]
    [InlineData("GE_errorDeclarationTime=2026-03-06T00:00:00Z", "2")]
    [InlineData("LT_errorDeclarationTime=2026-03-06T00:00:00Z", "")]
    [InlineData("EQ_errorReason=incorrect_data", "2")]
    [InlineData("EQ_errorReason=did_not_occur", "")]
    [InlineData("EQ_correctiveEventID=urn:uuid:9", "2")]
    [InlineData("EQ_correctiveEventID=urn:uuid:8", "")]
    public void A_parameter_on_a_standard_field_finds_what_it_names(string query, string found) => Assert.Equal(found, Events.Found(Events.Url(Unescape(query))));

    [Theory]
    [InlineData("MATCH_epc=urn:epc:id:sgtin:0614141.107346.2017", "1,2")]
    [InlineData("MATCH_epc=https://id.gs1.org/01/10614141073464/21/2017", "1,2")]
    [InlineData("MATCH_epc=https://id.gs1.org/01/10614141073464/21/2018", "")]
    [InlineData("MATCH_epc=urn:epc:idpat:sgtin:0614141.107346.*", "1,2")]
    [InlineData("MATCH_epc=urn:epc:idpat:sgtin:0614141.*.*", "1,2")]
    [InlineData("MATCH_epc=urn:epc:idpat:sgtin:*.*.*", "1,2")]
    [InlineData("MATCH_epc=urn:epc:idpat:sgtin:0614142.*.*", "")]
    [InlineData("MATCH_epc=urn:epc:idpat:sscc:0614141.*", "")]
    [InlineData("MATCH_parentID=urn:epc:idpat:sscc:0614141.*", "2")]
    [InlineData("MATCH_parentID=urn:epc:id:sscc:0614141.1234567890|urn:epc:idpat:grai:*.*.*", "2")]
    [InlineData("MATCH_inputEPC=urn:epc:id:sgtin:4012345.011122.25", "3")]
    [InlineData("MATCH_inputEPC=urn:epc:id:sgtin:4012345.077889.25", "")]
    [InlineData("MATCH_outputEPC=urn:epc:idpat:sgtin:4012345.077889.*", "3")]
    [InlineData("MATCH_anyEPC=urn:epc:id:sgtin:4012345.077889.25|urn:epc:id:sscc:0614141.1234567890", "2,3")]
    [InlineData("MATCH_epcClass=urn:epc:class:lgtin:4012345.012345.998877", "1")]
    [InlineData("MATCH_epcClass=urn:epc:class:lgtin:4012345.012345.*", "1")]
    [InlineData("MATCH_epcClass=urn:epc:class:lgtin:4012345.*.*", "1")]
    [InlineData("MATCH_epcClass=urn:epc:idpat:sgtin:4012345.098765.*", "2")]
    [InlineData("MATCH_inputEPCClass=urn:epc:class:lgtin:4012345.011111.4444", "3")]
    [InlineData("MATCH_outputEPCClass=urn:epc:class:lgtin:4012345.011111.4444", "")]
    [InlineData("MATCH_outputEPCClass=urn:epc:class:lgtin:4012345.022222.7", "3")]
    [InlineData("MATCH_anyEPCClass=urn:epc:class:lgtin:4012345.*.*", "1,3")]
    [InlineData("EQ_quantity=10", "2,3")]
    [InlineData("EQ_quantity=200|3", "1,3")]
    [InlineData("GT_quantity=10", "1")]
    [InlineData("GE_quantity=10", "1,2,3")]
    [InlineData("LT_quantity=10", "3")]
    [InlineData("LE_quantity=10", "2,3")]
    [InlineData("EQ_quantity_KGM=10.0", "3")]
    [InlineData("GE_quantity_LTR=1", "")]
    public void A_parameter_on_things_and_amounts_finds_what_it_names(string query, string found) => Assert.Equal(found, Events.Found(Events.Url(query)));

    [Theory]
    [InlineData("EXISTS_sensorElementList=true", "1")]
    [InlineData("EXISTS_sensorElementList=false", "1,2,3")]
    [InlineData("EQ_type=Temperature", "1")]
    [InlineData("EQ_type=https://gs1.org/voc/Temperature", "1")]
    [InlineData("EQ_type=gs1:Temperature|Speed", "1")]
    [InlineData("EQ_type=Speed", "")]
    [InlineData("EQ_exception=ALARM_CONDITION", "1")]
    [InlineData("EQ_deviceID=https://id.gs1.org/8004/4000001111", "1")]
    [InlineData("EQ_deviceID=urn:epc:id:giai:4000001.112", "")]
    [InlineData("EQ_dataProcessingMethod=https://example.com/method", "1")]
    [InlineData("EQ_microorganism=https://www.ncbi.nlm.nih.gov/taxonomy/1126011", "1")]
    [InlineData("EQ_chemicalSubstance=https://identifiers.org/inchikey:CZ", "1")]
    [InlineData("EQ_bizRules=https://example.com/rules/1", "1")]
    [InlineData("EQ_bizRules=https://example.com/rules/2", "")]
    [InlineData("EQ_stringValue=warm", "1")]
    [InlineData("EQ_stringValue=cold", "")]
    [InlineData("EQ_booleanValue=true", "1")]
    [InlineData("EQ_booleanValue=false", "")]
    [InlineData("EQ_hexBinaryValue=f0f0", "1")]
    [InlineData("EQ_uriValue=https://id.gs1.org/8004/4000001111", "1")]
    [InlineData("GE_time=2026-03-04T09:00:00Z", "1")]
    [InlineData("LT_time=2026-03-04T09:00:00Z", "")]
    [InlineData("GE_startTime=2026-03-04T08:00:01Z", "")]
    [InlineData("LT_startTime=2026-03-04T08:00:01Z", "1")]
    [InlineData("GE_endTime=2026-03-04T09:30:00Z", "1")]
    [InlineData("LT_endTime=2026-03-04T09:30:00Z", "")]
    [InlineData("EQ_value_CEL=8.50", "1")]
    [InlineData("GE_value_CEL=8.5", "1")]
    [InlineData("GT_value_CEL=8.5", "")]
    [InlineData("LT_value_CEL=8.6", "1")]
    [InlineData("LE_value_CEL=8.4", "")]
    [InlineData("GE_value_FAH=1", "")]
    [InlineData("GE_minValue_CEL=2", "1")]
    [InlineData("LT_maxValue_CEL=9", "")]
    [InlineData("LE_meanValue_CEL=5", "1")]
    [InlineData("GT_sDev_CEL=0.05", "1")]
    [InlineData("GE_percRank=50", "1")]
    [InlineData("LT_percRank=50", "")]
    [InlineData("EQ_percValue_CEL=12.7", "1")]
    public void A_parameter_on_sensor_elements_finds_what_it_names(string query, string found) => Assert.Equal(found, Events.Found(Events.Url(query)));

    [Theory]
    [InlineData("EQ_example:field=12", "1")]
    [InlineData("EQ_example:field=12.0", "1")]
    [InlineData("EQ_example:field=13", "")]
    [InlineData("GE_example:field=9", "1")]
    [InlineData("GT_http://ns.example.com/epcis/field=12", "")]
    [InlineData("GE_http://ns.example.com/epcis/field=12", "1")]
    [InlineData("GE_http://ns.example.com/epcis/#field=12", "1")]
    [InlineData("EQ_http://elsewhere.example.com/field=12", "")]
    [InlineData("LT_example:when=2026-01-01T01:00:00%2B00:30", "1")]
    [InlineData("EQ_example:list=a|z", "1")]
    [InlineData("EXISTS_example:field=true", "1")]
    [InlineData("EXISTS_example:deep=true", "")]
    [InlineData("EXISTS_INNER_example:deep=true", "1")]
    [InlineData("EQ_INNER_other:deepest=5", "1")]
    [InlineData("EQ_INNER_http://other.example.com/deepest=5", "1")]
    [InlineData("GT_INNER_other:deepest=5", "")]
    [InlineData("EQ_ILMD_example:grade=A|B", "1")]
    [InlineData("EQ_ILMD_example:grade=C", "")]
    [InlineData("EXISTS_ILMD_example:net=true", "")]
    [InlineData("EXISTS_INNER_ILMD_example:net=true", "1")]
    [InlineData("LE_INNER_ILMD_example:net=3.5", "1")]
    [InlineData("EQ_ERROR_DECLARATION_example:who=kim", "2")]
    [InlineData("EXISTS_ERROR_DECLARATION_example:when=true", "")]
    [InlineData("EQ_SENSORELEMENT_example:box=lid", "1")]
    [InlineData("EQ_SENSORMETADATA_example:site=north", "1")]
    [InlineData("LT_SENSORREPORT_example:bias=1", "1")]
    [InlineData("EXISTS_SENSORREPORT_example:site=true", "")]
    [InlineData("EQ_readPoint_example:door=7", "1")]
    [InlineData("EQ_bizLocation_example:door=7", "")]
    public void A_parameter_on_fields_of_one_s_own_finds_what_it_names(string query, string found) => Assert.Equal(found, Events.Found(Events.Url(Unescape(query))));

    [Fact]
    public void A_prefix_that_the_query_defines_stands_for_its_own_namespace()
    {
        JsonLdContext names = JsonLdContext.Parse("""["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"x":"http://ns.example.com/epcis/","example":"http://elsewhere.example.com/"}]""");
        Assert.Equal("1", Events.Found(Events.Url("EQ_x:field=12", names)));
        Assert.Equal("", Events.Found(Events.Url("EQ_example:field=12", names)));
    }

    [Fact]
    public void Master_data_answers_for_attributes_and_for_what_is_inside_a_place()
    {
        const string Dock = "https://id.gs1.org/414/0012345111112/254/400";
        var master = new MasterData(ImmutableDictionary<string, MasterElement>.Empty
            .Add(Dock, new MasterElement(ImmutableDictionary<string, string>.Empty.Add("urn:epcglobal:cbv:mda:city", "Lyon"), []))
            .Add("urn:example:house", new MasterElement(ImmutableDictionary<string, string>.Empty, ["urn:example:hall"]))
            .Add("urn:example:hall", new MasterElement(ImmutableDictionary<string, string>.Empty, [Dock, "urn:example:house"])));
        Assert.Equal("1", Events.Found(Events.Url("HASATTR_readPoint=urn:epcglobal:cbv:mda:city", null, master)));
        Assert.Equal("", Events.Found(Events.Url("HASATTR_bizLocation=urn:epcglobal:cbv:mda:city", null, master)));
        Assert.Equal("1", Events.Found(Events.Url("EQATTR_readPoint_urn:epcglobal:cbv:mda:city=Lyon|Bonn", null, master)));
        Assert.Equal("", Events.Found(Events.Url("EQATTR_readPoint_urn:epcglobal:cbv:mda:city=Bonn", null, master)));
        Assert.Equal("1", Events.Found(Events.Url("WD_readPoint=urn:example:house", null, master)));
        Assert.Equal("", Events.Found(Events.Url("WD_readPoint=urn:example:house")));
    }

    [Fact]
    public void A_query_in_JSON_means_the_same_as_in_a_URL()
    {
        Assert.Equal("1", Events.Found(Events.Json("""{"eventType":["ObjectEvent"],"EQ_bizStep":["shipping","receiving"],"GE_value_CEL":8,"EQ_booleanValue":true}""")));
        Assert.Equal("2", Events.Found(Events.Json("""{"@context":[],"EXISTS_errorDeclaration":null}""")));
        Assert.Equal("2,3", Events.Found(Events.Json("""{"EQ_quantity":[10]}""")));
    }

    [Fact]
    public void Conditions_that_stores_have_an_index_for_are_used_where_they_fit()
    {
        EventQuery query = Events.Url("EQ_bizStep=shipping&MATCH_epc=urn:epc:id:sgtin:0614141.107346.2017&GE_eventTime=2026-01-01T00:00:00Z&LT_eventTime=2027-01-01T00:00:00Z&EQ_stringValue=x&EQ_example:f=1");
        Assert.Equal(
            ["FieldCondition", "MentionCondition", "TimeCondition", "ContentCondition"],
            query.Conditions.Select(condition => condition.GetType().Name));
    }

    [Fact]
    public void Order_and_limits_are_read()
    {
        EventQuery query = Events.Url("orderBy=recordTime&orderDirection=ASC&eventCountLimit=7");
        Assert.Equal((TimeField.RecordTime, true, 7), (query.OrderBy, query.IsAscending, query.EventCountLimit));
        Assert.Equal(9, Events.Url("maxEventCount=9").MaxEventCount);
        Assert.False(Events.Url("orderBy=eventTime").IsAscending);
    }

    [Theory]
    [InlineData("EQ_bizStp=shipping", "EQ_bizStp")]
    [InlineData("EQ_bizStep=shiping", "EQ_bizStep")]
    [InlineData("GE_bizStep=shipping", "GE_bizStep")]
    [InlineData("EQ_action=LOOK", "EQ_action")]
    [InlineData("GE_eventTime=2026-01-01", "GE_eventTime")]
    [InlineData("GE_eventTime=2026-01-01T00:00:00Z|2026-01-01T00:00:00Z", "GE_eventTime")]
    [InlineData("EQ_eventTime=2026-01-01T00:00:00Z", "EQ_eventTime")]
    [InlineData("GE_quantity=many", "GE_quantity")]
    [InlineData("GE_quantity=1|2", "GE_quantity")]
    [InlineData("EQ_booleanValue=perhaps", "EQ_booleanValue")]
    [InlineData("MATCH_epc=urn:epc:idpat:sgtin:0614141.*.2017", "MATCH_epc")]
    [InlineData("MATCH_epc=urn:epc:idpat:sgtin:0614141.1.*", "MATCH_epc")]
    [InlineData("MATCH_epc=urn:epc:idpat:sgtn:0614141.*.*", "MATCH_epc")]
    [InlineData("orderBy=bizStep", "orderBy")]
    [InlineData("orderBy=example:field", "orderBy")]
    [InlineData("orderDirection=UP", "orderDirection")]
    [InlineData("eventCountLimit=5", "eventCountLimit")]
    [InlineData("orderBy=eventTime&eventCountLimit=0", "eventCountLimit")]
    [InlineData("orderBy=eventTime&eventCountLimit=5&maxEventCount=5", "maxEventCount")]
    [InlineData("EQ_bizStep=shipping&EQ_bizStep=receiving", "EQ_bizStep")]
    [InlineData("EQ_bizStep=", "EQ_bizStep")]
    [InlineData("EXISTS_example:field=0", "EXISTS_example:field")]
    [InlineData("HASATTR_example=x", "HASATTR_example")]
    [InlineData("EQ_bizTransaction_nonsense=x", "EQ_bizTransaction_nonsense")]
    [InlineData("EQ_example:=x", "EQ_example:")]
    public void What_can_t_be_is_refused_by_the_parameter_s_name(string query, string place) =>
        Assert.Equal(place, Assert.Throws<EpcisException>(() => Events.Url(query)).Place);

    private static string Unescape(string query) => query.Replace("%2B", "+", StringComparison.Ordinal);
}
