using TwinGrid.Model;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Cli.Sites;

/// <summary>The floor that a site covers, in metres.</summary>
/// <param name="LowX">Smallest x.</param>
/// <param name="LowY">Smallest y.</param>
/// <param name="HighX">Largest x.</param>
/// <param name="HighY">Largest y.</param>
internal readonly record struct SiteExtent(double LowX, double LowY, double HighX, double HighY)
{
    /// <summary>Size along x.</summary>
    public double Width => HighX - LowX;

    /// <summary>Size along y.</summary>
    public double Depth => HighY - LowY;

    /// <summary>What holds every region, antenna, exciter and anchor, with some air round it.</summary>
    public static SiteExtent Of(SiteFile site)
    {
        Position[] all =
        [
            .. site.Regions.SelectMany(region => new[] { region.Plan.Low, region.Plan.High }),
            .. site.Readers.SelectMany(reader => reader.Antennas).Select(antenna => antenna.Plan.Place),
            .. site.Exciters.Select(exciter => exciter.Plan.Place),
            .. site.Regions.SelectMany(region => region.Anchors).Select(anchor => anchor.Place),
        ];
        if (all.Length == 0)
        {
            return new SiteExtent(0, 0, 1, 1);
        }

        double lowX = all.Min(place => place.X), highX = all.Max(place => place.X), lowY = all.Min(place => place.Y), highY = all.Max(place => place.Y);
        double air = 0.04 * Math.Max(1, Math.Max(highX - lowX, highY - lowY));
        return new SiteExtent(lowX - air, lowY - air, highX + air, highY + air);
    }

    /// <summary>Anchors of a region: those of the file and those that simulations bring.</summary>
    public static IEnumerable<SiteAnchor> AnchorsOf(SiteFile site, SiteRegion region) => region.Anchors.Concat(site.Adapters
        .Where(adapter => adapter.IsEnabled && site.Readers.Any(reader => reader.Name == adapter.Reader && reader.Region == region.Name))
        .SelectMany(adapter => adapter.Setting.AnchorsIn(region)));
}
