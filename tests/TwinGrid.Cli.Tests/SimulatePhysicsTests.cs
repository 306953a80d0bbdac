using System.Text.Json;

namespace TwinGrid.Cli.Tests;

public class SimulatePhysicsTests
{
    [Fact]
    public async Task A_population_is_inventoried_the_same_on_one_core_and_two()
    {
        JsonElement one = await Figures("--cores", "1"), two = await Figures("--cores", "2");

        Assert.Equal(200_000, one.GetProperty("tags").GetDouble());
        Assert.Equal(one.GetProperty("tags").GetDouble() - one.GetProperty("unread_tags").GetDouble(), one.GetProperty("singleton_slots").GetDouble());
        Assert.True(one.GetProperty("tag_rounds_per_second").GetDouble() > 0);
        string[] deterministic = [.. one.EnumerateObject().Select(figure => figure.Name).Where(name => name != "seconds" && !name.EndsWith("_per_second", StringComparison.Ordinal))];
        Assert.All(deterministic, name => Assert.Equal(one.GetProperty(name).GetRawText(), two.GetProperty(name).GetRawText()));

        static async Task<JsonElement> Figures(params string[] cores)
        {
            Answer answer = await Twingrid.RunAsync(["simulate", "protocol", "--tags", "2e5", "--yield", "0.9", "--json", .. cores]);
            Assert.Equal((0, ""), (answer.Code, answer.Error));
            return JsonDocument.Parse(answer.Output).RootElement;
        }
    }

    [Fact]
    public async Task Tables_say_what_they_hold_and_with_what_error()
    {
        Answer answer = await Twingrid.RunAsync("simulate", "tables", "--json");
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        JsonElement root = JsonDocument.Parse(answer.Output).RootElement;
        JsonElement[] rows = [.. root.GetProperty("summary").EnumerateArray()];
        Assert.Contains(rows, row => row.GetProperty("table").GetString() == "inventory, fast link, Frames" && row.GetProperty("quantity").GetString() == "seconds for 1000 tags");
        Assert.All(rows, row => Assert.True(row.GetProperty("value").GetDouble() >= 0 && row.GetProperty("standard_error").GetDouble() >= 0));
        Assert.Empty(root.GetProperty("checked").EnumerateArray());
    }

    [Theory]
    [InlineData("simulate protocol --tags 1.5", "--tags: expected a whole number from 0 to 1e13, found 1.5")]
    [InlineData("simulate protocol --tags many", "found many")]
    [InlineData("simulate protocol --yield 2", "--yield: expected a share from 0 to 1, found 2")]
    [InlineData("simulate protocol --least 500 --most 100", "--least: expected at most --most, 100, found 500")]
    [InlineData("simulate protocol --scheme aloha", "aloha")]
    [InlineData("simulate tables --check -1", "--check")]
    public async Task What_can_t_be_understood_is_answered_in_one_line_with_code_2(string arguments, string named)
    {
        Answer answer = await Twingrid.RunAsync(arguments.Split(' '));
        Assert.Equal((2, ""), (answer.Code, answer.Output));
        Assert.Contains(named, answer.Error, StringComparison.Ordinal);
    }
}
