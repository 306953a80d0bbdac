using System.Text;
using TwinGrid.Trace.ColdChain.Rules;

namespace TwinGrid.Trace.Tests.ColdChain;

public class RuleJsonTests
{
    private const string Head = """{ "name": "n", "version": 1, "largest_gap": "PT1H", "rules": [ """;

    [Fact]
    public void Every_ready_set_reads_under_its_own_name()
    {
        Assert.Equal(["cold-2-8", "en-12830-frozen", "usp-controlled-cold", "usp-room-temperature", "who-pqs"], ReadyRules.Names);
        Assert.All(ReadyRules.Names, name => Assert.Equal(name, ReadyRules.Get(name).Name));
        Assert.Contains("who-pqs", Assert.Throws<ArgumentException>(() => ReadyRules.Get("who")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_WHO_thresholds_are_inclusive_with_their_times()
    {
        var limits = ReadyRules.Get("who-pqs").Rules.OfType<LimitRule>().ToArray();
        Assert.All(limits, limit => Assert.True(limit.IsInclusive));
        Assert.Equal(
            [(45, null, 1, ExposureTimer.Consecutive), (30, null, 10, ExposureTimer.Cumulative), (10, null, 20, ExposureTimer.Cumulative), ((double?)null, (double?)-0.5, 1.0, ExposureTimer.Consecutive)],
            limits.Select(limit => (limit.Above, limit.Below, limit.After.TotalHours, limit.Timer)));
    }

    [Fact]
    public void The_USP_windows_are_24_hours_and_30_days_at_83_144()
    {
        KineticRule cold = ReadyRules.Get("usp-controlled-cold").Rules.OfType<KineticRule>().Single(), room = ReadyRules.Get("usp-room-temperature").Rules.OfType<KineticRule>().Single();
        Assert.Equal((1.0, 8.0, 83.144), (cold.Window.TotalDays, cold.Above, cold.ActivationEnergy));
        Assert.Equal((30.0, 25.0, 83.144), (room.Window.TotalDays, room.Above, room.ActivationEnergy));
    }

    [Fact]
    public void All_members_of_all_kinds_are_read()
    {
        RuleSet set = Read(Head + """
            { "kind": "limit", "id": "a", "quantity": "humidity", "above": 60, "below": 20, "inclusive": true, "timer": "cumulative", "after": "PT90M", "alarm_delay": "PT5M", "hysteresis": 2 },
            { "kind": "budget", "id": "b", "above": 8, "allowed": "P3D" },
            { "kind": "mkt", "id": "c", "above": 8, "window": "P7D", "activation_energy": 100, "coverage": 0.5 },
            { "kind": "rate", "id": "d", "above": 3, "over": "PT30M" },
            { "kind": "gap", "id": "e", "after": "PT2H" }, // the last
            ] }
            """);
        Assert.Equal(
            new LimitRule("a", 60, 20) { Quantity = MeasuredQuantity.RelativeHumidity, IsInclusive = true, Timer = ExposureTimer.Cumulative, After = TimeSpan.FromMinutes(90), AlarmDelay = TimeSpan.FromMinutes(5), Hysteresis = 2 },
            set.Rules[0]);
        Assert.Equal(new LimitRule("b", 8, null) { Timer = ExposureTimer.Cumulative, After = TimeSpan.FromDays(3), IsBudget = true }, set.Rules[1]);
        Assert.Equal(new KineticRule("c", 8, TimeSpan.FromDays(7), 100, 0.5), set.Rules[2]);
        Assert.Equal((new RateRule("d", 3, TimeSpan.FromMinutes(30)), new GapRule("e", TimeSpan.FromHours(2))), (set.Rules[3], set.Rules[4]));
    }

    [Theory]
    [InlineData("{ \"kind\": \"limit\", \"id\": \"a\", \"above\": 8, \"after\": \"PT1H\", \"inclusiv\": true }", "$.rules[0].inclusiv: expected one of the members")]
    [InlineData("{ \"kind\": \"limit\", \"id\": \"a\", \"above\": 8 }", "$.rules[0].after: expected a value, found nothing")]
    [InlineData("{ \"kind\": \"limit\", \"id\": \"a\", \"after\": \"PT1H\" }", "$.rules[0]: expected a limit 'above' or 'below'")]
    [InlineData("{ \"kind\": \"limit\", \"id\": \"a\", \"above\": 2, \"below\": 8, \"after\": \"PT1H\" }", "$.rules[0]: expected a limit 'below'")]
    [InlineData("{ \"kind\": \"limit\", \"id\": \"a\", \"above\": \"8\", \"after\": \"PT1H\" }", "$.rules[0].above: expected a number from -273.15 to 1000, found \"8\"")]
    [InlineData("{ \"kind\": \"limit\", \"id\": \"a\", \"above\": 1e400, \"after\": \"PT1H\" }", "$.rules[0].above: expected a number")]
    [InlineData("{ \"kind\": \"limit\", \"id\": \"a\", \"above\": 8, \"after\": \"1 hour\" }", "$.rules[0].after: expected a duration")]
    [InlineData("{ \"kind\": \"limit\", \"id\": \"a\", \"above\": 8, \"after\": \"P1M\" }", "$.rules[0].after: expected a duration")]
    [InlineData("{ \"kind\": \"limit\", \"id\": \"a\", \"above\": 8, \"after\": \"-PT1H\" }", "$.rules[0].after: expected a duration")]
    [InlineData("{ \"kind\": \"gap\", \"id\": \"a\", \"after\": \"PT0S\" }", "$.rules[0].after: expected a duration above zero")]
    [InlineData("{ \"kind\": \"gap\", \"id\": \" \", \"after\": \"PT1H\" }", "$.rules[0].id: expected text")]
    [InlineData("{ \"kind\": \"freezing\", \"id\": \"a\" }", "$.rules[0].kind: expected one of limit, budget, mkt, rate, gap, found \"freezing\"")]
    [InlineData("{ \"id\": \"a\" }", "$.rules[0].kind: expected one of limit, budget, mkt, rate, gap, found nothing")]
    [InlineData("{ \"kind\": \"gap\", \"id\": \"a\", \"after\": \"PT1H\" }, { \"kind\": \"gap\", \"id\": \"a\", \"after\": \"PT1H\" }", "$.rules[1].id: expected an id that no other rule has")]
    [InlineData("{ \"kind\": \"gap\", \"id\": \"a\", \"id\": \"b\", \"after\": \"PT1H\" }", "$.rules[0].id: expected each member once")]
    [InlineData("{ \"kind\": \"mkt\", \"id\": \"a\", \"above\": 8, \"window\": \"P1D\", \"coverage\": 0 }", "$.rules[0].coverage: expected a number from 0.01 to 1, found 0")]
    [InlineData("5", "$.rules[0]: expected an object, found 5")]
    [InlineData("", "$.rules: expected at least one rule")]
    public void A_rule_that_can_t_be_is_refused_by_its_path(string rules, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<RuleFormatException>(() => Read(Head + rules + "] }")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", 1)]
    [InlineData("{\n\"name\": }", 2)]
    [InlineData("[]", 0)]
    [InlineData("{\"name\":\"n\",\"version\":0,\"largest_gap\":\"PT1H\",\"rules\":[{\"kind\":\"gap\",\"id\":\"a\",\"after\":\"PT1H\"}]}", 0)]
    public void Text_that_is_no_rule_set_is_refused_with_its_line(string json, long line) =>
        Assert.Equal(line, Assert.Throws<RuleFormatException>(() => Read(json)).Line);

    private static RuleSet Read(string json) => RuleJson.Read(Encoding.UTF8.GetBytes(json));
}
