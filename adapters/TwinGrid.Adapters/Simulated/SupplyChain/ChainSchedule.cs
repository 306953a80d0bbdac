namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>When what happens in a simulated chain: four and a half days.</summary>
/// <param name="Start">Midnight of the first day.</param>
public sealed record ChainSchedule(DateTimeOffset Start)
{
    /// <summary>How long the whole takes.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(108);

    /// <summary>Cartons get their identities.</summary>
    public DateTimeOffset Commissioning => At(8);

    /// <summary>Cartons go into cases.</summary>
    public DateTimeOffset Packing => At(10);

    /// <summary>Cases go onto pallets; from then on the pallets' logger tags record.</summary>
    public DateTimeOffset Palletising => At(12);

    /// <summary>Pallets go into trucks.</summary>
    public DateTimeOffset Loading => At(30);

    /// <summary>The trucks leave.</summary>
    public DateTimeOffset Departure => At(31);

    /// <summary>The cooling unit of truck B fails.</summary>
    public DateTimeOffset Failure => At(35);

    /// <summary>It works again.</summary>
    public DateTimeOffset Repair => At(39);

    /// <summary>A truck reaches the warehouse.</summary>
    /// <param name="truck">0 for A, 1 for B.</param>
    public DateTimeOffset Arrival(int truck) => At(42 + truck);

    /// <summary>Its pallets are on the dock.</summary>
    public DateTimeOffset Unloading(int truck) => At(42.5 + truck);

    /// <summary>Its pallets are in their cold room.</summary>
    public DateTimeOffset Storing(int truck) => At(43.5 + truck);

    /// <summary>Every other pallet is taken apart.</summary>
    public DateTimeOffset Unpacking => At(57);

    /// <summary>Cases for the shop go onto roll cages, whose logger tags record from then on.</summary>
    public DateTimeOffset Picking => At(57.5);

    /// <summary>Truck A leaves for the shop.</summary>
    public DateTimeOffset ShopDeparture => At(58.5);

    /// <summary>It is there.</summary>
    public DateTimeOffset ShopArrival => At(61);

    /// <summary>Roll cages and cases are emptied; the roll cages' loggers stop.</summary>
    public DateTimeOffset ShopUnpacking => At(62);

    /// <summary>Cartons stand in the shop's refrigerator.</summary>
    public DateTimeOffset Stocking => At(62.5);

    /// <summary>The first customer.</summary>
    public DateTimeOffset FirstSale => At(64);

    /// <summary>After the last customer.</summary>
    public DateTimeOffset LastSale => At(100);

    /// <summary>One carton comes back.</summary>
    public DateTimeOffset Return => At(103);

    /// <summary>All is told.</summary>
    public DateTimeOffset End => Start + Length;

    private DateTimeOffset At(double hours) => Start.AddHours(hours);
}
