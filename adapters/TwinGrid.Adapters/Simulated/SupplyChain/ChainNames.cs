using System.Globalization;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>
/// Identifiers of a simulated chain, of GS1's prefix for demonstrations (952). Things have other serials for another seed and first day, so
/// that runs don't mix in one store; places, vehicles and logger tags are the same in all.
/// </summary>
internal sealed class ChainNames
{
    private const string Maker = "9521321", Carrier = "9524141", Retailer = "9526060";
    private const string Product = "010001", CageType = "00001";
    private readonly string _stem;
    private readonly SeededRandom _ids;

    /// <summary>Names for a run.</summary>
    public ChainNames(ulong seed, DateTimeOffset start)
    {
        _ids = new SeededRandom(seed ^ ((ulong)start.UtcTicks * 0x9E3779B97F4A7C15));
        _stem = _ids.NextIndex(10_000).ToString("D4", CultureInfo.InvariantCulture);
    }

    /// <summary>The factory.</summary>
    public static EpcIdentity Factory { get; } = EpcIdentity.Create(EpcSchemes.Sgln, Maker, "00001", "0");

    /// <summary>The shop as a whole.</summary>
    public static EpcIdentity Shop { get; } = EpcIdentity.Create(EpcSchemes.Sgln, Retailer, "00001", "0");

    /// <summary>A part of the factory.</summary>
    public static EpcIdentity InFactory(string part) => EpcIdentity.Create(EpcSchemes.Sgln, Maker, "00001", part);

    /// <summary>A part of the warehouse.</summary>
    public static EpcIdentity InWarehouse(string part) => EpcIdentity.Create(EpcSchemes.Sgln, Carrier, "00001", part);

    /// <summary>A part of the shop.</summary>
    public static EpcIdentity InShop(string part) => EpcIdentity.Create(EpcSchemes.Sgln, Retailer, "00001", part);

    /// <summary>A truck.</summary>
    /// <param name="truck">0 for A, 1 for B.</param>
    public static EpcIdentity Truck(int truck) => EpcIdentity.Create(EpcSchemes.Giai, Carrier, truck == 0 ? "TRUCK-A" : "TRUCK-B", null);

    /// <summary>The logger tag of a pallet or roll cage.</summary>
    public static EpcIdentity Logger(string name) => EpcIdentity.Create(EpcSchemes.Giai, Carrier, name, null);

    /// <summary>A roll cage.</summary>
    public static EpcIdentity Cage(int number) =>
        EpcIdentity.Create(EpcSchemes.Grai, Carrier, CageType, number.ToString("D4", CultureInfo.InvariantCulture));

    /// <summary>A carton.</summary>
    public EpcIdentity Carton(int number) =>
        EpcIdentity.Create(EpcSchemes.Sgtin, Maker, Product, string.Create(CultureInfo.InvariantCulture, $"{_stem}{number:D6}"));

    /// <summary>A case.</summary>
    public EpcIdentity Case(int number) => Sscc('1', number);

    /// <summary>A pallet.</summary>
    public EpcIdentity Pallet(int number) => Sscc('2', number);

    /// <summary>Name of a lot.</summary>
    public string Lot(int number) => string.Create(CultureInfo.InvariantCulture, $"VX{_stem}-{number + 1:D2}");

    /// <summary>The class of all cartons of a lot.</summary>
    public EpcIdentity LotClass(int number) => EpcIdentity.Create(EpcSchemes.Lgtin, Maker, Product, Lot(number));

    /// <summary>An id for an event: one after the other the same for the same run.</summary>
    public string NextEventId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, _ids.NextBits());
        BitConverter.TryWriteBytes(bytes[8..], _ids.NextBits());

        // Version 4, variant 1 of RFC 9562.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return "urn:uuid:" + new Guid(bytes, bigEndian: true).ToString("D");
    }

    private EpcIdentity Sscc(char extension, int number) =>
        EpcIdentity.Create(EpcSchemes.Sscc, Maker, string.Create(CultureInfo.InvariantCulture, $"{extension}{_stem}{number:D5}"), null);
}
