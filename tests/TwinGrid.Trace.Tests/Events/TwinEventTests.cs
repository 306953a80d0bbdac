using System.Text.Json;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Rules;
using TwinGrid.Trace.Events;
using TwinGrid.Trace.Facts;
using static TwinGrid.Trace.Tests.ColdChain.Records;

namespace TwinGrid.Trace.Tests.Events;

public class TwinEventTests
{
    private static readonly Excursion Warm = new(
        "cold 2-8/1/warm/20260301T001000Z", "warm", 1, ExcursionKind.Consecutive, At(10), At(70), null, 9.5, Minutes(60), true, false);

    [Fact]
    public void An_excursion_is_a_sensor_event_with_alarm_condition_that_the_reader_accepts()
    {
        FactRecord fact = Started(Warm);
        EpcisEvent read = Read(TwinEvents.OfExcursion(fact, null, null));
        Assert.Equal(("urn:twingrid:fact:" + fact.Id, EventKind.ObjectEvent, EventAction.Observe, At(70)), (read.Id, read.Kind, read.Action, read.Time));
        Assert.Equal("https://ref.gs1.org/cbv/BizStep-sensor_reporting", read.BizStep);
        Assert.Equal([new EpcMention(EpcRole.Epc, "https://id.gs1.org/01/80614141123458/21/6789")], read.Mentions);
        Assert.True(TwinEvents.IsOwn(read));
        JsonElement element = JsonDocument.Parse(read.Json).RootElement.GetProperty("sensorElementList")[0], report = element.GetProperty("sensorReport")[0];
        Assert.Equal(("ALARM_CONDITION", "Temperature", 9.5, "CEL"), (Text(report, "exception"), Text(report, "type"), report.GetProperty("value").GetDouble(), Text(report, "uom")));
        Assert.Equal("urn:twingrid:rule:cold%202-8/1/warm", Text(element.GetProperty("sensorMetadata"), "bizRules"));
    }

    [Theory]
    [InlineData(ExcursionKind.Gap, 2.5, "ERROR_CONDITION", "stringValue", "no reading")]
    [InlineData(ExcursionKind.Rate, 12.5, "ALARM_CONDITION", "stringValue", "12.5 kelvins per hour")]
    [InlineData(ExcursionKind.MeanKinetic, 9.25, "ALARM_CONDITION", "meanValue", "9.25")]
    [InlineData(ExcursionKind.Cumulative, null, "ALARM_CONDITION", "stringValue", "beyond the limit")]
    public void What_was_measured_is_told_in_its_own_terms(ExcursionKind kind, double? extreme, string exception, string member, string value)
    {
        JsonElement report = Report(Warm with { Kind = kind, Extreme = extreme }, null);
        Assert.Equal(exception, Text(report, "exception"));
        Assert.Equal(value, report.GetProperty(member).ToString());
    }

    [Theory]
    [InlineData(MeasuredQuantity.RelativeHumidity, "RelativeHumidity", "P1")]
    [InlineData(MeasuredQuantity.Shock, "Acceleration", "K40")]
    public void The_rule_tells_quantity_and_unit(MeasuredQuantity quantity, string type, string unit)
    {
        var rules = new RuleSet("cold 2-8", 1, "", 2, 8, Minutes(30), [new LimitRule("warm", 5, null) { Quantity = quantity }]);
        JsonElement report = Report(Warm, rules);
        Assert.Equal((type, unit), (Text(report, "type"), Text(report, "uom")));
    }

    [Fact]
    public void A_withdrawn_excursion_withdraws_its_event_by_an_error_declaration_of_the_same_id()
    {
        FactRecord fact = Started(Warm);
        EpcisEvent read = Read(TwinEvents.OfExcursion(fact, null, At(200)));
        Assert.Equal(Read(TwinEvents.OfExcursion(fact, null, null)).Id, read.Id);
        Assert.Equal(At(200), read.Error!.Time);
    }

    [Fact]
    public void A_place_is_a_read_point_and_no_business_location()
    {
        var fact = new FactRecord("depot 1", "tag-7", At(3), "object-located", null, "{}");
        EpcisEvent read = Read(TwinEvents.OfPlace(fact, "cold room"));
        Assert.Equal(("urn:twingrid:depot%201/cold%20room", null), (read.ReadPoint, read.BizLocation));
        Assert.Equal("urn:twingrid:tag-7", Assert.Single(read.Mentions).Epc);
    }

    private static FactRecord Started(Excursion excursion) => ExcursionFacts.NewsOf("site", "01:80614141123458:21:6789", null, excursion, At(90))!;

    private static JsonElement Report(Excursion excursion, RuleSet? rules) =>
        JsonDocument.Parse(Read(TwinEvents.OfExcursion(Started(excursion), rules, null)).Json).RootElement.GetProperty("sensorElementList")[0].GetProperty("sensorReport")[0];

    private static EpcisEvent Read(byte[] json) => EpcisReader.ReadEvent(json, TwinEvents.Context);

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
