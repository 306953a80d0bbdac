using System.Net;
using System.Text;
using System.Text.Json;
using TwinGrid.Grains.Objects;
using TwinGrid.Model;
using TwinGrid.Store;
using TwinGrid.Trace.ColdChain.Excursions;
using TwinGrid.Trace.ColdChain.Facts;
using TwinGrid.Trace.Facts;

namespace TwinGrid.Silo.Tests.Twins;

/// <summary>Captured events and posted readings reach the twins of a whole silo.</summary>
public sealed class TwinFeedTests : IDisposable
{
    private const string Vial = "urn:epc:id:sgtin:0614141.107346.2017", Box = "urn:epc:id:sscc:0614141.1234567890";
    private const string VialName = "01:10614141073464:21:2017", BoxName = "00:106141412345678908";

    private const string Rules = """
        { "name": "mine", "version": 1, "largest_gap": "PT30M",
          "rules": [ { "kind": "limit", "id": "warm", "above": 8, "after": "PT10M" } ] }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Posted_readings_are_taken_row_by_row_and_raise_alerts()
    {
        await using RunningSilo silo = await RunningSilo.StartAsync(_folder);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(silo, "/sites/site/objects/vial/rules", Rules)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(silo, "/sites/site/objects/other/rules", "who-pqs\n")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(silo, "/sites/site/objects/other/rules", "no-such-set")).StatusCode);
        HttpResponseMessage answer = await PostAsync(silo, """
            {"source":"logger","sequence":1,"time":"2026-03-01T00:00:00Z","object":"vial","temperature":12}

            {"source":"logger","sequence":2,"time":"2026-03-01T00:05:00Z","object":"vial","temperature":12,"humidity":40.5}
            {"source":"logger","sequence":3,"time":"2026-03-01T00:10:00Z","object":"vial","temperature":-300}
            {"source":"logger","sequence":4,"time":"2026-03-01T00:10:00Z","object":"vial","temprature":5}
            {"source":"logger","sequence":5,"time":"yesterday","tag":"vial"}
            not json
            """);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        JsonElement told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal((2, 0), (told.GetProperty("accepted").GetInt32(), told.GetProperty("repeated").GetInt32()));
        Assert.Equal([3, 4, 5, 6], told.GetProperty("refused").EnumerateArray().Select(row => row.GetProperty("row").GetInt32()));
        FactRecord started = await silo.FactAsync(fact => fact.Kind == ExcursionFacts.Started);
        Assert.Equal(("site", "vial"), (started.Site, started.Subject));

        answer = await PostAsync(silo, """[{"source":"logger","sequence":2,"time":"2026-03-01T00:05:00Z","object":"vial","temperature":12}]""");
        Assert.Equal(1, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("repeated").GetInt32());
        answer = await PostAsync(silo, "not json");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("row 1", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(silo, "[1,")).StatusCode);
    }

    [Fact]
    public async Task Captured_events_give_stage_container_and_the_boxs_readings_and_a_withdrawn_one_takes_them_back()
    {
        await using (RunningSilo silo = await RunningSilo.StartAsync(_folder))
        {
            await silo.Thing(VialName).Watch(Rules);
            await silo.CaptureAsync(
                Event("ObjectEvent", "2026-03-01T00:00:00Z", "ADD", "commissioning", $"\"epcList\":[\"{Vial}\",\"{Box}\"]"),
                Sensors("2026-03-01T01:20:00Z", (0, "CEL", 12), (5, "FAH", 53.6), (10, "KEL", 285.15), (15, "CEL", 12)));
            await silo.FedAsync();
            Assert.Equal((LifeStage.Commissioned, null), StageOf(await silo.Thing(VialName).Snapshot()));

            // The box was packed before it was measured, and that is told after it.
            await silo.CaptureAsync(Packed(""));
            FactRecord started = await silo.FactAsync(fact => fact.Kind == ExcursionFacts.Started && fact.Subject == VialName);
            Assert.Equal(new DateTimeOffset(2026, 3, 1, 1, 10, 0, TimeSpan.Zero), started.Time);
            await silo.FedAsync();
            Assert.Equal((LifeStage.Packed, BoxName), StageOf(await silo.Thing(VialName).Snapshot()));
            Assert.Equal(["commissioned", "packed"], (await silo.FactsAsync(VialName, "life-stage-changed")).Select(To));
        }

        await using RunningSilo again = await RunningSilo.StartAsync(_folder);
        await again.CaptureAsync(Packed(",\"errorDeclaration\":{\"declarationTime\":\"2026-03-02T00:00:00Z\",\"reason\":\"did_not_occur\"}"));
        await again.FactAsync(fact => fact.Kind == ExcursionFacts.Withdrawn && fact.Subject == VialName);
        await again.FedAsync();
        Assert.Equal((LifeStage.Commissioned, null), StageOf(await again.Thing(VialName).Snapshot()));
        Assert.Equal(4, ReadingFacts.ReadReadings(Assert.Single(await again.FactsAsync(VialName, ReadingFacts.Released))).Count);
        Assert.Single(await again.FactsAsync(VialName, ExcursionFacts.Started));
    }

    [Fact]
    public async Task Odd_names_future_readings_and_withdrawn_events_neither_stop_the_feed_nor_spoil_a_record()
    {
        await using RunningSilo silo = await RunningSilo.StartAsync(_folder);
        await silo.Thing(VialName).Watch(Rules);
        string[] odd = ["urn:twingrid:" + new string('x', 300), "urn:twingrid:a/b", "urn:twingrid:a~b", "urn:twingrid:a%20b", "urn:example:" + new string('y', 500)];
        string withdrawn = Event("ObjectEvent", "2026-03-01T00:30:00Z", "OBSERVE", "sensor_reporting",
            "\"eventID\":\"urn:uuid:3a09fd3e-0f5c-4ae2-9a4d-2d7f0a7c0002\",\"epcList\":[\"" + Vial + "\"],\"sensorElementList\":[{\"sensorReport\":[{\"type\":\"Temperature\",\"value\":50,\"uom\":\"CEL\"}]}]{0}");
        await silo.CaptureAsync(
            Event("ObjectEvent", "2026-03-01T00:00:00Z", "ADD", "commissioning", $"\"epcList\":[{string.Join(',', odd.Select(epc => $"\"{epc}\""))}]"),
            withdrawn.Replace("{0}", "", StringComparison.Ordinal),
            withdrawn.Replace("{0}", ",\"errorDeclaration\":{\"declarationTime\":\"2026-03-02T00:00:00Z\",\"reason\":\"did_not_occur\"}", StringComparison.Ordinal),
            Sensors("2026-03-01T01:20:00Z", (0, "CEL", 5), (5, "CEL", 5)).Replace(Box, Vial, StringComparison.Ordinal),
            Sensors("2026-03-01T01:20:00Z", (10, "CEL", 99)).Replace(Box, Vial, StringComparison.Ordinal).Replace("2026-03-01T01:10", "2999-03-01T01:10", StringComparison.Ordinal));
        await silo.FedAsync();
        Assert.Empty(await silo.Store.Documents.ListAsync("twin-feed-refused", null, 10, TestContext.Current.CancellationToken));
        Assert.Equal([5.0, 5.0], (await silo.FactsAsync(VialName, ReadingFacts.Used)).SelectMany(ReadingFacts.ReadReadings).Select(reading => reading.Temperature!.Value.Value));
        Assert.Equal(LifeStage.Commissioned, (await silo.Thing("urn%3Atwingrid%3Aa%2Fb").Snapshot()).Stage);
    }

    [Fact]
    public async Task Readings_of_an_event_withdrawn_after_they_were_used_are_released_in_the_box_and_in_what_is_inside()
    {
        const string id = "\"eventID\":\"urn:uuid:3a09fd3e-0f5c-4ae2-9a4d-2d7f0a7c0003\",\"epcList\"";
        string measured = Sensors("2026-03-01T01:20:00Z", (5, "CEL", 12), (10, "CEL", 12), (15, "CEL", 12), (20, "CEL", 12))
            .Replace("\"epcList\"", id, StringComparison.Ordinal);
        await using (RunningSilo silo = await RunningSilo.StartAsync(_folder))
        {
            await silo.Thing(VialName).Watch(Rules);
            await silo.Thing(BoxName).Watch(Rules);
            await silo.CaptureAsync(Packed(""), measured);
            await silo.FactAsync(fact => fact.Kind == ExcursionFacts.Started && fact.Subject == VialName);
            await silo.FactAsync(fact => fact.Kind == ExcursionFacts.Started && fact.Subject == BoxName);
            await silo.FedAsync();
        }

        await using RunningSilo again = await RunningSilo.StartAsync(_folder);
        await again.CaptureAsync(measured[..^1] + ",\"errorDeclaration\":{\"declarationTime\":\"2026-03-02T00:00:00Z\",\"reason\":\"incorrect_data\"}}");
        await again.FedAsync();
        foreach (string name in (string[])[VialName, BoxName])
        {
            Assert.Single(await again.FactsAsync(name, ExcursionFacts.Withdrawn));
            Assert.Equal(4, ReadingFacts.ReadReadings(Assert.Single(await again.FactsAsync(name, ReadingFacts.Released))).Count);
        }
    }

    [Fact]
    public async Task Events_that_were_passed_over_are_told_when_due_and_those_given_up_when_asked_for()
    {
        string[] refused = ["""{"sequence":1,"reason":"no","attempts":3,"since":"2026-03-01T00:00:00+00:00","due":"2026-03-01T00:10:00+00:00"}""",
            """{"sequence":2,"reason":"no","attempts":10,"since":"2026-03-01T00:00:00+00:00","due":null}"""];
        await using (ITraceStore store = await TraceStores.OpenAsync(Path.Combine(_folder, "trace.db"), TimeProvider.System, TestContext.Current.CancellationToken))
        {
            await RunningSilo.AppendAsync(
                store,
                Event("ObjectEvent", "2026-03-01T00:00:00Z", "ADD", "commissioning", $"\"epcList\":[\"{Vial}\"]"),
                Event("ObjectEvent", "2026-03-01T00:00:00Z", "ADD", "commissioning", $"\"epcList\":[\"{Box}\"]"));
            await store.Documents.PutAsync("twin-feed", [new StoredDocument("site", "2")], TestContext.Current.CancellationToken);
            await store.Documents.PutAsync(
                "twin-feed-refused",
                [new StoredDocument("0000000000000000001", refused[0]), new StoredDocument("0000000000000000002", refused[1])],
                TestContext.Current.CancellationToken);
        }

        await using RunningSilo silo = await RunningSilo.StartAsync(_folder);
        await silo.FactAsync(fact => fact.Subject == VialName && fact.Kind == "life-stage-changed");
        while ((await silo.Store.Documents.ListAsync("twin-feed-refused", null, 10, TestContext.Current.CancellationToken)).Count == 2)
        {
            await Task.Yield();
        }

        Assert.Contains("\"refusedEvents\":1", await silo.Client.GetStringAsync("/health", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        JsonElement feed = JsonDocument.Parse(await silo.Client.GetStringAsync("/sites/site/twin-feed", TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal((2, 2), (feed.GetProperty("told").GetInt64(), Assert.Single(feed.GetProperty("refused").EnumerateArray()).GetProperty("sequence").GetInt64()));
        Assert.Equal(LifeStage.Unknown, (await silo.Thing(BoxName).Snapshot()).Stage);
        using var empty = new StringContent("", Encoding.UTF8, "application/json");
        HttpResponseMessage answer = await silo.Client.PostAsync("/sites/site/twin-feed/retry", empty, TestContext.Current.CancellationToken);
        Assert.Equal("""{"told":1,"refused":[]}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(LifeStage.Commissioned, (await silo.Thing(BoxName).Snapshot()).Stage);
        answer = await silo.Client.PostAsync("/sites/other/twin-feed/retry", empty, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static (LifeStage Stage, string? Parent) StageOf(ObjectSnapshot snapshot) => (snapshot.Stage, snapshot.Parent);

    private static string? To(FactRecord fact) => JsonDocument.Parse(fact.Payload).RootElement.GetProperty("to").GetString();

    private static string Packed(string error) => Event(
        "AggregationEvent", "2026-03-01T01:00:00Z", "ADD", "packing", $"\"eventID\":\"urn:uuid:3a09fd3e-0f5c-4ae2-9a4d-2d7f0a7c0001\",\"parentID\":\"{Box}\",\"childEPCs\":[\"{Vial}\"]{error}");

    private static string Sensors(string time, params (int Minute, string Unit, double Value)[] reports) => Event(
        "ObjectEvent", time, "OBSERVE", "sensor_reporting",
        $"\"epcList\":[\"{Box}\"],\"sensorElementList\":[{{\"sensorReport\":[{string.Join(',', reports.Select(report => FormattableString.Invariant($"{{\"type\":\"Temperature\",\"value\":{report.Value},\"uom\":\"{report.Unit}\",\"time\":\"2026-03-01T01:{report.Minute:D2}:00Z\"}}")))}]}}]");

    private static string Event(string type, string time, string action, string step, string rest) =>
        $"{{\"type\":\"{type}\",\"eventTime\":\"{time}\",\"eventTimeZoneOffset\":\"+00:00\",\"action\":\"{action}\",\"bizStep\":\"{step}\",{rest}}}";

    private static Task<HttpResponseMessage> PutAsync(RunningSilo silo, string path, string body) =>
        silo.Client.PutAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    private static Task<HttpResponseMessage> PostAsync(RunningSilo silo, string body) =>
        silo.Client.PostAsync("/sites/site/readings", new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
}
