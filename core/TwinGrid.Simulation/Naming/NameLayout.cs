using System.Globalization;
using TwinGrid.Simulation.World;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Simulation.Naming;

/// <summary>
/// How numbers stand in names. Company prefixes are nine digits of the range 952, which GS1 keeps for examples: 9520 and a factory,
/// or 9521 and a centre. What a factory makes is numbered by its runs: run = sequence · lanes + lane, one trailer load each.
/// </summary>
internal static class NameLayout
{
    public const string FactoryPrefix = "9520", CentrePrefix = "9521";
    public const int PrefixLength = 9;
    public const string TrailerType = "001", TruckType = "002", VanType = "003";

    /// <summary>First digit of a pallet's and of a load's serial reference; cases have those below.</summary>
    public const int PalletDigit = 8, LoadDigit = 9;

    /// <summary>Numbers behind the first digit of a serial reference.</summary>
    public const long PerDigit = 10_000_000;

    /// <summary>Location references: 000 is the factory or centre itself, hubs are 010 to 017, shops 100 to 227.</summary>
    public const int FirstHub = 10, FirstShop = 100;

    private const int MostSites = 100_000;
    private const long MostSerials = 1L << 38;

    /// <summary>Extensions of readers, in the order of <see cref="ReaderKind"/>.</summary>
    private static readonly string[] Extensions = ["out", "in", "out", "in", "out", "in", "floor", "till", "rounds", "rounds"];

    /// <summary>Places of readers, in the order of <see cref="ReaderKind"/>.</summary>
    private static readonly ThingKind[] Places =
    [
        ThingKind.Factory, ThingKind.Centre, ThingKind.Centre, ThingKind.Hub, ThingKind.Hub,
        ThingKind.Shop, ThingKind.Shop, ThingKind.Shop, ThingKind.Centre, ThingKind.Shop,
    ];

    /// <summary>Company prefix of a factory or centre.</summary>
    public static string Prefix(string kind, long site) => string.Create(CultureInfo.InvariantCulture, $"{kind}{site:D5}");

    /// <summary>Extension of a reader.</summary>
    public static string ExtensionOf(ReaderKind reader) => Extensions[(int)reader];

    /// <summary>Kind of place that a reader stands at.</summary>
    public static ThingKind PlaceOf(ReaderKind reader) => Places[(int)reader];

    /// <summary>The reader of a place by its extension; null where the place has none of that name.</summary>
    public static ReaderKind? ReaderOf(ThingKind place, string extension)
    {
        for (int index = 0; index < Extensions.Length; index++)
        {
            if (Places[index] == place && Extensions[index] == extension)
            {
                return (ReaderKind)index;
            }
        }

        return null;
    }

    /// <summary>Refuses a world that has more of something than its names tell apart.</summary>
    /// <exception cref="EpcException">It has; the message says what is too many and how many there may be.</exception>
    public static void CheckCapacity(WorldModel world)
    {
        long runs = (long)world.Sequences * world.Parameters.LanesPerFactory;
        Check("factories", world.Factories, MostSites);
        Check("centres", world.Centres, MostSites);
        Check("items of a factory", runs * Numbering.ItemsPerLoad, MostSerials);
        Check("cases of a factory", runs * Numbering.CasesPerLoad, PalletDigit * PerDigit);
        Check("pallets of a factory", runs * Numbering.PalletsPerLoad, PerDigit);
    }

    private static void Check(string what, long found, long most)
    {
        if (found > most)
        {
            throw new EpcException(
                $"{what} of the world",
                string.Create(CultureInfo.InvariantCulture, $"at most {most:#,0}, which names tell apart: fewer objects, or other wavesPerCentre or lanesPerFactory"),
                found.ToString("#,0", CultureInfo.InvariantCulture));
        }
    }
}
