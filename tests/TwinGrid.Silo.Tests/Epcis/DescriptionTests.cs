using System.Text.Json;

namespace TwinGrid.Silo.Tests.Epcis;

public sealed class DescriptionTests(EpcisService service) : IClassFixture<EpcisService>
{
    [Fact]
    public async Task The_OpenAPI_document_has_every_path_of_EPCIS()
    {
        JsonElement paths = (await service.GetAsync("/openapi/v1.json")).GetProperty("paths");
        string[] lists = ["epcs/{epc}", "bizSteps/{bizStep}", "bizLocations/{bizLocation}", "readPoints/{readPoint}", "dispositions/{disposition}", "eventTypes/{eventType}"];
        string[] expected =
        [
            "/", "/capture", "/capture/{captureID}", "/events", "/events/{eventID}", "/queries", "/queries/{queryName}", "/queries/{queryName}/events",
            "/queries/{queryName}/subscriptions", "/queries/{queryName}/subscriptions/{subscriptionID}", "/nextPageToken/{token}",
            .. lists.SelectMany(list => new[] { "/" + list.Split('/')[0], "/" + list, $"/{list}/events" }),
        ];
        Assert.Empty(expected.Except(paths.EnumerateObject().Select(path => path.Name)));
        Assert.Contains(paths.GetProperty("/events").GetProperty("get").GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "MATCH_epc");
        Assert.Equal("eventID", paths.GetProperty("/events/{eventID}").GetProperty("get").GetProperty("parameters")[0].GetProperty("name").GetString());
    }
}
