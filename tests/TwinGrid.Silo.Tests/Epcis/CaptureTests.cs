using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Store;

namespace TwinGrid.Silo.Tests.Epcis;

public sealed class CaptureTests(EpcisService service) : IClassFixture<EpcisService>
{
    private const string Faulty = """{"type":"ObjectEvent","eventTime":"yesterday","eventTimeZoneOffset":"+00:00","action":"OBSERVE","epcList":[]}""";

    [Fact]
    public async Task A_document_is_captured_and_its_events_are_returned()
    {
        JsonElement job = await service.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:a1", more: ",\"example:note\":\"kept\""), EpcisService.Event("urn:uuid:a2")));
        Assert.True(job.GetProperty("success").GetBoolean());
        Assert.Equal("rollback", job.GetProperty("captureErrorBehaviour").GetString());
        Assert.Equal(0, job.GetProperty("errors").GetArrayLength());
        JsonElement found = await service.GetAsync("/events/urn%3Auuid%3Aa1");
        Assert.Equal("EPCISQueryDocument", found.GetProperty("type").GetString());
        JsonElement happening = found.GetProperty("epcisBody").GetProperty("queryResults").GetProperty("resultsBody").GetProperty("eventList")[0];
        Assert.Equal("kept", happening.GetProperty("example:note").GetString());
        Assert.True(happening.TryGetProperty("recordTime", out _));
    }

    [Fact]
    public async Task Rollback_keeps_nothing_of_a_document_with_a_faulty_event()
    {
        JsonElement job = await service.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:b1"), Faulty));
        Assert.False(job.GetProperty("success").GetBoolean());
        JsonElement error = Assert.Single(job.GetProperty("errors").EnumerateArray());
        Assert.StartsWith("/epcisBody/eventList/1/", error.GetProperty("place").GetString(), StringComparison.Ordinal);
        Assert.Equal("epcisException:ValidationException", error.GetProperty("type").GetString());
        Assert.NotEqual("", error.GetProperty("expected").GetString());
        await service.RefusedAsync(HttpStatusCode.NotFound, "NoSuchNameException", HttpMethod.Get, "/events/urn%3Auuid%3Ab1");
    }

    [Fact]
    public async Task Proceed_keeps_what_is_sound_and_tells_what_is_not()
    {
        await service.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:c0")));
        JsonElement job = await service.CaptureAsync(
            EpcisService.Document(EpcisService.Event("urn:uuid:c1"), Faulty, EpcisService.Event("urn:uuid:c0", "receiving"), EpcisService.Event("urn:uuid:c2")), "proceed");
        Assert.False(job.GetProperty("success").GetBoolean());
        Assert.Equal(
            ["epcisException:ValidationException", "epcisException:ResourceAlreadyExistsException"],
            job.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("type").GetString()));
        Assert.Equal("/epcisBody/eventList/2/eventID", job.GetProperty("errors")[1].GetProperty("place").GetString());
        await service.GetAsync("/events/urn%3Auuid%3Ac1");
        await service.GetAsync("/events/urn%3Auuid%3Ac2");
    }

    [Fact]
    public async Task Rollback_keeps_nothing_when_an_id_is_taken_and_a_repeated_document_changes_nothing()
    {
        string first = EpcisService.Document(EpcisService.Event("urn:uuid:d0"));
        await service.CaptureAsync(first);
        JsonElement job = await service.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:d1"), EpcisService.Event("urn:uuid:d0", "receiving")));
        Assert.False(job.GetProperty("success").GetBoolean());
        await service.RefusedAsync(HttpStatusCode.NotFound, "NoSuchNameException", HttpMethod.Get, "/events/urn%3Auuid%3Ad1");
        Assert.True((await service.CaptureAsync(first)).GetProperty("success").GetBoolean());
        Assert.Single((await service.PagesAsync("/events?EQ_eventID=urn:uuid:d0")).Single());
    }

    [Fact]
    public async Task An_error_declaration_withdraws_the_event_of_its_id()
    {
        await service.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:e0")));
        JsonElement job = await service.CaptureAsync(EpcisService.Document(EpcisService.Event(
            "urn:uuid:e0", more: ",\"errorDeclaration\":{\"declarationTime\":\"2026-06-01T00:00:00Z\",\"reason\":\"incorrect_data\",\"correctiveEventIDs\":[\"urn:uuid:e1\"]}")));
        Assert.True(job.GetProperty("success").GetBoolean(), job.ToString());
        Assert.Contains("urn:uuid:e0", (await service.PagesAsync("/events?EXISTS_errorDeclaration=true&EQ_correctiveEventID=urn:uuid:e1")).Single());
    }

    [Fact]
    public async Task What_is_no_document_is_refused_at_once_with_the_place_of_the_fault()
    {
        await service.RefusedAsync(HttpStatusCode.BadRequest, "ValidationException", HttpMethod.Post, "/capture", "{");
        JsonElement problem = await service.RefusedAsync(HttpStatusCode.BadRequest, "ValidationException", HttpMethod.Post, "/capture", """{"type":"Letter"}""");
        Assert.Equal("/type", problem.GetProperty("place").GetString());
        Assert.Equal("\"Letter\"", problem.GetProperty("found").GetString());
    }

    [Fact]
    public async Task A_capture_beyond_the_limits_is_refused_with_the_limits()
    {
        string many = EpcisService.Document([.. Enumerable.Range(0, 51).Select(i => EpcisService.Event($"urn:uuid:f{i}"))]);
        await service.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "CaptureLimitExceededException", HttpMethod.Post, "/capture", many);
        string large = EpcisService.Document(EpcisService.Event("urn:uuid:g", more: $",\"example:x\":\"{new string('x', 100_000)}\""));
        using HttpResponseMessage answer = await service.SendAsync(HttpMethod.Post, "/capture", large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("50", answer.Headers.GetValues("GS1-EPCIS-Capture-Limit").Single());
        Assert.Equal("100000", answer.Headers.GetValues("GS1-EPCIS-Capture-File-Size-Limit").Single());
    }

    [Fact]
    public async Task Jobs_are_listed_page_by_page_and_survive_a_restart()
    {
        await using var own = new EpcisService();
        await own.InitializeAsync();
        for (int i = 0; i < 5; i++)
        {
            await own.CaptureAsync(EpcisService.Document(EpcisService.Event($"urn:uuid:{i}")));
        }

        await own.RestartAsync();
        var seen = new List<string>();
        string? next = "/capture?perPage=2";
        while (next is not null)
        {
            using HttpResponseMessage answer = await own.SendAsync(HttpMethod.Get, next);
            JsonElement page = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.InRange(page.GetArrayLength(), 1, 2);
            seen.AddRange(page.EnumerateArray().Select(job => job.GetProperty("captureID").GetString()!));
            next = EpcisService.NextOf(answer);
        }

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        await own.RefusedAsync(HttpStatusCode.NotFound, "NoSuchNameException", HttpMethod.Get, "/capture/none");
    }

    [Fact]
    public async Task A_capture_that_was_accepted_before_a_crash_is_done_after_it()
    {
        await using var own = new EpcisService();
        await own.InitializeAsync();
        const string Id = "0000-left";
        IDocuments documents = own.Services.GetRequiredService<ITraceStore>().Documents;
        await documents.PutAsync("epcis-capture-bodies", [new(Id, EpcisService.Document(EpcisService.Event("urn:uuid:left"))), new("0001-never", "{}")], TestContext.Current.CancellationToken);
        await documents.PutAsync("epcis-capture-jobs", [new(Id, $$"""{"captureID":"{{Id}}","createdAt":"2026-01-01T00:00:00Z","running":true,"success":true,"captureErrorBehaviour":"rollback","errors":[]}""")], TestContext.Current.CancellationToken);
        await own.RestartAsync();
        Assert.True((await own.EndOfAsync("/capture/" + Id)).GetProperty("success").GetBoolean());
        await own.GetAsync("/events/urn%3Auuid%3Aleft");
    }

    [Fact]
    public async Task A_name_too_long_to_be_stored_is_a_fault_of_its_event_and_the_next_capture_goes_on()
    {
        string place = $",\"readPoint\":{{\"id\":\"urn:x:{new string('x', 3000)}\"}}";
        JsonElement job = await service.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:h0", more: place)));
        JsonElement error = Assert.Single(job.GetProperty("errors").EnumerateArray());
        Assert.Equal(("/epcisBody/eventList/0/readPoint/id", "at most 2000 bytes"), (error.GetProperty("place").GetString(), error.GetProperty("expected").GetString()));
        Assert.True((await service.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:h1")))).GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task A_job_that_can_t_be_done_fails_with_its_error_and_the_next_one_is_done()
    {
        await using var own = new EpcisService();
        await own.InitializeAsync();
        IDocuments documents = own.Services.GetRequiredService<ITraceStore>().Documents;
        foreach (string id in new[] { "0000-bad", "0001-bad" })
        {
            await documents.PutAsync("epcis-capture-bodies", [new(id, "{}")], TestContext.Current.CancellationToken);
            await documents.PutAsync("epcis-capture-jobs", [new(id, $$"""{"captureID":"{{id}}","createdAt":"2026-01-01T00:00:00Z","running":true,"success":true,"captureErrorBehaviour":"rollback","errors":[]}""")], TestContext.Current.CancellationToken);
        }

        await own.RestartAsync();
        JsonElement job = await own.EndOfAsync("/capture/0000-bad");
        Assert.False(job.GetProperty("success").GetBoolean());
        Assert.Equal("epcisException:ImplementationException", Assert.Single(job.GetProperty("errors").EnumerateArray()).GetProperty("type").GetString());
        await own.EndOfAsync("/capture/0001-bad");
        Assert.True((await own.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:i0")))).GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task A_document_that_was_just_put_by_another_silo_is_spared_at_the_start_and_an_old_one_without_a_job_is_not()
    {
        await using var own = new EpcisService();
        await own.InitializeAsync();
        string young = TimeProvider.System.GetUtcNow().UtcTicks.ToString("x16", System.Globalization.CultureInfo.InvariantCulture) + "-new";
        IDocuments documents = own.Services.GetRequiredService<ITraceStore>().Documents;
        await documents.PutAsync("epcis-capture-bodies", [new("0000-old", "{}"), new(young, "{}")], TestContext.Current.CancellationToken);
        await own.RestartAsync();
        documents = own.Services.GetRequiredService<ITraceStore>().Documents;
        Assert.Equal([young], (await documents.ListAsync("epcis-capture-bodies", null, 9, TestContext.Current.CancellationToken)).Select(body => body.Key));
    }

    [Fact]
    public async Task An_id_of_the_twins_own_events_is_refused_in_documents_and_alone()
    {
        string own = EpcisService.Event("urn:twingrid:fact:0a1b");
        JsonElement job = await service.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:j0"), own), "proceed");
        Assert.Equal("/epcisBody/eventList/1/eventID", Assert.Single(job.GetProperty("errors").EnumerateArray()).GetProperty("place").GetString());
        await service.GetAsync("/events/urn%3Auuid%3Aj0");
        JsonElement problem = await service.RefusedAsync(
            HttpStatusCode.BadRequest, "ValidationException", HttpMethod.Post, "/events", own.Replace("{\"type\"", $"{{\"@context\":{EpcisService.Context},\"type\"", StringComparison.Ordinal));
        Assert.Equal("/eventID", problem.GetProperty("place").GetString());
    }

    [Fact]
    public async Task The_place_of_a_conflict_in_a_query_document_is_in_that_document()
    {
        await service.CaptureAsync(EpcisService.Document(EpcisService.Event("urn:uuid:k0")));
        string document = $$$"""
            {"@context":{{{EpcisService.Context}}},"type":"EPCISQueryDocument","schemaVersion":"2.0","creationDate":"2026-05-01T00:00:00Z",
            "epcisBody":{"queryResults":{"queryName":"all","resultsBody":{"eventList":[{{{EpcisService.Event("urn:uuid:k0", "receiving")}}}]
            } } } }
            """;
        JsonElement job = await service.CaptureAsync(document);
        Assert.Equal("/epcisBody/queryResults/resultsBody/eventList/0/eventID", Assert.Single(job.GetProperty("errors").EnumerateArray()).GetProperty("place").GetString());
    }

    [Fact]
    public async Task A_single_event_is_created_at_once_and_not_twice()
    {
        string happening = EpcisService.Event("https://example.com/events/1?x=2").Replace("{\"type\"", $"{{\"@context\":{EpcisService.Context},\"type\"", StringComparison.Ordinal);
        using HttpResponseMessage answer = await service.SendAsync(HttpMethod.Post, "/events", happening);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        string place = answer.Headers.Location!.ToString();
        Assert.Equal("https://example.com/events/1?x=2", EpcisService.Ids(await service.GetAsync(place)).Single());
        await service.RefusedAsync(HttpStatusCode.Conflict, "ResourceAlreadyExistsException", HttpMethod.Post, "/events", happening);
        JsonElement problem = await service.RefusedAsync(HttpStatusCode.BadRequest, "ValidationException", HttpMethod.Post, "/events", happening.Replace("OBSERVE", "LOOK", StringComparison.Ordinal));
        Assert.Equal("/action", problem.GetProperty("place").GetString());
    }
}
