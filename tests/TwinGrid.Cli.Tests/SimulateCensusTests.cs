using System.Text.Json;

namespace TwinGrid.Cli.Tests;

public class SimulateCensusTests
{
    [Fact]
    public async Task A_full_count_tells_what_it_touched_and_where_everything_is()
    {
        JsonElement census = await JsonAsync("simulate", "census", "--objects", "1e7", "--full", "--json");
        double addressable = census.GetProperty("addressable").GetDouble();
        Assert.Equal(51 * 199_680, addressable);
        Assert.Equal(addressable, census.GetProperty("touched").GetDouble());
        Assert.Equal(0, census.GetProperty("resident").GetDouble());
        Assert.Equal(addressable, census.GetProperty("stages").EnumerateObject().Sum(stage => stage.Value.GetProperty("value").GetDouble()));
    }

    [Fact]
    public async Task A_count_that_was_kept_goes_on_with_the_same_outcome_and_serves_its_own_world_alone()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("twingrid-census-").FullName, "kept.census");
        string[] command = ["simulate", "census", "--objects", "1e7", "--full", "--json", "--checkpoint", file];
        JsonElement first = await JsonAsync(command), again = await JsonAsync(command);
        Assert.Equal(first.GetProperty("stages").GetRawText(), again.GetProperty("stages").GetRawText());

        Answer other = await Twingrid.RunAsync([.. command, "--seed", "2"]);
        Assert.Equal(2, other.Code);
        Assert.Contains("expected a checkpoint of this world", other.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);
        Answer broken = await Twingrid.RunAsync(command);
        Assert.Equal(2, broken.Code);
        Assert.Contains("expected a checkpoint of a census", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sample_has_errors_that_hold_the_full_count()
    {
        JsonElement full = await JsonAsync("simulate", "census", "--objects", "2e7", "--full", "--json");
        JsonElement sample = await JsonAsync("simulate", "census", "--objects", "2e7", "--relative-error", "0.1", "--json");
        double counted = full.GetProperty("excursions").GetProperty("value").GetDouble();
        JsonElement estimate = sample.GetProperty("excursions");
        double half = (estimate.GetProperty("high").GetDouble() - estimate.GetProperty("low").GetDouble()) / 2;
        // Twice the 95 % interval.
        Assert.InRange(counted, estimate.GetProperty("value").GetDouble() - 2 * half, estimate.GetProperty("value").GetDouble() + 2 * half);
        Assert.InRange(sample.GetProperty("excursion_relative_error").GetDouble(), 0.01, 0.2);
    }

    [Theory]
    [InlineData("--objects", "0", "--objects")]
    [InlineData("--within", "5m", "--within: expected seconds")]
    [InlineData("--relative-error", "2", "--relative-error: expected a share")]
    [InlineData("--checkpoint", "x.census", "expected with --full")]
    public async Task What_makes_no_sense_is_refused(string option, string value, string told)
    {
        Answer answer = await Twingrid.RunAsync("simulate", "census", option, value);
        Assert.NotEqual(0, answer.Code);
        Assert.Contains(told, answer.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> JsonAsync(params string[] command)
    {
        Answer answer = await Twingrid.RunAsync(command);
        Assert.True(answer.Code == 0, answer.Error);
        return JsonDocument.Parse(answer.Output).RootElement;
    }
}
