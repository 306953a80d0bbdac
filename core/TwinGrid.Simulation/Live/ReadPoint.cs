namespace TwinGrid.Simulation.Live;

/// <summary>Where a tag was read: the portals in the order of an item's way, then the rounds of inventory.</summary>
public enum ReadPoint : byte
{
    /// <summary>Out of the factory.</summary>
    FactoryOut,

    /// <summary>Into the centre.</summary>
    CentreIn,

    /// <summary>Out of the centre.</summary>
    CentreOut,

    /// <summary>Into the hub.</summary>
    HubIn,

    /// <summary>Out of the hub.</summary>
    HubOut,

    /// <summary>Into the shop.</summary>
    ShopIn,

    /// <summary>Onto the sales floor.</summary>
    Floor,

    /// <summary>Out at the till.</summary>
    Till,

    /// <summary>In the centre, by a round of inventory.</summary>
    CentreRound,

    /// <summary>On the shelf, by a round of inventory.</summary>
    ShelfRound,
}

/// <summary>One read of one item.</summary>
/// <param name="Second">When, in seconds since the world began.</param>
/// <param name="Item">Number of the item.</param>
/// <param name="Point">At what kind of place.</param>
/// <param name="Place">Which of the wave's places of that kind: the load at the factory, the truck at the hub, the van at the shop; 0 in the centre.</param>
public readonly record struct ItemRead(int Second, long Item, ReadPoint Point, short Place);

/// <summary>One reading of a temperature logger.</summary>
/// <param name="Second">When, in seconds since the world began.</param>
/// <param name="Item">Number of the item that carries the logger.</param>
/// <param name="Celsius">Temperature, °C.</param>
public readonly record struct ItemReading(int Second, long Item, float Celsius);
