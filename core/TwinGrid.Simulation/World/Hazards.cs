namespace TwinGrid.Simulation.World;

/// <summary>How often something warms the goods, and how long it lasts. The rise follows from the air outside.</summary>
/// <param name="Chance">Chance that it happens on one trip or stay, zero to one.</param>
/// <param name="MeanMinutes">Mean of its length, exponential, at most the length of the trip or stay.</param>
/// <param name="ConstantMinutes">Time in which the cold store comes within 1/e of the air outside.</param>
public sealed record Hazard(double Chance, double MeanMinutes, double ConstantMinutes);

/// <summary>What goes wrong in the world. Each happens to a trip, a stay or a load, and so to all that is in it.</summary>
public sealed record Hazards
{
    /// <summary>The refrigeration of a trailer from the factory fails.</summary>
    public required Hazard TrailerUnit { get; init; }

    /// <summary>A cell of the centre loses its power.</summary>
    public required Hazard CentrePower { get; init; }

    /// <summary>The refrigeration of a truck fails.</summary>
    public required Hazard TruckUnit { get; init; }

    /// <summary>A truck's load waits on the dock of the hub.</summary>
    public required Hazard HubDock { get; init; }

    /// <summary>The doors of a van stand open.</summary>
    public required Hazard VanDoors { get; init; }

    /// <summary>A shop's refrigerator fails.</summary>
    public required Hazard ShopFridge { get; init; }

    /// <summary>Share of the failures of trailers and trucks that cool too much instead.</summary>
    public required double Overcooled { get; init; }

    /// <summary>Chance that a trailer, a truck or a van is robbed of its whole load.</summary>
    public required double Robbed { get; init; }

    /// <summary>Chance that a case is lost as a whole on its way.</summary>
    public required double CaseLost { get; init; }

    /// <summary>Chance that a load, which is one lot, is recalled.</summary>
    public required double Recalled { get; init; }
}
