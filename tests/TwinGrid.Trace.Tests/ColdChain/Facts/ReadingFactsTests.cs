using TwinGrid.Model;
using TwinGrid.Trace.ColdChain;
using TwinGrid.Trace.ColdChain.Facts;
using TwinGrid.Trace.Facts;
using static TwinGrid.Trace.Tests.ColdChain.Records;

namespace TwinGrid.Trace.Tests.ColdChain.Facts;

public class ReadingFactsTests
{
    [Fact]
    public void Readings_come_back_source_by_source_and_the_bytes_are_these()
    {
        Reading[] readings =
        [
            Read(2, 5, 4.1, "b"), Read(1, 0, null, "b"),
            new Reading(new ObservationId("a", 7), At(1), Celsius.Of(0.1 + 0.2), 55.5), new Reading(new ObservationId("a", 9), At(2), null, null, 2),
        ];
        FactRecord[] facts = [.. ReadingFacts.OfReadings(ReadingFacts.Used, "site", "vial", readings, 4)];
        Assert.Equal(
            """{"number":5,"source":"a","first":7,"last":9,"readings":[[7,"2026-03-01T00:01:00Z",0.30000000000000004,55.5],[9,"2026-03-01T00:02:00Z",null,null,2]]}""",
            facts[0].Payload);
        Assert.Equal("""{"number":6,"source":"b","first":1,"last":2,"readings":[[1,"2026-03-01T00:00:00Z"],[2,"2026-03-01T00:05:00Z",4.1]]}""", facts[1].Payload);
        Assert.Equal((At(2), At(5)), (facts[0].Time, facts[1].Time));
        Assert.Equal([.. readings[2..], readings[1], readings[0]], facts.SelectMany(ReadingFacts.ReadReadings));
    }

    [Fact]
    public void Rules_come_back_without_comments_and_by_name()
    {
        AssignedRules rules = AssignedRules.Of("""{ "name": "mine", "version": 2, /* mine */ "largest_gap": "PT30M", "rules": [ { "kind": "gap", "id": "gap", "after": "PT1H", } ] }""");
        Assert.Equal("""{"name":"mine","version":2,"largest_gap":"PT30M","rules":[{"kind":"gap","id":"gap","after":"PT1H"}]}""", rules.Json);
        FactRecord fact = ReadingFacts.OfRules("site", "vial", rules, Interval, Minutes(60), At(3));
        (AssignedRules again, TimeSpan interval, TimeSpan retention) = ReadingFacts.ReadRules(fact);
        Assert.Equal((rules.Json, Interval, Minutes(60)), (again.Json, interval, retention));
        Assert.Equal("who-pqs", AssignedRules.Of("who-pqs").Rules.Name);
        Assert.Throws<ArgumentException>(() => AssignedRules.Of("no-such-set"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"source":"a","readings":[[1]]}""")]
    [InlineData("""{"source":"a","readings":[[1,"2026-03-01T00:01:00Z",-400]]}""")]
    [InlineData("""{"source":"a","readings":[["x","2026-03-01T00:01:00Z"]]}""")]
    public void A_payload_that_is_none_is_refused(string payload) =>
        Assert.Throws<InvalidDataException>(() => ReadingFacts.ReadReadings(new FactRecord("site", "vial", At(0), ReadingFacts.Used, null, payload)));
}
