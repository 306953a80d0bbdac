namespace TwinGrid.Simulation.Capacity;

/// <summary>What a row of a plan is about.</summary>
public enum PlanPart
{
    /// <summary>What happens a day.</summary>
    Load = 0,

    /// <summary>Processor time.</summary>
    Processor = 1,

    /// <summary>Memory.</summary>
    Memory = 2,

    /// <summary>Silos.</summary>
    Silos = 3,

    /// <summary>Storage.</summary>
    Storage = 4,

    /// <summary>Network.</summary>
    Network = 5,

    /// <summary>Energy of tags.</summary>
    Energy = 6,

    /// <summary>Cost.</summary>
    Cost = 7,
}

/// <summary>A figure of a plan.</summary>
/// <param name="Part">What it is about.</param>
/// <param name="Name">What it says.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Formula">How it is made, in words and numbers.</param>
/// <param name="Basis">Measured when nothing in it is assumed but what whoever plans gave.</param>
/// <param name="Because">The measurements and assumptions in it, one a line.</param>
public sealed record PlanRow(PlanPart Part, string Name, double Value, string Unit, string Formula, Basis Basis, IReadOnlyList<string> Because);
