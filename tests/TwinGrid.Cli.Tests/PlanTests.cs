using System.Text.Json;

namespace TwinGrid.Cli.Tests;

public sealed class PlanTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-plan-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_example_is_planned_for_machines_with_what_every_row_rests_on()
    {
        Answer answer = await Twingrid.RunAsync("plan", "shop-chain", "--json");
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        using JsonDocument document = JsonDocument.Parse(answer.Output);
        JsonElement plan = document.RootElement;
        Assert.Equal("shop-chain", plan.GetProperty("deployment").GetString());
        Assert.True(plan.GetProperty("measurement").GetProperty("cores").GetInt32() > 0);
        JsonElement[] rows = [.. plan.GetProperty("rows").EnumerateArray()];
        Assert.Equal(["load", "processor", "memory", "silos", "storage", "network", "energy", "cost"], rows.Select(row => row.GetProperty("part").GetString()).Distinct());
        Assert.All(rows, row =>
        {
            Assert.True(row.GetProperty("value").GetDouble() >= 0);
            Assert.NotEqual("", row.GetProperty("formula").GetString());
            Assert.Contains(row.GetProperty("basis").GetString(), new[] { "measured", "assumed" });
        });
        JsonElement reads = rows.Single(row => row.GetProperty("name").GetString() == "reads without phase");
        Assert.Contains(reads.GetProperty("because").EnumerateArray(), reason => reason.GetString()!.StartsWith("measured: door_read_processor_us", StringComparison.Ordinal));
        Assert.Contains(reads.GetProperty("because").EnumerateArray(), reason => reason.GetString()!.StartsWith("assumed: tags_an_object 1, the default", StringComparison.Ordinal));

        Assert.Equal(Enumerable.Range(3, 10).Select(decade => Math.Pow(10, decade)), plan.GetProperty("sizes").EnumerateArray().Select(size => size.GetProperty("objects").GetDouble()));
        Assert.All(plan.GetProperty("sensitivities").EnumerateArray(), one => Assert.NotEqual(one.GetProperty("low").GetDouble(), one.GetProperty("high").GetDouble()));
        Assert.All(plan.GetProperty("unit_costs").EnumerateArray(), cost => Assert.NotEqual("", cost.GetProperty("how").GetString()));
        Assert.All(plan.GetProperty("check").EnumerateArray(), row => Assert.True(row.GetProperty("measured").GetDouble() > 0));
    }

    [Fact]
    public async Task A_printed_example_with_printed_prices_is_planned_and_drawn()
    {
        string file = Path.Combine(_folder, "mine.yaml"), prices = Path.Combine(_folder, "prices.yaml"), report = Path.Combine(_folder, "out");
        await File.WriteAllTextAsync(file, (await Twingrid.RunAsync("plan", "--example", "trillion")).Output, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(prices, (await Twingrid.RunAsync("plan", "--example", "prices")).Output, TestContext.Current.CancellationToken);

        Answer answer = await Twingrid.RunAsync("plan", file, "--prices", prices, "--out", report);
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains("A trillion tagged things a year", answer.Output, StringComparison.Ordinal);
        Assert.Contains("several silos need the Orleans engine", answer.Output, StringComparison.Ordinal);
        string page = await File.ReadAllTextAsync(Path.Combine(report, "index.html"), TestContext.Current.CancellationToken);
        Assert.Contains("cost of a thing a year", page, StringComparison.Ordinal);
        string bars = await File.ReadAllTextAsync(Path.Combine(report, "sensitivity.svg"), TestContext.Current.CancellationToken);
        Assert.Contains("objects 8.2e10", bars, StringComparison.Ordinal);
        string sizes = await File.ReadAllTextAsync(Path.Combine(report, "size.svg"), TestContext.Current.CancellationToken);
        Assert.All(new[] { ">1,000<", ">1e12<" }, label => Assert.Contains(label, sizes, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_site_file_is_planned_by_what_it_says_of_its_things()
    {
        string file = Path.Combine(_folder, "site.yaml");
        await File.WriteAllTextAsync(file, (await Twingrid.RunAsync("check", "--example", "warehouse")).Output, TestContext.Current.CancellationToken);
        Answer answer = await Twingrid.RunAsync("plan", file, "--json");
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        using JsonDocument document = JsonDocument.Parse(answer.Output);
        JsonElement things = document.RootElement.GetProperty("rows")[0];
        Assert.Equal(("things", 42), (things.GetProperty("name").GetString(), things.GetProperty("value").GetInt32()));
        Assert.Equal("measured", things.GetProperty("basis").GetString());
    }

    [Fact]
    public async Task Faults_are_told_a_line_each_with_code_2()
    {
        string file = Path.Combine(_folder, "bad.yaml"), prices = Path.Combine(_folder, "prices.yaml");
        await File.WriteAllTextAsync(
            file,
            """
            deployment: bad
            objcts: 5
            life_days: soon
            reads_a_tag_a_day: { gate: 3 }
            sources: { resident_shar: "a guess" }
            utilisation: 1.5
            """,
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(prices, "currency: EUR\ncore_hour: { price: -1, source: x }\nmemory_gb_month: 3\ndisk_gb_month: { price: 1 }\n", TestContext.Current.CancellationToken);
        Answer answer = await Twingrid.RunAsync("plan", file, "--prices", prices);
        Assert.Equal((2, ""), (answer.Code, answer.Output));
        string[] lines = answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Told($"{file}, line 1, column 1: objects: expected a value, found nothing");
        Told($"{file}, line 2, column 1: objcts: expected one of the keys deployment", "(did you mean objects?)");
        Told($"{file}, line 3, column 12: life_days: expected a number from 0.01 to 100000, found 'soon'");
        Told($"{file}, line 4, column 22: reads_a_tag_a_day.gate: expected one of the keys door, track, network, found 'gate'");
        Told($"{file}, line 5, column 27: sources.resident_shar: expected the key of a number", "(did you mean resident_share?)");
        Told($"{file}, line 6, column 14: utilisation: expected a number from 0.05 to 1, found '1.5'");
        Told($"{prices}, line 2, column 21: core_hour.price: expected a number from 0 to 1000000000, found '-1'");
        Told($"{prices}, line 3, column 18: memory_gb_month: expected a map of keys, found '3'");
        Told($"{prices}, line 4", "disk_gb_month.source: expected a value, found nothing");
        Told($"{prices}, line 1, column 1: network_gb: expected a value, found nothing");
        Assert.Equal(10, lines.Length);

        void Told(string begin, string end = "") =>
            Assert.Single(lines, line => line.StartsWith("twingrid: " + begin, StringComparison.Ordinal) && line.Contains(end, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plan", "a DEPLOYMENT (a file, or one of shop-chain, trillion, warehouse), --example or --schema")]
    [InlineData("plan no-such.yaml", "no-such.yaml: expected a file, found nothing there")]
    [InlineData("plan --example no-such", "--example: expected one of prices, shop-chain, trillion, warehouse")]
    [InlineData("plan shop-chain --costs no-such.json", "no-such.json: expected a file, found nothing there")]
    public async Task What_can_t_be_planned_is_answered_in_one_line_with_code_2(string arguments, string told)
    {
        Answer answer = await Twingrid.RunAsync(arguments.Split(' '));
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains(told, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Costs_that_are_none_and_a_site_without_things_are_refused_in_one_line()
    {
        string costs = Path.Combine(_folder, "costs.json"), site = Path.Combine(_folder, "site.yaml");
        await File.WriteAllTextAsync(costs, "{}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(site, "site: lab\nregions: { r: { low_m: [0, 0], high_m: [1, 1] } }\nreaders: { s: { } }\n", TestContext.Current.CancellationToken);
        Answer answer = await Twingrid.RunAsync("plan", "shop-chain", "--costs", costs);
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains("costs.json: expected unit costs as bench capacity --json prints them", answer.Error, StringComparison.Ordinal);
        answer = await Twingrid.RunAsync("plan", site);
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains("expected things under 'objects'", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reference_names_every_key_with_its_default()
    {
        Answer reference = await Twingrid.RunAsync("plan", "--schema");
        Assert.All(new[] { "objects (needed)", "reads_a_tag_a_day.track", "silo.memory_gb", "0.6 when left out" }, text => Assert.Contains(text, reference.Output, StringComparison.Ordinal));
    }
}
