namespace TwinGrid.Simulation.Capacity;

/// <summary>Unit costs that no measurement on one machine gives: what goes over the wire is the sender's business.</summary>
public static class AssumedCosts
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<UnitCost> All { get; } =
    [
        UnitCost.Assumed(CostNames.ObservationWire, 70, "bytes", "an LLRP report of a 96-bit EPC with antenna, power, phase and time takes 50 to 80 bytes with its share of headers"),
        UnitCost.Assumed(CostNames.QueryWire, 4000, "bytes", "an answer of a dozen steps as JSON"),
        UnitCost.Assumed(CostNames.HopWire, 120, "bytes", "an observation as a message between silos, with its share of the call"),
    ];
}
