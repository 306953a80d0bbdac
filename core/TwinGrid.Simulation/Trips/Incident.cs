namespace TwinGrid.Simulation.Trips;

/// <summary>What warmed or cooled the goods.</summary>
public enum Cause : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The refrigeration of the trailer from the factory failed.</summary>
    TrailerUnit,

    /// <summary>The trailer cooled too much.</summary>
    TrailerOvercooled,

    /// <summary>The centre's power failed.</summary>
    CentrePower,

    /// <summary>The refrigeration of the truck failed.</summary>
    TruckUnit,

    /// <summary>The truck cooled too much.</summary>
    TruckOvercooled,

    /// <summary>The load waited on the dock of the hub.</summary>
    HubDock,

    /// <summary>The doors of the van stood open.</summary>
    VanDoors,

    /// <summary>The shop's refrigerator failed.</summary>
    ShopFridge,
}

/// <summary>
/// A departure from the set point that all the goods of a trip or stay share: a triangle that rises from zero at its start to
/// its peak in the middle and is gone at its end. A case feels a share of the peak, and an item a share of its case's.
/// </summary>
/// <param name="Cause">What happened; <see cref="Trips.Cause.None"/> where nothing did.</param>
/// <param name="Start">When, seconds.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Rise">The peak above the set point, K; below zero where it cooled.</param>
public readonly record struct Incident(Cause Cause, int Start, int Seconds, float Rise)
{
    /// <summary>When the peak is.</summary>
    public int Peak => Start + Seconds / 2;

    /// <summary>Whether it happened at all.</summary>
    public bool Happened => Cause != Cause.None;
}
