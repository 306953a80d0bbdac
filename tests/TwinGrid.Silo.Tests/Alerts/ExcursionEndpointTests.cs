using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TwinGrid.Grains;
using TwinGrid.Grains.Objects;
using TwinGrid.Model;

namespace TwinGrid.Silo.Tests.Alerts;

public sealed class ExcursionEndpointTests
{
    [Fact]
    public async Task An_excursion_goes_from_open_to_closed_over_http_and_refuses_steps_out_of_turn()
    {
        await using AlertHouse house = await AlertHouse.OpenAsync();
        IObjectGrain box = house.Services.GetRequiredService<IGrainFactory>().GetGrain<IObjectGrain>(TwinKeys.InSite("site", "box"));
        await box.Watch("""{"name":"mine","version":1,"range":{"low":2,"high":8},"largest_gap":"PT30M","rules":[{"kind":"limit","id":"warm","above":8,"after":"PT20M"}]}""");
        double[] celsius = [5, 5, 9, 10, 11, 9.5, 5, 5];
        await box.ObserveReadings([.. celsius.Select((value, index) => new SensorRead(new ObservationId("logger", index + 1), AlertHouse.Start.AddMinutes(10 * index), "tag", value))]);
        await box.Flush();

        JsonElement open = Assert.Single((await house.GetAsync("/excursions")).GetProperty("excursions").EnumerateArray());
        string id = open.GetProperty("id").GetString()!, path = "/excursions/" + id;
        Assert.Equal(("open", "box", "warm", 11.0), (
            Text(open, "state"), Text(open, "subject"), Text(open.GetProperty("excursion"), "rule"), open.GetProperty("excursion").GetProperty("extreme").GetDouble()));
        Assert.Equal(409, (await house.PostAsync(path + "/close", new { by = "Ada" })).Status);
        (int status, JsonElement problem) = await house.PostAsync(path + "/acknowledge", new { by = "" });
        Assert.Equal(400, status);
        Assert.StartsWith("by: expected a name", Text(problem, "detail"), StringComparison.Ordinal);
        Assert.Equal("acknowledged", Text((await house.PostAsync(path + "/acknowledge", new { by = "Ada", note = "seen" })).Body, "state"));
        Assert.Equal(409, (await house.PostAsync(path + "/acknowledge", new { by = "Bo" })).Status);
        Assert.Equal("release", Text((await house.PostAsync(path + "/disposition", new { by = "Bo", verdict = "release", note = "stable" })).Body, "verdict"));
        Assert.Equal("closed", Text((await house.PostAsync(path + "/close", new { by = "Cy" })).Body, "state"));
        Assert.Empty((await house.GetAsync("/excursions")).GetProperty("excursions").EnumerateArray());

        JsonElement found = await house.GetAsync(path);
        Assert.Equal(["Ada", "Bo", "Cy"], found.GetProperty("file").GetProperty("acts").EnumerateArray().Select(act => Text(act, "by")));
        JsonElement chart = found.GetProperty("chart");
        Assert.Equal(celsius, chart.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("celsius").GetDouble()));
        Assert.Equal([8.0, 2.0], chart.GetProperty("limits").EnumerateArray().Select(limit => limit.GetProperty("celsius").GetDouble()));
        JsonElement part = await house.GetAsync("/objects/box/temperature?from=2026-03-01T00:20:00Z&until=2026-03-01T00:50:00Z");
        Assert.Equal([9.0, 10, 11], part.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("celsius").GetDouble()));
        Assert.Single(part.GetProperty("excursions").EnumerateArray());
    }

    [Fact]
    public async Task Lists_are_newest_first_by_pages_and_by_state()
    {
        await using AlertHouse house = await AlertHouse.OpenAsync();
        await house.AppendAsync([.. Enumerable.Range(1, 5).Select(number => AlertHouse.Started(number)), AlertHouse.Withdrawn(2), AlertHouse.Started(6, "other")]);
        var names = new List<string?>();
        string next = "";
        do
        {
            JsonElement page = await house.GetAsync("/excursions?state=open&site=site&limit=2" + next);
            names.AddRange(page.GetProperty("excursions").EnumerateArray().Select(file => Text(file, "subject")));
            next = page.GetProperty("next").ValueKind == JsonValueKind.Null ? "" : "&after=" + page.GetProperty("next").GetInt64();
        }
        while (next.Length > 0);

        Assert.Equal(["box-5", "box-4", "box-3", "box-1"], names);
        Assert.Equal("box-2", Text(Assert.Single((await house.GetAsync("/excursions?state=withdrawn")).GetProperty("excursions").EnumerateArray()), "subject"));
    }

    [Theory]
    [InlineData("/excursions?state=odd", 400)]
    [InlineData("/excursions?limit=0", 400)]
    [InlineData("/excursions/none", 404)]
    [InlineData("/objects/box/temperature?from=2026-03-02&until=2026-03-01", 400)]
    public async Task What_can_t_be_is_refused(string path, int status)
    {
        await using AlertHouse house = await AlertHouse.OpenAsync();
        using HttpResponseMessage answer = await house.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
