using System.Globalization;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Simulation.Naming;

/// <summary>Finds the number in a name. What differs in spelling alone is for the caller to compare.</summary>
internal sealed class NameReader(WorldModel world)
{
    /// <summary>The thing that a name names.</summary>
    /// <exception cref="EpcException">It is none of the world's names.</exception>
    public Thing Read(EpcIdentity name)
    {
        bool isFactory = name.CompanyPrefix.StartsWith(NameLayout.FactoryPrefix, StringComparison.Ordinal);
        bool isCentre = name.CompanyPrefix.StartsWith(NameLayout.CentrePrefix, StringComparison.Ordinal);
        if (name.CompanyPrefix.Length != NameLayout.PrefixLength || !(isFactory || isCentre))
        {
            throw new EpcException($"{name.Scheme.Name} company prefix", "9520 or 9521 and five digits, as the simulated world has them", name.CompanyPrefix);
        }

        int site = int.Parse(name.CompanyPrefix.AsSpan(NameLayout.FactoryPrefix.Length), CultureInfo.InvariantCulture);
        Range($"{name.Scheme.Name} company prefix", isFactory ? "factory" : "centre", site, isFactory ? world.Factories : world.Centres);
        return (name.Scheme.Name, isFactory) switch
        {
            ("sgtin", true) => Item(name, site),
            ("sscc", true) => Container(name, site),
            ("grai", true) when name.Reference == NameLayout.TrailerType => new(ThingKind.Trailer, Load(name, site, Serial(name))),
            ("grai", false) when name.Reference == NameLayout.TruckType => new(ThingKind.Truck, Trip(name, site, Numbering.LoadsPerWave)),
            ("grai", false) when name.Reference == NameLayout.VanType => new(ThingKind.Van, Trip(name, site, Numbering.VansPerWave)),
            ("sgln", _) => Place(name, site, isFactory),
            _ => throw new EpcException(
                name.ToString(),
                isFactory ? "an item's sgtin, an sscc, a trailer's grai or an sgln of a factory" : "a truck's or van's grai or an sgln of a centre",
                $"{name.Scheme.Name} {name.Reference}"),
        };
    }

    private Thing Item(EpcIdentity name, int factory)
    {
        (long run, long place) = Math.DivRem(Serial(name), Numbering.ItemsPerLoad);
        return new(ThingKind.Item, Load(name, factory, run) * Numbering.ItemsPerLoad + place);
    }

    private Thing Container(EpcIdentity name, int factory)
    {
        long reference = long.Parse(name.Reference, CultureInfo.InvariantCulture), digit = reference / NameLayout.PerDigit;
        (ThingKind kind, int perLoad, long number) = digit switch
        {
            NameLayout.PalletDigit => (ThingKind.Pallet, Numbering.PalletsPerLoad, reference % NameLayout.PerDigit),
            NameLayout.LoadDigit => (ThingKind.Load, 1, reference % NameLayout.PerDigit),
            _ => (ThingKind.Case, Numbering.CasesPerLoad, reference),
        };
        (long run, long place) = Math.DivRem(number, perLoad);
        return new(kind, Load(name, factory, run) * perLoad + place);
    }

    /// <summary>The load of a run of a factory: its lane says to which centre and as which of a wave's loads, the run which wave.</summary>
    private long Load(EpcIdentity name, int factory, long run)
    {
        (long sequence, long lane) = Math.DivRem(run, world.Parameters.LanesPerFactory);
        Range(name.ToString(), "run of a factory's lane", sequence, world.Sequences);
        if (world.LaneOf(factory, (int)lane) is not { } place)
        {
            throw new EpcException(name.ToString(), "a lane of the factory that supplies a centre", string.Create(CultureInfo.InvariantCulture, $"lane {lane}, which stands empty"));
        }

        return Wave(name, place.Centre, sequence) * Numbering.LoadsPerWave + place.Load;
    }

    private long Trip(EpcIdentity name, int centre, int perWave)
    {
        (long sequence, long place) = Math.DivRem(Serial(name), perWave);
        Range(name.ToString(), "wave of a centre", sequence, world.Sequences);
        return Wave(name, centre, sequence) * perWave + place;
    }

    private long Wave(EpcIdentity name, int centre, long sequence)
    {
        long wave = sequence * world.Centres + centre;
        Range(name.ToString(), "wave", wave, world.Waves);
        return wave;
    }

    private static Thing Place(EpcIdentity name, int site, bool isFactory)
    {
        int reference = int.Parse(name.Reference, CultureInfo.InvariantCulture), hub = reference - NameLayout.FirstHub, shop = reference - NameLayout.FirstShop;
        Thing place = (isFactory, reference) switch
        {
            (true, 0) => new(ThingKind.Factory, site),
            (false, 0) => new(ThingKind.Centre, site),
            (false, _) when hub is >= 0 and < Numbering.LoadsPerWave => new(ThingKind.Hub, (long)site * Numbering.LoadsPerWave + hub),
            (false, _) when shop is >= 0 and < Numbering.VansPerWave => new(ThingKind.Shop, (long)site * Numbering.VansPerWave + shop),
            _ => throw new EpcException("sgln location reference", isFactory ? "000" : "000 for the centre, 010 to 017 for hubs, 100 to 227 for shops", name.Reference),
        };
        bool isReader = name.Serial == name.Scheme.AbsentSerial || NameLayout.ReaderOf(place.Kind, name.Serial!) is not null;
        return isReader ? place : throw new EpcException("sgln extension", $"a reader of a {place.Kind}", name.Serial ?? "nothing");
    }

    private static long Serial(EpcIdentity name) => long.TryParse(name.Serial, NumberStyles.None, CultureInfo.InvariantCulture, out long serial)
        ? serial
        : throw new EpcException($"{name.Scheme.Name} serial", "digits", name.Serial ?? "all serials of a type");

    private static void Range(string place, string what, long found, long count)
    {
        if (found >= count)
        {
            throw new EpcException(
                place,
                string.Create(CultureInfo.InvariantCulture, $"a {what} of this world, 0 to {count - 1:#,0}"),
                found.ToString("#,0", CultureInfo.InvariantCulture));
        }
    }
}
