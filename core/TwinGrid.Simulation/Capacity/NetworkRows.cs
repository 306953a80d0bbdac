namespace TwinGrid.Simulation.Capacity;

/// <summary>Network: from readers to silos, between silos, to whoever asks.</summary>
internal static class NetworkRows
{
    private const double Giga = 1e9, Mega = 1e6;

    /// <summary>Reader to tag, tag to region, region to thing.</summary>
    private const double Hops = 3;

    /// <summary>Adds the rows; answers GB a day.</summary>
    public static Figure Add(PlanSheet sheet, PlanInputs inputs)
    {
        Figure observations = inputs.Reads("door") + inputs.Reads("track") + inputs.Reads("network") + inputs.Readings;
        double silos = sheet.Rows.First(row => row.Name == CapacityPlan.Silos).Value;
        Figure inward = sheet.Add(
            PlanPart.Network,
            "in from readers and partners a day",
            ((observations * inputs.Cost(CostNames.ObservationWire)) + (inputs.Events * inputs.Cost(CostNames.EventWire))) / Giga,
            "GB/day",
            "observations × observation_wire_bytes + events × event_wire_bytes");
        Figure between = sheet.Add(
            PlanPart.Network,
            "between silos a day",
            observations * inputs.Cost(CostNames.HopWire) * (Hops * (1 - (1 / silos))) / Giga,
            "GB/day",
            "observations × 3 calls × (1 − 1/silos) × hop_wire_bytes");
        Figure outward = sheet.Add(
            PlanPart.Network, "answers a day", inputs.Queries * inputs.Cost(CostNames.QueryWire) / Giga, "GB/day", "queries × query_wire_bytes");
        Figure all = sheet.Add(PlanPart.Network, CapacityPlan.Traffic, inward + between + outward, "GB/day", "the sum of the rows above");
        sheet.Add(
            PlanPart.Network,
            "network at the busiest time",
            all * inputs.Given("peak_to_mean") * (8 * Giga / Mega / PlanInputs.Day),
            "Mbit/s",
            "network a day × peak_to_mean × 8 / 86 400 s");
        return all;
    }
}
