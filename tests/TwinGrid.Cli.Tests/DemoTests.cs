using System.Text.Json;
using System.Text.RegularExpressions;

namespace TwinGrid.Cli.Tests;

public sealed partial class DemoTests : IDisposable
{
    private static readonly string[] Small = ["demo", "--json", "--rooms", "1", "--literal", "1", "--tags", "12"];
    private static readonly string[] Times = ["solver_seconds", "solver_speedup", "seconds"];
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Json_is_one_object_with_the_figures_and_nothing_else()
    {
        Answer answer = await Twingrid.RunAsync([.. Small, "--seed", "7"]);
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        using JsonDocument json = JsonDocument.Parse(answer.Output);
        JsonElement figures = json.RootElement, literal = figures.GetProperty("literal");
        Assert.Equal(12, figures.GetProperty("tags").GetInt32());
        Assert.Equal(7UL, figures.GetProperty("seed").GetUInt64());
        Assert.InRange(figures.GetProperty("localized").GetInt32(), 1, 12);
        Assert.InRange(figures.GetProperty("median_m").GetDouble(), 1e-6, 0.02);
        Assert.InRange(figures.GetProperty("p90_m").GetDouble(), figures.GetProperty("median_m").GetDouble(), 0.05);
        Assert.InRange(figures.GetProperty("rmse_over_crlb").GetDouble(), 0.2, 5);
        Assert.InRange(figures.GetProperty("ellipse95_coverage").GetDouble(), 0, 1);
        Assert.InRange(figures.GetProperty("solver_seconds").GetDouble(), 1e-6, 30);
        Assert.InRange(literal.GetProperty("median_m").GetDouble(), 1e-6, 0.1);
        Assert.True(literal.GetProperty("p90_m").GetDouble() >= literal.GetProperty("median_m").GetDouble());
        Assert.InRange(literal.GetProperty("seconds").GetDouble(), 1e-3, 60);
    }

    [Fact]
    public async Task One_seed_gives_the_same_figures_and_another_does_not()
    {
        string one = Untimed(await Twingrid.RunAsync([.. Small, "--seed", "3"]));
        Assert.Equal(one, Untimed(await Twingrid.RunAsync([.. Small, "--seed", "3"])));
        Assert.NotEqual(one.Replace("\"seed\":3", "", StringComparison.Ordinal), Untimed(await Twingrid.RunAsync([.. Small, "--seed", "4"])).Replace("\"seed\":4", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_room_in_which_nothing_can_be_located_has_figures_all_the_same()
    {
        Answer answer = await Twingrid.RunAsync("demo", "--json", "--rooms", "1", "--tags", "1", "--anchors", "3", "--seed", "1");
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        using JsonDocument json = JsonDocument.Parse(answer.Output);
        Assert.Equal(0, json.RootElement.GetProperty("localized").GetInt32());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("median_m").ValueKind);
    }

    [Fact]
    public async Task The_report_is_one_page_that_needs_nothing_else()
    {
        Answer answer = await Twingrid.RunAsync([.. Small, "--out", Path.Combine(_folder, "new", "report")]);
        Assert.Equal(0, answer.Code);
        string page = await File.ReadAllTextAsync(Path.Combine(_folder, "new", "report", "demo.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Equal(["http://www.w3.org/2000/svg"], Address().Matches(page).Select(match => match.Value).Distinct());
        Assert.DoesNotContain("<script src", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Match picture = Picture().Match(page);
        Assert.True(picture.Success);
        PngPixels png = PngPixels.Decode(Convert.FromBase64String(picture.Groups[1].Value));
        Assert.True(png.Width > 50 && png.Height > 50);
        Assert.True(png.Rgb.Chunk(3).Select(pixel => (pixel[0], pixel[1], pixel[2])).Distinct().Count() > 20);
    }

    private static string Untimed(Answer answer)
    {
        Assert.Equal(0, answer.Code);
        using JsonDocument json = JsonDocument.Parse(answer.Output);
        return Untimed(json.RootElement);
    }

    private static string Untimed(JsonElement figures) => string.Join(',', figures.EnumerateObject()
        .Where(figure => !Times.Contains(figure.Name))
        .Select(figure => $"\"{figure.Name}\":{(figure.Value.ValueKind == JsonValueKind.Object ? Untimed(figure.Value) : figure.Value.GetRawText())}"));

    [GeneratedRegex(@"https?://[^\s""'<>]*")]
    private static partial Regex Address();

    [GeneratedRegex("data:image/png;base64,([A-Za-z0-9+/=]+)")]
    private static partial Regex Picture();
}
