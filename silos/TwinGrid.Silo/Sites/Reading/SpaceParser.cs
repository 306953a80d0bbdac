using System.Numerics;
using TwinGrid.Adapters.Configuration;
using TwinGrid.Adapters.Readers;
using TwinGrid.Grains.Exciters;
using TwinGrid.Grains.Regions;
using TwinGrid.Model;
using TwinGrid.Signal.Probing;
using TwinGrid.Silo.Sites.Model;

namespace TwinGrid.Silo.Sites.Reading;

/// <summary>Reads what stands in space: regions with zones and anchors, readers with antennas, exciters; and reflection palettes.</summary>
internal sealed class SpaceParser(SiteNames names)
{
    private const double Farthest = 1e6, DefaultRange = 2;

    /// <summary>A region.</summary>
    public SiteRegion? Region(string name, ConfigPlace place)
    {
        if (!place.Keys(SiteSchema.Region.Names))
        {
            return null;
        }

        Position? low = Place(place.Need("low_m")), high = Place(place.Need("high_m"));
        bool isPlanar = place["planar"].Flag() ?? (low is { } floor && high is { } ceiling && floor.Z == ceiling.Z);
        double range = place["range_m"].Number(0.01, 1000) ?? DefaultRange;
        var zones = new List<SiteZone>();
        foreach ((string key, ConfigPlace value) in place["zones"].Entries(SiteParser.MostPlaces))
        {
            if (names.Give("zone", key, value) && Zone(key, value) is { } zone)
            {
                zones.Add(zone);
            }
        }

        var anchors = new List<SiteAnchor>();
        foreach ((string key, ConfigPlace value) in place["anchors"].Entries(SiteParser.MostPlaces))
        {
            if (names.Give("anchor", key, value) && value.Keys(SiteSchema.Anchor.Names) && Place(value.Need("at_m")) is { } at)
            {
                anchors.Add(new SiteAnchor(TagText.NameOf(key), at));
            }
        }

        if (low is not { } from || high is not { } to)
        {
            return null;
        }

        if (!(from.X < to.X && from.Y < to.Y && (isPlanar || from.Z < to.Z)))
        {
            place["high_m"].Refuse($"a corner beyond low_m in x, y{(isPlanar ? "" : " and z")}");
            return null;
        }

        return new SiteRegion(name, new RegionPlan(from, to, isPlanar, range), zones, anchors);
    }

    /// <summary>A reader.</summary>
    public SiteReader? Reader(string name, ConfigPlace place)
    {
        if (place.Node is not null && !place.Keys(SiteSchema.Reader.Names))
        {
            return null;
        }

        string? region = names.Refer("region", place["region"]);
        var antennas = new List<SiteAntenna>();
        foreach ((string key, ConfigPlace value) in place["antennas"].Entries(SiteParser.MostPlaces))
        {
            if (SiteParser.NumberOf(key, value, 1, ushort.MaxValue) is not { } port || Antenna(port, value) is not { } antenna)
            {
                continue;
            }

            if (antennas.Exists(other => other.Plan.Port == port))
            {
                value.Refuse("each port once at its reader", $"'{key}' again");
            }

            antennas.Add(antenna);
        }

        return region is null ? null : new SiteReader(name, region, [.. antennas.OrderBy(antenna => antenna.Plan.Port)], SiteParser.EntryOf(place));
    }

    /// <summary>An exciter.</summary>
    public static SiteExciter? Exciter(string name, ConfigPlace place)
    {
        if (!place.Keys(SiteSchema.Exciter.Names))
        {
            return null;
        }

        Position? at = Place(place.Need("at_m"));
        double? megahertz = place.Need("frequency_mhz").Number(1, 100_000), power = place.Need("power_dbm").Number(-30, 60);
        double duty = place["duty"].Number(0, 1) ?? 1;
        return at is { } where && megahertz is { } frequency && power is { } dbm
            ? new SiteExciter(name, new ExciterPlan(where, frequency * 1e6, dbm, duty))
            : null;
    }

    /// <summary>A palette.</summary>
    public static NamedPalette? Palette(string name, ConfigPlace place)
    {
        var coefficients = new List<Complex>();
        bool isWhole = true;
        foreach (ConfigPlace item in place.Items())
        {
            if (item.Keys(SiteSchema.Coefficient.Names)
                && item.Need("magnitude").Number(0, 1) is { } magnitude && item.Need("phase_deg").Number(-360, 360) is { } degrees)
            {
                coefficients.Add(Complex.FromPolarCoordinates(magnitude, degrees * (Math.PI / 180)));
            }
            else
            {
                isWhole = false;
            }
        }

        try
        {
            return isWhole ? new NamedPalette(name, new ReflectionPalette([.. coefficients])) : null;
        }
        catch (ArgumentException fault)
        {
            place.Refuse("4 to 64 coefficients spread round the circle", fault.Message);
            return null;
        }
    }

    private SiteAntenna? Antenna(int port, ConfigPlace place)
    {
        if (!place.Keys(SiteSchema.Antenna.Names))
        {
            return null;
        }

        string? zone = names.ReferIfThere("zone", place["zone"]);
        double? facing = place["facing_deg"].Number(-360, 360);
        double offset = place["phase_offset_deg"].Number(-360, 360) ?? 0;
        return Place(place.Need("at_m")) is { } at
            ? new SiteAntenna(new AntennaPlan(port, at, Radians.OfDegrees(offset), zone), facing)
            : null;
    }

    private static SiteZone? Zone(string name, ConfigPlace place)
    {
        if (place.Node is null)
        {
            return new SiteZone(name, null, null);
        }

        if (!place.Keys(SiteSchema.Zone.Names))
        {
            return null;
        }

        Position? low = Place(place["low_m"]), high = Place(place["high_m"]);
        if ((place["low_m"].Node is null) != (place["high_m"].Node is null))
        {
            place.Refuse("both corners, low_m and high_m, or none", "one of them");
        }

        if (low is { } from && high is { } to && !(from.X < to.X && from.Y < to.Y))
        {
            place["high_m"].Refuse("a corner beyond low_m in x and y");
        }

        return new SiteZone(name, low, high);
    }

    /// <summary>A place; null for none, with a fault for one that can't be understood.</summary>
    private static Position? Place(ConfigPlace place)
    {
        if (place.Node is null)
        {
            return null;
        }

        if (place.Node is not ConfigList { Items.Count: 2 or 3 })
        {
            place.Refuse("[x, y] or [x, y, z] in metres");
            return null;
        }

        double?[] coordinates = [.. place.Items().Select(item => item.Number(-Farthest, Farthest))];
        return coordinates.All(coordinate => coordinate is not null)
            ? new Position(coordinates[0]!.Value, coordinates[1]!.Value, coordinates.Length == 3 ? coordinates[2]!.Value : 0)
            : null;
    }
}

/// <summary>A palette with its name.</summary>
internal sealed record NamedPalette(string Name, ReflectionPalette Value);
