using System.Text.Json;

namespace TwinGrid.Cli.Tests;

public class SimulateTraceTests
{
    private static readonly string[] World = ["--objects", "1e8", "--seed", "3"];

    [Fact]
    public async Task An_item_is_the_same_by_number_and_by_name_and_its_case_holds_it()
    {
        Answer byNumber = await Twingrid.RunAsync(["simulate", "trace", "12_345_678", "--json", .. World]);
        Assert.Equal((0, ""), (byNumber.Code, byNumber.Error));
        JsonElement trace = JsonDocument.Parse(byNumber.Output).RootElement;
        Assert.Equal(12_345_678, trace.GetProperty("item").GetInt64());
        Answer byName = await Twingrid.RunAsync(["simulate", "trace", trace.GetProperty("epc").GetString()!, "--json", .. World]);
        Assert.Equal(byNumber, byName);

        string theCase = trace.GetProperty("containers")[0].GetProperty("epc").GetString()!;
        Answer inside = await Twingrid.RunAsync(["simulate", "inside", theCase, "--json", .. World]);
        Assert.Contains(12_345_678, JsonDocument.Parse(inside.Output).RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetInt64()));
    }

    [Fact]
    public async Task A_life_is_told_with_its_state_on_top_its_events_and_its_chart_written()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("twingrid-item-");
        try
        {
            string epcis = Path.Combine(folder.FullName, "item.json"), chart = Path.Combine(folder.FullName, "item.svg");
            Answer answer = await Twingrid.RunAsync(["simulate", "trace", "555", "--epcis", epcis, "--chart", chart, .. World]);
            Assert.Equal((0, ""), (answer.Code, answer.Error));
            string[] lines = answer.Output.Split('\n');
            Assert.StartsWith("item 555, ", lines[0], StringComparison.Ordinal);
            Assert.StartsWith("at the census, 2025-12-02", lines[1], StringComparison.Ordinal);
            Assert.Contains("── census ──", answer.Output, StringComparison.Ordinal);
            Assert.StartsWith("<svg", await File.ReadAllTextAsync(chart, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Equal(0, (await Twingrid.RunAsync("epcis", epcis)).Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("simulate trace -- -1", "item: expected a number from 0 to ")]
    [InlineData("simulate trace 1000000000000000", "item: expected a number from 0 to ")]
    [InlineData("simulate trace urn:epc:id:sgtin:0614141.812345.6789", "9520 or 9521")]
    [InlineData("simulate trace urn:epc:id:grai:952100001.002.5", "'twingrid simulate inside'")]
    [InlineData("simulate inside 5", "a case, pallet, load, trailer, truck or van")]
    [InlineData("simulate trace 5 --objects 3e12", "--objects")]
    [InlineData("simulate trace 5 --world no-such-file", "--world")]
    public async Task What_can_t_be_found_is_refused_in_one_line(string arguments, string named)
    {
        Answer answer = await Twingrid.RunAsync(arguments.Split(' '));
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains(named, answer.Error, StringComparison.Ordinal);
    }
}
