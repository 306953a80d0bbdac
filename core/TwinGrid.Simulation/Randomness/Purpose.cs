namespace TwinGrid.Simulation.Randomness;

/// <summary>
/// What a random block is for: the third word of its counter, beside the number of the thing in the first two. Blocks of
/// different purposes are independent. Their numbers are part of what a seed means and are never given anew.
/// </summary>
public enum Purpose : uint
{
    /// <summary>A centre's order of classes and its hours.</summary>
    Centre = 1,

    /// <summary>How factories and centres are joined.</summary>
    Lanes = 2,

    /// <summary>How a wave is dealt out to trucks.</summary>
    Wave = 3,

    /// <summary>A load: its hours, its delay, its robbery, its recall.</summary>
    Load = 4,

    /// <summary>A truck: its hours and its robbery.</summary>
    Truck = 5,

    /// <summary>A van: its hours and its robbery.</summary>
    Van = 6,

    /// <summary>A case: its place among others, its loss.</summary>
    Case = 7,

    /// <summary>An item.</summary>
    Item = 8,

    /// <summary>The weather of a country on a day.</summary>
    Weather = 9,

    /// <summary>Which cases a sample holds.</summary>
    Sample = 10,

    /// <summary>What warms a trailer.</summary>
    TrailerUnit = 11,

    /// <summary>The power of a centre's cells while a wave is in them.</summary>
    CentrePower = 12,

    /// <summary>What warms a truck.</summary>
    TruckUnit = 13,

    /// <summary>The wait of a truck's load on the dock of the hub.</summary>
    HubDock = 14,

    /// <summary>The doors of a van.</summary>
    VanDoors = 15,

    /// <summary>A shop's refrigerator while a delivery is in it.</summary>
    ShopFridge = 16,

    /// <summary>The slots that a reader's tags choose in a frame.</summary>
    TagSlots = 64,

    /// <summary>Which of a reader's tags its link reaches.</summary>
    TagReach = 65,

    /// <summary>What a reader makes of the replies in a slot.</summary>
    SlotDecoder = 66,

    /// <summary>How many tags a reader's field holds.</summary>
    FieldTags = 67,

    /// <summary>Seeds of pieces of work whose physics draw from a sequence.</summary>
    PieceSeed = 68,
}
