using System.Text.Json;

namespace TwinGrid.Cli.Tests;

public sealed class CheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_example_is_printed_checked_and_drawn()
    {
        Answer example = await Twingrid.RunAsync("check", "--example", "cold-store");
        Assert.Equal(0, example.Code);
        string file = Path.Combine(_folder, "mine.yaml"), report = Path.Combine(_folder, "out");
        await File.WriteAllTextAsync(file, example.Output, TestContext.Current.CancellationToken);

        Answer check = await Twingrid.RunAsync("check", file, "--out", report);
        Assert.Equal((0, ""), (check.Code, check.Error));
        Assert.Contains("can be served", check.Output, StringComparison.Ordinal);
        Assert.Contains("─hall─", check.Output, StringComparison.Ordinal);
        string picture = await File.ReadAllTextAsync(Path.Combine(report, "site.svg"), TestContext.Current.CancellationToken);
        Assert.All(new[] { ">hall<", ">dock<", ">gate:1<", ">yard-west<", "915 MHz" }, text => Assert.Contains(text, picture, StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(report, "site.html")));
    }

    [Fact]
    public async Task Faults_are_told_a_line_each_with_code_2_and_as_json_for_machines()
    {
        string file = Path.Combine(_folder, "bad.yaml");
        await File.WriteAllTextAsync(file, "site: lab\nregions: { r: { low_m: [0, 0], hihg_m: [1, 1] } }\nreaders: { s: { region: q } }\n", TestContext.Current.CancellationToken);
        Answer check = await Twingrid.RunAsync("check", file);
        Assert.Equal((2, ""), (check.Code, check.Output));
        string[] lines = check.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains($"twingrid: {file}, line 2, column 32: regions.r.hihg_m: expected one of the keys", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("'hihg_m' (did you mean high_m?)", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("3 faults", lines[^1], StringComparison.Ordinal);

        Answer machines = await Twingrid.RunAsync("check", file, "--json");
        Assert.Equal(2, machines.Code);
        using JsonDocument figures = JsonDocument.Parse(machines.Output);
        Assert.False(figures.RootElement.GetProperty("usable").GetBoolean());
        Assert.Equal([2, 2, 3], figures.RootElement.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task Serve_tells_all_faults_and_starts_nothing()
    {
        string file = Path.Combine(_folder, "bad.json");
        await File.WriteAllTextAsync(file, """{ "site": "lab", "regions": {}, "reders": {} }""", TestContext.Current.CancellationToken);
        Answer serve = await Twingrid.RunAsync("serve", file, "--data", Path.Combine(_folder, "data"));
        Assert.Equal((2, ""), (serve.Code, serve.Output));
        Assert.Contains("(did you mean readers?)", serve.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "data")));
    }

    [Theory]
    [InlineData("check", "a SITE file, --example or --schema")]
    [InlineData("check no-such.yaml", "no-such.yaml: expected a file, found nothing there")]
    [InlineData("check --example no-such", "--example: expected one of")]
    public async Task What_can_t_be_checked_is_answered_in_one_line_with_code_2(string arguments, string told)
    {
        Answer answer = await Twingrid.RunAsync(arguments.Split(' '));
        Assert.Equal(2, answer.Code);
        Assert.Contains(told, Assert.Single(answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reference_names_every_kind_of_adapter()
    {
        Answer reference = await Twingrid.RunAsync("check", "--schema");
        Assert.All(new[] { "kind: simulated", "kind: replay", "frequency_mhz (needed)" }, text => Assert.Contains(text, reference.Output, StringComparison.Ordinal));
    }
}
