using System.Net;
using System.Text.Json;

namespace TwinGrid.Silo.Tests.Epcis;

public sealed class ListTests(ListTests.Stocked stocked) : IClassFixture<ListTests.Stocked>
{
    private readonly EpcisService _service = stocked.Service;

    [Theory]
    [InlineData("/events?orderBy=eventTime&orderDirection=ASC", "1,2,3,4,5,6,7")]
    [InlineData("/events", "7,6,5,4,3,2,1")]
    [InlineData("/events?EQ_bizStep=receiving&orderBy=eventTime&orderDirection=ASC", "2,4,6")]
    [InlineData("/events?orderBy=eventTime&orderDirection=ASC&eventCountLimit=3", "1,2,3")]
    [InlineData("/events?maxEventCount=7", "7,6,5,4,3,2,1")]
    [InlineData("/bizSteps/receiving/events", "6,4,2")]
    [InlineData("/bizSteps/https%3A%2F%2Fref.gs1.org%2Fcbv%2FBizStep-receiving/events", "6,4,2")]
    [InlineData("/eventTypes/ObjectEvent/events?LT_eventTime=2026-05-03T00:00:00Z", "2,1")]
    [InlineData("/epcs/urn:epc:id:sgtin:0614141.107346.3/events", "3")]
    [InlineData("/epcs/https%3A%2F%2Fid.gs1.org%2F01%2F10614141073464%2F21%2F3/events", "3")]
    [InlineData("/readPoints/urn:epc:id:sgln:0614141.00777.0/events", "7,6,5,4,3,2,1")]
    [InlineData("/events?EQ_example:note=n4", "4")]
    public async Task A_list_is_the_same_in_one_page_and_in_many(string path, string expected)
    {
        string[] days = [.. (await _service.PagesAsync(path)).Single().Select(id => id[^1..])];
        Assert.Equal(expected, string.Join(',', days));
        List<string[]> pages = await _service.PagesAsync(path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "perPage=2");
        Assert.All(pages, page => Assert.InRange(page.Length, 1, 2));
        Assert.Equal(days, pages.SelectMany(page => page).Select(id => id[^1..]));
    }

    [Theory]
    [InlineData("/bizSteps", "receiving,shipping")]
    [InlineData("/dispositions", "")]
    [InlineData("/eventTypes", "AggregationEvent,AssociationEvent,ObjectEvent,TransactionEvent,TransformationEvent")]
    [InlineData("/readPoints", "https://id.gs1.org/414/0614141007776")]
    [InlineData("/bizLocations", "")]
    [InlineData("/", "queries,capture,events,eventTypes,epcs,readPoints,bizLocations,dispositions,bizSteps")]
    [InlineData("/bizSteps/receiving", "events")]
    [InlineData("/eventTypes/AssociationEvent", "events")]
    public async Task A_resource_lists_what_it_has(string path, string expected)
    {
        JsonElement list = await _service.GetAsync(path);
        Assert.Equal("Collection", list.GetProperty("type").GetString());
        Assert.Equal(expected, string.Join(',', list.GetProperty("member").EnumerateArray().Select(member => member.GetString())));
    }

    [Fact]
    public async Task EPCs_are_listed_page_by_page()
    {
        var seen = new List<string>();
        string? next = "/epcs?perPage=3";
        while (next is not null)
        {
            using HttpResponseMessage answer = await _service.SendAsync(HttpMethod.Get, next);
            JsonElement page = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            seen.AddRange(page.GetProperty("member").EnumerateArray().Select(member => member.GetString()!));
            next = EpcisService.NextOf(answer);
        }

        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
    }

    [Theory]
    [InlineData("/bizSteps/packing")]
    [InlineData("/bizSteps/nonsense")]
    [InlineData("/bizSteps/packing/events")]
    [InlineData("/epcs/urn:epc:id:sgtin:0614141.107346.99/events")]
    [InlineData("/dispositions/active")]
    [InlineData("/events/urn%3Auuid%3Anone")]
    [InlineData("/queries/none")]
    [InlineData("/queries/none/events")]
    [InlineData("/queries/none/subscriptions")]
    [InlineData("/queries/none/subscriptions/x")]
    public async Task What_is_not_there_gets_404(string path) => await _service.RefusedAsync(HttpStatusCode.NotFound, "NoSuchNameException", HttpMethod.Get, path);

    [Theory]
    [InlineData("EQ_bizStp=x", "EQ_bizStp")]
    [InlineData("EQ_action=LOOK", "EQ_action")]
    [InlineData("perPage=0", "perPage")]
    [InlineData("perPage=many", "perPage")]
    [InlineData("nextPageToken=made-up", "nextPageToken")]
    [InlineData("eventCountLimit=3", "eventCountLimit")]
    public async Task A_parameter_that_can_t_be_is_refused_by_name(string query, string place) =>
        Assert.Equal(place, (await _service.RefusedAsync(HttpStatusCode.BadRequest, "QueryParameterException", HttpMethod.Get, "/events?" + query)).GetProperty("place").GetString());

    [Fact]
    public async Task More_events_than_maxEventCount_are_refused() =>
        await _service.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "QueryTooLargeException", HttpMethod.Get, "/events?maxEventCount=6");

    [Fact]
    public async Task A_page_token_is_good_after_a_restart_for_its_own_list_and_until_it_is_given_back()
    {
        await using var own = new EpcisService();
        await own.InitializeAsync();
        await StockAsync(own);
        using HttpResponseMessage answer = await own.SendAsync(HttpMethod.Get, "/events?perPage=3");
        string query = new Uri(EpcisService.NextOf(answer)!).Query;
        string token = query[(query.IndexOf("nextPageToken=", StringComparison.Ordinal) + "nextPageToken=".Length)..];
        await own.RestartAsync();
        Assert.Equal(3, EpcisService.Ids(await own.GetAsync("/events" + query)).Length);
        await own.RefusedAsync(HttpStatusCode.BadRequest, "QueryParameterException", HttpMethod.Get, "/events?EQ_bizStep=shipping&nextPageToken=" + token);
        await own.RefusedAsync(HttpStatusCode.BadRequest, "QueryParameterException", HttpMethod.Get, "/epcs?nextPageToken=" + token);
        await own.RefusedAsync(HttpStatusCode.NotFound, "NoSuchNameException", HttpMethod.Delete, "/nextPageToken/made-up");
        using HttpResponseMessage given = await own.SendAsync(HttpMethod.Delete, "/nextPageToken/" + token);
        Assert.Equal(HttpStatusCode.NoContent, given.StatusCode);
        await own.RefusedAsync(HttpStatusCode.BadRequest, "QueryParameterException", HttpMethod.Get, "/events" + query);
    }

    internal static Task<JsonElement> StockAsync(EpcisService service) => service.CaptureAsync(EpcisService.Document([.. Enumerable.Range(1, 7).Select(day =>
        EpcisService.Event($"urn:uuid:{day}", day % 2 == 0 ? "receiving" : "shipping", day, $",\"readPoint\":{{\"id\":\"urn:epc:id:sgln:0614141.00777.0\"}},\"example:note\":\"n{day}\""))]));

    public sealed class Stocked : IAsyncLifetime
    {
        public EpcisService Service { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Service.InitializeAsync();
            await StockAsync(Service);
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
