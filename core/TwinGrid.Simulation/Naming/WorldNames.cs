using System.Globalization;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.Identifiers;
using Kind = TwinGrid.Simulation.Naming.ThingKind;

namespace TwinGrid.Simulation.Naming;

/// <summary>
/// Names of the world's things, computed from their numbers and back in constant time: items are SGTINs, cases, pallets and loads
/// SSCCs, vehicles GRAIs, places SGLNs and readers extensions of them. The world has no fleet: a vehicle is named by its trip.
/// </summary>
public sealed class WorldNames
{
    private readonly WorldModel _world;
    private readonly NameReader _reader;

    /// <summary>Names of a world.</summary>
    /// <exception cref="EpcException">The world has more things than names tell apart.</exception>
    public WorldNames(WorldModel world)
    {
        ArgumentNullException.ThrowIfNull(world);
        NameLayout.CheckCapacity(world);
        _world = world;
        _reader = new NameReader(world);
    }

    /// <summary>How long company prefixes are, for names that don't say it: nine digits in the range of these names.</summary>
    public static CompanyPrefixLengths Lengths { get; } = new([new("952", NameLayout.PrefixLength)], EpcScheme.ShortestPrefix);

    /// <summary>The name of a thing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The world has no such thing.</exception>
    public EpcIdentity Of(Thing thing)
    {
        Check(thing);
        return thing.Kind switch
        {
            Kind.Item => Item(thing.Number),
            Kind.Case => Container(thing.Number, Numbering.CasesPerLoad, 0),
            Kind.Pallet => Container(thing.Number, Numbering.PalletsPerLoad, NameLayout.PalletDigit),
            Kind.Load => Container(thing.Number, 1, NameLayout.LoadDigit),
            Kind.Trailer => Trailer(thing.Number),
            Kind.Truck => Vehicle(thing.Number, Numbering.LoadsPerWave, NameLayout.TruckType),
            Kind.Van => Vehicle(thing.Number, Numbering.VansPerWave, NameLayout.VanType),
            _ => Place(thing, EpcSchemes.Sgln.AbsentSerial!),
        };
    }

    /// <summary>The name of a reader.</summary>
    /// <exception cref="ArgumentException">The world has no such reader.</exception>
    public EpcIdentity Of(Reader reader)
    {
        Check(reader.Place);
        Kind expected = NameLayout.PlaceOf(reader.Kind);
        return reader.Place.Kind == expected
            ? Place(reader.Place, NameLayout.ExtensionOf(reader.Kind))
            : throw new ArgumentException($"expected a reader of a {expected}, found one of a {reader.Place.Kind}", nameof(reader));
    }

    /// <summary>The lot that the items of a load belong to, a number among those of its factory.</summary>
    /// <param name="load">The load's number.</param>
    public string LotOf(long load) => Text(RunOf(load).Run);

    /// <summary>The thing that a name names; a reader's name names its place.</summary>
    /// <param name="text">URN, tag URI, hexadecimal memory, Digital Link or element string.</param>
    /// <exception cref="EpcException">It is no name, or none of this world's; the message says where it differs.</exception>
    public Thing Parse(string text) => Parse(EpcReading.Of(text, Lengths).Identity);

    /// <summary>The thing that a name names; a reader's name names its place.</summary>
    /// <exception cref="EpcException">It is none of this world's names; the message says where it differs.</exception>
    public Thing Parse(EpcIdentity name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Thing thing = _reader.Read(name);
        return Of(thing) is var own && (own == name || thing.IsPlace)
            ? thing
            : throw new EpcException($"{name.Scheme.Name} name", own.ToString(), name.ToString());
    }

    /// <summary>How many things of a kind the world has.</summary>
    public long CountOf(Kind kind) => kind switch
    {
        Kind.Item => _world.Objects,
        Kind.Case => _world.Cases,
        Kind.Pallet => _world.Cases / Numbering.CasesPerPallet,
        Kind.Load or Kind.Trailer or Kind.Truck => _world.Waves * Numbering.LoadsPerWave,
        Kind.Van => _world.Waves * Numbering.VansPerWave,
        Kind.Factory => _world.Factories,
        Kind.Centre => _world.Centres,
        Kind.Hub => (long)_world.Centres * Numbering.LoadsPerWave,
        _ => (long)_world.Centres * Numbering.VansPerWave,
    };

    private void Check(Thing thing)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(thing.Number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(thing.Number, CountOf(thing.Kind));
    }

    private EpcIdentity Item(long number)
    {
        (long load, long place) = Math.DivRem(number, Numbering.ItemsPerLoad);
        long wave = load / Numbering.LoadsPerWave;
        (int factory, long run) = RunOf(load);
        int goods = _world.ClassOf(_world.CentreOf(wave), _world.SequenceOf(wave));
        return EpcIdentity.Create(EpcSchemes.Sgtin, FactoryPrefix(factory), $"{goods:D4}", Text(run * Numbering.ItemsPerLoad + place));
    }

    private EpcIdentity Container(long number, int perLoad, int digit)
    {
        (long load, long place) = Math.DivRem(number, perLoad);
        (int factory, long run) = RunOf(load);
        return EpcIdentity.Create(EpcSchemes.Sscc, FactoryPrefix(factory), $"{digit * NameLayout.PerDigit + run * perLoad + place:D8}", null);
    }

    private EpcIdentity Trailer(long load)
    {
        (int factory, long run) = RunOf(load);
        return EpcIdentity.Create(EpcSchemes.Grai, FactoryPrefix(factory), NameLayout.TrailerType, Text(run));
    }

    private EpcIdentity Vehicle(long number, int perWave, string type)
    {
        (long wave, long place) = Math.DivRem(number, perWave);
        long trip = (long)_world.SequenceOf(wave) * perWave + place;
        return EpcIdentity.Create(EpcSchemes.Grai, NameLayout.Prefix(NameLayout.CentrePrefix, _world.CentreOf(wave)), type, Text(trip));
    }

    private static EpcIdentity Place(Thing place, string extension)
    {
        (string kind, long site, long reference) = place.Kind switch
        {
            Kind.Factory => (NameLayout.FactoryPrefix, place.Number, 0),
            Kind.Centre => (NameLayout.CentrePrefix, place.Number, 0),
            Kind.Hub => (NameLayout.CentrePrefix, place.Number / Numbering.LoadsPerWave, NameLayout.FirstHub + place.Number % Numbering.LoadsPerWave),
            _ => (NameLayout.CentrePrefix, place.Number / Numbering.VansPerWave, NameLayout.FirstShop + place.Number % Numbering.VansPerWave),
        };
        return EpcIdentity.Create(EpcSchemes.Sgln, NameLayout.Prefix(kind, site), $"{reference:D3}", extension);
    }

    private (int Factory, long Run) RunOf(long load)
    {
        (long wave, long index) = Math.DivRem(load, Numbering.LoadsPerWave);
        (int factory, int lane) = _world.FactoryOf(_world.CentreOf(wave), (int)index);
        return (factory, (long)_world.SequenceOf(wave) * _world.Parameters.LanesPerFactory + lane);
    }

    private static string FactoryPrefix(int factory) => NameLayout.Prefix(NameLayout.FactoryPrefix, factory);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
