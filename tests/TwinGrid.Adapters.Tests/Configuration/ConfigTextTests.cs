using System.Globalization;
using System.Text;
using System.Text.Json;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.Loggers;

namespace TwinGrid.Adapters.Tests.Configuration;

public class ConfigTextTests
{
    [Theory]
    [InlineData("a: 1\nb: [2, x]\n")]
    [InlineData("{\n\t\"a\": 1,\n\t\"b\": [2, \"x\"]\n}")]
    [InlineData("\uFEFFa: &n 1\nb:\n- 2\n- 'x'\n")]
    public void Yaml_and_json_read_alike(string text) => Assert.Equal("""{"a":1,"b":[2,"x"]}""", Json(text));

    [Fact]
    public void Scalars_become_json_by_the_core_schema() =>
        Assert.Equal("""[true,false,null,null,-12,0.5,"0x1F","true","1","yes","9.06e"]""", Json("[true, false, null, ~, -12, .5, 0x1F, 'true', \"1\", yes, 9.06e]"));

    [Fact]
    public void Every_node_knows_its_line_and_column()
    {
        var root = (ConfigMap)Read("site: x\nregions:\n  hall:\n    low_m: [0,\n      1]\n").Node!;
        ConfigNode low = ((ConfigMap)((ConfigMap)root.Find("regions")!).Find("hall")!).Find("low_m")!;
        Assert.Equal(new ConfigMark(4, 12), low.Mark);
        Assert.Equal(new ConfigMark(5, 7), ((ConfigList)low).Items[1].Mark);
        Assert.Equal(new ConfigMark(2, 1), root.Entries[1].Mark);
        Assert.Same(((ConfigList)low).Items[1], ConfigJson.Find(root, "$.regions.hall.low_m[1]"));
        Assert.Same(low, ConfigJson.Find(root, "$.regions.hall.low_m[7].x"));
    }

    [Theory]
    [InlineData("", "a map of keys", 1)]
    [InlineData("a: [1\nb: 2", "YAML or JSON", 1)]
    [InlineData("a: 1\n---\nb: 2\n", "one document", 2)]
    [InlineData("a: !!binary x", "a value without a tag", 1)]
    [InlineData("a: *b", "an alias of an anchor that stands whole before it", 1)]
    [InlineData("a: &a [*a]", "an alias of an anchor that stands whole before it", 1)]
    [InlineData("? [a]\n: b", "a key that is text", 1)]
    [InlineData("a: 1\na: 2", "each key once in its map", 2)]
    [InlineData("a: \"\\UFFFFFFFF\"", "YAML or JSON", 1)]
    [InlineData("a:\n\tb: 1", "YAML or JSON", 1)]
    public void What_has_no_form_is_refused_with_its_line(string text, string expected, int line)
    {
        ConfigFault fault = Assert.Single(Read(text).Faults);
        Assert.Equal(expected, fault.Expected);
        Assert.Equal(line, fault.Mark.Line);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_refused_with_their_line()
    {
        var faults = new ConfigFaults("f");
        Assert.Null(ConfigText.Read([(byte)'a', (byte)'\n', 0xFF], faults));
        Assert.Equal("f, line 2, column 1: expected text in UTF-8, found bytes that are none", Assert.Single(faults.InOrder).ToString());
    }

    [Fact]
    public void Aliases_that_would_grow_without_end_are_refused()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++)
        {
            bomb.Append(CultureInfo.InvariantCulture, $"a{i}: &a{i} [").AppendJoin(", ", Enumerable.Repeat($"*a{i - 1}", 10)).Append("]\n");
        }

        Assert.StartsWith("at most 100000 values", Assert.Single(Read(bomb.ToString()).Faults).Expected, StringComparison.Ordinal);
        Assert.StartsWith("at most 100000 values", Assert.Single(Read($"a: &a {new string('x', 500_000)}\nb: [{string.Join(',', Enumerable.Repeat("*a", 100))}]").Faults).Expected, StringComparison.Ordinal);
        Assert.Equal("at most 24 levels", Assert.Single(Read(new string('[', 10_000)).Faults).Expected);
        Assert.Equal("at most 1048576 bytes", Assert.Single(Read(new string(' ', 1_048_577)).Faults).Expected);
    }

    [Theory]
    [InlineData("rang_m", "range_m")]
    [InlineData("simulatd", "simulated")]
    [InlineData("reagions", "regions")]
    [InlineData("hgih_m", "high_m")]
    [InlineData("banana", null)]
    public void A_misspelt_name_finds_the_nearest(string found, string? near) =>
        Assert.Equal(near, Nearest.To(found, ["range_m", "regions", "simulated", "high_m", "low_m"]));

    [Fact]
    public void Rules_in_yaml_are_the_rules_in_json_and_are_refused_with_their_line()
    {
        using var folder = new TempFolder();
        const string json = """{"name":"mine","version":1,"largest_gap":"PT30M","rules":[{"kind":"limit","id":"warm","above":8,"after":"PT1H"}]}""";
        string yaml = folder.Write("rules.yaml", "# mine\nname: mine\nversion: 1\nlargest_gap: PT30M\nrules:\n- kind: limit\n  id: warm\n  above: 8\n  after: PT1H\n");
        string plain = folder.Write("rules.json", "// mine\n" + json);
        Assert.Equal(json, Encoding.UTF8.GetString(RuleFile.ReadText(yaml).Json));
        Assert.Equal(json, Encoding.UTF8.GetString(RuleFile.ReadText(plain).Json));
        string bad = folder.Write("bad.yaml", "name: mine\nversion: 1\nlargest_gap: PT30M\nrules:\n- kind: limit\n  id: warm\n  above: hot\n  after: PT1H\n");
        Assert.Equal(
            $"{bad}, line 7: expected at $.rules[0].above a number from -273.15 to 1000, found \"hot\"",
            Assert.Throws<BadInputException>(() => RuleFile.Read(bad)).Message);
    }

    private static string Json(string text)
    {
        (ConfigNode? node, IReadOnlyList<ConfigFault> faults) = Read(text);
        Assert.Empty(faults);
        string json = Encoding.UTF8.GetString(ConfigJson.Of(node!));
        using JsonDocument valid = JsonDocument.Parse(json);
        return json;
    }

    private static (ConfigNode? Node, IReadOnlyList<ConfigFault> Faults) Read(string text)
    {
        var faults = new ConfigFaults("f");
        return (ConfigText.Read(Encoding.UTF8.GetBytes(text), faults), faults.InOrder);
    }
}
