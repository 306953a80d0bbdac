using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TwinGrid.Cli.Tests;

public sealed class ColdChainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_logger_s_record_is_checked_beside_its_own_verdicts_with_a_report()
    {
        Answer answer = await Twingrid.RunAsync("coldchain", Save("export.txt", Export()), "--json", "--out", _folder);
        Assert.Equal((0, ""), (answer.Code, answer.Error));
        JsonElement figures = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal((0, 120.0), (figures.GetProperty("oracle").GetProperty("different").GetInt32(), figures.GetProperty("whole_min").GetDouble()));
        Assert.Equal((70.0, 50.0), (figures.GetProperty("in_range_min").GetDouble(), figures.GetProperty("out_of_range_min").GetDouble()));
        JsonElement excursion = figures.GetProperty("outcomes")[0].GetProperty("excursions")[0];
        Assert.Equal(("2026-01-05T09:10:00+02:00", 50.0), (excursion.GetProperty("alarm").GetString(), excursion.GetProperty("duration_min").GetDouble()));
        string page = await File.ReadAllTextAsync(Path.Combine(_folder, "coldchain.html"), TestContext.Current.CancellationToken);
        Assert.Contains("stroke-dasharray", page, StringComparison.Ordinal);
        Assert.Contains("fill:#c223", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_rules_and_a_file_of_rules_take_the_place_of_the_device_s_limits()
    {
        string export = Save("export.txt", Export());
        Answer ready = await Twingrid.RunAsync("coldchain", export, "--rules", "who-pqs");
        Assert.Equal((0, ""), (ready.Code, ready.Error));
        Assert.Contains("heat-45", ready.Output, StringComparison.Ordinal);
        Assert.Contains("0 different", ready.Output, StringComparison.Ordinal);
        string rules = Save("rules.json", """{ "name": "mine", "version": 2, "largest_gap": "PT1H", "rules": [ { "kind": "limit", "id": "hot", "above": 8.5, "after": "PT40M" } ] }""");
        Answer own = await Twingrid.RunAsync("coldchain", export, "--rules", rules, "--json");
        Assert.Equal("broken", JsonDocument.Parse(own.Output).RootElement.GetProperty("outcomes")[0].GetProperty("verdict").GetString());
    }

    [Theory]
    [InlineData("coldchain", "FILE")]
    [InlineData("coldchain nothing-there.txt", "nothing-there.txt")]
    [InlineData("coldchain EXPORT --rules who", "one of cold-2-8")]
    [InlineData("coldchain EXPORT --rules nothing.json", "nothing.json")]
    [InlineData("coldchain EXPORT --rules EXPORT", "export.txt, line ")]
    [InlineData("coldchain CUT", "cut.txt, line 20: expected the signature 'Sig:'")]
    public async Task What_can_t_be_understood_is_answered_in_one_line(string arguments, string named)
    {
        string export = Save("export.txt", Export()), cut = Save("cut.txt", string.Join('\n', Export().Split('\n')[..20]));
        Answer answer = await Twingrid.RunAsync(arguments.Replace("EXPORT", export, StringComparison.Ordinal).Replace("CUT", cut, StringComparison.Ordinal).Split(' '));
        CommandLineTests.RefusedInOneLine(answer);
        Assert.Contains(named, answer.Error, StringComparison.Ordinal);
    }

    private string Save(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Two hours at ten minutes by a clock two hours ahead of UTC: 5 °C, and 9 °C from 08:40 to 09:30.</summary>
    private static string Export()
    {
        var text = new StringBuilder("Device: Q-tag\nConf:\n Serial: A1\n Zone: 2.00\n MKT Energy: 83.0\n Logging Interval: 10\n Alarm:\n  1:\n   Type: 2, T AL: 8.0, t AL: 30\n");
        text.Append("Res:\n TS Start: 2026-01-05 08:10\n TS Stop: 2026-01-05 10:10\n MKT: 6.9\n Alarm:\n  1:\n   TS S: 2026-01-05 08:40, t A: 50, TS A: 2026-01-05 09:10, TS E: 2026-01-05 09:30\n");
        text.Append("Data:\n\tyyyy-MM-dd hh:mm\tT\tOut of limits\n");
        for (int i = 0; i < 12; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\t{new DateTime(2026, 1, 5, 8, 10, 0).AddMinutes(10 * i):yyyy-MM-dd HH:mm}\t{(i is >= 3 and < 8 ? "9.0\tx" : "5.0")}\n");
        }

        return text.Append("Sig: 0123456789abcdef\n").ToString();
    }
}
