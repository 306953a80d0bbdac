namespace TwinGrid.Simulation.Capacity;

/// <summary>Memory of resident twins, and how many silos hold them.</summary>
internal static class SiloRows
{
    private const double Giga = 1e9;

    /// <summary>Observations that a resident tag keeps in memory: the default of the twins' HistoryWindow.</summary>
    private const double HistoryWindow = 1024;

    /// <summary>Adds the rows; answers the memory to provide, in GB.</summary>
    public static Figure Add(PlanSheet sheet, PlanInputs inputs, Figure cores)
    {
        Figure twin = inputs.Cost(CostNames.TwinMemory), headroom = inputs.Given("memory_headroom");
        Figure moreTags = Figure.Assumed(0, "a further tag on a thing, a region, a reader and an anchor take as much memory as a thing with its tag: the larger, since most are smaller");
        Figure resident = (inputs.Tags * inputs.Given("resident_share")) + (inputs.Deployment.TagsPerObject > 1 ? moreTags : Figure.Of(0));
        Figure fixtures = inputs.Given("regions") + inputs.Given("readers") + inputs.Given("anchors") + moreTags;
        Figure things = sheet.Add(PlanPart.Memory, "things and their tags", resident * twin / Giga, "GB", "tags × resident_share × twin_memory_bytes");
        Figure places = sheet.Add(PlanPart.Memory, "regions, readers, anchors", fixtures * twin / Giga, "GB", "(regions + readers + anchors) × twin_memory_bytes");
        Figure recent = sheet.Add(
            PlanPart.Memory,
            "their recent observations",
            inputs.Tags * inputs.Given("resident_share") * Recent(inputs) * inputs.Cost(CostNames.ReadMemory) / Giga,
            "GB",
            "tags × resident_share × min(1024, (door + track + network + readings_a_day / tags_an_object) × life_days) × read_memory_bytes");
        Figure twins = (things + recent + places) * headroom;

        Figure rest = inputs.Cost(CostNames.SiloMemory) / Giga;
        Figure room = Figure.Max(inputs.Given("silo.memory_gb") - rest, inputs.Given("silo.memory_gb") / 2);
        Figure silos = Figure.Max(Figure.Max((cores / inputs.Given("silo.cores")).Ceiling(), (twins / room).Ceiling()), Figure.Of(1));
        if (silos.Value > 1)
        {
            silos += Figure.Assumed(0, "several silos need the Orleans engine, whose calls cost more than those of the embedded one that was measured; the same unit costs are taken for it");
        }

        Figure memory = sheet.Add(PlanPart.Memory, CapacityPlan.Memory, twins + (silos * rest), "GB", "the rows above × memory_headroom + silos × silo_memory_bytes");
        sheet.Add(
            PlanPart.Silos,
            CapacityPlan.Silos,
            silos,
            "",
            "the largest of cores to provide / silo.cores, twins' memory × memory_headroom / (silo.memory_gb − silo_memory_bytes), and 1; rounded up");
        return memory;
    }

    /// <summary>Observations that a tag's twin has in memory: all of its life as long as the window holds them.</summary>
    private static Figure Recent(PlanInputs inputs)
    {
        Figure perDay = inputs.Given("reads_a_tag_a_day.door") + inputs.Given("reads_a_tag_a_day.track") + inputs.Given("reads_a_tag_a_day.network")
            + (inputs.Given("readings_a_day") / inputs.Given("tags_an_object"));
        Figure life = perDay * inputs.Given("life_days");
        return inputs.Deployment.Probes + inputs.Deployment.ReadingsPerDay > 0
            ? Figure.Min(life, Figure.Assumed(HistoryWindow, "a probe and a reading take as much memory as a read"))
            : Figure.Min(life, Figure.Of(HistoryWindow));
    }
}
