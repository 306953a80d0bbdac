using System.Globalization;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Model;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Reading;

/// <summary>What can be used and is yet probably not meant: warnings with their places.</summary>
internal static class SiteChecks
{
    /// <summary>Adds the faults that show only when the parts of a site are seen together.</summary>
    public static void Require(SiteFile site, ConfigPlace file)
    {
        foreach (SiteAdapter adapter in site.Adapters.Where(adapter => adapter.Setting.NeedsAntennas))
        {
            if (site.Readers.FirstOrDefault(reader => reader.Name == adapter.Reader) is { Antennas.Count: 0 })
            {
                file["adapters"][adapter.Name]["reader"].Refuse($"a reader with antennas, because the adapter is of kind {adapter.Kind}", "one without");
            }
        }
    }

    /// <summary>Adds the warnings of a site.</summary>
    public static void Warn(SiteFile site, ConfigPlace file)
    {
        foreach (SiteRegion region in site.Regions)
        {
            ConfigPlace place = file["regions"][region.Name];
            foreach (SiteAnchor anchor in region.Anchors.Where(anchor => !region.Holds(anchor.Place)))
            {
                place["anchors"][anchor.Name]["at_m"].Warn($"an anchor inside region {region.Name}", Shown(anchor.Place));
            }

            foreach (SiteZone zone in region.Zones.Where(zone => zone.Low is { } low && zone.High is { } high && !(region.Holds(low) && region.Holds(high))))
            {
                place["zones"][zone.Name].Warn($"a zone inside region {region.Name}", $"{Shown(zone.Low!.Value)} to {Shown(zone.High!.Value)}");
            }
        }

        foreach (SiteReader reader in site.Readers)
        {
            if (site.Regions.FirstOrDefault(region => region.Name == reader.Region) is { } region)
            {
                WarnAntennas(reader, region, file["readers"][reader.Name]["antennas"]);
            }

            if (!site.Adapters.Any(adapter => adapter.Reader == reader.Name))
            {
                file["readers"][reader.Name].Warn("an adapter that brings its observations", "none");
            }
        }
    }

    private static void WarnAntennas(SiteReader reader, SiteRegion region, ConfigPlace antennas)
    {
        var zones = new List<SiteZone>();
        foreach (SiteAntenna antenna in reader.Antennas)
        {
            ConfigPlace place = antennas[antenna.Plan.Port.ToString(CultureInfo.InvariantCulture)];
            if (!region.Holds(antenna.Plan.Place))
            {
                place["at_m"].Warn($"an antenna inside region {region.Name}", Shown(antenna.Plan.Place));
            }

            if (antenna.Plan.Zone is not { } name)
            {
                continue;
            }

            SiteZone? zone = region.Zones.FirstOrDefault(zone => zone.Name == name);
            if (zone is null)
            {
                place["zone"].Warn($"a zone of region {region.Name}, which its reader serves", $"'{name}'");
                continue;
            }

            if (zones.Find(other => other.Name != zone.Name && other.Overlaps(zone)) is { } overlapped)
            {
                place["zone"].Warn($"a zone that shares no floor with {overlapped.Name}, which another port of the reader overlooks", $"'{name}'");
            }

            zones.Add(zone);
        }
    }

    private static string Shown(Position place) => string.Create(CultureInfo.InvariantCulture, $"[{place.X:0.###}, {place.Y:0.###}, {place.Z:0.###}]");
}
