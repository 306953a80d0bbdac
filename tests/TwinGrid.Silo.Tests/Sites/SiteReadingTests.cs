using TwinGrid.Adapters.Configuration;
using TwinGrid.Model;
using TwinGrid.Silo.Sites.Kinds;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Silo.Tests.Sites;

public class SiteReadingTests
{
    [Fact]
    public void The_example_of_the_documentation_has_no_faults_and_means_what_it_says()
    {
        SiteFile site = SiteText.Site(SiteText.Example);
        Assert.Equal("cold-store", site.Name);
        Assert.Equal(["hall", "yard"], site.Regions.Select(region => region.Name));
        Assert.True(site.Regions[0].Plan.IsPlanar);
        Assert.Equal(new Position(6, 4), site.Regions[0].Plan.High);
        Assert.Equal(new Position(-3.9, 2), site.Regions[1].Anchors[0].Place);
        SiteAntenna antenna = site.Readers[0].Antennas[0];
        Assert.Equal((1, "dock", 0.0), (antenna.Plan.Port, antenna.Plan.Zone, antenna.FacingDegrees));
        Assert.Equal(12.5 * Math.PI / 180, antenna.Plan.PhaseOffset.Value, 1e-12);
        Assert.Equal(915e6, site.Exciters[0].Plan.FrequencyHz);
        Assert.Equal(4, site.Palettes["four-stubs"].Count);
        Assert.Equal(["simulated", "replay"], site.Adapters.Select(adapter => adapter.Kind));
        Assert.False(site.Adapters[1].IsEnabled);
        Assert.Equal(("ice-cream", 1), (site.Rules[1].Rules.Name, site.Rules[1].Rules.Version));
        Assert.Equal("who-pqs", site.Rules[0].Assignment);
        Assert.True(site.Products[0].Pattern.Matches("01:09506000134352:21:77"));
        Assert.True(site.Products[1].Pattern.Matches("01:80614141123458:21:6789"));
        Assert.False(site.Products[1].Pattern.Matches("01:80614141123459:21:6789"));
        Assert.Equal(["tag-000", "tag-001", "01:80614141123458:21:6789"], site.Objects[0].Tags);
        SiteFile hooked = SiteText.Site(SiteText.Example.Replace("  # webhooks", "  webhooks", StringComparison.Ordinal).Replace("  #   - {", "    - {", StringComparison.Ordinal));
        Assert.Equal("TWINGRID_ALERT_SECRET", Assert.Single(hooked.Alerts.Webhooks).SecretVariable);
    }

    [Theory]
    [InlineData("site: lab", "site: my lab", 1, "site", "a name of 1 to 200 characters without '/', '~' and white space")]
    [InlineData("high_m: [4, 4]", "high_m: [4, 4], rang_m: 3", 3, "regions.room.rang_m", "(did you mean range_m?)")]
    [InlineData("high_m: [4, 4]", "high_m: [4, -4]", 3, "regions.room.high_m", "a corner beyond low_m in x, y")]
    [InlineData("high_m: [4, 4]", "high_m: 4", 3, "regions.room.high_m", "[x, y] or [x, y, z] in metres")]
    [InlineData("high_m: [4, 4]", "high_m: [4, .nan]", 3, "regions.room.high_m[1]", "a number from")]
    [InlineData("high_m: [4, 4]", "high_m: [4, 4], range_m: two", 3, "regions.room.range_m", "found 'two'")]
    [InlineData("region: room", "region: rooom", 5, "readers.sink.region", "(did you mean room?)")]
    [InlineData("region: room", "region: room, antennas: { 0: { at_m: [1, 1] } }", 5, "readers.sink.antennas.0", "a whole number from 1 to 65535")]
    [InlineData("region: room", "region: room, antennas: { 1: { at_m: [1, 1] }, 01: { at_m: [2, 1] } }", 5, "readers.sink.antennas.01", "each port once")]
    [InlineData("region: room", "region: room, antennas: { 1: { at_m: [1, 1], zone: dok } }", 5, "readers.sink.antennas.1.zone", "of which the file has none")]
    [InlineData("kind: simulated", "kind: simulatd", 7, "adapters.tags.kind", "(did you mean simulated?)")]
    [InlineData("kind: simulated", "kind: [simulated]", 7, "adapters.tags.kind", "found a list of 1")]
    [InlineData("kind: simulated, ", "", 7, "adapters.tags.kind", "expected a value, found nothing")]
    [InlineData("scene: room, ", "", 7, "adapters.tags.scene", "expected a value, found nothing")]
    [InlineData("reader: sink", "reader: sank", 7, "adapters.tags.reader", "(did you mean sink?)")]
    [InlineData("seed: 3", "seed: 3, enabled: yes", 7, "adapters.tags.enabled", "true or false")]
    [InlineData("seed: 3", "seed: 3, port: 5084", 7, "adapters.tags.port", "one of the keys kind, reader, enabled, scene")]
    [InlineData("adapters:", "exciters: { e: { at_m: [0, 0], frequency_mhz: 915e6, power_dbm: 30 } }\nadapters:", 6, "exciters.e.frequency_mhz", "a number from 1 to 100000")]
    [InlineData("adapters:", "palettes: { p: [ { magnitude: 1, phase_deg: 0 } ] }\nadapters:", 6, "palettes.p", "4 to 64 coefficients")]
    [InlineData("adapters:", "rules: { r: who-pq }\nadapters:", 6, "rules.r", "(did you mean who-pqs?)")]
    [InlineData("adapters:", "rules: { r: { file: no/such.yaml } }\nadapters:", 6, "rules.r.file", "nothing there")]
    [InlineData("adapters:", "rules: { r: { version: 1, largest_gap: PT1H, rules: [ { kind: limit, id: a, above: 8, after: 1 h } ] } }\nadapters:", 6, "rules.r.rules[0].after", "a duration")]
    [InlineData("adapters:", "products: { p: { gtin: 09506000134353 } }\nadapters:", 6, "products.p.gtin", "check digit is 2")]
    [InlineData("adapters:", "products: { p: { gtin: 09506000134352, epc: x* } }\nadapters:", 6, "products.p", "either gtin or epc, found both")]
    [InlineData("adapters:", "products: { p: { epc: \"urn:epc:idpat:sgtin:0614141.*.*\" } }\nadapters:", 6, "products.p.epc", "a pattern such as")]
    [InlineData("adapters:", "objects: { a: { tags: [t] }, b: { tags: [t] } }\nadapters:", 6, "objects.b.tags[0]", "which is on a")]
    [InlineData("adapters:", "alerts: { webhooks: [ { url: \"http://example.com/\", secret_env: S } ] }\nadapters:", 6, "alerts.webhooks[0]", "one of allowed_hosts")]
    public void Each_fault_names_line_path_expected_and_found(string change, string into, int line, string path, string told)
    {
        Assert.Contains(change, SiteText.Small, StringComparison.Ordinal);
        SiteReading reading = SiteText.Read(SiteText.Small.Replace(change, into, StringComparison.Ordinal));
        Assert.Null(reading.Site);
        ConfigFault fault = Assert.Single(reading.Faults, fault => !fault.IsWarning);
        Assert.Equal((line, path), (fault.Mark.Line, fault.Path));
        Assert.Contains(told, fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.ToString());
    }

    [Fact]
    public void All_faults_are_told_in_one_go_in_the_order_of_the_text()
    {
        SiteReading reading = SiteText.Read("site: a b\nregions: { r: { low_m: [0, 0] } }\nreaders: { s: { regon: r } }\nnonsense: 1\nadapters: { x: { kind: llama } }\n");
        Assert.Equal([1, 2, 3, 4, 5], reading.Faults.Select(fault => fault.Mark.Line).Distinct());
        Assert.Null(reading.Site);
    }

    [Fact]
    public void A_text_full_of_faults_is_answered_with_a_hundred() =>
        Assert.Equal(ConfigFaults.Most, SiteText.Read("site: a\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => FormattableString.Invariant($"key{i}: 1\n")))).Faults.Count);

    [Theory]
    [InlineData("region: room", "region: room, antennas: { 1: { at_m: [9, 1] } }", "an antenna inside region room")]
    [InlineData("high_m: [4, 4]", "high_m: [4, 4], anchors: { a: { at_m: [5, 5] } }", "an anchor inside region room")]
    [InlineData("high_m: [4, 4]", "high_m: [4, 4], zones: { z: { low_m: [3, 3], high_m: [5, 5] } }", "a zone inside region room")]
    [InlineData("sink: { region: room }", "sink: { region: room }\n  spare: { region: room }", "an adapter that brings its observations")]
    public void What_is_probably_not_meant_is_warned_of_and_can_be_used(string change, string into, string expected)
    {
        SiteReading reading = SiteText.Read(SiteText.Small.Replace(change, into, StringComparison.Ordinal));
        Assert.NotNull(reading.Site);
        ConfigFault warning = Assert.Single(reading.Faults);
        Assert.True(warning.IsWarning);
        Assert.Equal(expected, warning.Expected);
    }

    [Fact]
    public void Zones_of_two_ports_that_share_floor_are_warned_of()
    {
        SiteReading reading = SiteText.Read(SiteText.Small
            .Replace("high_m: [4, 4]", "high_m: [4, 4], zones: { a: { low_m: [0, 0], high_m: [2, 2] }, b: { low_m: [1, 1], high_m: [3, 3] } }", StringComparison.Ordinal)
            .Replace("region: room", "region: room, antennas: { 1: { at_m: [1, 1], zone: a }, 2: { at_m: [2, 2], zone: b } }", StringComparison.Ordinal));
        Assert.Equal("readers.sink.antennas.2.zone", Assert.Single(reading.Faults).Path);
    }

    [Fact]
    public void Aliases_spare_repetition()
    {
        SiteFile site = SiteText.Site(SiteText.Small.Replace(
            "region: room }", "region: room, antennas: { 1: &door { at_m: [1, 1], facing_deg: 90 }, 2: *door } }", StringComparison.Ordinal));
        Assert.Equal([90.0, 90.0], site.Readers[0].Antennas.Select(antenna => antenna.FacingDegrees!.Value));
    }

    [Fact]
    public void White_space_quotes_and_comments_make_no_other_entry()
    {
        SiteFile one = SiteText.Site(SiteText.Small), other = SiteText.Site(SiteText.Small.Replace("scene: room", "\"scene\":  'room'   # a comment\n   ", StringComparison.Ordinal));
        Assert.Equal(one.Adapters[0].Entry, other.Adapters[0].Entry);
    }

    [Fact]
    public void The_reference_of_the_documentation_has_every_key_and_every_kind()
    {
        string page = File.ReadAllText(Path.Combine(SiteText.Root(), "docs", "site.md"));
        Assert.All(SiteSchema.All.SelectMany(section => section.Keys), key => Assert.Contains($"`{key.Name}`", page, StringComparison.Ordinal));
        Assert.All(AdapterKinds.Names, kind => Assert.Contains($"`{kind}`", page, StringComparison.Ordinal));
        Assert.Contains(SiteText.Example.Trim(), page.Replace("\n    ", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
