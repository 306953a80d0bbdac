using TwinGrid.Adapters.Configuration;
using TwinGrid.Silo.Sites.Model;
using TwinGrid.Silo.Sites.Reading;

namespace TwinGrid.Cli.Sites;

/// <summary>What was found in a site file, for machines.</summary>
internal static class SiteFigures
{
    /// <summary>The figures of a reading.</summary>
    public static object Of(string path, SiteReading reading) => new
    {
        file = path,
        usable = reading.Site is not null,
        site = reading.Site is { } site ? Of(site) : null,
        faults = reading.Faults.Select(Of),
    };

    private static object Of(SiteFile site) => new
    {
        name = site.Name,
        description = site.Description,
        regions = site.Regions.Select(region => new { name = region.Name, zones = region.Zones.Select(zone => zone.Name), anchors = region.Anchors.Count }),
        readers = site.Readers.Select(reader => new { name = reader.Name, region = reader.Region, ports = reader.Antennas.Select(antenna => antenna.Plan.Port) }),
        exciters = site.Exciters.Select(exciter => exciter.Name),
        palettes = site.Palettes.Keys,
        adapters = site.Adapters.Select(adapter => new
        {
            name = adapter.Name,
            kind = adapter.Kind,
            reader = adapter.Reader,
            enabled = adapter.IsEnabled,
            summary = adapter.Setting.Summary,
        }),
        rules = site.Rules.Select(rules => new { name = rules.Name, set = rules.Rules.Name, version = rules.Rules.Version }),
        products = site.Products.Select(product => new { name = product.Name, pattern = product.Pattern.ToString(), rules = product.Rules }),
        objects = site.Objects.Select(thing => new { name = thing.Name, tags = thing.Tags, rules = thing.Rules }),
    };

    private static object Of(ConfigFault fault) => new
    {
        line = fault.Mark.Line,
        column = fault.Mark.Column,
        path = fault.Path,
        expected = fault.Expected,
        found = fault.Found,
        warning = fault.IsWarning,
    };
}
