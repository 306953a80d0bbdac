using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using TwinGrid.Grains;
using TwinGrid.Grains.Adapters;
using TwinGrid.Grains.Objects;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Sites.Running;

namespace TwinGrid.Silo.Tests.Sites;

public sealed class SiteHostTests : IDisposable
{
    private const string Two = """
        site: lab
        regions:
          room: { low_m: [0, 0], high_m: [4, 4] }
          hall: { low_m: [10, 0], high_m: [14, 4], anchors: { post: { at_m: [10, 1] }, pole: { at_m: [10, 3] } } }
        readers:
          sink: { region: room }
          gate: { region: hall, antennas: { 1: { at_m: [12, 0] } } }
        adapters:
          tags: { kind: simulated, reader: sink, scene: room, tags: 5, anchors: 12, seed: 3 }
          more: { kind: simulated, reader: gate, scene: room, tags: 5, anchors: 12, seed: 4, enabled: false }
        objects:
          crate: { tags: [tag-000, tag-001] }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_site_runs_as_its_file_says()
    {
        await using SiteService service = await SiteService.StartAsync(_folder, Two);
        await service.Host.EndOf("tags");
        RegionSnapshot room = await service.Region("room").Snapshot();
        Assert.Equal(12, room.Anchors.Length);
        Assert.Equal(5, room.Tags.Length);
        Assert.Equal(["pole", "post"], (await service.Region("hall").Snapshot()).Anchors.Select(anchor => anchor.Tag));
        Assert.Equal(2, (await service.Grains.GetGrain<IObjectGrain>("lab/crate").Snapshot()).Tags);

        JsonElement adapters = await service.Client.GetFromJsonAsync<JsonElement>("/sites/lab/adapters", TestContext.Current.CancellationToken);
        Assert.Equal(["tags Ended", "more Off"], adapters.EnumerateArray().Select(adapter => $"{adapter.GetProperty("name").GetString()} {adapter.GetProperty("stage").GetString()}"));
        Assert.True(adapters[0].GetProperty("health").GetProperty("accepted").GetInt64() > 0);
        JsonElement map = await service.Client.GetFromJsonAsync<JsonElement>("/live/lab/map", TestContext.Current.CancellationToken);
        Assert.Equal(["hall", "room"], map.GetProperty("regions").EnumerateArray().Select(region => region.GetProperty("name").GetString()));
        Assert.Equal(["tags"], map.GetProperty("adapters").EnumerateArray().Select(adapter => adapter.GetProperty("name").GetString()));
        Assert.Equal(["gate:1"], map.GetProperty("readers").EnumerateArray().Select(reader => reader.GetProperty("name").GetString()));
        JsonElement site = await service.Client.GetFromJsonAsync<JsonElement>("/sites/lab", TestContext.Current.CancellationToken);
        Assert.Equal("lab", site.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_changed_file_restarts_what_changed_and_keeps_what_was_taken()
    {
        await using SiteService service = await SiteService.StartAsync(_folder, Two);
        await service.Host.EndOf("tags");
        AdapterHealth before = await service.HealthOf("tags");

        await service.ReloadAsync(Two.Replace("enabled: false", "enabled: true", StringComparison.Ordinal).Replace("pole: { at_m: [10, 3]", "pole: { at_m: [10, 2]", StringComparison.Ordinal)
            .Replace("post: { at_m: [10, 1] }, ", "", StringComparison.Ordinal).Replace("[tag-000, tag-001]", "[tag-000]", StringComparison.Ordinal));
        await service.Host.EndOf("more");
        Assert.Equal(before, await service.HealthOf("tags"));
        AdapterHealth more = await service.HealthOf("more");
        Assert.True(more.Accepted > 0);
        RegionSnapshot hall = await service.Region("hall").Snapshot();
        Assert.Equal(new Position(10, 2), Assert.Single(hall.Anchors, anchor => anchor.Tag == "pole").Place);
        Assert.DoesNotContain(hall.Anchors, anchor => anchor.Tag == "post");
        Assert.Equal("tag-001", (await service.Region("room").Bindings())["tag-001"]);

        SiteReload seeded = await service.ReloadAsync(Two.Replace("seed: 3", "seed: 9", StringComparison.Ordinal));
        await service.Host.EndOf("tags");
        Assert.True(seeded.IsTaken);
        AdapterHealth after = await service.HealthOf("tags");
        Assert.True(after.Accepted >= before.Accepted && after.Accepted + after.Repeated > before.Accepted, $"{before} then {after}");
        Assert.Null(service.Host.StageOf("more"));
        Assert.Equal(more.Accepted, (await service.HealthOf("more")).Accepted);
    }

    [Fact]
    public async Task A_file_that_says_the_same_restarts_nothing()
    {
        await using SiteService service = await SiteService.StartAsync(_folder, Two);
        await service.Host.EndOf("tags");
        AdapterHealth before = await service.HealthOf("tags");
        SiteReload same = await service.ReloadAsync("# a comment\n" + Two.Replace("seed: 3", "seed:   3", StringComparison.Ordinal));
        Assert.True(same.IsTaken);
        Assert.Empty(same.Started.Concat(same.Restarted).Concat(same.Stopped));
        Assert.Equal(before, await service.HealthOf("tags"));
    }

    [Theory]
    [InlineData("kind: simulated", "kind: simulatd")]
    [InlineData("site: lab", "site: bal")]
    [InlineData("site: lab", "site: [")]
    public async Task A_file_with_faults_is_refused_and_the_former_goes_on(string change, string into)
    {
        await using SiteService service = await SiteService.StartAsync(_folder, Two);
        await service.Host.EndOf("tags");
        AdapterHealth before = await service.HealthOf("tags");
        await File.WriteAllTextAsync(service.File, Two.Replace(change, into, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        HttpResponseMessage answer = await service.Client.PostAsync("/sites/lab/reload", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("line 1", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("lab", service.Host.Site!.Name);
        Assert.Equal(AdapterStage.Ended, service.Host.StageOf("tags"));
        Assert.Equal(before, await service.HealthOf("tags"));

        await File.WriteAllTextAsync(service.File, Two, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.PostAsync("/sites/lab/reload", null, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.PostAsync("/sites/other/reload", null, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Other_rules_need_another_version()
    {
        const string rules = "rules: { r: { version: 1, largest_gap: PT1H, rules: [ { kind: limit, id: warm, above: 8, after: PT1H } ] } }\n";
        await using SiteService service = await SiteService.StartAsync(_folder, Two + rules);
        SiteReload refused = await service.ReloadAsync(Two + rules.Replace("above: 8", "above: 9", StringComparison.Ordinal));
        Assert.False(refused.IsTaken);
        Assert.Contains("another version for rules that have changed", Assert.Single(refused.Faults), StringComparison.Ordinal);
        Assert.True((await service.ReloadAsync(Two + rules.Replace("above: 8", "above: 9", StringComparison.Ordinal).Replace("version: 1", "version: 2", StringComparison.Ordinal))).IsTaken);
    }

    [Fact]
    public async Task Things_get_the_rules_of_their_product_when_they_are_first_seen()
    {
        const string goods = """
            rules: { cold: cold-2-8, strict: who-pqs }
            products:
              Vaccine: { gtin: 09506000134352, rules: cold }
              That one: { epc: "01:09506000134352:21:9*", rules: strict }

            """;
        await using SiteService service = await SiteService.StartAsync(_folder, Two.Replace("[tag-000, tag-001]", "[tag-000, logger-1], rules: cold", StringComparison.Ordinal) + goods);
        await Post(service, "01:09506000134352:21:5", "01:09506000134352:21:95", "logger-1", "something-else");
        Assert.Equal("cold-2-8", await RulesOf(service, "01:09506000134352:21:5"));
        Assert.Equal("who-pqs", await RulesOf(service, "01:09506000134352:21:95"));
        Assert.Equal("cold-2-8", await RulesOf(service, "crate"));
        Assert.Null(await RulesOf(service, "something-else"));

        await service.ReloadAsync(Two + goods.Replace("Vaccine: { gtin: 09506000134352, rules: cold }", "Vaccine: { gtin: 09506000134352, rules: strict }", StringComparison.Ordinal));
        Assert.Equal("who-pqs", await RulesOf(service, "01:09506000134352:21:5"));
    }

    [Fact]
    public async Task A_restart_finds_everything_and_takes_nothing_twice()
    {
        long accepted;
        await using (SiteService first = await SiteService.StartAsync(_folder, Two))
        {
            await first.Host.EndOf("tags");
            accepted = (await first.HealthOf("tags")).Accepted;
        }

        await using SiteService second = await SiteService.StartAsync(_folder, Two.Replace("  hall:", "  yard:", StringComparison.Ordinal).Replace("region: hall", "region: yard", StringComparison.Ordinal));
        await second.Host.EndOf("tags");
        Assert.Equal(accepted, (await second.HealthOf("tags")).Accepted);
        Assert.Equal(5, (await second.Region("room").Snapshot()).Tags.Length);
        JsonElement map = await second.Client.GetFromJsonAsync<JsonElement>("/live/lab/map", TestContext.Current.CancellationToken);
        Assert.Equal(["room", "yard"], map.GetProperty("regions").EnumerateArray().Select(region => region.GetProperty("name").GetString()));
    }

    private static async Task Post(SiteService service, params string[] tags)
    {
        string time = TimeProvider.System.GetUtcNow().ToString("O");
        string rows = string.Concat(tags.Select((tag, i) => $$"""{"source":"logger-{{i}}","sequence":1,"time":"{{time}}","tag":"{{tag}}","temperature":4.5}""" + "\n"));
        using var body = new StringContent(rows, Encoding.UTF8, "application/x-ndjson");
        HttpResponseMessage answer = await service.Client.PostAsync("/sites/lab/readings", body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static async Task<string?> RulesOf(SiteService service, string thing) =>
        (await service.Grains.GetGrain<IObjectGrain>(TwinKeys.InSite("lab", thing)).Snapshot()).Cold?.RuleSet;
}
