namespace TwinGrid.Simulation.Capacity;

/// <summary>Storage: what a day adds, and what is there once as much is dropped as comes.</summary>
internal static class StorageRows
{
    private const double Giga = 1e9;

    /// <summary>Adds the rows; answers what is stored after retention, in GB with copies.</summary>
    public static Figure Add(PlanSheet sheet, PlanInputs inputs)
    {
        Figure history = ((inputs.Reads("door") + inputs.Reads("track")) * inputs.Cost(CostNames.ReadStorage))
            + (inputs.Reads("network") * inputs.Cost(CostNames.ProbeStorage))
            + (inputs.Readings * inputs.Cost(CostNames.ReadingStorage));
        Figure states = inputs.New * inputs.Cost(CostNames.FirstVisitStorage);
        Figure visits = inputs.LaterVisits * inputs.Cost(CostNames.VisitStorage);
        Figure events = inputs.Events * inputs.Cost(CostNames.EventStorage);
        const string historyFormula = "tags × ((door + track) × read_storage_bytes + network × probe_storage_bytes) + objects × readings_a_day × reading_storage_bytes";
        sheet.Add(PlanPart.Storage, "histories a day", history / Giga, "GB/day", historyFormula);
        sheet.Add(PlanPart.Storage, "states of new things a day", states / Giga, "GB/day", "objects / life_days × first_visit_storage_bytes");
        sheet.Add(PlanPart.Storage, "facts of later visits a day", visits / Giga, "GB/day", "later visits × visit_storage_bytes");
        sheet.Add(PlanPart.Storage, "events a day", events / Giga, "GB/day", "objects × events_a_day × event_storage_bytes");
        Figure copies = inputs.Given("copies"), retention = inputs.Given("retention_days");
        sheet.Add(PlanPart.Storage, CapacityPlan.StorageDay, (history + states + visits + events) * copies / Giga, "GB/day", "the rows above × copies");

        // The states of the things that exist are there however short the retention is; those of things that are gone stay for it.
        Figure living = inputs.Given("objects") * inputs.Cost(CostNames.FirstVisitStorage);
        Figure stored = living + (history * inputs.Given("history_days")) + ((states + visits + events) * retention);
        return sheet.Add(
            PlanPart.Storage,
            CapacityPlan.Stored,
            stored * copies / Giga,
            "GB",
            "(objects × first_visit_storage_bytes + histories × history_days + (states + facts + events) × retention_days) × copies");
    }
}
