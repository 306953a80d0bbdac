using System.Text.Json;

namespace TwinGrid.Cli.Tests;

public sealed class SupplyChainTests : IDisposable
{
    private static readonly string[] Small = ["demo", "supply-chain", "--pallets", "4", "--cases", "2", "--cartons", "4", "--lots", "2", "--seed", "3"];
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_small_chain_is_told_through_the_doors_and_every_answer_is_the_truth()
    {
        Answer answer = await Twingrid.RunAsync([.. Small, "--json", "--out", _folder]);
        Assert.Equal("", answer.Error);
        JsonElement figures = JsonDocument.Parse(answer.Output).RootElement;
        Assert.All(figures.GetProperty("checks").EnumerateObject(), check =>
            Assert.Equal((check.Name, check.Value.GetProperty("of").GetInt32()), (check.Name, check.Value.GetProperty("right").GetInt32())));
        Assert.Equal((32, 0, 0), (figures.GetProperty("cartons").GetInt32(), figures.GetProperty("excursions_missed").GetInt32(), figures.GetProperty("excursions_false").GetInt32()));
        Assert.True(figures.GetProperty("readings_new").GetInt32() < figures.GetProperty("readings").GetInt32());
        Assert.Equal(0, answer.Code);
        string page = await File.ReadAllTextAsync(Path.Combine(_folder, "supply-chain.html"), TestContext.Current.CancellationToken);
        Assert.Contains("unit of truck B fails", page, StringComparison.Ordinal);
        Assert.Contains("truck B", page, StringComparison.Ordinal);
        Assert.Contains("retail_selling", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--pallets 7", "even")]
    [InlineData("--pallets 2", "from 4 to 64")]
    [InlineData("--speed fast", "1x to 1000000x or max")]
    [InlineData("--speed 0.1x", "1x to 1000000x or max")]
    public async Task What_can_t_be_understood_is_answered_in_one_line(string arguments, string named)
    {
        Answer answer = await Twingrid.RunAsync(["demo", "supply-chain", .. arguments.Split(' ')]);
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains(named, answer.Error, StringComparison.Ordinal);
    }
}
