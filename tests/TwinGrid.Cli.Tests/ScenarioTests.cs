using System.Text.Json;

namespace TwinGrid.Cli.Tests;

/// <summary>Each scenario of the white paper runs, and its answers are those that its script has in store.</summary>
public class ScenarioTests
{
    [Theory]
    [InlineData("warehouse", 0, "41 things, 1 missing, 0 not expected", "crate-b-21")]
    [InlineData("office-assets", 1, "1 things", "laptop-2-8")]
    [InlineData("equipment-monitoring", 0, "5 excursions of 5 things", "pump-loose")]
    [InlineData("household", 2, "1 things", "wallet")]
    [InlineData("people-and-goods", 1, "8 things", "grandmother")]
    [InlineData("vehicles", 1, "1 things", "lorry-strayed")]
    [InlineData("city-assets", 0, "1 things", "cover-stolen")]
    [InlineData("production", 1, "1 things", "frame-stuck")]
    [InlineData("express-logistics", 0, "2 things", "01:80614141123458:21:701")]
    [InlineData("cold-chain", 0, "2 excursions of 1 things", "box-in-the-sun")]
    [InlineData("commodity-supply-chain", 1, "2 things", "21:91")]
    public async Task A_scenario_answers_what_its_script_has_in_store(string scenario, int question, string summary, string named)
    {
        JsonElement answer = (await AnswersAsync(scenario))[question];
        Assert.Contains(summary, answer.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Contains(named, answer.GetProperty("rows").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_the_eleven_scenarios_are_listed()
    {
        Answer listed = await Twingrid.RunAsync("scenario");
        Assert.Equal(11, listed.Output.Split('\n').Count(line => line.StartsWith("  ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_site_without_questions_is_refused() =>
        Assert.Contains("expected questions under 'report'", (await Twingrid.RunAsync("scenario", "cold-store")).Error, StringComparison.Ordinal);

    private static async Task<JsonElement[]> AnswersAsync(string scenario)
    {
        Answer answer = await Twingrid.RunAsync("scenario", scenario, "--json");
        Assert.Equal(0, answer.Code);
        return [.. JsonDocument.Parse(answer.Output).RootElement.GetProperty("answers").EnumerateArray()];
    }
}
