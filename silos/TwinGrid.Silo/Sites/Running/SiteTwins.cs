using System.Collections.Immutable;
using TwinGrid.Grains;
using TwinGrid.Grains.Anchors;
using TwinGrid.Grains.Exciters;
using TwinGrid.Grains.Readers;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Silo.Sessions;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Running;

/// <summary>
/// Tells the twins of a site what its file says of regions, anchors, readers, exciters and bindings. It compares with what the twins
/// know, so that a file that says the same changes nothing, whether it was read again or the silo was started again.
/// </summary>
internal sealed class SiteTwins(IGrainFactory grains, SiteCatalog catalog)
{
    /// <summary>The region in which the door for posted readings stands: bindings count there too.</summary>
    private const string PostedReadings = "room";

    /// <summary>Makes the twins what the file says.</summary>
    public async Task TellAsync(SiteFile site, CancellationToken cancellationToken)
    {
        ImmutableDictionary<string, string> bindings = site.Objects
            .SelectMany(thing => thing.Tags.Select(tag => KeyValuePair.Create(tag, thing.Name))).ToImmutableDictionary(StringComparer.Ordinal);
        foreach (SiteRegion region in site.Regions)
        {
            await TellRegionAsync(site, region);
        }

        foreach (string region in site.Regions.Select(region => region.Name).Append(PostedReadings).Distinct(StringComparer.Ordinal))
        {
            await BindAsync(grains.GetGrain<IRegionGrain>(TwinKeys.InSite(site.Name, region)), bindings);
        }

        foreach (SiteReader reader in site.Readers)
        {
            IReaderGrain twin = grains.GetGrain<IReaderGrain>(TwinKeys.InSite(site.Name, reader.Name));
            await twin.Configure(TwinKeys.InSite(site.Name, reader.Region));
            await twin.Zones(reader.Antennas.Where(antenna => antenna.Plan.Zone is not null).ToImmutableDictionary(antenna => antenna.Plan.Port, antenna => antenna.Plan.Zone!));
        }

        foreach (SiteExciter exciter in site.Exciters)
        {
            await grains.GetGrain<IExciterGrain>(TwinKeys.InSite(site.Name, exciter.Name)).Configure(exciter.Plan);
        }

        await ListAsync(site, cancellationToken);
    }

    /// <summary>Anchors of a region: those of the file, and those that simulations bring along.</summary>
    public static IReadOnlyList<SiteAnchor> AnchorsOf(SiteFile site, SiteRegion region) =>
    [
        .. region.Anchors,
        .. site.Adapters.Where(adapter => adapter.IsEnabled && site.Readers.Any(reader => reader.Name == adapter.Reader && reader.Region == region.Name))
            .SelectMany(adapter => adapter.Setting.AnchorsIn(region)),
    ];

    private async Task TellRegionAsync(SiteFile site, SiteRegion region)
    {
        string key = TwinKeys.InSite(site.Name, region.Name);
        IRegionGrain twin = grains.GetGrain<IRegionGrain>(key);
        if ((await twin.Round("")).Plan != region.Plan)
        {
            await twin.Configure(region.Plan);
        }

        Dictionary<string, Position> known = (await twin.Snapshot()).Anchors.ToDictionary(anchor => anchor.Tag, anchor => anchor.Place, StringComparer.Ordinal);
        foreach (SiteAnchor anchor in AnchorsOf(site, region))
        {
            if (!known.Remove(anchor.Name, out Position place) || place != anchor.Place)
            {
                await grains.GetGrain<IAnchorGrain>(TwinKeys.InSite(site.Name, anchor.Name)).Place(key, anchor.Place);
            }
        }

        foreach (string gone in known.Keys)
        {
            await twin.RemoveAnchor(gone);
        }
    }

    private static async Task BindAsync(IRegionGrain region, ImmutableDictionary<string, string> bindings)
    {
        ImmutableDictionary<string, string> known = await region.Bindings();
        ImmutableDictionary<string, string>.Builder changed = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        changed.AddRange(bindings.Where(binding => known.GetValueOrDefault(binding.Key) != binding.Value));
        // A tag that is on nothing is an object of its own name.
        changed.AddRange(known.Where(binding => !bindings.ContainsKey(binding.Key) && binding.Value != binding.Key).Select(binding => KeyValuePair.Create(binding.Key, binding.Key)));
        if (changed.Count > 0)
        {
            await region.BindAll(changed.ToImmutable());
        }
    }

    /// <summary>Tells the catalogue, from which the live page draws the site.</summary>
    private async Task ListAsync(SiteFile site, CancellationToken cancellationToken)
    {
        await catalog.LoadAsync(cancellationToken);
        foreach (SitePlan gone in catalog.Of(site.Name).Where(plan => !site.Regions.Any(region => region.Name == plan.RegionName)))
        {
            await catalog.RemoveAsync(gone, cancellationToken);
        }

        foreach (SiteRegion region in site.Regions)
        {
            SiteReader[] readers = [.. site.Readers.Where(reader => reader.Region == region.Name)];
            await catalog.RegisterAsync(
                new SitePlan
                {
                    Site = site.Name,
                    RegionName = region.Name,
                    Region = region.Plan,
                    Anchors = AnchorsOf(site, region).ToDictionary(anchor => anchor.Name, anchor => anchor.Place, StringComparer.Ordinal),
                    Exciters = site.Exciters.Where(exciter => RegionOf(site, exciter) == region).ToDictionary(exciter => exciter.Name, exciter => exciter.Plan, StringComparer.Ordinal),
                    Antennas = readers.SelectMany(reader => reader.Antennas.Select(antenna => (reader.Name, antenna.Plan)))
                        .ToDictionary(antenna => FormattableString.Invariant($"{antenna.Name}:{antenna.Plan.Port}"), antenna => antenna.Plan.Place, StringComparer.Ordinal),
                    Adapters = [.. site.Adapters.Where(adapter => adapter.IsEnabled && readers.Any(reader => reader.Name == adapter.Reader)).Select(adapter => adapter.Name)],
                },
                cancellationToken);
        }
    }

    /// <summary>The region that holds an exciter; one that stands outside of all is shown with the first.</summary>
    private static SiteRegion RegionOf(SiteFile site, SiteExciter exciter) => site.Regions.FirstOrDefault(region => region.Holds(exciter.Plan.Place)) ?? site.Regions[0];
}
