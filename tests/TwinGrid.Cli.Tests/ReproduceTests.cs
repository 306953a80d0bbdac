using System.Text.Json;

namespace TwinGrid.Cli.Tests;

public class ReproduceTests
{
    [Fact]
    public async Task Json_has_an_object_a_system_with_the_five_columns()
    {
        Answer answer = await Twingrid.RunAsync("reproduce", "probing", "--quick", "--json");
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        using JsonDocument document = JsonDocument.Parse(answer.Output);
        JsonProperty system = Assert.Single(document.RootElement.EnumerateObject());
        Assert.Equal("probing", system.Name);
        JsonElement samples = system.Value.GetProperty("samples");
        foreach (string column in new[] { "published", "faithful", "ours", "bound" })
        {
            JsonElement values = system.Value.GetProperty(column);
            Assert.NotEmpty(values.EnumerateObject());
            Assert.All(values.EnumerateObject(), figure => Assert.True(samples.TryGetProperty(figure.Name, out _), $"{column}: {figure.Name} has no samples"));
        }

        Assert.InRange(system.Value.GetProperty("ours").GetProperty("short_range_bias_deg").GetDouble(), 0, 1e-9);
        Assert.InRange(system.Value.GetProperty("faithful").GetProperty("short_range_bias_deg").GetDouble(), 10, 20);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_figures_but_for_those_that_are_times()
    {
        string[][] figures = await Task.WhenAll(FiguresAsync(), FiguresAsync());
        Assert.InRange(figures[0].Length, 20, 200);
        Assert.Equal(figures[0], figures[1]);

        static async Task<string[]> FiguresAsync()
        {
            Answer answer = await Twingrid.RunAsync("reproduce", "probing", "--quick", "--json", "--seed", "5");
            using JsonDocument document = JsonDocument.Parse(answer.Output);
            return [.. document.RootElement.GetProperty("probing").GetProperty("ours").EnumerateObject()
                .Where(figure => figure.Name != "network_events_per_s")
                .Select(figure => $"{figure.Name} {figure.Value}")];
        }
    }

    [Fact]
    public async Task The_report_holds_tables_and_pictures_in_one_file()
    {
        string folder = Directory.CreateTempSubdirectory("twingrid-reproduce-").FullName;
        try
        {
            Answer answer = await Twingrid.RunAsync("reproduce", "probing", "--quick", "--out", folder);
            Assert.Equal((0, ""), (answer.Code, answer.Error));
            string page = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder)), TestContext.Current.CancellationToken);
            Assert.InRange(page.Split("<svg ").Length - 1, 3, 20);
            Assert.Contains("section 6.2", page, StringComparison.Ordinal);
            Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
            Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_unknown_system_is_refused_with_the_names_of_the_known_ones()
    {
        Answer answer = await Twingrid.RunAsync("reproduce", "teleportation");
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains("probing", answer.Error, StringComparison.Ordinal);
        Assert.Contains("found teleportation", answer.Error, StringComparison.Ordinal);
    }
}
