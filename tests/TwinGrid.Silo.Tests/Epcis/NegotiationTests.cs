using System.Net;
using System.Text.Json;

namespace TwinGrid.Silo.Tests.Epcis;

public sealed class NegotiationTests(ListTests.Stocked stocked) : IClassFixture<ListTests.Stocked>
{
    private readonly EpcisService _service = stocked.Service;

    [Theory]
    [InlineData("/", "OPTIONS, GET")]
    [InlineData("/capture", "OPTIONS, GET, POST")]
    [InlineData("/capture/x", "OPTIONS, GET")]
    [InlineData("/events", "OPTIONS, GET, POST")]
    [InlineData("/events/x", "OPTIONS, GET")]
    [InlineData("/eventTypes", "OPTIONS, GET")]
    [InlineData("/eventTypes/x", "OPTIONS, GET")]
    [InlineData("/eventTypes/x/events", "OPTIONS, GET")]
    [InlineData("/epcs", "OPTIONS, GET")]
    [InlineData("/epcs/x", "OPTIONS, GET")]
    [InlineData("/epcs/x/events", "OPTIONS, GET")]
    [InlineData("/bizSteps/x/events", "OPTIONS, GET")]
    [InlineData("/bizLocations/x/events", "OPTIONS, GET")]
    [InlineData("/readPoints/x/events", "OPTIONS, GET")]
    [InlineData("/dispositions/x/events", "OPTIONS, GET")]
    [InlineData("/queries", "OPTIONS, GET, POST")]
    [InlineData("/queries/x", "OPTIONS, GET, DELETE")]
    [InlineData("/queries/x/events", "OPTIONS, GET")]
    [InlineData("/queries/x/subscriptions", "OPTIONS, GET, POST")]
    [InlineData("/queries/x/subscriptions/y", "OPTIONS, GET, DELETE")]
    public async Task OPTIONS_says_what_a_path_can_do_and_other_methods_are_refused(string path, string allow)
    {
        using HttpResponseMessage answer = await _service.SendAsync(HttpMethod.Options, path);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(allow, string.Join(", ", answer.Content.Headers.Allow));
        foreach (string header in new[] { "GS1-EPCIS-Version", "GS1-EPCIS-Min", "GS1-EPCIS-Max", "GS1-CBV-Version", "GS1-CBV-Min", "GS1-CBV-Max" })
        {
            Assert.Equal("2.0.0", answer.Headers.GetValues(header).Single());
        }

        Assert.True(answer.Headers.Contains("GS1-EPC-Format") && answer.Headers.Contains("GS1-Vendor-Version"));
        Assert.Equal(path == "/capture", answer.Headers.Contains("GS1-EPCIS-Capture-Limit"));
        await _service.RefusedAsync(HttpStatusCode.MethodNotAllowed, "ImplementationException", HttpMethod.Put, path);
    }

    [Theory]
    [InlineData("Accept", "application/xml")]
    [InlineData("Accept", "application/json;q=0")]
    [InlineData("GS1-EPCIS-Version", "1.2")]
    [InlineData("GS1-EPCIS-Min", "2.1")]
    [InlineData("GS1-EPCIS-Max", "1.2.0")]
    [InlineData("GS1-CBV-Version", "two")]
    [InlineData("GS1-CBV-Min", "3")]
    [InlineData("GS1-CBV-Max", "1")]
    [InlineData("GS1-EPC-Format", "Always")]
    [InlineData("GS1-CBV-XML-Format", "Always")]
    [InlineData("GS1-Extensions", "nonsense")]
    public async Task What_can_t_be_given_is_refused_by_the_header(string header, string value)
    {
        JsonElement problem = await _service.RefusedAsync(HttpStatusCode.NotAcceptable, "NotAcceptableException", HttpMethod.Get, "/events", null, (header, value));
        Assert.Equal(header, problem.GetProperty("place").GetString());
    }

    [Fact]
    public async Task An_unknown_behaviour_a_foreign_content_type_and_too_long_a_URL_are_refused()
    {
        await _service.RefusedAsync(HttpStatusCode.NotAcceptable, "NotAcceptableException", HttpMethod.Post, "/capture", "{}", ("GS1-Capture-Error-Behaviour", "all"));
        await _service.RefusedAsync(HttpStatusCode.RequestUriTooLong, "URITooLongException", HttpMethod.Get, "/events?EQ_stringValue=" + new string('x', 20_000));
        using var content = new StringContent("<x/>", System.Text.Encoding.UTF8, "application/xml");
        using HttpResponseMessage answer = await _service.Client.PostAsync(new Uri("/capture", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("application/ld+json", "application/ld+json")]
    [InlineData("text/html, */*", "application/json")]
    [InlineData("application/json", "application/json")]
    public async Task The_answer_is_of_the_type_that_was_asked_for(string accept, string type)
    {
        using HttpResponseMessage answer = await _service.SendAsync(HttpMethod.Get, "/events", null, ("Accept", accept), ("GS1-EPCIS-Min", "1.2"), ("GS1-EPCIS-Max", "2.0"));
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("2.0.0", answer.Headers.GetValues("GS1-EPCIS-Version").Single());
    }

    [Theory]
    [InlineData("Never_Translates", "urn:epc:id:sgtin:0614141.107346.1")]
    [InlineData("No_Preference", "urn:epc:id:sgtin:0614141.107346.1")]
    [InlineData("Always_GS1_Digital_Link", "https://id.gs1.org/01/10614141073464/21/1")]
    [InlineData("Always_EPC_URN", "urn:epc:id:sgtin:0614141.107346.1")]
    public async Task Identifiers_come_in_the_form_that_was_asked_for(string format, string expected)
    {
        JsonElement found = await _service.GetAsync("/events/urn%3Auuid%3A1", ("GS1-EPC-Format", format));
        Assert.Equal(expected, found.GetProperty("epcisBody").GetProperty("queryResults").GetProperty("resultsBody").GetProperty("eventList")[0].GetProperty("epcList")[0].GetString());
    }

    [Fact]
    public async Task A_URN_of_a_Digital_Link_needs_the_lengths_of_company_prefixes()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """{"GCPPrefixFormatList":{"entry":[{"prefix":"0614141","gcpLength":7},{"prefix":"05","gcpLength":0}]}}""", TestContext.Current.CancellationToken);
            await using var own = new EpcisService { Settings = new() { CompanyPrefixFile = file } };
            await own.InitializeAsync();
            await ListTests.StockAsync(own);
            JsonElement known = await own.GetAsync("/readPoints", ("GS1-EPC-Format", "Always_EPC_URN"));
            Assert.Equal("urn:epc:id:sgln:0614141.00777.0", known.GetProperty("member")[0].GetString());
            JsonElement unknown = await _service.GetAsync("/readPoints", ("GS1-EPC-Format", "Always_EPC_URN"));
            Assert.Equal("https://id.gs1.org/414/0614141007776", unknown.GetProperty("member")[0].GetString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_prefix_of_GS1_Extensions_stands_for_its_namespace_in_parameters()
    {
        JsonElement found = await _service.GetAsync("/events?EQ_mine:note=n5", ("GS1-Extensions", "mine=http://ns.example.com/epcis/"));
        Assert.Equal(["urn:uuid:5"], EpcisService.Ids(found));
        Assert.Empty(EpcisService.Ids(await _service.GetAsync("/events?EQ_mine:note=n5")));
    }
}
