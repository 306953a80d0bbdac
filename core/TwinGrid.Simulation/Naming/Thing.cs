namespace TwinGrid.Simulation.Naming;

/// <summary>Kinds of things and places of the world that have a number and a name.</summary>
public enum ThingKind : byte
{
    /// <summary>An item.</summary>
    Item,

    /// <summary>A case of 24 items.</summary>
    Case,

    /// <summary>A pallet of 40 cases.</summary>
    Pallet,

    /// <summary>A load of 26 pallets, which is one lot: eight to a wave.</summary>
    Load,

    /// <summary>The trailer that takes a load from its factory to a centre; it has its load's number.</summary>
    Trailer,

    /// <summary>A truck from a centre to a hub: eight to a wave.</summary>
    Truck,

    /// <summary>A van from a hub to a shop: 128 to a wave.</summary>
    Van,

    /// <summary>A factory.</summary>
    Factory,

    /// <summary>A distribution centre.</summary>
    Centre,

    /// <summary>A hub: eight to a centre.</summary>
    Hub,

    /// <summary>A shop: 128 to a centre.</summary>
    Shop,
}

/// <summary>A thing or place of the world.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Its number among those of its kind, from zero.</param>
public readonly record struct Thing(ThingKind Kind, long Number)
{
    /// <summary>Whether it stands still.</summary>
    public bool IsPlace => Kind >= ThingKind.Factory;
}

/// <summary>Where tags are read: the eight portals in the order of the way, and the rounds of rooms.</summary>
public enum ReaderKind : byte
{
    /// <summary>The gate out of the factory.</summary>
    FactoryOut,

    /// <summary>The gate into the centre.</summary>
    CentreIn,

    /// <summary>The gate out of the centre.</summary>
    CentreOut,

    /// <summary>The gate into the hub.</summary>
    HubIn,

    /// <summary>The gate out of the hub.</summary>
    HubOut,

    /// <summary>The gate into the shop's back room.</summary>
    ShopIn,

    /// <summary>The gate from the back room to the floor.</summary>
    Floor,

    /// <summary>The till.</summary>
    Till,

    /// <summary>The inventory rounds of the centre.</summary>
    CentreRounds,

    /// <summary>The inventory rounds of the shop's floor.</summary>
    ShopRounds,
}

/// <summary>A reader at a place.</summary>
/// <param name="Kind">Which of the place's readers it is.</param>
/// <param name="Place">The place.</param>
public readonly record struct Reader(ReaderKind Kind, Thing Place);
